"""By which day each step of a period is due, as its 办法 says (domain §6, §13.5)."""

from __future__ import annotations

from datetime import date, timedelta

from jifen.cycles.states.procedure import Procedure, day_of
from jifen.rules.holidays import HolidayTable, HolidayYearMissing
from jifen.rules.model.cycle import Step, StepName


def due_day_of(
    procedure: Procedure, name: StepName, last: date, meeting: date | None, holidays: HolidayTable
) -> date | None:
    """Return by which day a step of a period that ends on `last` is due, moved where the 办法 moves it.

    A step the 办法 gives some days after the one before counts from that one's day (`within`). None where the 办法
    names no day, or where the working days of that year are not known: a day that was guessed would call people late.
    """
    day: date | None = None
    for step in procedure.cycle.steps:
        if step.every in (None, procedure.cycle.every):
            try:
                day = _day_of(procedure, step, last, meeting, day, holidays)
            except HolidayYearMissing:
                day = None
        if step.step == name:
            return day if step.every in (None, procedure.cycle.every) else None
    return None


def files_each_period(procedure: Procedure) -> bool:
    """Say whether every period is filed with somebody, by a day of the month."""
    step, filing = procedure.find("file"), procedure.cycle.filing
    if filing is None or filing.by is None:
        return False
    return step is None or step.every in (None, procedure.cycle.every)


def _day_of(
    procedure: Procedure,
    step: Step,
    last: date,
    meeting: date | None,
    before: date | None,
    holidays: HolidayTable,
) -> date | None:
    if step.on is not None:
        named = day_of(step.on, last, holidays)
        return named.day if named else None
    if step.within is not None and before is not None:
        if step.unit == "workday":
            return holidays.add_workdays(before, step.within) if step.within else before
        return before + timedelta(days=step.within)
    return meeting if step.step == "assembly" and step.owner == procedure.decider else None
