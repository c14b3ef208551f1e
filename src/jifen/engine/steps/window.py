"""Step 4: entries with a validity window count while it is open on the evaluation day; held gains do not count."""

from __future__ import annotations

import numpy as np

from jifen.engine.batch import Batch
from jifen.engine.codes import Drop
from jifen.engine.steps.admit import drop
from jifen.engine.steps.holding import hold, lose
from jifen.engine.steps.repeats import repeat
from jifen.engine.steps.validity import window_of


def window(batch: Batch) -> None:
    """Multiply repeats; drop entries whose window does not hold the evaluation day, and gains that are held."""
    lose(batch)
    size = len(batch.entry_rule) if batch.plan.repeating else 0
    since, until = np.zeros(size, np.int64), np.zeros(size, np.int64)
    closed = []
    for number, group in batch.groups:
        rule = batch.plan.rules[number]
        if not rule.row.windowed:
            continue
        entries = group[batch.entry_drop[group] == 0]
        start, end, known = window_of(batch, rule, entries)
        drop(batch, entries[~known], Drop.WINDOW_UNKNOWN)
        today = batch.end_day[batch.entry_member[entries]]
        closed.append(entries[(today < start) | (today > end)])
        if batch.plan.repeating:
            since[entries], until[entries] = start, end
    if batch.plan.repeating:
        repeat(batch, since, until)
    for entries in closed:
        drop(batch, entries, Drop.WINDOW_OVER)
    hold(batch)
