"""People entered twice: who may be, merging, and taking a merge back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from jifen.orgs import actions, queries
from jifen.orgs.models import Person
from jifen.orgs.permissions import may, may_act_on
from jifen.orgs.states.acts import Act
from jifen.orgs.states.standing import Consequence
from jifen.web.forms import attempt
from jifen.web.orgs.people.forms import MergeForm, UndoForm
from jifen.web.orgs.people.words import tell_apart
from jifen.web.requests import Request


@login_required
@require_safe
def likely(request: Request, organization_id: UUID) -> HttpResponse:
    """Show who may have been entered twice."""
    organization = queries.get_organization_for(request.actor, organization_id)
    context = {
        "organization": organization,
        "pairs": [
            (pair, tell_apart(pair.first), tell_apart(pair.second))
            for pair in queries.list_likely_duplicates_for(request.actor, organization)
        ],
        "may_merge": may(request.actor, Act.MERGE_PEOPLE, organization.place),
    }
    return render(request, "orgs/duplicates.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: Request, keep_id: UUID, duplicate_id: UUID) -> HttpResponse:
    """Make one row an alias of another; what ends with it is said before."""
    actor = request.actor
    keep = queries.get_person_for(actor, keep_id)
    duplicate = queries.get_person_for(actor, duplicate_id)
    for person in (keep, duplicate):
        may_act_on(actor, Act.MERGE_PEOPLE, person.place, subject_id=str(person.pk)).require()
    form = MergeForm(request.POST or None)
    if request.method == "POST" and attempt(form, lambda: _merge(request, keep, duplicate, form)):
        messages.success(request, f"已合并，保留的是{keep}的这一份登记。")
        return redirect("person", keep.pk)
    follows = queries.find_endings(duplicate, frozenset(Consequence)).sentences(duplicate)
    context = {
        "title": f"合并{keep}的两份登记",
        "lead": f"保留：{keep}，{tell_apart(keep)}。\n\n"
        f"作为重复登记：{duplicate}，{tell_apart(duplicate)}；不再出现在名册里，原来的记录都留着。",
        "follows": follows,
        "form": form,
        "back": reverse("person", args=[keep.pk]),
        "button": "合并",
    }
    return render(request, "orgs/person_form.html", context)


def _merge(request: Request, keep: Person, duplicate: Person, form: MergeForm) -> Any:
    return actions.merge_people(
        actor=request.actor,
        at=request.at,
        keep_id=keep.pk,
        duplicate_id=duplicate.pk,
        **form.cleaned_data,
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: Request, duplicate_id: UUID) -> HttpResponse:
    """Take a merge back."""
    person = queries.get_person_for(request.actor, duplicate_id)
    may_act_on(request.actor, Act.UNDO_MERGE, person.place, subject_id=str(person.pk)).require()
    form = UndoForm(request.POST or None)
    done = None
    if request.method == "POST":
        done = attempt(
            form,
            lambda: actions.undo_merge(
                actor=request.actor, at=request.at, duplicate_id=person.pk, **form.cleaned_data
            ),
        )
    if done:
        messages.success(request, f"已撤销合并，{done}的登记重新单独列出。")
        return redirect("person", done.pk)
    context = {
        "title": f"撤销{person}的合并",
        "lead": "撤销以后，组织关系从今天起接上；任职、联系人、账号请另行登记。",
        "form": form,
        "back": reverse("person", args=[person.pk]),
        "button": "撤销合并",
    }
    return render(request, "orgs/person_form.html", context)
