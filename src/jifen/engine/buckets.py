"""Spans of time for the members of a batch: whose facts share one limit or one count."""

from __future__ import annotations

import numpy as np

from jifen.engine.batch import Batch
from jifen.engine.spans import bucket, calendar_month, steps_since
from jifen.engine.vectors import Array
from jifen.rules.period import PeriodKind, period_of
from jifen.rules.tables import day_number

_MONTHS = {"year": 12, "half": 6, "quarter": 3}


def spans_of(batch: Batch, span: str, day: Array, member: Array, rows: Array) -> Array:
    """The number of the span that holds each day, for its member; equal numbers are one span.

    ``rows`` number the facts themselves. A period is as long as the scheme's; before and after a term or a running
    account there is one long period each.
    """
    start = batch.start_day[member]
    if span in ("quarter", "half"):
        start = _anchors(batch)[batch.members.scheme[member]]
    if span != "period" or all(
        batch.plan.tables[scheme].period_kind == "year" for scheme, _ in batch.schemes
    ):
        return bucket(span, day, start, rows)
    found = np.zeros(len(day), np.int64)
    for scheme, _ in batch.schemes:
        mine = np.flatnonzero(batch.members.scheme[member] == scheme)
        found[mine] = _periods(batch, scheme, day[mine].astype(np.int64), start[mine])
    return found


def _anchors(batch: Batch) -> Array:
    """For every scheme the day from which quarters and halves are counted: that of its points year."""
    return np.array(
        [
            day_number(period_of(period.start, PeriodKind.YEAR, period.starts).start)
            if table.period_kind in ("half", "quarter", "month", "day")
            else day_number(period.start)
            for table, period in zip(batch.plan.tables, batch.plan.periods, strict=True)
        ],
        np.int64,
    )


def _periods(batch: Batch, scheme: int, day: Array, start: Array) -> Array:
    kind = batch.plan.tables[scheme].period_kind
    if kind in _MONTHS:
        return steps_since(day, start, _MONTHS[kind])
    if kind == "month":
        return calendar_month(day) - calendar_month(start)
    if kind == "day":
        return day - start
    end = day_number(batch.plan.periods[scheme].end)
    return np.where(day < start, -1, np.where(day > end, 1, 0))
