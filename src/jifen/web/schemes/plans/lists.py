"""The plans of a branch and year, and the sheet that is hung on the wall."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jifen.common.actor import Actor
from jifen.common.decision import Decision, allowed_if
from jifen.orgs.models import Organization
from jifen.orgs.queries import get_organization_for
from jifen.orgs.states.organizations import OrganizationKind
from jifen.schemes import actions, queries
from jifen.schemes.models import place_of_member
from jifen.schemes.permissions import may, may_plan
from jifen.schemes.states.acts import Act
from jifen.schemes.states.allotments import Allotment, say_points
from jifen.schemes.states.plans import EDITABLE, PlanState
from jifen.web.forms import attempt
from jifen.web.requests import Request
from jifen.web.schemes.plans.forms import LayOutForm, leader_choices

_FIRST = ("lay_out_plans", "accept_plans", "offer_plans", "show_plans")
"""The acts that bring the year on, the most pressing first."""


@login_required
@require_safe
def index(request: Request, organization_id: UUID) -> HttpResponse:
    """Show who has which plan in a year; of a group, its members."""
    actor, today = request.actor, timezone.localdate(request.at)
    organization = get_organization_for(actor, organization_id)
    may(actor, Act.VIEW_PLANS, organization.place).require()
    branch = branch_of(organization)
    years = queries.list_years(branch)
    year = request.GET.get("year") or (years[0] if years else str(today.year))
    rows = queries.list_plan_rows_for(actor, organization, year)
    version = queries.find_version_of_year(branch, year) or queries.find_version(branch, today)
    allotment = queries.find_allotment(version) if version else None
    buttons = _buttons(actor, branch, rows, allotted=allotment is not None)
    context = {
        "organization": organization,
        "branch": branch,
        "year": year,
        "years": years,
        "version": version,
        "allotment": allotment,
        **say_allotment(allotment),
        "rows": [_row(actor, row) for row in rows],
        "buttons": [one for one in buttons if one[1]],
        "primary": next(
            (name for name in _FIRST for _, may_it, other in buttons if name == other and may_it), ""
        ),
        "refused": [one for one in buttons if not one[1]],
        "missing": sum(row.shown is None for row in rows),
    }
    return render(request, "schemes/plans/index.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def lay_out(request: Request, organization_id: UUID) -> HttpResponse:
    """Begin the plans of all who have none."""
    actor, today = request.actor, timezone.localdate(request.at)
    branch = get_organization_for(actor, organization_id)
    may(actor, Act.LAY_OUT_PLANS, branch.place).require()
    year = year_of_request(request, branch)
    form = LayOutForm(request.POST or None, initial={"year": year})
    form.fields["supervisor"].choices = leader_choices(branch, today)  # type: ignore[attr-defined]
    made = None
    if request.method == "POST":
        made = attempt(
            form,
            lambda: actions.lay_out_plans(
                actor=actor,
                at=request.at,
                branch_id=branch.pk,
                year=form.cleaned_data["year"],
                supervisor_id=form.cleaned_data["supervisor"] or None,
            ),
        )
    if made:
        messages.success(
            request, f"已铺开 {len(made)} 人的计划，各月的分照办法分好；请写目标任务，或者导入。"
        )
        return redirect_to(branch, made[0].enrolment.year)
    hint = "给参加积分、还没有计划的每一位同志起草一份，各月的分照办法分；后来的只分他在的月份。"
    return show_form(request, branch, year, f"铺开{branch}{year}年度目标任务计划", form, hint)


@login_required
@require_safe
def sheet(request: Request, organization_id: UUID) -> HttpResponse:
    """Show the promises of a branch as they are hung on the wall: names and promises, no points."""
    branch = get_organization_for(request.actor, organization_id)
    may(request.actor, Act.VIEW_PLANS, branch.place).require()
    year = year_of_request(request, branch)
    context = {
        "branch": branch,
        "year": year,
        "plans": queries.list_to_hang(branch, year),
        "today": timezone.localdate(request.at),
    }
    return render(request, "schemes/plans/sheet.html", context)


def say_allotment(allotment: Allotment | None) -> dict[str, str]:
    """Return the figures of what is handed out by month, in points as people write them."""
    if allotment is None:
        return {}
    return {
        "part_total": say_points(allotment.total),
        "least": say_points(allotment.least),
        "most": say_points(allotment.most),
    }


def branch_of(organization: Organization) -> Organization:
    """Return the branch a group divides; any other organisation itself."""
    if organization.kind is OrganizationKind.GROUP:
        found: Organization = Organization.objects.get_parent(organization)
        return found
    return organization


def year_of_request(request: Request, branch: Organization) -> str:
    """Return the points year a page is about: the one asked for, else the latest with a list."""
    asked = request.POST.get("year") or request.GET.get("year")
    if asked:
        return asked[:10]
    years = queries.list_years(branch)
    return years[0] if years else str(timezone.localdate(request.at).year)


def redirect_to(branch: Organization, year: str) -> HttpResponse:
    """Lead back to the list of a year."""
    answer = redirect("task_plans", branch.pk)
    answer["Location"] += f"?year={year}"
    return answer


def show_form(
    request: Request, branch: Organization, year: str, title: str, form: Any, hint: str = "", **more: Any
) -> HttpResponse:
    """Show a form that concerns the plans of a year."""
    context = {"branch": branch, "year": year, "title": title, "form": form, "hint": hint, **more}
    return render(request, "schemes/plans/form.html", context)


def _row(actor: Actor, row: queries.PlanRow) -> dict[str, Any]:
    """Return one member as the list shows him."""
    plan, enrolment = row.shown, row.enrolment
    person = str(enrolment.person_id)
    return {
        "enrolment": enrolment,
        "plan": plan,
        "standing": row.standing if row.standing is not plan else None,
        "promises": len(plan.lines.all()) if plan else 0,
        "total": say_points(sum(month.allotted for month in plan.months.all())) if plan else "",
        "months": len(plan.months.all()) if plan else 0,
        "may_draft": may_plan(actor, Act.DRAFT_PLAN, place_of_member(enrolment), person_id=person),
        "may_see": may_plan(actor, Act.VIEW_PLANS, place_of_member(enrolment), person_id=person),
    }


def _buttons(
    actor: Actor, branch: Organization, rows: list[queries.PlanRow], *, allotted: bool
) -> list[tuple[str, Decision, str]]:
    """Return the acts on many plans: label, decision, name of the page."""
    under_way = [row.under_way for row in rows if row.under_way]
    drafted = sum(plan.state in EDITABLE for plan in under_way)
    offered = sum(plan.state is PlanState.OFFERED for plan in under_way)
    accepted = sum(row.standing is not None and row.standing.state is PlanState.ACCEPTED for row in rows)
    missing = sum(row.shown is None for row in rows)
    found = (
        (Act.LAY_OUT_PLANS, "铺开计划", "lay_out_plans", missing, "参加积分的都有计划了，没有要铺开的。"),
        (Act.IMPORT_PROMISES, "导入目标任务", "import_promises", len(rows), "还没有参加积分的名单。"),
        (Act.OFFER_PLANS, "提诺", "offer_plans", drafted, "没有起草好、等着提诺的计划。"),
        (Act.ACCEPT_PLANS, "审定承诺", "accept_plans", offered, "没有已经提诺、等着审定的计划。"),
        (Act.SHOW_PLANS, "登记亮诺", "show_plans", accepted, "没有已经审定、等着亮诺的计划。"),
    )
    none = "办法没有按月赋分的部分，不用制订目标任务计划。"
    return [
        (
            label,
            may(actor, act, branch.place) & allowed_if(allotted and bool(count), why if allotted else none),
            name,
        )
        for act, label, name, count, why in found
    ]
