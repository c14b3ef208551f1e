"""A day that a 办法 names in its `cycle`, as the calendar knows it."""

from __future__ import annotations

from jifen.rules.calendar import DayOfMonth, DayRule, MonthEnd, NthWeekday, Weekday, WorkdayOfMonth
from jifen.rules.model.cycle import Day


def rule_of_day(day: Day) -> DayRule | None:
    """Return a day of the cycle as the calendar knows it; None for a day of the year."""
    if day.day is not None:
        return DayOfMonth(day.day)
    if day.first is not None:
        return NthWeekday(1, Weekday[day.first.upper()])
    if day.workday is not None:
        return WorkdayOfMonth(day.workday)
    return MonthEnd() if day.month_end else None
