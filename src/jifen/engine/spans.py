"""Spans of time as bucket numbers: equal numbers share one limit or one count (vectorised ``period.bucket``)."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from jifen.engine.vectors import Array

SPANS = ("fact", "day", "week", "month", "quarter", "half", "period", "calendar_year", "life")


def bucket(span: str, day: Array, start: Array, rows: Array) -> Array:
    """The bucket of each day; ``start``: first day of each one's period; ``rows`` number the facts themselves.

    Months are calendar months, weeks ISO weeks; quarters, halves and periods count from the period's start.
    """
    return _BUCKETS[span](day.astype(np.int64), start, rows)


def calendar_month(day: Array) -> Array:
    """Months since January 1970."""
    return _looked_up(_month_of, day)


def _looked_up(reckon: Callable[[Array], Array], day: Array) -> Array:
    """What is reckoned of each day, once for every day of the calendar where that is less."""
    if not len(day):
        return np.zeros(0, np.int64)
    first, last = int(day.min()), int(day.max())
    if last - first >= len(day):
        return reckon(day)
    return reckon(np.arange(first, last + 1)).take(day - first)


def _month_of(day: Array) -> Array:
    return np.asarray(day.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64))


def _day_of_month(day: Array) -> Array:
    days = day.astype("datetime64[D]")
    return np.asarray((days - days.astype("datetime64[M]")).astype(np.int64))


def steps_since(day: Array, start: Array, months: int) -> Array:
    """Full steps of so many months from a start to each day; below zero before it."""
    early = _looked_up(_day_of_month, day) < _looked_up(_day_of_month, start)
    begun = calendar_month(day) - calendar_month(start) - early
    return np.asarray(begun // months)


def _since_start(months: int) -> Callable[[Array, Array, Array], Array]:
    return lambda day, start, rows: steps_since(day, start, months)


_BUCKETS: dict[str, Callable[[Array, Array, Array], Array]] = {
    "fact": lambda day, start, rows: rows,
    "day": lambda day, start, rows: day,
    "week": lambda day, start, rows: (day + 3) // 7,
    "month": lambda day, start, rows: calendar_month(day),
    "quarter": _since_start(3),
    "half": _since_start(6),
    "period": _since_start(12),
    "calendar_year": lambda day, start, rows: (
        day.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64)
    ),
    "life": lambda day, start, rows: np.zeros(len(day), np.int64),
}
