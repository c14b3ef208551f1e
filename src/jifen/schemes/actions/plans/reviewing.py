"""From offer to wall: 提诺, 审诺 by the committee, 亮诺; several plans in one act, as a committee reviews them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from jifen.common.actor import Actor
from jifen.common.basis import Basis, BasisKind
from jifen.common.decision import ALLOWED
from jifen.common.refusals import Blocked, Invalid
from jifen.meetings.queries import require_resolution
from jifen.meetings.states.meetings import MeetingKind
from jifen.meetings.states.motions import MotionKind
from jifen.schemes.actions.plans.rows import months_of, note_plan, promises_of
from jifen.schemes.actions.plans.saving import list_plan_faults
from jifen.schemes.models import TaskPlan
from jifen.schemes.permissions import may_plan
from jifen.schemes.queries.plans import get_frame, get_plan_for, list_plans_for
from jifen.schemes.states.acts import Act
from jifen.schemes.states.allotments import say_month
from jifen.schemes.states.plans import PLAN, STANDING, PlanState

REVIEWERS = (MeetingKind.BRANCH_COMMITTEE, MeetingKind.MEMBER_ASSEMBLY)
"""Who reviews promises: the committee; in a branch without one the assembly (AMB-34)."""


def offer_plans(
    *, actor: Actor, at: datetime, branch_id: UUID | str, plan_ids: Collection[UUID | str], on: date
) -> list[TaskPlan]:
    """Enter that members offered their promises on a day (提诺). Raises `NotFound`, `NotAllowed`, `NotNow`,
    `Invalid`, `Blocked` with everything that is missing in any of them."""
    with transaction.atomic():
        plans = _fetch(actor, branch_id, plan_ids, Act.OFFER_PLANS)
        _refuse_day(on, timezone.localdate(at), "提诺")
        _refuse(plans)
        for plan in plans:
            plan.state = PlanState(PLAN.find(Act.OFFER_PLANS, plan.state).target)
            plan.offered_on, plan.returned = on, ""
            plan.save(update_fields=["state", "offered_on", "returned"])
            note_plan(actor, at, Act.OFFER_PLANS, plan, on=on.isoformat())
        return plans


def return_plan(*, actor: Actor, at: datetime, plan_id: UUID | str, reason: str) -> TaskPlan:
    """Send a plan back with what is to be mended: too vague, too little, no measure of what counts as done.

    Nobody his own. Raises `NotFound`, `NotAllowed`, `NotNow`, `Invalid`.
    """
    with transaction.atomic():
        plan = get_plan_for(actor, plan_id, lock=True)
        may_plan(actor, Act.RETURN_PLAN, plan.place, person_id=str(plan.enrolment.person_id)).require()
        move = PLAN.find(Act.RETURN_PLAN, plan.state)
        if not reason.strip():
            raise Invalid(reason="请写明哪里要改（太笼统、没有写怎样算完成、和岗位对不上等）。")
        plan.state, plan.returned = PlanState(move.target), reason.strip()[:200]
        plan.save(update_fields=["state", "returned"])
        note_plan(actor, at, Act.RETURN_PLAN, plan)
        return plan


def accept_plans(
    *,
    actor: Actor,
    at: datetime,
    branch_id: UUID | str,
    plan_ids: Collection[UUID | str],
    basis: Basis | None = None,
    motion_id: UUID | str | None = None,
) -> list[TaskPlan]:
    """Enter that the branch committee accepted plans (审诺); one that changes another ends that from its month on.

    `motion_id`: the motion of a meeting confirmed here; else `basis`, its paper. Nobody his own. Raises `NotFound`,
    `NotAllowed`, `NotNow`, `Invalid`, `Blocked` with everything that speaks against any of them.
    """
    with transaction.atomic():
        plans = _fetch(actor, branch_id, plan_ids, Act.ACCEPT_PLANS)
        if motion_id is not None:
            basis = require_resolution(
                actor, motion_id, organization_id=branch_id, kinds=[MotionKind.OTHER], bodies=REVIEWERS
            )
        day = _day_of_review(basis, plans, timezone.localdate(at))
        _refuse(plans, day)
        for plan in plans:
            target = PlanState(PLAN.find(Act.ACCEPT_PLANS, plan.state).target)
            _end_earlier(plan)
            plan.state, plan.reviewed_on, plan.review = target, day, basis
            plan.save(update_fields=["state", "reviewed_on", "review"])
            note_plan(actor, at, Act.ACCEPT_PLANS, plan, basis, from_on=plan.from_on.isoformat())
        return plans


def show_plans(
    *, actor: Actor, at: datetime, branch_id: UUID | str, plan_ids: Collection[UUID | str], on: date
) -> list[TaskPlan]:
    """Enter that accepted promises were hung out on a day (亮诺). Raises `NotFound`, `NotAllowed`, `NotNow`,
    `Invalid`."""
    with transaction.atomic():
        plans = _fetch(actor, branch_id, plan_ids, Act.SHOW_PLANS)
        _refuse_day(on, timezone.localdate(at), "亮诺")
        for plan in plans:
            if plan.reviewed_on and on < plan.reviewed_on:
                raise Invalid(on=f"亮诺日期{on}早于{plan.person}的承诺审定的日期{plan.reviewed_on}，请核对。")
            plan.state, plan.shown_on = PlanState(PLAN.find(Act.SHOW_PLANS, plan.state).target), on
            plan.save(update_fields=["state", "shown_on"])
            note_plan(actor, at, Act.SHOW_PLANS, plan, on=on.isoformat())
        return plans


def _fetch(actor: Actor, branch_id: UUID | str, plan_ids: Collection[UUID | str], act: Act) -> list[TaskPlan]:
    """Return the plans an act is about, locked, by pinyin: each is the actor's to act on, and can be acted on now."""
    if not plan_ids:
        raise Invalid(plans="请至少勾选一份目标任务计划。")
    plans = list_plans_for(actor, branch_id, plan_ids, lock=True)
    answer = ALLOWED
    for plan in plans:
        answer &= may_plan(actor, act, plan.place, person_id=str(plan.enrolment.person_id))
    answer.require()
    for plan in plans:
        PLAN.find(act, plan.state)
    return plans


def _refuse(plans: list[TaskPlan], reviewed_on: date | None = None) -> None:
    """Raise all that is missing or wrong in any of the plans."""
    said = [f"{plan.person}：{reason}" for plan in plans for reason in _list_obstacles(plan, reviewed_on)]
    if said:
        raise Blocked(*said)


def _list_obstacles(plan: TaskPlan, reviewed_on: date | None) -> Iterator[str]:
    promises = promises_of(plan)
    if not promises:
        yield "还没有写目标任务，请至少写一项（S5-三-一-2(2)b）。"
    if plan.supervisor is None:
        yield "还没有写分管领导，月底由他签注完成情况（S5-四-3b）；没有可选的，先在“任职”里登记。"
    try:
        frame = get_frame(plan.enrolment)
    except Blocked as blocked:
        yield from blocked.reasons
        return
    yield from list_plan_faults(plan, frame, promises, months_of(plan)).values()
    changes = plan.number > 1 and _find_earlier(plan) is not None
    if changes and reviewed_on is not None and plan.from_on < reviewed_on.replace(day=1):
        yield (
            f"变更自{say_month(plan.from_on)}起，审定在{say_month(reviewed_on)}，已经过去的月份照原来的计划；"
            "请退回，作罢以后另办变更。"
        )


def _find_earlier(plan: TaskPlan) -> TaskPlan | None:
    rows = TaskPlan.objects.select_for_update(of=("self",)).filter(enrolment=plan.enrolment)
    return rows.filter(state__in=STANDING).exclude(pk=plan.pk).first()


def _end_earlier(plan: TaskPlan) -> None:
    """End the plan that held until now; written before the new one holds, for one at most may."""
    earlier = _find_earlier(plan)
    if earlier is not None:
        earlier.state = PlanState(PLAN.find(Act.CHANGE_PLAN, earlier.state).target)
        earlier.replaced_from = plan.from_on
        earlier.save(update_fields=["state", "replaced_from"])


def _day_of_review(basis: Basis | None, plans: list[TaskPlan], today: date) -> date:
    """Return the day the committee decided; raise `Invalid` where the paper does not say, or says another."""
    if basis is None:
        raise Invalid(basis_label="请选会上通过的议题，或者填写会议的名称和日期。")
    faults: dict[str, str] = {}
    if basis.kind is not BasisKind.MEETING:
        faults["basis_kind"] = "承诺由支委会（不设支委会的由党员大会）审定：依据请选“会议”。"
    if basis.on is None:
        faults["basis_on"] = "请填写会议的日期。"
    elif basis.on > today:
        faults["basis_on"] = f"会议日期{basis.on}还没有到，开会审定以后再登记。"
    else:
        late = [plan for plan in plans if plan.offered_on and plan.offered_on > basis.on]
        if late:
            told = "、".join(f"{plan.person}（{plan.offered_on}）" for plan in late)
            faults["basis_on"] = f"会议日期{basis.on}早于提诺日期：{told}，请核对。"
    if faults or basis.on is None:
        raise Invalid(**faults)
    return basis.on


def _refuse_day(on: date, today: date, what: str) -> None:
    if on > today:
        raise Invalid(on=f"{what}日期{on}还没有到，请核对。")
