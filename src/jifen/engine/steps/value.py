"""Step 3: what each entry is worth: number, chosen value, table; then ``times``."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from jifen.engine.batch import Batch
from jifen.engine.book import NUMBER_DEN
from jifen.engine.codes import Drop, Mark
from jifen.engine.evaluation import number, truth
from jifen.engine.scopes import FactScope
from jifen.engine.steps.admit import drop
from jifen.engine.vectors import MISSING, Array, compare, constant
from jifen.rules.model.base import Range
from jifen.rules.tables import Form, PointsTable, RuleRow, TableRow


def value(batch: Batch) -> None:
    """Points of every entry in units, multiplied."""
    batch.entry_value = batch.plan.rule_value.take(batch.entry_rule)
    batch.mark(np.flatnonzero(batch.plan.rule_all.take(batch.entry_rule)), Mark.EMPTIES)
    for rule, group in batch.groups:
        row, scheme = batch.plan.rules[rule].row, batch.plan.rules[rule].scheme
        entries = group[batch.entry_drop[group] == 0]
        if row.form in (Form.BETWEEN, Form.ASK):
            _chosen(batch, row, entries)
        elif row.table is not None:
            _table(batch, scheme, row.table, entries)
        for factor, when in row.times:
            _multiply(batch, scheme, factor, when, group[batch.entry_drop[group] == 0])


def _chosen(batch: Batch, row: RuleRow, entries: Array) -> None:
    unit = batch.unit
    column = batch.facts.columns.get("decided_value")
    if column is None:
        drop(batch, entries, Drop.VALUE_MISSING)
        return
    given = column[batch.entry_fact[entries]]
    drop(batch, entries[given == MISSING], Drop.VALUE_MISSING)
    entries, given = entries[given != MISSING], given[given != MISSING]
    points = given * (unit // NUMBER_DEN)
    if row.form == Form.ASK:
        points = np.abs(points) * int(row.value)
    elif row.high is not None and row.high <= 0:
        points = -np.abs(points)
    low, high = _bound(batch, row.low, -batch.no_bound), _bound(batch, row.high, batch.no_bound)
    size = np.abs(points) if row.form == Form.ASK else points
    outside = (size < low) | (size > high)
    batch.entry_value[entries] = points
    off = np.zeros(len(entries), bool)
    if row.step is not None:
        off = (points - low) % batch.units(row.step) != 0
    if row.refuse_outside:
        drop(batch, entries[outside], Drop.VALUE_OUTSIDE)
        drop(batch, entries[off], Drop.VALUE_STEP)
    else:
        batch.mark(entries[outside | off], Mark.OUTSIDE_USUAL)


def _bound(batch: Batch, bound: Fraction | None, default: int) -> int:
    return default if bound is None else batch.units(bound)


def _table(batch: Batch, scheme: int, table: PointsTable, entries: Array) -> None:
    scope = FactScope(batch, scheme, entries)
    key = number(table.by, scope)
    known = np.broadcast_to(True if key.known is None else key.known, (len(entries),))
    open_ = np.ones(len(entries), bool)
    for row in table.rows:
        if isinstance(row.key, Range):
            fits = known & open_ & _in_range(key, row.key, len(entries))
        else:
            wanted = batch.vocabulary.code(row.key)
            fits = known & open_ & np.broadcast_to(key.num == wanted, (len(entries),))
        _give(batch, entries[fits], row)
        open_ &= ~fits
    if isinstance(table.none, TableRow):
        _give(batch, entries[open_], table.none)
    else:
        drop(batch, entries[open_], Drop.SKIPPED if table.none == "skip" else Drop.KEY_UNKNOWN)


def _in_range(key: object, bounds: Range, rows: int) -> Array:
    fits = np.ones(rows, bool)
    if bounds.low is not None:
        fits &= compare(">" if bounds.low_open else ">=", key, constant(bounds.low), rows).yes  # type: ignore[arg-type]
    if bounds.high is not None:
        fits &= compare("<" if bounds.high_open else "<=", key, constant(bounds.high), rows).yes  # type: ignore[arg-type]
    return fits


def _give(batch: Batch, entries: Array, row: TableRow) -> None:
    if row.everything:
        batch.mark(entries, Mark.EMPTIES)
    else:
        batch.entry_value[entries] = batch.units(row.points)


def _multiply(batch: Batch, scheme: int, factor: Fraction, when: object, entries: Array) -> None:
    chosen = entries
    if when is not None:
        held = truth(when, FactScope(batch, scheme, entries))  # type: ignore[arg-type]
        chosen = entries[held.yes]
        batch.mark(entries[held.unknown], Mark.MULTIPLIER_UNKNOWN)
    batch.entry_value[chosen] = batch.entry_value[chosen] * factor.numerator // factor.denominator
