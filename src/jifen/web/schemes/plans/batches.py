"""Many plans in one act: offered on a day, accepted by a meeting, hung out on a day."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jifen.common.basis import BasisKind
from jifen.common.refusals import NotAllowed
from jifen.meetings.queries import Resolution, list_resolutions_for
from jifen.meetings.states.motions import MotionKind
from jifen.orgs.models import Organization
from jifen.orgs.queries import get_organization_for
from jifen.schemes import actions, queries
from jifen.schemes.actions.plans.reviewing import REVIEWERS
from jifen.schemes.models import TaskPlan
from jifen.schemes.permissions import may, may_plan
from jifen.schemes.states.acts import Act
from jifen.schemes.states.plans import EDITABLE, PlanState
from jifen.web.forms import BasisFields, Form, attempt
from jifen.web.papers.keeping import attempt_with_paper
from jifen.web.papers.owners import owner_of
from jifen.web.requests import Request
from jifen.web.schemes.plans.forms import AcceptForm, DayForm
from jifen.web.schemes.plans.lists import redirect_to, show_form, year_of_request


@login_required
@require_http_methods(["GET", "POST"])
def offer(request: Request, organization_id: UUID) -> HttpResponse:
    """Enter which members offered their promises."""
    branch, year = _opened(request, organization_id, Act.OFFER_PLANS)
    form = DayForm(request.POST or None, initial={"year": year, "on": timezone.localdate(request.at)})
    form.fields["on"].label = "提诺日期"
    shut, _ = _fill(request, form, branch, year, Act.OFFER_PLANS, EDITABLE)
    done = None
    if request.method == "POST":
        done = attempt(
            form,
            lambda: actions.offer_plans(
                actor=request.actor,
                at=request.at,
                branch_id=branch.pk,
                plan_ids=form.cleaned_data["plans"],
                on=form.cleaned_data["on"],
            ),
        )
    hint = "本人写好、交来的计划在这里登记提诺；没有写目标任务的，不要勾选。"
    return _answer(request, branch, year, form, Act.OFFER_PLANS, done, hint, shut)


@login_required
@require_http_methods(["GET", "POST"])
def accept(request: Request, organization_id: UUID) -> HttpResponse:
    """Enter which plans the committee accepted."""
    branch, year = _opened(request, organization_id, Act.ACCEPT_PLANS)
    known = {"year": year, "basis_kind": BasisKind.MEETING.value, "basis_label": "支部委员会会议"}
    form = AcceptForm(request.POST or None, request.FILES or None, initial=known)
    form.offer(_resolutions(request, branch))
    shut, waiting = _fill(request, form, branch, year, Act.ACCEPT_PLANS, {PlanState.OFFERED})
    done = None
    if request.method == "POST":
        done = attempt_with_paper(
            request,
            form,
            owner_of(branch),
            lambda: actions.accept_plans(
                actor=request.actor,
                at=request.at,
                branch_id=branch.pk,
                plan_ids=form.cleaned_data["plans"],
                **form.given(),
            ),
        )
    hint = "支委会看承诺是不是具体、办得到、查得清。要改的，在各人的计划里“退回修改”，不要勾选。"
    return _answer(request, branch, year, form, Act.ACCEPT_PLANS, done, hint, shut, waiting)


@login_required
@require_http_methods(["GET", "POST"])
def hang_out(request: Request, organization_id: UUID) -> HttpResponse:
    """Enter which accepted promises were hung on the wall."""
    branch, year = _opened(request, organization_id, Act.SHOW_PLANS)
    form = DayForm(request.POST or None, initial={"year": year, "on": timezone.localdate(request.at)})
    form.fields["on"].label = "亮诺日期"
    shut, _ = _fill(request, form, branch, year, Act.SHOW_PLANS, {PlanState.ACCEPTED})
    done = None
    if request.method == "POST":
        done = attempt(
            form,
            lambda: actions.show_plans(
                actor=request.actor,
                at=request.at,
                branch_id=branch.pk,
                plan_ids=form.cleaned_data["plans"],
                on=form.cleaned_data["on"],
            ),
        )
    hint = "先打印亮诺表，贴上公开栏，再在这里登记日期。"
    return _answer(request, branch, year, form, Act.SHOW_PLANS, done, hint, shut)


def _opened(request: Request, organization_id: UUID, act: Act) -> tuple[Organization, str]:
    """Return the branch and year of a page that may be opened."""
    branch = get_organization_for(request.actor, organization_id)
    may(request.actor, act, branch.place).require()
    return branch, year_of_request(request, branch)


def _fill(
    request: Request, form: Any, branch: Organization, year: str, act: Act, states: Collection[PlanState]
) -> tuple[list[tuple[TaskPlan, str]], list[TaskPlan]]:
    """Offer the plans that wait for an act, ticked unless one was asked for.

    Return those that are not his to do, with the reason, and those that may be ticked.
    """
    rows = queries.list_plan_rows_for(request.actor, branch, year)
    plans = [plan for row in rows for plan in (row.under_way, row.standing) if plan and plan.state in states]
    answers = [
        (plan, may_plan(request.actor, act, plan.place, person_id=str(plan.enrolment.person_id)))
        for plan in plans
    ]
    waiting = [plan for plan, answer in answers if answer]
    form.fields["plans"].choices = [(str(plan.pk), _label(plan)) for plan in waiting]
    asked = request.GET.get("plan", "")
    ready = [str(plan.pk) for plan in waiting if asked or plan.lines.all()]
    form.initial["plans"] = [key for key in ready if asked in ("", key)]
    return [(plan, answer.reason) for plan, answer in answers if not answer], waiting


def _label(plan: TaskPlan) -> str:
    count = len(plan.lines.all())
    more = f"，{plan.state.label}" if plan.state is PlanState.RETURNED else ""
    change = "，年中变更" if plan.number > 1 else ""
    return f"{plan.enrolment.person}（{f'{count} 项' if count else '还没有写'}{change}{more}）"


def _resolutions(request: Request, branch: Organization) -> list[Resolution]:
    """Return the motions to choose from; none where the actor does not see the meetings."""
    try:
        return list_resolutions_for(request.actor, branch, [MotionKind.OTHER], bodies=REVIEWERS)
    except NotAllowed:
        return []


def _answer(
    request: Request,
    branch: Organization,
    year: str,
    form: Form | BasisFields,
    act: Act,
    done: list[TaskPlan] | None,
    hint: str,
    shut: list[tuple[TaskPlan, str]],
    waiting: Sequence[TaskPlan] = (),
) -> HttpResponse:
    if done:
        messages.success(request, f"{act.label}：已登记 {len(done)} 份。")
        return redirect_to(branch, year)
    return show_form(
        request, branch, year, f"{act.label}：{branch}{year}年度", form, hint, shut=shut, waiting=waiting
    )
