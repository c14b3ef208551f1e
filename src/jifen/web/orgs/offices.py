"""Offices of an organisation: who holds and held them, entering, ending, an election, the points group."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jifen.common.actor import Actor
from jifen.common.decision import Decision
from jifen.orgs import actions, queries
from jifen.orgs.models import Appointment, Organization
from jifen.orgs.permissions import may, may_appoint
from jifen.orgs.states.acts import Act
from jifen.orgs.states.people import MEMBERS, Standing
from jifen.orgs.states.roles import COMMITTEE_ROLES, OFFICES, POINTS_GROUP_ROLES, Role
from jifen.web.forms import BasisFields, CodeChoiceField, DayField
from jifen.web.orgs.choosing import BLANK, HoldersForm, PersonField, people_for
from jifen.web.papers.keeping import attempt_with_paper
from jifen.web.papers.owners import owner_of
from jifen.web.requests import Request


class AppointForm(BasisFields):
    """One office."""

    role = CodeChoiceField(Role, label="职务")
    person = PersonField(label="任职的同志")
    from_on = DayField(label="任职日期")
    term_until = DayField(label="任期至", required=False)
    reason = forms.CharField(label="任职原因", max_length=200, help_text="例如：选举、任命、增补")
    field_order = ("role", "person", "from_on", "term_until", "reason")


class EndForm(BasisFields):
    """The end of an office."""

    to_on = DayField(label="免职日期", help_text="任职的最后一天")
    reason = forms.CharField(label="免职原因", max_length=200, help_text="例如：换届、工作调动、本人辞去")
    field_order = ("to_on", "reason")


class ElectionForm(HoldersForm):
    """A whole committee."""

    from_on = DayField(label="选举日期", help_text="新一届从这一天起，上一届到前一天止")
    term_until = DayField(label="任期至")
    field_order = ("from_on", "term_until")


class PointsGroupForm(HoldersForm):
    """The people who do the points work of a branch."""

    from_on = DayField(label="任职日期")
    field_order = ("from_on",)


@login_required
@require_safe
def index(request: Request, organization_id: UUID) -> HttpResponse:
    """Show who holds and who held which office."""
    actor = request.actor
    organization = queries.get_organization_for(actor, organization_id)
    current, past = queries.list_office_lines(actor, organization, timezone.localdate(request.at))
    roles = _roles_of(organization)
    rows = [(line, _may_end(actor, organization, line.appointment)) for line in current]
    context = {
        "organization": organization,
        "current": [row for row in rows if row[0].appointment.role not in POINTS_GROUP_ROLES],
        "points_group": [row for row in rows if row[0].appointment.role in POINTS_GROUP_ROLES],
        "past": past,
        "refusals": dict.fromkeys(may_it.reason for _, may_it in rows if not may_it),
        "has_committee": Role.SECRETARY in roles,
        "has_points_group": Role.POINTS_GROUP_HEAD in roles,
        "may_appoint": may(actor, Act.APPOINT, organization.place),
        "may_end": may(actor, Act.END_APPOINTMENT, organization.place),
        "may_renew": _may_enter(actor, organization, Act.RENEW_COMMITTEE, Role.SECRETARY),
        "may_name": may(actor, Act.NAME_POINTS_GROUP, organization.place),
    }
    return render(request, "orgs/offices.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def appoint(request: Request, organization_id: UUID) -> HttpResponse:
    """Enter one office."""
    actor = request.actor
    organization = queries.get_organization_for(actor, organization_id)
    may(actor, Act.APPOINT, organization.place).require()
    people = people_for(request, organization)
    roles = [role for role in _roles_of(organization) if _may_enter(actor, organization, Act.APPOINT, role)]
    form = AppointForm(request.POST or None, initial={"role": request.GET.get("role", "")})
    form.fields["role"].choices = [BLANK, *((role.value, role.label) for role in roles)]  # type: ignore[attr-defined]
    form.fields["person"].choices = [BLANK, *people.choices]  # type: ignore[attr-defined]
    done = None
    if request.method == "POST":
        done = attempt_with_paper(
            request,
            form,
            owner_of(organization),
            lambda: actions.appoint(
                actor=actor,
                at=request.at,
                person_id=form.cleaned_data["person"],
                organization_id=organization.pk,
                role=form.cleaned_data["role"],
                from_on=form.cleaned_data["from_on"],
                term_until=form.cleaned_data["term_until"],
                basis=form.basis(),
                reason=form.cleaned_data["reason"],
            ),
        )
    if done:
        messages.success(request, f"已登记{done.person}任{organization}{done.role.label}。")
        return redirect("offices", organization.pk)
    return _form_page(request, f"登记{organization}的任职", form, organization, people)


@login_required
@require_http_methods(["GET", "POST"])
def end(request: Request, organization_id: UUID, appointment_id: UUID) -> HttpResponse:
    """Enter the end of an office."""
    actor = request.actor
    organization = queries.get_organization_for(actor, organization_id)
    row = queries.get_appointment_for(actor, organization, appointment_id)
    _may_end(actor, organization, row).require()
    form = EndForm(request.POST or None)
    done = None
    if request.method == "POST":
        done = attempt_with_paper(
            request,
            form,
            owner_of(organization),
            lambda: actions.end_appointment(
                actor=actor,
                at=request.at,
                appointment_id=row.pk,
                to_on=form.cleaned_data["to_on"],
                basis=form.basis(),
                reason=form.cleaned_data["reason"],
            ),
        )
    if done:
        messages.success(request, f"已登记{row.person}不再任{organization}{row.role.label}。")
        return redirect("offices", organization.pk)
    return _form_page(request, f"{row.person}不再任{organization}{row.role.label}", form, organization)


@login_required
@require_http_methods(["GET", "POST"])
def renew(request: Request, organization_id: UUID) -> HttpResponse:
    """Enter a new committee after an election, whole."""
    actor = request.actor
    organization = queries.get_organization_for(actor, organization_id)
    _may_enter(actor, organization, Act.RENEW_COMMITTEE, Role.SECRETARY).require()
    people = people_for(request, organization, Standing.FORMAL)
    form = ElectionForm(COMMITTEE_ROLES, people.choices, request.POST or None)
    done = None
    if request.method == "POST":
        done = attempt_with_paper(
            request,
            form,
            owner_of(organization),
            lambda: actions.renew_committee(
                actor=actor,
                at=request.at,
                organization_id=organization.pk,
                holders=form.holders(),
                from_on=form.cleaned_data["from_on"],
                term_until=form.cleaned_data["term_until"],
                basis=form.basis(),
            ),
        )
    if done:
        messages.success(request, f"已登记{organization}换届，上一届任职同时终止。")
        return redirect("offices", organization.pk)
    return _form_page(request, f"登记{organization}换届", form, organization, people)


@login_required
@require_http_methods(["GET", "POST"])
def name_points_group(request: Request, organization_id: UUID) -> HttpResponse:
    """Enter the points group, proposed from the committee."""
    actor = request.actor
    organization = queries.get_organization_for(actor, organization_id)
    may(actor, Act.NAME_POINTS_GROUP, organization.place).require()
    people = people_for(request, organization, *MEMBERS)
    proposed = queries.propose_points_group(organization, timezone.localdate(request.at))
    known: dict[str, Any] = {
        role.value.lower(): [str(person.pk) for person in named] for role, named in proposed.items()
    }
    form = PointsGroupForm(POINTS_GROUP_ROLES, people.choices, request.POST or None, initial=known)
    done = None
    if request.method == "POST":
        done = attempt_with_paper(
            request,
            form,
            owner_of(organization),
            lambda: actions.name_points_group(
                actor=actor,
                at=request.at,
                organization_id=organization.pk,
                holders=form.holders(),
                from_on=form.cleaned_data["from_on"],
                basis=form.basis(),
            ),
        )
    if done:
        messages.success(request, f"已登记{organization}的积分工作小组。")
        return redirect("offices", organization.pk)
    return _form_page(request, f"登记{organization}的积分工作小组", form, organization, people)


def _roles_of(organization: Organization) -> list[Role]:
    return [office.role for office in OFFICES if organization.kind in office.kinds]


def _may_enter(actor: Actor, organization: Organization, act: Act, role: Role) -> Decision:
    """Say whether the actor may enter an office here for anybody; whether for this person, the action says."""
    above = organization.depth > 1
    return may_appoint(actor, act, role, organization.place, subject_id="", has_superior=above)


def _may_end(actor: Actor, organization: Organization, row: Appointment) -> Decision:
    key, above = str(row.person_id), organization.depth > 1
    return may_appoint(
        actor, Act.END_APPOINTMENT, row.role, organization.place, subject_id=key, has_superior=above
    )


def _form_page(
    request: Request, title: str, form: forms.Form, organization: Organization, people: Any = None
) -> HttpResponse:
    context = {"title": title, "form": form, "back": organization, "people": people}
    return render(request, "orgs/office_form.html", context)
