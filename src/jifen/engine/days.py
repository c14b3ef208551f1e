"""Exact months and years between days, column by column."""

from __future__ import annotations

import numpy as np

from jifen.engine.vectors import Array, Vec, both_known


def exact_months(since: Vec, until: Vec) -> Vec:
    """Exact months between two days: whole months by clamped steps, then days over the days of the next step.

    2026-01-31 → 2026-07-31 is 6, one day later is more than 6 (E04). Negative when ``until`` is earlier.
    """
    a, b = np.broadcast_arrays(since.num, until.num)
    backwards = b < a
    low, high = np.where(backwards, b, a), np.where(backwards, a, b)
    whole = _month_index(high) - _month_index(low)
    whole = whole - (after_months(low, whole) > high)
    begin, end = after_months(low, whole), after_months(low, whole + 1)
    step = end - begin
    num = whole * step + (high - begin)
    return Vec(np.where(backwards, -num, num), step, both_known(since.known, until.known))


def _month_index(day: Array) -> Array:
    return day.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)


def after_months(day: Array, months: Array) -> Array:
    """Day numbers so many months later; a day the month lacks becomes its last day."""
    start = day.astype("datetime64[D]").astype("datetime64[M]")
    into = (day.astype("datetime64[D]") - start.astype("datetime64[D]")).astype(np.int64)
    target = start + months.astype("timedelta64[M]")
    length = ((target + 1).astype("datetime64[D]") - target.astype("datetime64[D]")).astype(np.int64)
    return np.asarray(target.astype("datetime64[D]").astype(np.int64) + np.minimum(into, length - 1))


def years_between(born: Vec, on: Vec) -> Vec:
    """Whole years of age; 29 February counts from 1 March in common years."""
    a, b = np.broadcast_arrays(born.num, on.num)
    age = (_month_index(b) - _month_index(a)) // 12
    month_a, month_b = _month_index(a) % 12, _month_index(b) % 12
    into_a, into_b = _into_month(a), _into_month(b)
    not_yet = (month_a == month_b) & (into_b < into_a)
    return Vec(age - not_yet, 1, both_known(born.known, on.known))


def _into_month(day: Array) -> Array:
    days = day.astype("datetime64[D]")
    return np.asarray((days - days.astype("datetime64[M]").astype("datetime64[D]")).astype(np.int64))
