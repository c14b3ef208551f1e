"""Spans a version begins and ends with: the rhythm of its procedure, and the points year; no clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from jifen.rules.model.scheme import Scheme
from jifen.rules.period import MonthDay, Period, PeriodKind, period_of
from jifen.rules.periodname import name_at, period_named
from jifen.rules.tables import Tables


def rhythm_of(scheme: Scheme) -> str:
    """Return the span from which a change holds: that of the procedure, else of the account; a day where it runs on."""
    kind = scheme.cycle.every if scheme.cycle else scheme.period.kind
    return "day" if kind == "running" else kind


def name_of_span(tables: Tables, rhythm: str, day: date) -> str:
    """Return the name of the span a day lies in, such as 2026-03 or 2026Q2."""
    return name_at(replace(tables, period_kind=rhythm), day)


def span_named(tables: Tables, rhythm: str, name: str) -> Period:
    """Return the span of a name. Raises PeriodError for a name that is none of this rhythm's."""
    return period_named(replace(tables, period_kind=rhythm), name, date.max)


def span_at(tables: Tables, rhythm: str, day: date) -> Period:
    """Return the span a day lies in."""
    return span_named(tables, rhythm, name_of_span(tables, rhythm, day))


def span_after(tables: Tables, rhythm: str, day: date) -> Period:
    """Return the span after the one a day lies in."""
    return span_at(tables, rhythm, span_at(tables, rhythm, day).end + timedelta(days=1))


def year_at(tables: Tables, day: date) -> Period:
    """Return the points year a day lies in; of terms, the twelve months from the first."""
    starts = tables.terms[0] if tables.period_kind == "term" else tables.starts
    return period_of(day, PeriodKind.YEAR, MonthDay(*starts))


def year_name(year: Period) -> str:
    """Return the name of a points year: the calendar year in which it begins."""
    return str(year.start.year)
