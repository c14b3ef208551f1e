"""Periods by the names people write: 2026, 2026H1, 2026Q3, 2026-03, 2026-03-05, 2026T2, running."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from jifen.rules.period import (
    MonthDay,
    Period,
    PeriodError,
    PeriodKind,
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
        return term_period(first, max(first, last), "长期累计")
    pattern, usage = _FORMS[tables.period_kind]
    match = re.fullmatch(pattern, name)
    if match is None:
        raise PeriodError(f"这份办法的周期应写成 {usage} 这样，写的是“{name}”")
    numbers = [int(text) for text in match.groups()]
    try:
        return _counted(tables, starts, numbers)
    except (ValueError, IndexError) as fault:
        raise PeriodError(f"没有“{name}”这个周期，请核对") from fault


def name_at(tables: Tables, day: date) -> str:
    """The name of the period of a scheme in which a day lies: what ``period_named`` reads."""
    if tables.period_kind == "running":
        return "running"
    if tables.period_kind == "month":
        return f"{day:%Y-%m}"
    if tables.period_kind == "day":
        return day.isoformat()
    starts = MonthDay(*(tables.terms[0] if tables.period_kind == "term" else tables.starts))
    year = period_of(day, PeriodKind.YEAR, starts)
    first = year.start.year
    match tables.period_kind:
        case "half":
            return f"{first}H{_place(year.halves(), day)}"
        case "quarter":
            return f"{first}Q{_place(year.quarters(), day)}"
        case "term":
            terms = [_term(tables.terms, first, n + 1) for n in range(len(tables.terms))]
            return f"{first}T{_place(terms, day)}"
        case _:
            return str(first)


_SAID = {
    "year": "{}年度",
    "half": "{}年度{}半年",
    "quarter": "{}年度第{}季度",
    "month": "{}年{}月",
    "day": "{}年{}月{}日",
    "term": "{}年第{}学期",
}
_PLACES = {"half": ("上", "下"), "quarter": ("一", "二", "三", "四")}


def say_period(name: str) -> str:
    """Return the name of a period as people say it; a name of no known form comes back as it is written."""
    if name == "running":
        return "长期累计"
    for kind, (pattern, _) in _FORMS.items():
        if match := re.fullmatch(pattern, name):
            numbers = [int(part) for part in match.groups()]
            places = _PLACES.get(kind)
            return _SAID[kind].format(numbers[0], *(places[n - 1] if places else n for n in numbers[1:]))
    return name


def _place(periods: Sequence[Period], day: date) -> int:
    return next(n for n, period in enumerate(periods, 1) if period.contains(day))


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
            return period_of(date(year, numbers[1], 1), PeriodKind.MONTH, starts)
        case "day":
            return period_of(date(*numbers), PeriodKind.DAY, starts)
        case _:
            return _term(tables.terms, year, numbers[1])


def _term(terms: tuple[tuple[int, int], ...], year: int, number: int) -> Period:
    """The n-th term: the first begins in the named year, each ends on the day before the next one begins."""
    if not 1 <= number <= len(terms):
        raise IndexError(number)
    begins = [date(year, *terms[0])]
    for month, day in terms[1:]:
        here = date(begins[-1].year, month, day)
        begins.append(here if here > begins[-1] else date(begins[-1].year + 1, month, day))
    begins.append(date(year + 1, *terms[0]))
    last = begins[number] - timedelta(days=1)
    return term_period(begins[number - 1], last, f"{year} 年第 {number} 学期")
