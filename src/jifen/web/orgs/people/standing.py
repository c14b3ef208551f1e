"""Moving a person's standing, and correcting a move."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from jifen.common.refusals import NotFound
from jifen.orgs import actions, queries
from jifen.orgs.errors import Unconfirmed
from jifen.orgs.models import Person
from jifen.orgs.permissions import may_act_on
from jifen.orgs.states.acts import Act
from jifen.orgs.states.people import STANDING, Standing
from jifen.orgs.states.standing import CONSEQUENCES, MOVES, wording
from jifen.web.orgs.people.forms import CorrectForm, MoveForm
from jifen.web.orgs.people.show import slug_of
from jifen.web.papers.keeping import attempt_with_paper
from jifen.web.papers.owners import owner_of
from jifen.web.requests import Request
from jifen.web.templatetags.words import day


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: Request, person_id: UUID, act: str) -> HttpResponse:
    """Move a person's standing; what ends with it is said before."""
    person = queries.get_person_for(request.actor, person_id)
    wanted = next((known for known in MOVES if slug_of(known) == act), None)
    if wanted is None:
        raise NotFound
    may_act_on(request.actor, wanted, person.place, subject_id=str(person.pk)).require()
    target = Standing(STANDING.find(wanted, person.standing).target)
    follows = _say_consequences(person, target)
    form = MoveForm(request.POST or None, act=wanted, grave=bool(follows))
    if request.method == "POST" and attempt_with_paper(
        request, form, owner_of(person), lambda: _move(request, person, wanted, form)
    ):
        messages.success(request, f"已办理{person}“{wording(wanted)}”，现在是“{target.label}”。")
        return redirect("person", person.pk)
    context = {
        "title": f"{person}：{wording(wanted)}",
        "lead": f"{person}现在是“{person.standing.label}”，办理以后是“{target.label}”。",
        "follows": follows,
        "form": form,
        "back": reverse("person", args=[person.pk]),
        "button": wording(wanted),
    }
    return render(request, "orgs/person_form.html", context)


def _say_consequences(person: Person, target: Standing) -> list[str]:
    return queries.find_endings(person, CONSEQUENCES.get(target, frozenset())).sentences(person)


def _move(request: Request, person: Person, act: Act, form: MoveForm) -> Any:
    """Do the act; where the room asks back, show the tick."""
    data = form.cleaned_data
    try:
        return actions.move_standing(
            actor=request.actor,
            at=request.at,
            person_id=person.pk,
            act=act,
            on=data["on"],
            basis=form.basis(),
            decider=form.decider(),
            until=data.get("until"),
            leaving=data.get("leaving") or None,
            reason=data["reason"],
            confirmed=data["confirmed"],
        )
    except Unconfirmed:
        form.asked = True
        raise


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: Request, person_id: UUID, event_id: UUID) -> HttpResponse:
    """Correct a move that was entered wrongly."""
    person = queries.get_person_for(request.actor, person_id)
    may_act_on(request.actor, Act.CORRECT_STANDING, person.place, subject_id=str(person.pk)).require()
    event = person.standing_events.filter(pk=event_id).first()
    if event is None:
        raise NotFound
    form = CorrectForm(request.POST or None, initial={"target": event.target, "on": event.on})
    if request.method == "POST" and attempt_with_paper(
        request, form, owner_of(person), lambda: _correct(request, person, event_id, form)
    ):
        messages.success(request, f"已更正；{person}现在是“{_standing_of(request, person)}”。")
        return redirect("person", person.pk)
    context = {
        "title": f"更正{person}的人员类别",
        "lead": f"原来登记的是：{day(event.on)}，{event.act.label}，类别“{event.target.label}”。"
        "原来的一条保留着，后面写明已经更正。已经终止的任职、联系人、账号不会自动恢复，还对的请另行登记。",
        "form": form,
        "back": reverse("person", args=[person.pk]),
        "button": "更正",
    }
    return render(request, "orgs/person_form.html", context)


def _correct(request: Request, person: Person, event_id: UUID, form: CorrectForm) -> Any:
    data = form.cleaned_data
    return actions.correct_standing(
        actor=request.actor,
        at=request.at,
        person_id=person.pk,
        event_id=event_id,
        target=data["target"],
        on=data["on"],
        reason=data["reason"],
        basis=form.basis(),
        decider=form.decider(),
    )


def _standing_of(request: Request, person: Person) -> str:
    standing: Standing = queries.get_person_for(request.actor, person.pk).standing
    return standing.label
