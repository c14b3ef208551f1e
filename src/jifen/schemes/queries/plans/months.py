"""What plans say of one month: asked by the rooms that weigh what was done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from jifen.orgs.models import Organization, Person
from jifen.orgs.queries import list_aliases
from jifen.schemes.models import TaskLine, TaskPlan
from jifen.schemes.states.plans import BINDING


@dataclass(frozen=True, slots=True)
class MonthPlan:
    """The plan that holds in a month: what is due then or all year, and what the month is worth, in hundredths."""

    plan: TaskPlan
    month: date
    lines: tuple[TaskLine, ...]
    allotted: int


def plan_of(person: Person, branch: Organization, on: date) -> MonthPlan | None:
    """Return what a member's plan in a branch says of the month a day lies in; None where no plan holds then."""
    people = list(list_aliases(person))
    rows = TaskPlan.objects.filter(enrolment__person__in=people, enrolment__branch=branch)
    return next(iter(_of_month(rows, on).values()), None)


def list_month_plans(branch: Organization, on: date) -> dict[UUID, MonthPlan]:
    """Return the same for everybody of a branch, person → month, by pinyin: three questions, however many there are."""
    return _of_month(TaskPlan.objects.filter(enrolment__branch=branch), on)


def _of_month(rows: object, on: date) -> dict[UUID, MonthPlan]:
    first = on.replace(day=1)
    plans = rows.filter(state__in=BINDING, from_on__lte=first)  # type: ignore[attr-defined]
    plans = plans.select_related("enrolment__person", "supervisor").prefetch_related("lines", "months")
    found: dict[UUID, MonthPlan] = {}
    for plan in plans:
        allotted = {row.month: row.allotted for row in plan.months.all()}
        if plan.holds_in(first) and first in allotted:
            lines = tuple(line for line in plan.lines.all() if line.month in (None, first))
            found[plan.enrolment.person_id] = MonthPlan(plan, first, lines, allotted[first])
    return found
