"""How long an entry is valid (E4 E5): from a day until a day or for a length (used by ``window`` and ``holding``)."""

from __future__ import annotations

import numpy as np

from jifen.engine.batch import Batch
from jifen.engine.days import after_months
from jifen.engine.evaluation import Value, number
from jifen.engine.plan import Rule
from jifen.engine.scopes import FactScope
from jifen.engine.spans import steps_since
from jifen.engine.steps.figures import fits_key, known_rows
from jifen.engine.steps.same_matter import empties
from jifen.engine.vectors import MISSING32, Array, Vec
from jifen.rules.conditions.syntax import Name
from jifen.rules.period import Period, PeriodKind
from jifen.rules.tables import TermTable, day_number

FOREVER = 2**40


def window_of(batch: Batch, rule: Rule, entries: Array) -> tuple[Array, Array, Array]:
    """First and last day of validity of entries of one rule, and where they can be told."""
    row = rule.row
    scope = _ValuedScope(batch, rule.scheme, entries)
    start, ok = _days(number(row.since or Name(("occurred_on",)), scope), len(entries))
    end = np.full(len(entries), FOREVER)
    if row.until is not None:
        given, known = _days(number(row.until, scope), len(entries))
        end = np.where(known, given, end)
    if row.terms is not None:
        months = _months(row.terms, scope)
        ok = ok & (months > 0)
        end = np.minimum(end, after_months(start, months) - 1)
    elif row.months:
        end = np.minimum(end, after_months(start, np.full(len(entries), row.months)) - 1)
    if row.days:
        end = np.minimum(end, start + row.days - 1)
    if row.corrected:
        end = _corrected(batch, rule.scheme, entries, end)
    return start, end, ok


class _ValuedScope(FactScope):
    """Facts with their points: how long one is valid may hang on them."""

    def name(self, path: tuple[str, ...]) -> Value:
        """The points after step ``value``, where they are a number; else as every fact."""
        if path != ("value",):
            return super().name(path)
        batch, rules = self.batch, self.batch.entry_rule[self.entries]
        known = ~empties(batch, self.entries) & ~batch.plan.rule_trigger[rules]
        return Vec(batch.entry_value[self.entries], batch.unit, known)


def _months(table: TermTable, scope: FactScope) -> Array:
    """The months of the row that holds the key, 0 where there is none."""
    key = number(table.by, scope)
    open_ = known_rows(key, scope.rows).copy()
    months = np.zeros(scope.rows, np.int64)
    for wanted, length in table.rows:
        fits = open_ & fits_key(key, wanted, scope)
        months[fits] = length
        open_ &= ~fits
    return months


def _corrected(batch: Batch, scheme: int, entries: Array, end: Array) -> Array:
    """Open while not put right; then to the last day of the period in which it was, if not longer.

    A running account has no such period: there it ends on the day itself.
    """
    column = batch.facts.columns.get("corrected_on")
    if column is None:
        return np.full(len(entries), FOREVER)
    day = column[batch.entry_fact[entries]].astype(np.int64)
    done = (day != MISSING32) & (day <= batch.known_day)
    running = batch.plan.tables[scheme].period_kind == "running"
    last = day if running else _last_days(batch.plan.periods[scheme], np.where(done, day, 0))
    # Without an end of its own it lasts exactly as long as that period.
    return np.where(done, np.maximum(np.where(end == FOREVER, last, end), last), FOREVER)


_MONTHS = {PeriodKind.YEAR: 12, PeriodKind.HALF: 6, PeriodKind.QUARTER: 3, PeriodKind.MONTH: 1}


def _last_days(period: Period, day: Array) -> Array:
    """The last day of the period of the same kind that holds a day; of a later term nobody knows it."""
    if period.kind is PeriodKind.DAY:
        return day
    start, end = day_number(period.start), day_number(period.end)
    if period.kind not in _MONTHS:
        return np.where(day < start, start - 1, np.where(day <= end, end, FOREVER))
    starts = np.full(len(day), start)
    length = _MONTHS[period.kind]
    begun = steps_since(day, starts, length)
    return after_months(starts, (begun + 1) * length) - 1


def _days(value: Vec, rows: int) -> tuple[Array, Array]:
    known = np.broadcast_to(True if value.known is None else value.known, (rows,))
    return np.broadcast_to(value.num, (rows,)).astype(np.int64), known
