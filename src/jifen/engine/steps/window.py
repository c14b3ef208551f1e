"""Step 4: entries with a validity window count while it is open on the evaluation day; held gains do not count."""

from __future__ import annotations

from jifen.engine.batch import Batch
from jifen.engine.codes import Drop
from jifen.engine.steps.admit import drop
from jifen.engine.steps.holding import hold, lose
from jifen.engine.steps.validity import window_of


def window(batch: Batch) -> None:
    """Drop windowed entries whose window does not hold the evaluation day; drop gains that are held back."""
    lose(batch)
    for number, group in batch.groups:
        rule = batch.plan.rules[number]
        if not rule.row.windowed:
            continue
        entries = group[batch.entry_drop[group] == 0]
        start, end, known = window_of(batch, rule, entries)
        drop(batch, entries[~known], Drop.WINDOW_UNKNOWN)
        today = batch.end_day[batch.entry_member[entries]]
        drop(batch, entries[(today < start) | (today > end)], Drop.WINDOW_OVER)
    hold(batch)
