"""Step 6: what is free, quantities up to a cap, running sums, tables by count or sum (B13 B14 B25 B26 B28 B39 C4)."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm

import numpy as np

from jifen.engine.batch import Batch
from jifen.engine.book import NUMBER_DEN
from jifen.engine.codes import Mark
from jifen.engine.plan import Plan, Pool, Rule
from jifen.engine.scopes import FactScope
from jifen.engine.steps.figures import fits_range, lowest
from jifen.engine.steps.same_matter import empties
from jifen.engine.steps.together import sequence
from jifen.engine.steps.value import figure_for, refuse
from jifen.engine.vectors import MISSING, Array, Vec, add, sortable
from jifen.engine.worth import field_read, sums_up
from jifen.rules.tables import PooledStep


def pooled(batch: Batch) -> None:
    """Reckon entries together, each member's in canonical order, as they stood when the step began."""
    plan = batch.plan
    if not plan.pooling and not plan.pools:
        return
    every = np.arange(len(batch.entry_rule))
    size = sortable(np.where(empties(batch, every), batch.no_bound, np.abs(batch.entry_value)))
    pool = _Pooling(batch, size, _finest(plan))
    groups = dict(batch.groups)
    for number in plan.pooling:
        if number in groups:
            pool.rule(plan.rules[number], _counting(batch, groups[number]))
    for table in plan.pools:
        rows = np.flatnonzero(plan.rules_among(table.rules).take(batch.entry_rule))
        pool.table(table, _counting(batch, rows))


def _finest(plan: Plan) -> int:
    """A denominator for all numbers of facts and everything they are compared with."""
    rows = [plan.rules[number].row for number in plan.pooling]
    free = [row.free.first.denominator for row in rows if row.free is not None]
    return lcm(NUMBER_DEN, *free, *(cap.denominator for row in rows for _, cap in row.quantities))


def _counting(batch: Batch, rows: Array) -> Array:
    """Those that are still in and not absorbed."""
    return np.asarray(rows[(batch.entry_drop[rows] == 0) & ((batch.entry_mark[rows] & Mark.ABSORBED) == 0)])


@dataclass(slots=True)
class _Pooling:
    """One run of the step. Amounts are integers over ``den``; ``left``: what free and cap left, by field."""

    batch: Batch
    size: Array
    den: int
    left: dict[str, Array] = field(default_factory=dict)

    def rule(self, rule: Rule, rows: Array) -> None:
        """Free, capped quantities and running sums of one rule."""
        row, read = rule.row, field_read(rule.row)
        if row.free is not None:
            if row.free.of == "facts":
                self._first_facts(rows, row.free.per, row.free.first)
            else:
                self._first_units(rule, rows, row.free.per, row.free.first, row.free.of)
        if read == "quantity":
            for span, cap in row.quantities:
                self._up_to(rule, self._in_sums(rows), span, cap)
        if sums_up(row):
            assert row.over is not None
            self._over(rule, self._in_sums(rows), row.over, read)

    def _first_facts(self, rows: Array, span: str, first: Fraction) -> None:
        order = sequence(self.batch, rows, span, self.size)
        place = np.arange(len(rows)) - order.start
        self._give_away(order.rows[place < int(first)])

    def _first_units(self, rule: Rule, rows: Array, span: str, first: Fraction, name: str) -> None:
        order = sequence(self.batch, rows, span, self.size)
        amounts, free = self.amounts(order.rows, name), int(first * self.den)
        before = order.before(amounts)
        left = np.maximum(before + amounts - free, 0) - np.maximum(before - free, 0)
        self._note(name, order.rows, left)
        self._give_away(order.rows[left == 0])
        if name == field_read(rule.row):
            self._again(rule, self._in_sums(order.rows), name)

    def _up_to(self, rule: Rule, rows: Array, span: str, cap: Fraction) -> None:
        order = sequence(self.batch, rows, span, self.size)
        amounts, most = self.amounts(order.rows, "quantity"), int(cap * self.den)
        before = order.before(amounts)
        left = np.minimum(before + amounts, most) - np.minimum(before, most)
        cut = left != amounts
        self.batch.mark(order.rows[cut], Mark.LIMITED)
        self._note("quantity", order.rows[cut], left[cut])
        none = order.rows[cut & (left == 0)]
        self._be(none, np.zeros(len(none), np.int64))
        assert self.batch.worth is not None
        self.batch.worth.told[none] = False
        self._again(rule, order.rows[cut & (left != 0)], "quantity")

    def _again(self, rule: Rule, rows: Array, name: str) -> None:
        """The form again, on what is left of the amount; sums are reckoned later."""
        if sums_up(rule.row) or not len(rows):
            return
        figure = figure_for(rule.row, FactScope(self.batch, rule.scheme, rows), self._vec(rows, name))
        self._worth(rows, figure.points)
        self._empty(rows[figure.everything])
        refuse(self.batch, rows, figure)
        gone = rows[figure.missing | figure.skip]
        self._be(gone, np.zeros(len(gone), np.int64))

    def _over(self, rule: Rule, rows: Array, span: str, name: str) -> None:
        """Each entry gets what it adds to the worth of the sum so far."""
        order = sequence(self.batch, rows, span, self.size)
        amounts = self.amounts(order.rows, name)
        scope = FactScope(self.batch, rule.scheme, order.rows)
        figure = figure_for(rule.row, scope, Vec(order.before(amounts) + amounts, self.den))
        known = figure.told & ~figure.everything
        num, den = np.where(known, figure.points.num, 0), np.asarray(figure.points.den)
        earlier = Vec(order.previous(num), np.maximum(order.previous(den), 1))
        self._worth(order.rows, add(Vec(num, den), earlier, -1))
        self._empty(order.rows[figure.everything])

    def table(self, pool: Pool, rows: Array) -> None:
        """Everyone's entries of some kinds, each with what the table grows by."""
        batch, row = self.batch, pool.row
        rows = rows[(batch.entry_mark[rows] & Mark.FREE) == 0]
        order = sequence(batch, rows, row.over, self.size)
        rows = order.rows
        amounts = self.amounts(rows, row.field) if row.summed else np.full(len(rows), self.den)
        total = Vec(order.before(amounts) + amounts, self.den)
        worth, everything = _by_steps(row.rows, total, len(rows))
        assert isinstance(worth.den, int)
        self._empty(rows[everything])
        grown = batch.fit(Vec(worth.num - order.previous(worth.num), worth.den))
        numbers = ~empties(batch, rows)
        batch.entry_value[rows[numbers]] += grown[numbers]
        batch.entry_credit[rows[numbers]] += grown[numbers]

    def amounts(self, rows: Array, name: str) -> Array:
        """A number field of facts, or what is left of it: a quantity not written is one, anything else nothing."""
        values = self.batch.facts.columns.get(name)
        missing = self.den if name == "quantity" else 0
        found = np.full(len(rows), missing, np.int64)
        if values is not None:
            own = values[self.batch.entry_fact[rows]]
            found = np.where(own == MISSING, missing, own * (self.den // NUMBER_DEN))
        if name in self.left:
            left = self.left[name][rows]
            found = np.where(left == MISSING, found, left)
        return found

    def _vec(self, rows: Array, name: str) -> Vec:
        return Vec(self.amounts(rows, name), self.den)

    def _note(self, name: str, rows: Array, left: Array) -> None:
        column = self.left.setdefault(name, np.full(len(self.size), MISSING, np.int64))
        column[rows] = left

    def _in_sums(self, rows: Array) -> Array:
        """Still in, not free, and of a known amount."""
        batch = self.batch
        assert batch.worth is not None
        rows = rows[batch.worth.told[rows] & (batch.entry_drop[rows] == 0)]
        return np.asarray(rows[(batch.entry_mark[rows] & Mark.FREE) == 0])

    def _give_away(self, rows: Array) -> None:
        self.batch.mark(rows, Mark.FREE)
        self._be(rows, np.zeros(len(rows), np.int64))

    def _worth(self, rows: Array, points: Vec) -> None:
        """Points of the form, with what is added and multiplied."""
        batch = self.batch
        assert batch.worth is not None
        applied = batch.worth.applied(rows, points, batch.plan.unit)
        self._be(rows, batch.fit(lowest(applied, len(rows))))

    def _be(self, rows: Array, units: Array) -> None:
        self.batch.unmark(rows, Mark.EMPTIES)
        self.batch.entry_value[rows] = units
        self.batch.entry_credit[rows] = units

    def _empty(self, rows: Array) -> None:
        self._be(rows, np.zeros(len(rows), np.int64))
        self.batch.mark(rows, Mark.EMPTIES)


def _by_steps(steps: tuple[PooledStep, ...], total: Vec, rows: int) -> tuple[Vec, Array]:
    """What a table gives for totals, and where it takes everything; a total no row holds is worth nothing."""
    assert isinstance(total.den, int)
    fine = lcm(1, *((step.points or step.each or Fraction(0)).denominator for step in steps))
    den = fine * total.den
    num, everything = np.zeros(rows, np.int64), np.zeros(rows, bool)
    open_ = np.ones(rows, bool)
    for step in steps:
        fits = open_ & fits_range(total, step.range, rows)
        open_ &= ~fits
        everything |= fits & step.everything
        if step.each is not None:
            num[fits] = total.num[fits] * int(step.each * fine)
        elif step.points is not None:
            num[fits] = int(step.points * den)
    return Vec(num, den), everything
