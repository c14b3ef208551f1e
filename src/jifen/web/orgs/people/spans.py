"""What holds of a person for a time: circumstances, measures, ties."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from jifen.orgs import actions, queries
from jifen.orgs.models import Discipline, Person
from jifen.orgs.permissions import may_act_on
from jifen.orgs.states.acts import Act
from jifen.orgs.states.people import Standing
from jifen.web.forms import BasisFields, attempt
from jifen.web.orgs.people.forms import BondForm, CircumstanceForm, DecidedFields, DisciplineForm, EndForm
from jifen.web.papers.keeping import attempt_with_paper
from jifen.web.papers.owners import owner_of
from jifen.web.requests import Request
from jifen.web.templatetags.words import day


def _get(request: Request, person_id: UUID, act: Act) -> Person:
    """Return a person on whom an act may be done; raise `NotFound`, `NotAllowed`."""
    person = queries.get_person_for(request.actor, person_id)
    may_act_on(request.actor, act, person.place, subject_id=str(person.pk)).require()
    return person


def _answer(
    request: Request,
    person: Person,
    title: str,
    form: Form,
    act: Callable[[], Any],
    done: Callable[[Any], str],
    *,
    button: str = "登记",
) -> HttpResponse:
    """Do an act for a form and go back to the person, or show the form with what is wrong."""
    made = None
    if request.method == "POST" and isinstance(form, BasisFields):
        made = attempt_with_paper(request, form, owner_of(person), act)
    elif request.method == "POST":
        made = attempt(form, act)
    if made:
        messages.success(request, done(made))
        return redirect("person", person.pk)
    back = reverse("person", args=[person.pk])
    context = {"title": title, "form": form, "back": back, "button": button}
    return render(request, "orgs/person_form.html", context)


def _given(form: DecidedFields) -> dict[str, Any]:
    """Return what the fields of a form say, the paper and the decider as one value each."""
    plain = {
        name: value
        for name, value in form.cleaned_data.items()
        if not name.startswith("basis_") and name != "decided_by"
    }
    return {**plain, "basis": form.basis(), "decider": form.decider()}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def circumstance(request: Request, person_id: UUID) -> HttpResponse:
    """Enter what holds of a person from a day on."""
    person = _get(request, person_id, Act.RECORD_CIRCUMSTANCE)
    form = CircumstanceForm(request.POST or None)
    return _answer(
        request,
        person,
        f"登记{person}的情况",
        form,
        lambda: actions.record_circumstance(
            actor=request.actor, at=request.at, person_id=person.pk, **_given(form)
        ),
        lambda made: f"已登记{person}“{made.kind.label}”。",
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def end_circumstance(request: Request, circumstance_id: UUID) -> HttpResponse:
    """Enter the last day of a circumstance."""
    row = queries.get_circumstance_for(request.actor, circumstance_id)
    person = _get(request, row.person_id, Act.END_CIRCUMSTANCE)
    form = EndForm(request.POST or None)
    return _answer(
        request,
        person,
        f"{person}的“{row.kind.label}”终止",
        form,
        lambda: actions.end_circumstance(
            actor=request.actor, at=request.at, circumstance_id=row.pk, **form.cleaned_data
        ),
        lambda _: f"{person}的“{row.kind.label}”已终止。",
        button="终止",
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def discipline(request: Request, person_id: UUID) -> HttpResponse:
    """Enter a disciplinary measure."""
    person = _get(request, person_id, Act.RECORD_DISCIPLINE)
    form = DisciplineForm(request.POST or None)
    return _answer(
        request,
        person,
        f"登记{person}的处分",
        form,
        lambda: actions.record_discipline(
            actor=request.actor, at=request.at, person_id=person.pk, **_given(form)
        ),
        _say_measure,
    )


def _say_measure(made: Discipline) -> str:
    return f"已登记{made.person}的{made.measure.label}处分，影响期到{day(made.effect_until)}。"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def bond(request: Request, person_id: UUID) -> HttpResponse:
    """Name somebody to stand by a person."""
    person = _get(request, person_id, Act.RECORD_BOND)
    form = BondForm(request.POST or None)
    if person.branch:
        formal = queries.list_people_for(request.actor, person.branch, standing=Standing.FORMAL)
        form.offer(person.standing, formal.exclude(pk=person.pk))
    return _answer(
        request,
        person,
        f"为{person}指定联系人",
        form,
        lambda: actions.record_bond(actor=request.actor, at=request.at, person_id=person.pk, **_named(form)),
        lambda made: f"已指定{made.other}为{person}的{made.kind.label}。",
        button="指定",
    )


def _named(form: BondForm) -> dict[str, Any]:
    given = _given(form)
    given["other_id"] = given.pop("other")
    return given


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def end_bond(request: Request, bond_id: UUID) -> HttpResponse:
    """Enter the last day of a tie."""
    row = queries.get_bond_for(request.actor, bond_id)
    person = _get(request, row.person_id, Act.END_BOND)
    form = EndForm(request.POST or None)
    return _answer(
        request,
        person,
        f"{row.other}不再担任{person}的{row.kind.label}",
        form,
        lambda: actions.end_bond(actor=request.actor, at=request.at, bond_id=row.pk, **form.cleaned_data),
        lambda _: f"{row.other}不再担任{person}的{row.kind.label}。",
        button="终止",
    )
