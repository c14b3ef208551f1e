"""Step 3: what each entry is worth: number, chosen value, table, figure; then ``plus`` and ``times``."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np

from jifen.engine.batch import FINE_UNIT, Batch
from jifen.engine.book import NUMBER_DEN
from jifen.engine.codes import Drop, Mark
from jifen.engine.evaluation import truth
from jifen.engine.scopes import FactScope
from jifen.engine.steps.admit import drop
from jifen.engine.steps.figures import Figure, figure_of, table_of
from jifen.engine.vectors import MISSING, Array, Vec, times
from jifen.engine.worth import Worth, sums_up
from jifen.rules.conditions.syntax import Node
from jifen.rules.model.base import Range
from jifen.rules.tables import Form, RuleRow, TableRow

_NUMBERS = (Form.FIXED, Form.ALL, Form.TRIGGER)
"""Forms whose points the plan knows."""


def value(batch: Batch) -> None:
    """Points of every entry in units, multiplied."""
    batch.entry_value = batch.plan.rule_value.take(batch.entry_rule)
    batch.mark(np.flatnonzero(batch.plan.rule_all.take(batch.entry_rule)), Mark.EMPTIES)
    if batch.plan.pooling:
        batch.worth = Worth.of(len(batch.entry_rule))
    for rule, group in batch.groups:
        row, scheme = batch.plan.rules[rule].row, batch.plan.rules[rule].scheme
        if row.form not in _NUMBERS:
            _form(batch, scheme, row, group[batch.entry_drop[group] == 0])
        if not (row.plus or row.times):
            continue
        entries = group[batch.entry_drop[group] == 0]
        for when, points in row.plus:
            _add(batch, points, held(batch, scheme, when, entries, Mark.PLUS_UNKNOWN))
        for factor, condition in row.times:
            chosen = held(batch, scheme, condition, entries, Mark.MULTIPLIER_UNKNOWN)
            multiply_entries(batch, chosen, factor)


def _form(batch: Batch, scheme: int, row: RuleRow, entries: Array) -> None:
    if row.form in (Form.BETWEEN, Form.ASK):
        _chosen(batch, row, entries)
        return
    give(batch, entries, figure_for(row, FactScope(batch, scheme, entries)))


def figure_for(row: RuleRow, scope: FactScope, given: Vec | None = None) -> Figure:
    """What a form that is more than a number gives. ``given`` stands in for what the form reads."""
    if row.figure is not None:
        return figure_of(row.figure, scope, given)
    table = row.table
    assert table is not None
    if sums_up(row):
        # A sum that no row holds is worth nothing; ``none`` is only for what nobody knows.
        table = replace(table, rows=(*table.rows, TableRow(Range(None, None), Fraction(0))))
    return table_of(table, scope, given)


def give(batch: Batch, entries: Array, figure: Figure) -> None:
    """Let entries be worth what a form gives; drop those of which nobody can tell."""
    refuse(batch, entries, figure)
    batch.mark(entries[figure.everything], Mark.EMPTIES)
    points = batch.fit(figure.points)
    batch.entry_value[entries] = points
    if batch.worth is not None:
        batch.worth.told[entries] = figure.told


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


def refuse(batch: Batch, entries: Array, figure: Figure) -> None:
    """Drop entries for which a form gives nothing."""
    drop(batch, entries[figure.missing], Drop.KEY_UNKNOWN)
    drop(batch, entries[figure.skip], Drop.SKIPPED)


def held(batch: Batch, scheme: int, when: Node | None, entries: Array, doubt: Mark) -> Array:
    """The entries for which a condition is true; those of which it is unknown are marked."""
    if when is None:
        return entries
    found = truth(when, FactScope(batch, scheme, entries))
    batch.mark(entries[found.unknown], doubt)
    return entries[found.yes]


def _add(batch: Batch, points: Fraction, entries: Array) -> None:
    if batch.worth is not None:
        batch.worth.plus[entries] += batch.plan.units(points)
    numbers = entries[(batch.entry_mark[entries] & Mark.EMPTIES) == 0]
    batch.entry_value[numbers] += batch.units(points)


def multiply_entries(batch: Batch, entries: Array, factor: Fraction) -> None:
    """Multiply entries by one factor; the unit grows where it must."""
    if batch.worth is not None:
        batch.worth.multiply(entries, factor.numerator, factor.denominator)
    product = times(batch.entry_value[entries], factor.numerator)
    points = product // factor.denominator
    if bool((points * factor.denominator != product).any()):
        points = batch.fit(Vec(product, factor.denominator * batch.unit))
    elif product.dtype == object and batch.points_type is not object:
        # Too large for int64: with a unit as fine as this, columns of points hold Python integers.
        before = batch.unit
        batch.refine(FINE_UNIT)
        points = points * (batch.unit // before)
    batch.entry_value[entries] = points
