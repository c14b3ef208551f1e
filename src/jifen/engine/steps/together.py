"""Entries that are counted together: by member and span, in canonical order (used by ``pooled`` and ``limit``)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from jifen.engine.batch import Batch
from jifen.engine.buckets import spans_of
from jifen.engine.codes import Mark
from jifen.engine.steps.same_matter import time_of
from jifen.engine.vectors import Array

LONG = ("calendar_year", "life")
"""Spans that reach beyond the period: only there facts of before meet those of the period (G1)."""


@dataclass(slots=True)
class Sequence:
    """Entries in the order in which they are counted; ``start``: for each the place where its span begins."""

    rows: Array
    start: Array

    def before(self, amounts: Array) -> Array:
        """For each entry the sum of the amounts (in this order) before it in its span."""
        running = np.cumsum(amounts) - amounts
        return np.asarray(running - running[self.start])

    def previous(self, values: Array) -> Array:
        """The value of the entry before in the same span, 0 for the first."""
        shifted = np.r_[values[:0], 0, values[:-1]] if len(values) else values
        return np.where(self.start == np.arange(len(values)), 0, shifted)


def sequence(batch: Batch, rows: Array, span: str, size: Array) -> Sequence:
    """Entries of one item by member and span; inside by day, time, larger ``size`` (a column over all entries)."""
    member = batch.entry_member[rows].astype(np.int64)
    day = batch.entry_day[rows].astype(np.int64)
    spans = spans_of(batch, span, day, member, rows)
    old = memory(batch, rows, span)
    order = np.lexsort((rows, -size[rows], time_of(batch, rows), day, spans, old, member))
    keys = (member[order], old[order], spans[order])
    first = np.ones(len(rows), bool)
    first[1:] = np.logical_or.reduce([key[1:] != key[:-1] for key in keys])
    return Sequence(rows[order], np.maximum.accumulate(np.where(first, np.arange(len(rows)), 0)))


def memory(batch: Batch, rows: Array, span: str) -> Array:
    """Which entries of before the period keep to themselves in a span."""
    if span in LONG:
        return np.zeros(len(rows), bool)
    return np.asarray((batch.entry_mark[rows] & Mark.MEMORY) != 0)
