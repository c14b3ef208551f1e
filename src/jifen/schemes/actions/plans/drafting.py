"""Beginning plans: one member's, those of all who have none, and the change of one that holds."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from jifen.audit.actions import Subject, record
from jifen.common.actor import Actor
from jifen.common.refusals import Blocked, Invalid
from jifen.orgs.models import Organization, Person
from jifen.schemes.actions.plans.rows import add_plan, months_of, note_plan, promises_of, write_lines
from jifen.schemes.models import Enrolment, TaskPlan, place_of_member
from jifen.schemes.permissions import may_plan
from jifen.schemes.queries.plans import (
    find_frame,
    get_enrolment_to_plan_for,
    get_frame,
    get_plan_for,
    list_leaders,
    require_planned_branch_for,
)
from jifen.schemes.states.acts import Act
from jifen.schemes.states.allotments import say_month
from jifen.schemes.states.plans import PLAN, STANDING, UNDER_WAY


def draft_plan(*, actor: Actor, at: datetime, enrolment_id: UUID | str) -> TaskPlan:
    """Begin the plan of a member for his year: his months as the 办法 hands them out, no lines yet.

    Himself, or who types for him. Raises `NotFound`, `NotAllowed`, `Blocked`.
    """
    with transaction.atomic():
        row = get_enrolment_to_plan_for(actor, enrolment_id)
        lock_branch(row)
        may_plan(actor, Act.DRAFT_PLAN, place_of_member(row), person_id=str(row.person_id)).require()
        move = PLAN.find(Act.DRAFT_PLAN, None)
        frame = get_frame(row)
        known = row.plans.filter(state__in={*UNDER_WAY, *STANDING}).first()
        if known is not None:
            raise Blocked(f"{known}已经有了（{known.state.label}），请接着办它；要改的办“年中变更”。")
        plan = add_plan(row, move.target, frame.usual)
        note_plan(actor, at, Act.DRAFT_PLAN, plan)
        return plan


def lay_out_plans(
    *,
    actor: Actor,
    at: datetime,
    branch_id: UUID | str,
    year: str,
    supervisor_id: UUID | str | None = None,
) -> list[TaskPlan]:
    """Begin the plans of all who take part in a year and have none, each with his months as the 办法 gives them.

    `supervisor_id`: the 分管领导 of all but himself, where they have the same. Raises `NotFound`, `NotAllowed`,
    `Invalid`, `Blocked`.
    """
    with transaction.atomic():
        branch = require_planned_branch_for(actor, branch_id, Act.LAY_OUT_PLANS)
        move = PLAN.find(Act.LAY_OUT_PLANS, None)
        supervisor = find_leader(branch, supervisor_id, timezone.localdate(at))
        there = {*UNDER_WAY, *STANDING}
        rows = Enrolment.objects.filter(branch=branch, year=year, participates=True, to_on__isnull=True)
        rows = rows.exclude(pk__in=TaskPlan.objects.filter(state__in=there).values("enrolment"))
        plans = []
        for row in rows.select_related("person__group", "branch", "scheme_version__scheme__organization"):
            frame = find_frame(row)
            if frame is not None and frame.months:
                own = supervisor is not None and supervisor.pk == row.person_id
                plans.append(add_plan(row, move.target, frame.usual, None if own else supervisor))
        if not plans:
            raise Blocked(_say_nobody(branch, year))
        record(
            actor=actor,
            at=at,
            act=Act.LAY_OUT_PLANS,
            place=branch.place,
            subject=Subject("organization", str(branch.pk), str(branch)),
            detail={"year": year, "people": sorted(str(plan.enrolment.person_id) for plan in plans)},
        )
        return plans


def change_plan(*, actor: Actor, at: datetime, plan_id: UUID | str, from_on: date, reason: str) -> TaskPlan:
    """Draft the plan that is to follow one that holds, from a month on; months already past keep theirs.

    It takes over the lines still to be done and what the months are worth; the earlier one ends when the committee
    accepts it. Raises `NotFound`, `NotAllowed`, `NotNow`, `Invalid`, `Blocked`.
    """
    with transaction.atomic():
        plan = get_plan_for(actor, plan_id, lock=True)
        may_plan(actor, Act.CHANGE_PLAN, plan.place, person_id=str(plan.enrolment.person_id)).require()
        PLAN.find(Act.CHANGE_PLAN, plan.state)
        row = get_enrolment_to_plan_for(actor, plan.enrolment_id)
        lock_branch(row)
        first = from_on.replace(day=1)
        months = _refuse_change(plan, row, first, reason, timezone.localdate(at))
        target = PLAN.find(Act.CHANGE_PLAN, None).target
        made = add_plan(row, target, months, plan.supervisor, reason.strip()[:200])
        still = [one for one in promises_of(plan) if one.month is None or one.month >= first]
        write_lines(made, still)
        note_plan(actor, at, Act.CHANGE_PLAN, made, from_on=first.isoformat())
        return made


def lock_branch(row: Enrolment) -> None:
    """Let one at a time begin plans in a branch: of two who lay out and draft, the second sees what the first made."""
    Organization.objects.select_for_update(no_key=True).get(pk=row.branch_id)


def find_leader(branch: Organization, person_id: UUID | str | None, on: date) -> Person | None:
    """Return the 分管领导 of an id; None for none; raise `Invalid` for somebody who does not supervise there."""
    if not person_id:
        return None
    for leader in list_leaders(branch, on):
        if str(leader.pk) == str(person_id):
            return leader
    raise Invalid(supervisor="选的同志现在不是本支部或者上级的分管领导；请先在“任职”里登记分管领导，再选。")


def _refuse_change(plan: TaskPlan, row: Enrolment, first: date, reason: str, today: date) -> dict[date, int]:
    """Return the months of the plan that is to follow; raise all that speaks against it."""
    faults: dict[str, str] = {}
    frame, known = get_frame(row), months_of(plan)
    months = {
        month: known.get(month, usual) for month, usual in sorted(frame.usual.items()) if month >= first
    }
    earliest = max(today.replace(day=1), plan.from_on)
    if first < earliest:
        faults["from_on"] = f"最早从{say_month(earliest)}起变更：已经过去的月份照原来的计划，不能改。"
    elif first not in frame.months:
        faults["from_on"] = f"{say_month(first)}不在{plan.enrolment}参加积分的月份里，请改正。"
    if not reason.strip():
        faults["reason"] = "请写明为什么变更（岗位调整、任务增减等）。"
    open_one = row.plans.filter(state__in=UNDER_WAY).first()
    if open_one is not None:
        faults["plan"] = f"{open_one}还在办理（{open_one.state.label}），一个人同时只办一份；请接着办它。"
    if faults:
        raise Invalid(**faults)
    return months


def _say_nobody(branch: Organization, year: str) -> str:
    rows = Enrolment.objects.filter(branch=branch, year=year).select_related("scheme_version__scheme")
    first = rows.first()
    if first is None:
        return f"{branch}还没有编制{year}年度的参加名单，请先编制名单。"
    if find_frame(first) is None:
        return f"{first.scheme_version}没有按月赋分的部分，不用制订目标任务计划。"
    return f"{branch}{year}年度参加积分的都已经有目标任务计划，没有要铺开的。"
