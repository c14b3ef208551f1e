"""Organisations: the tree, one organisation, founding and editing."""

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

from jifen.audit.permissions import may_inspect
from jifen.common.actor import Actor
from jifen.cycles.permissions import may as may_in_cycles
from jifen.cycles.states.acts import Act as CycleAct
from jifen.filing.permissions import may as may_in_filing
from jifen.filing.states.acts import Act as FilingAct
from jifen.ledger.permissions import may as may_in_books
from jifen.ledger.states.acts import Act as BookAct
from jifen.meetings.permissions import may as may_at_meetings
from jifen.meetings.states.acts import Act as MeetingAct
from jifen.orgs import actions, queries
from jifen.orgs.models import Organization
from jifen.orgs.permissions import may
from jifen.orgs.states.acts import Act
from jifen.orgs.states.organizations import (
    STANDS_BELOW,
    OrganizationKind,
    OrganizationState,
    UnitSituation,
    dissolving_act,
)
from jifen.publicity.permissions import may as may_in_publicity
from jifen.publicity.states.acts import Act as NoticeAct
from jifen.registers.permissions import may as may_in_registers
from jifen.registers.states.acts import Act as RegisterAct
from jifen.web.forms import CodeChoiceField, DayField, Form, OptionalBasisFields, attempt
from jifen.web.paging import page_of
from jifen.web.papers.keeping import attempt_with_paper
from jifen.web.papers.owners import owner_of, papers_of
from jifen.web.requests import Request


class OrganizationFields(Form):
    """What is known of an organisation."""

    full_name = forms.CharField(label="组织全称", max_length=120, help_text="与印章一致")
    short_name = forms.CharField(label="简称", max_length=60, required=False)
    unit_name = forms.CharField(label="所在单位", max_length=120, required=False)
    unit_situation = CodeChoiceField(UnitSituation, label="单位情况", blank="（未填）", required=False)
    area_code = forms.CharField(label="行政区划代码", max_length=12, required=False)
    established_on = DayField(label="成立日期", required=False)
    term_from = DayField(label="本届开始", required=False)
    term_to = DayField(label="本届届满", required=False)
    contact_name = forms.CharField(label="联系人", max_length=60, required=False)


class EditForm(OptionalBasisFields, OrganizationFields):
    """What is known of an organisation, with the paper that says so (a change of name, a new term)."""


class FoundForm(OrganizationFields):
    """A new organisation."""

    kind = CodeChoiceField(OrganizationKind, label="类别")
    code = forms.CharField(
        label="组织代码", max_length=30, help_text="全系统唯一，印在每张表上，用来区分同名的组织"
    )
    on = DayField(label="设立日期")
    field_order = ("kind", "code", "full_name", "short_name", "on")


CHANGES = (Act.MOVE_ORGANIZATION, Act.MERGE_ORGANIZATION, Act.DISSOLVE_ORGANIZATION, Act.DISSOLVE_GROUP)


@login_required
@require_safe
def index(request: Request) -> HttpResponse:
    """Show where the actor's view of the tree begins, or what a search in it finds."""
    words = request.GET.get("q", "").strip()
    roots = list(queries.list_roots_for(request.actor))
    if len(roots) == 1 and not words:
        return redirect("organization", roots[0].pk)
    found = queries.find_organizations_for(request.actor, words)
    context = {"roots": roots, "words": words, "found": page_of(request, found) if words else None}
    return render(request, "orgs/organizations.html", context)


@login_required
@require_safe
def show(request: Request, organization_id: UUID) -> HttpResponse:
    """Show one organisation, what is unusual about it, and what stands directly below it."""
    actor = request.actor
    organization = queries.get_organization_for(actor, organization_id)
    children = page_of(request, queries.list_children_for(actor, organization))
    counts = queries.count_people_in(list(children))
    found = Act.FOUND_GROUP if organization.is_branch else Act.FOUND_ORGANIZATION
    context = {
        "organization": organization,
        "superiors": [
            above
            for above in queries.list_superiors(organization)
            if may(actor, Act.VIEW_ORGANIZATION, above.place)
        ],
        "children": children,
        "rows": [(child, counts.get(child.pk, 0)) for child in children],
        "hints": queries.list_warnings(organization, timezone.localdate(request.at)),
        "found_label": found.label,
        "may_import": may(actor, Act.IMPORT_ROSTER, organization.place),
        "may_found": may(actor, found, organization.place),
        **_rights(actor, organization),
        "papers": papers_of(actor, organization),
    }
    return render(request, "orgs/organization.html", context)


def _rights(actor: Actor, organization: Organization) -> dict[str, Any]:
    """Return what the page's buttons ask for."""
    place = organization.place
    dissolve = dissolving_act(organization.kind)
    changes = {act.value.lower(): may(actor, act, place) for act in CHANGES}
    return {
        "may_edit": may(actor, Act.EDIT_ORGANIZATION, place),
        "may_see_people": may(actor, Act.VIEW_PEOPLE, place),
        "may_assign": may(actor, Act.ASSIGN_GROUP, place),
        "may_see_meetings": may_at_meetings(actor, MeetingAct.VIEW_MEETINGS, place),
        "may_see_cycles": may_in_cycles(actor, CycleAct.VIEW_CYCLES, place),
        "may_see_registers": may_in_registers(actor, RegisterAct.VIEW_REGISTERS, place),
        "may_see_notices": may_in_publicity(actor, NoticeAct.VIEW_NOTICES, place),
        "may_see_packages": may_in_filing(actor, FilingAct.VIEW_PACKAGES, place),
        "may_inspect": may_inspect(actor, place),
        "may_see_books": may_in_books(actor, BookAct.VIEW_BOOK, place),
        "may_move": changes["move_organization"],
        "may_merge": changes["merge_organization"],
        "may_dissolve": changes[dissolve.value.lower()],
        "may_change": organization.state == OrganizationState.ACTIVE
        and (changes["move_organization"] or changes[dissolve.value.lower()]),
    }


@login_required
@require_http_methods(["GET", "POST"])
def found(request: Request, organization_id: UUID) -> HttpResponse:
    """Found an organisation below another."""
    actor = request.actor
    parent = queries.get_organization_for(actor, organization_id)
    act = Act.FOUND_GROUP if parent.is_branch else Act.FOUND_ORGANIZATION
    may(actor, act, parent.place).require()
    form = FoundForm(request.POST or None)
    kinds = [kind for kind, above in STANDS_BELOW.items() if parent.kind in above]
    form.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]  # type: ignore[attr-defined]
    made = None
    if request.method == "POST":
        made = attempt(
            form,
            lambda: actions.found_organization(
                actor=actor, at=request.at, parent_id=parent.pk, **form.cleaned_data
            ),
        )
    if made:
        messages.success(request, f"已设立{made}。")
        return redirect("organization", made.pk)
    context = {"title": f"在{parent}下面{act.label}", "form": form, "back": parent}
    return render(request, "orgs/organization_form.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: Request, organization_id: UUID) -> HttpResponse:
    """Change what is known of an organisation."""
    actor = request.actor
    organization = queries.get_organization_for(actor, organization_id)
    may(actor, Act.EDIT_ORGANIZATION, organization.place).require()
    known = {name: getattr(organization, name) for name in OrganizationFields.base_fields}
    form = EditForm(request.POST or None, request.FILES or None, initial=known)
    done = None
    if request.method == "POST":
        done = attempt_with_paper(
            request,
            form,
            owner_of(organization),
            lambda: actions.edit_organization(
                actor=actor,
                at=request.at,
                organization_id=organization.pk,
                basis=form.basis_if_given(),
                **{name: form.cleaned_data[name] for name in known},
            ),
        )
    if done:
        messages.success(request, "已保存。")
        return redirect("organization", organization.pk)
    context = {"title": f"修改{organization}的信息", "form": form, "back": organization}
    return render(request, "orgs/organization_form.html", context)
