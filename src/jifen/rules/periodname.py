"""Periods by the names people write: 2026, 2026H1, 2026Q3, 2026-03, 2026-03-05, 2026T2, running."""

from __future__ import annotations

import re
from datetime import date, timedelta

from jifen.rules.period import (
    MonthDay,
    Period,
    PeriodError,
    PeriodKind,
    add_months,
    period_of,
    points_year,
    term_period,
)
from jifen.rules.tables import EPOCH, FIRST_DAY, Tables

_FORMS = {
    "year": (r"(\d{4})", "2026"),
    "half": (r"(\d{4})H([12])", "2026H1"),
    "quarter": (r"(\d{4})Q([1-4])", "2026Q1"),
    "month": (r"(\d{4})-(\d{2})", "2026-03"),
    "day": (r"(\d{4})-(\d{2})-(\d{2})", "2026-03-05"),
    "term": (r"(\d{4})T(\d{1,2})", "2026T1"),
}


def period_named(tables: Tables, name: str, last: date) -> Period:
    """The period of a scheme that a name means; ``last``: where a running account ends for now.

    Halves, quarters and terms are counted inside the points year the name begins with. Raises PeriodError
    (Chinese) for a name that is none of this scheme's.
    """
    starts = MonthDay(*tables.starts)
    if tables.period_kind == "running":
        first = date.fromordinal(tables.since + EPOCH) if tables.since > FIRST_DAY else date(1, 1, 1)
        return Period(PeriodKind.RUNNING, first, max(first, last), "长期累计", starts)
    pattern, usage = _FORMS[tables.period_kind]
    match = re.fullmatch(pattern, name)
    if match is None:
        raise PeriodError(f"这份办法的周期应写成 {usage} 这样，写的是“{name}”")
    numbers = [int(text) for text in match.groups()]
    try:
        return _counted(tables, starts, numbers)
    except (ValueError, IndexError) as fault:
        raise PeriodError(f"没有“{name}”这个周期，请核对") from fault


def _counted(tables: Tables, starts: MonthDay, numbers: list[int]) -> Period:
    year = numbers[0]
    match tables.period_kind:
        case "year":
            return points_year(year, starts)
        case "half":
            return points_year(year, starts).halves()[numbers[1] - 1]
        case "quarter":
            return points_year(year, starts).quarters()[numbers[1] - 1]
        case "month":
            return period_of(date(year, numbers[1], 1), PeriodKind.MONTH)
        case "day":
            return period_of(date(*numbers), PeriodKind.DAY)
        case _:
            return _term(tables.terms, points_year(year, starts), numbers[1])


def _term(terms: tuple[tuple[int, int], ...], year: Period, number: int) -> Period:
    """The n-th term of a points year: it ends on the day before the next one begins."""
    begins = [_first_on(year, *term) for term in terms]
    if not 1 <= number <= len(begins):
        raise IndexError(number)
    begin = begins[number - 1]
    follow = begins[number] if number < len(begins) else add_months(begins[0], 12)
    return term_period(begin, follow - timedelta(days=1), f"{year.start.year} 年第 {number} 学期")


def _first_on(year: Period, month: int, day: int) -> date:
    on = date(year.start.year, month, day)
    return on if on >= year.start else date(year.start.year + 1, month, day)
