"""What a 办法 hands out by month to one member in his year: the frame his plan must fill."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jifen.common.refusals import Blocked
from jifen.rules.findings import SchemeRefused
from jifen.rules.period import counting_months
from jifen.schemes.models import Enrolment, SchemeVersion, TaskMonth, TaskPlan
from jifen.schemes.queries.texts import bound_of, tables_of
from jifen.schemes.queries.versions import year_of
from jifen.schemes.states.allotments import Allotment, allotment_of, usual_months
from jifen.schemes.states.plans import BINDING


@dataclass(frozen=True, slots=True)
class Frame:
    """The part that is handed out, the twelve months of the year, and those that count for the member (AMB-36)."""

    allotment: Allotment
    whole: tuple[date, ...]
    months: tuple[date, ...]

    @property
    def usual(self) -> dict[date, int]:
        """Return what the 办法 itself gives each of the member's months (AMB-35)."""
        return usual_months(self.allotment, self.whole, self.months)


def find_allotment(version: SchemeVersion) -> Allotment | None:
    """Return what a version hands out by month; None where it has no such part, or cannot be read."""
    try:
        return allotment_of(bound_of(version).scheme)
    except SchemeRefused:  # the page of the version says what cannot be read
        return None


def find_frame(enrolment: Enrolment) -> Frame | None:
    """Return the frame of a member's year; None where his 办法 hands nothing out by month."""
    version = enrolment.scheme_version
    allotment = find_allotment(version)
    if allotment is None:
        return None
    year, from_day = year_of(version, enrolment.from_on), tables_of(version).from_day or 1
    ends = [day for day in (enrolment.to_on, enrolment.out_from) if day is not None]
    months = counting_months(year, enrolment.from_on, min(ends, default=None), from_day)
    if not enrolment.participates and enrolment.out_from is None:
        months = ()
    return Frame(allotment, counting_months(year, from_day=from_day), months)


def get_frame(enrolment: Enrolment) -> Frame:
    """Return the same; raise `Blocked` where the 办法 hands nothing out, or nothing to this member."""
    frame = find_frame(enrolment)
    if frame is None:
        raise Blocked(f"{enrolment.scheme_version}没有按月赋分的部分，不用制订目标任务计划；请照办法记分。")
    if not frame.months:
        raise Blocked(f"{enrolment}不参加积分，或者参加的时间不满一个月，不用制订目标任务计划。")
    return frame


def find_kept(plan: TaskPlan) -> dict[date, int]:
    """Return the months before a plan that earlier plans of the same year hold, with what they hand out."""
    rows = TaskMonth.objects.filter(
        plan__enrolment=plan.enrolment, plan__state__in=BINDING, month__lt=plan.from_on
    ).exclude(plan=plan)
    return {row.month: row.allotted for row in rows.select_related("plan") if row.plan.holds_in(row.month)}
