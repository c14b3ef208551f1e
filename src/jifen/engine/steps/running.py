"""Sums with a floor that holds after every entry (used by ``item``, ``part`` and ``total``; C7)."""

from __future__ import annotations

import numpy as np

from jifen.engine.batch import Batch
from jifen.engine.steps.same_matter import time_of
from jifen.engine.vectors import Array, sortable


def running(batch: Batch, rows: Array, group: Array, start: Array, floor: int) -> Array:
    """For every group its start and the credits of its entries, never below the floor on the way.

    ``rows``: entries; ``group``: the group of each; ``start``: opening values by group; all points in units.
    """
    found = np.maximum(start, floor)
    if not len(rows):
        return found
    items = batch.plan.rule_item[batch.entry_rule[rows]]
    size = sortable(-np.abs(batch.entry_value[rows]))
    order = np.lexsort((rows, size, items, time_of(batch, rows), batch.entry_day[rows], group))
    rows, group = rows[order], group[order]
    firsts = np.flatnonzero(np.r_[True, group[1:] != group[:-1]])
    credit = batch.entry_credit[rows]
    total = np.cumsum(credit)
    total = total - np.repeat(total[firsts] - credit[firsts], np.diff(np.r_[firsts, len(rows)]))
    opened = start[group] + total
    # r = max(floor, r + c) from entry to entry ends at the sum less its deepest dip below the floor.
    dip = np.minimum(np.minimum.reduceat(opened, firsts), start[group[firsts]]) - floor
    ends = np.r_[firsts[1:], len(rows)] - 1
    found[group[firsts]] = opened[ends] - np.minimum(dip, 0)
    return found
