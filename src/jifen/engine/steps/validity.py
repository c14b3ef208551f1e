"""How long an entry is valid (E4 E5): from a day until a day or for a length (used by ``window`` and ``holding``)."""

from __future__ import annotations

import numpy as np

from jifen.engine.batch import Batch
from jifen.engine.evaluation import after_months, number
from jifen.engine.plan import Rule
from jifen.engine.scopes import FactScope
from jifen.engine.vectors import Array, Vec
from jifen.rules.conditions.syntax import Name

FOREVER = 2**40


def window_of(batch: Batch, rule: Rule, entries: Array) -> tuple[Array, Array, Array]:
    """First and last day of validity of entries of one rule, and where they can be told."""
    row = rule.row
    scope = FactScope(batch, rule.scheme, entries)
    start, ok = _days(number(row.since or Name(("occurred_on",)), scope), len(entries))
    end = np.full(len(entries), FOREVER)
    if row.until is not None:
        given, known = _days(number(row.until, scope), len(entries))
        end = np.where(known, given, end)
    if row.months:
        end = np.minimum(end, after_months(start, np.full(len(entries), row.months)) - 1)
    if row.days:
        end = np.minimum(end, start + row.days - 1)
    return start, end, ok


def _days(value: Vec, rows: int) -> tuple[Array, Array]:
    known = np.broadcast_to(True if value.known is None else value.known, (rows,))
    return np.broadcast_to(value.num, (rows,)).astype(np.int64), known
