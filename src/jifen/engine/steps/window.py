"""Step 4: entries with a validity window count while it is open on the evaluation day."""

from __future__ import annotations

import numpy as np

from jifen.engine.batch import Batch
from jifen.engine.codes import Drop
from jifen.engine.evaluation import after_months, number
from jifen.engine.scopes import FactScope
from jifen.engine.steps.admit import drop
from jifen.engine.vectors import Array, Vec
from jifen.rules.conditions.syntax import Name
from jifen.rules.tables import RuleRow


def window(batch: Batch) -> None:
    """Drop windowed entries whose window does not hold the evaluation day."""
    for rule, group in batch.groups:
        row = batch.plan.rules[rule].row
        if row.windowed:
            _check(batch, batch.plan.rules[rule].scheme, row, group[batch.entry_drop[group] == 0])


def _check(batch: Batch, scheme: int, row: RuleRow, entries: Array) -> None:
    scope = FactScope(batch, scheme, entries)
    since = number(row.since or Name(("occurred_on",)), scope)
    start, ok = _days(since, len(entries))
    drop(batch, entries[~ok], Drop.WINDOW_UNKNOWN)
    end = np.full(len(entries), 2**40)
    if row.until is not None:
        given, known = _days(number(row.until, scope), len(entries))
        end = np.where(known, given, end)
    if row.months:
        end = np.minimum(end, after_months(start, np.full(len(entries), row.months)) - 1)
    if row.days:
        end = np.minimum(end, start + row.days - 1)
    today = batch.end_day[batch.entry_member[entries]]
    drop(batch, entries[(today < start) | (today > end)], Drop.WINDOW_OVER)


def _days(value: Vec, rows: int) -> tuple[Array, Array]:
    known = np.broadcast_to(True if value.known is None else value.known, (rows,))
    return np.broadcast_to(value.num, (rows,)).astype(np.int64), known
