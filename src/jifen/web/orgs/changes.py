"""What happens to an organisation: its history, and moving, merging, dissolving it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from jifen.orgs import actions, queries
from jifen.orgs.models import Organization
from jifen.orgs.permissions import may
from jifen.orgs.states.acts import Act
from jifen.orgs.states.organizations import ORGANIZATION, STANDS_BELOW, dissolving_act
from jifen.web.forms import BasisFields, DayField
from jifen.web.orgs.choosing import BLANK
from jifen.web.paging import page_of
from jifen.web.papers.keeping import attempt_with_paper
from jifen.web.papers.owners import owner_of
from jifen.web.requests import Request

FOUND = 30


class ChangeForm(BasisFields):
    """The day and the ground of a change."""

    on = DayField(label="日期", help_text="上级批复或会议决定生效的日期")
    field_order = ("target", "on")


class TargetForm(ChangeForm):
    """A change for which another organisation is chosen among those that were found."""

    target = forms.ChoiceField(label="选定组织")

    def __init__(self, found: list[Organization], *args: Any, **options: Any) -> None:
        """Take what was found; name, kind and code tell organisations of one name apart."""
        super().__init__(*args, **options)
        choices = [(str(row.pk), f"{row.full_name}（{row.kind.label}，{row.code}）") for row in found]
        self.fields["target"].choices = [BLANK, *choices]  # type: ignore[attr-defined]


@login_required
@require_safe
def history(request: Request, organization_id: UUID) -> HttpResponse:
    """Show what happened to an organisation."""
    organization = queries.get_organization_for(request.actor, organization_id)
    events = queries.list_events_for(request.actor, organization)
    context = {"organization": organization, "events": page_of(request, events)}
    return render(request, "orgs/history.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def move(request: Request, organization_id: UUID) -> HttpResponse:
    """Place an organisation below another."""
    organization = queries.get_organization_for(request.actor, organization_id)
    may(request.actor, Act.MOVE_ORGANIZATION, organization.place).require()
    ORGANIZATION.find(Act.MOVE_ORGANIZATION, organization.state)
    fits = [kind.value for kind in STANDS_BELOW[organization.kind]]
    return _change_with_target(
        request,
        organization,
        fits,
        f"把{organization}调整到哪个组织下面",
        "新的上级组织",
        lambda data, basis: actions.move_organization(
            actor=request.actor,
            at=request.at,
            organization_id=organization.pk,
            parent_id=data["target"],
            on=data["on"],
            basis=basis,
        ),
    )


@login_required
@require_http_methods(["GET", "POST"])
def merge(request: Request, organization_id: UUID) -> HttpResponse:
    """Merge an organisation into another."""
    organization = queries.get_organization_for(request.actor, organization_id)
    may(request.actor, Act.MERGE_ORGANIZATION, organization.place).require()
    ORGANIZATION.find(Act.MERGE_ORGANIZATION, organization.state)
    return _change_with_target(
        request,
        organization,
        [],
        f"把{organization}并入哪个组织",
        "并入的组织",
        lambda data, basis: actions.merge_organizations(
            actor=request.actor,
            at=request.at,
            organization_id=organization.pk,
            into_id=data["target"],
            on=data["on"],
            basis=basis,
        ),
    )


@login_required
@require_http_methods(["GET", "POST"])
def dissolve(request: Request, organization_id: UUID) -> HttpResponse:
    """Dissolve an organisation; what still stands in it is shown instead of the form."""
    organization = queries.get_organization_for(request.actor, organization_id)
    act = dissolving_act(organization.kind)
    may(request.actor, act, organization.place).require()
    ORGANIZATION.find(act, organization.state)
    form = ChangeForm(request.POST or None)
    done = None
    if request.method == "POST":
        done = attempt_with_paper(
            request,
            form,
            owner_of(organization),
            lambda: actions.dissolve_organization(
                actor=request.actor,
                at=request.at,
                organization_id=organization.pk,
                on=form.cleaned_data["on"],
                basis=form.basis(),
            ),
        )
    if done:
        messages.success(request, f"已撤销{done}，它的代码和变动记录都还在。")
        return redirect("organization", done.pk)
    obstacles = queries.list_obstacles(organization)
    context = {"title": f"撤销{organization}", "form": form, "back": organization, "obstacles": obstacles}
    return render(request, "orgs/dissolve.html", context)


def _change_with_target(
    request: Request,
    organization: Organization,
    kinds: list[str],
    title: str,
    label: str,
    act: Callable[[dict[str, Any], Any], Organization],
) -> HttpResponse:
    """Let the other organisation be searched first, then be chosen with day and ground."""
    words = request.GET.get("q", "")
    rows = queries.find_organizations_for(request.actor, words).filter(state="ACTIVE")
    rows = rows.filter(kind__in=kinds) if kinds else rows.filter(kind__in=_alike(organization))
    found = list(rows.exclude(pk=organization.pk)[:FOUND])
    form = TargetForm(found, request.POST or None)
    form.fields["target"].label = label
    if request.method == "POST" and attempt_with_paper(
        request, form, owner_of(organization), lambda: act(form.cleaned_data, form.basis())
    ):
        messages.success(request, f"已办理{organization}的组织调整。")
        return redirect("organization", organization.pk)
    context = {
        "title": title,
        "label": label,
        "form": form,
        "back": organization,
        "words": words,
        "found": found,
        "too_many": len(found) == FOUND,
    }
    return render(request, "orgs/change.html", context)


def _alike(organization: Organization) -> list[str]:
    branches = ("BRANCH", "JOINT_BRANCH")
    if organization.kind in branches:
        return list(branches)
    if organization.kind == "GROUP":
        return ["GROUP"]
    return ["DEPARTMENT", "COMMITTEE", "WORKING_COMMITTEE", "GENERAL_BRANCH"]
