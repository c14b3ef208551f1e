"""The procedure: owners that a small branch does not have, deadlines that some months cannot meet."""

from __future__ import annotations

from collections.abc import Iterator

from jifen.rules.calendar import Shift, impossible_months
from jifen.rules.cycledays import rule_of_day
from jifen.rules.holidays import HolidayTable
from jifen.rules.lint.page import ERROR, INFO, WARNING, Page, Said, check
from jifen.rules.yamlfile import Path

_SHIFTS = {
    "none": Shift.NONE,
    "holiday": Shift.HOLIDAY_ONLY,
    "next_workday": Shift.NEXT_WORKDAY,
    "next_workday_within_week": Shift.NEXT_WORKDAY_WITHIN_WEEK,
    "previous_workday": Shift.PREVIOUS_WORKDAY,
}
_OWN = "branch_committee"
_SHOWN = 6


@check("step-owner")
def committee_steps_without_committee(page: Page) -> Iterator[Said]:
    """A branch of fewer than seven has no committee: somebody must do its steps (AMB-34, REG-06)."""
    cycle = page.scheme.cycle
    owned = [step for step in cycle.steps if step.owner == _OWN] if cycle else []
    if cycle is None or not owned:
        return
    if cycle.without_committee == _OWN:
        message = "写的是支委会自己，不设支委会的支部没有人办"
        yield Said(ERROR, ("cycle", "without_committee"), message, "写 member_assembly（党员大会）")
    elif not page.is_written("cycle", "without_committee"):
        names = "、".join(step.title for step in owned)
        message = f"里由支委会办的环节（{names}），不设支委会的支部由党员大会办"
        yield Said(INFO, ("cycle",), message, "不用改；由别人办的，写上 without_committee")


@check("filing-impossible")
def filing_before_the_notice_ends(page: Page) -> Iterator[Said]:
    """Months in which the notice after the meeting still runs on the filing day (AMB-25, domain §6)."""
    cycle = page.scheme.cycle
    if cycle is None or cycle.every != "month" or not cycle.publicity or cycle.filing is None:
        return
    meeting = cycle.on or next((step.on for step in cycle.steps if step.step == "assembly" and step.on), None)
    filing = cycle.filing.by
    rule = None if meeting is None else rule_of_day(meeting)
    if meeting is None or rule is None or filing is None or filing.day is None:
        return
    monthly = [one for one in cycle.publicity if one.every in (None, "month")]
    publicity = monthly[0] if monthly else cycle.publicity[0]
    found = impossible_months(
        rule,
        _SHIFTS[meeting.shift],
        publicity.days,
        publicity.unit,
        filing.day,
        page.years,
        HolidayTable.builtin(),
        months_later=filing.lag - meeting.lag,
    )
    if not found.impossible:
        return
    months = "、".join(f"{month.year} 年 {month.month} 月" for month in found.impossible[:_SHOWN])
    more = " 等" if len(found.impossible) > _SHOWN else ""
    count = f"{len(page.years)} 年里有 {len(found.impossible)} 个月赶不上（{months}{more}）"
    message = f"：开会后公示 {publicity.days} 天，{filing.day} 日前备案，{count}"
    path: Path = ("cycle", "filing")
    if cycle.filing.parallel:
        yield Said(INFO, path, message, "不用改：公示和备案同时进行（parallel: true）")
    else:
        yield Said(WARNING, path, message, "改开会日、公示天数或备案日，或写 parallel: true，公示期间先备案")
