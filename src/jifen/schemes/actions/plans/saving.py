"""Writing what a plan says while it may still change, and giving it up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from jifen.common.actor import Actor
from jifen.common.refusals import Invalid
from jifen.orgs.models import Person
from jifen.schemes.actions.plans.drafting import find_leader
from jifen.schemes.actions.plans.rows import note_plan, write_lines, write_months
from jifen.schemes.errors import StateChangedMeanwhile
from jifen.schemes.models import TaskPlan
from jifen.schemes.permissions import may_plan
from jifen.schemes.queries.plans import Frame, find_kept, get_frame, get_plan_for
from jifen.schemes.states.acts import Act
from jifen.schemes.states.allotments import list_month_faults
from jifen.schemes.states.plans import PLAN, PlanState
from jifen.schemes.states.promises import Promise, list_promise_faults


def save_plan(
    *,
    actor: Actor,
    at: datetime,
    plan_id: UUID | str,
    seen: int,
    promises: Sequence[Promise],
    months: Mapping[date, int],
    supervisor_id: UUID | str | None = None,
) -> TaskPlan:
    """Write the lines of a plan and what each of its months (first day → hundredths) is worth.

    Each month lies within the bounds of the 办法, a whole year comes to its sum (S5-三-一-2(2)c, AMB-35); who takes
    part later has his months only (AMB-36). `seen` is the `version` the form was opened with. Raises `NotFound`,
    `NotAllowed`, `NotNow`, `StateChangedMeanwhile`, `Blocked`, and `Invalid` with every fault at its field.
    """
    with transaction.atomic():
        plan = get_plan_for(actor, plan_id, lock=True)
        may_plan(actor, Act.SAVE_PLAN, plan.place, person_id=str(plan.enrolment.person_id)).require()
        move = PLAN.find(Act.SAVE_PLAN, plan.state)
        if plan.version != seen:
            raise StateChangedMeanwhile
        promises = [_trimmed(one) for one in promises]
        faults = list_plan_faults(plan, get_frame(plan.enrolment), promises, months)
        leader = _leader(plan, supervisor_id, timezone.localdate(at), faults)
        if faults:
            raise Invalid(**faults)
        write_lines(plan, promises)
        write_months(plan, months)
        plan.state, plan.supervisor, plan.version = PlanState(move.target), leader, seen + 1
        plan.save(update_fields=["state", "supervisor", "version"])
        note_plan(actor, at, Act.SAVE_PLAN, plan, lines=len(promises))
        return plan


def withdraw_plan(*, actor: Actor, at: datetime, plan_id: UUID | str, reason: str) -> TaskPlan:
    """Give a plan up that was never accepted; it stays readable.

    Raises `NotFound`, `NotAllowed`, `NotNow`, `Invalid`.
    """
    with transaction.atomic():
        plan = get_plan_for(actor, plan_id, lock=True)
        may_plan(actor, Act.WITHDRAW_PLAN, plan.place, person_id=str(plan.enrolment.person_id)).require()
        move = PLAN.find(Act.WITHDRAW_PLAN, plan.state)
        if not reason.strip():
            raise Invalid(reason="请写明为什么作罢（不再变更、已经转走等）。")
        plan.state, plan.reason = PlanState(move.target), reason.strip()[:200]
        plan.save(update_fields=["state", "reason"])
        note_plan(actor, at, Act.WITHDRAW_PLAN, plan)
        return plan


def list_plan_faults(
    plan: TaskPlan, frame: Frame, promises: Sequence[Promise], months: Mapping[date, int]
) -> dict[str, str]:
    """Return everything that speaks against what a plan says, by the field it concerns."""
    own = [month for month in frame.months if month >= plan.from_on]
    return {
        **list_promise_faults(promises, own),
        **list_month_faults(frame.allotment, months, own, find_kept(plan)),
    }


def _leader(plan: TaskPlan, person_id: UUID | str | None, on: date, faults: dict[str, str]) -> Person | None:
    """Return who is to supervise; note what speaks against him. Who was entered before stays though he left office."""
    if person_id and str(plan.supervisor_id) == str(person_id):
        return plan.supervisor
    try:
        leader = find_leader(plan.enrolment.branch, person_id, on)
    except Invalid as invalid:
        faults.update(invalid.fields)
        return None
    if leader is not None and leader.pk == plan.enrolment.person_id:
        faults["supervisor"] = "分管领导不能是本人，请另选一位。"
    return leader


def _trimmed(one: Promise) -> Promise:
    return Promise(one.text.strip(), one.done.strip(), one.kind, one.month and one.month.replace(day=1))
