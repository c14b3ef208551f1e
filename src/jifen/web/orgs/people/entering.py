"""Entering a person by form, and changing what is known of him."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from jifen.orgs import actions, queries
from jifen.orgs.errors import EditedMeanwhile
from jifen.orgs.models import Person
from jifen.orgs.permissions import may
from jifen.orgs.states.acts import Act
from jifen.web.forms import attempt
from jifen.web.orgs.people.forms import EditForm, EnterForm
from jifen.web.requests import Request


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: Request, organization_id: UUID) -> HttpResponse:
    """Enter a person into a branch."""
    branch = queries.get_organization_for(request.actor, organization_id)
    may(request.actor, Act.ENTER_PERSON, branch.place).require()
    form = EnterForm(request.POST or None)
    made = None
    if request.method == "POST":
        made = attempt(
            form,
            lambda: actions.enter_person(
                actor=request.actor, at=request.at, branch_id=branch.pk, **form.cleaned_data
            ),
        )
    if made:
        messages.success(request, f"已登记{made}。")
        return redirect("person", made.pk)
    back = reverse("organization_people", args=[branch.pk])
    context = {"title": f"在{branch}登记人员", "form": form, "back": back, "button": "登记", "broad": True}
    return render(request, "orgs/person_form.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, person_id: UUID) -> HttpResponse:
    """Change what is known of a person."""
    person = queries.get_person_for(request.actor, person_id)
    may(request.actor, Act.EDIT_PERSON, person.place).require()
    form = EditForm(request.POST or None, person=person)
    if request.method == "POST" and attempt(form, lambda: _save(request, person, form)):
        messages.success(request, "已保存。")
        return redirect("person", person.pk)
    context = {
        "title": f"修改{person}的信息",
        "form": form,
        "back": reverse("person", args=[person.pk]),
        "button": "保存",
        "broad": True,
    }
    return render(request, "orgs/person_form.html", context)


def _save(request: Request, person: Person, form: EditForm) -> Any:
    """Save the changes; where somebody else was faster, let the form go on from what he saved."""
    try:
        return actions.edit_person(
            actor=request.actor,
            at=request.at,
            person_id=person.pk,
            version=form.cleaned_data["version"],
            **form.changes(),
        )
    except EditedMeanwhile:
        form.go_on_from(queries.get_person_for(request.actor, person.pk))
        raise
