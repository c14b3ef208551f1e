"""Households of a branch."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from jifen.orgs import actions, queries
from jifen.orgs.permissions import may
from jifen.orgs.states.acts import Act
from jifen.web.forms import attempt
from jifen.web.orgs.people.forms import HeadForm, HouseholdForm, MoveHouseholdForm
from jifen.web.paging import page_of
from jifen.web.requests import Request


@login_required
@require_safe
def index(request: Request, organization_id: UUID) -> HttpResponse:
    """Show the households of a branch."""
    branch = queries.get_organization_for(request.actor, organization_id)
    context = {
        "branch": branch,
        "households": page_of(request, queries.list_households_for(request.actor, branch)),
        "may_form": may(request.actor, Act.FORM_HOUSEHOLD, branch.place),
    }
    return render(request, "orgs/households.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: Request, organization_id: UUID) -> HttpResponse:
    """Form a household."""
    branch = queries.get_organization_for(request.actor, organization_id)
    may(request.actor, Act.FORM_HOUSEHOLD, branch.place).require()
    fields = HouseholdForm(request.POST or None)
    free = list(queries.list_without_household_for(request.actor, branch))
    fields.fields["head"].offer(free)  # type: ignore[attr-defined]
    fields.fields["members"].choices = [(str(person.pk), str(person)) for person in free]  # type: ignore[attr-defined]
    made = None
    if request.method == "POST":
        made = attempt(
            fields,
            lambda: actions.form_household(
                actor=request.actor,
                at=request.at,
                branch_id=branch.pk,
                number=fields.cleaned_data["number"],
                head_id=fields.cleaned_data["head"],
                member_ids=fields.cleaned_data["members"],
                on=fields.cleaned_data["on"],
            ),
        )
    if made:
        messages.success(request, f"已登记{made.number}户，户主{made.head}。")
        return redirect("household", made.pk)
    back = reverse("households", args=[branch.pk])
    context = {"title": f"在{branch}登记家庭户", "form": fields, "back": back, "button": "登记"}
    return render(request, "orgs/person_form.html", context)


@login_required
@require_safe
def show(request: Request, household_id: UUID) -> HttpResponse:
    """Show one household and who belongs to it."""
    household = queries.get_household_for(request.actor, household_id)
    context = {
        "household": household,
        "members": household.members.select_related("person").order_by(
            F("to_on").desc(nulls_first=True), "from_on", "person__pinyin", "id"
        ),
        "may_change": may(request.actor, Act.CHANGE_HOUSEHOLD, household.branch.place),
    }
    return render(request, "orgs/household.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change_head(request: Request, household_id: UUID) -> HttpResponse:
    """Make another of a household its head."""
    household = queries.get_household_for(request.actor, household_id)
    may(request.actor, Act.CHANGE_HOUSEHOLD, household.branch.place).require()
    fields = HeadForm(request.POST or None)
    members = household.members.filter(to_on__isnull=True).select_related("person")
    fields.fields["head"].offer(row.person for row in members if row.person_id != household.head_id)  # type: ignore[attr-defined]
    done = None
    if request.method == "POST":
        done = attempt(
            fields,
            lambda: actions.change_household_head(
                actor=request.actor,
                at=request.at,
                household_id=household.pk,
                head_id=fields.cleaned_data["head"],
            ),
        )
    if done:
        messages.success(request, f"{done.number}户的户主现在是{done.head}。")
        return redirect("household", done.pk)
    back = reverse("household", args=[household.pk])
    context = {"title": f"{household.number}户换户主", "form": fields, "back": back, "button": "换户主"}
    return render(request, "orgs/person_form.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: Request, person_id: UUID) -> HttpResponse:
    """Let a person belong to another household, or to none."""
    person = queries.get_person_for(request.actor, person_id)
    may(request.actor, Act.CHANGE_HOUSEHOLD, person.place).require()
    fields = MoveHouseholdForm(request.POST or None)
    if person.branch:
        households = queries.list_households_for(request.actor, person.branch)
        fields.fields["household"].offer(households, blank="（不在任何一户）")  # type: ignore[attr-defined]
    done = None
    if request.method == "POST":
        done = attempt(
            fields,
            lambda: actions.move_to_household(
                actor=request.actor,
                at=request.at,
                person_id=person.pk,
                household_id=fields.cleaned_data["household"] or None,
                on=fields.cleaned_data["on"],
            ),
        )
    if done:
        messages.success(request, f"{person}的家庭户已经变更。")
        return redirect("person", person.pk)
    back = reverse("person", args=[person.pk])
    context = {"title": f"变更{person}的家庭户", "form": fields, "back": back, "button": "变更"}
    return render(request, "orgs/person_form.html", context)
