"""Writing rows of plans, and how their acts go into the memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Max

from jifen.audit.actions import Subject, record
from jifen.common.actor import Actor
from jifen.common.basis import Basis
from jifen.common.labelled import LabelledEnum
from jifen.orgs.models import Person
from jifen.schemes.models import Enrolment, TaskLine, TaskMonth, TaskPlan
from jifen.schemes.states.acts import Act
from jifen.schemes.states.plans import PlanState
from jifen.schemes.states.promises import Promise


def add_plan(
    enrolment: Enrolment,
    state: LabelledEnum,
    months: Mapping[date, int],
    supervisor: Person | None = None,
    reason: str = "",
) -> TaskPlan:
    """Write a new plan of a member down, without lines."""
    last = enrolment.plans.aggregate(last=Max("number"))["last"] or 0
    plan = TaskPlan.objects.create(
        enrolment=enrolment,
        number=last + 1,
        state=PlanState(state),
        from_on=min(months),
        supervisor=supervisor,
        reason=reason,
    )
    write_months(plan, months)
    return plan


def write_lines(plan: TaskPlan, promises: Sequence[Promise]) -> None:
    """Write the lines of a plan in place of those it had."""
    plan.lines.all().delete()
    TaskLine.objects.bulk_create(
        TaskLine(plan=plan, number=number, kind=one.kind, text=one.text, done=one.done, month=one.month)
        for number, one in enumerate(promises, start=1)
    )


def write_months(plan: TaskPlan, months: Mapping[date, int]) -> None:
    """Write what each month is worth in place of what was there."""
    plan.months.all().delete()
    TaskMonth.objects.bulk_create(
        TaskMonth(plan=plan, month=month, allotted=points) for month, points in sorted(months.items())
    )


def promises_of(plan: TaskPlan) -> list[Promise]:
    """Return the lines of a plan as values."""
    return [Promise(line.text, line.done, line.kind, line.month) for line in plan.lines.all()]


def months_of(plan: TaskPlan) -> dict[date, int]:
    """Return what each month of a plan is worth, in hundredths."""
    return {row.month: row.allotted for row in plan.months.all()}


def note_plan(
    actor: Actor, at: datetime, act: Act, plan: TaskPlan, basis: Basis | None = None, **detail: Any
) -> None:
    """Write an act on a plan into the memory: codes, days and counts, never what was promised."""
    person = plan.enrolment.person
    record(
        actor=actor,
        at=at,
        act=act,
        place=plan.enrolment.branch.place,
        subject=Subject("person", str(person.pk), str(person)),
        basis=basis,
        detail={
            "year": plan.enrolment.year,
            "number": plan.number,
            **{key: value for key, value in detail.items() if value},
        },
    )
