"""Several compiled schemes and their periods as one set of arrays: what a run needs besides facts and members."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from itertools import pairwise

import numpy as np

from jifen.engine.spans import SPANS
from jifen.engine.vectors import Array
from jifen.rules.period import Period
from jifen.rules.tables import (
    ExpectRow,
    ItemRow,
    Level,
    LimitRow,
    PartRow,
    PooledRow,
    RuleRow,
    Tables,
    day_number,
)

NO_LIMIT = 2**62


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule in the plan: its row, its scheme, and where its item and part stand among all schemes'."""

    row: RuleRow
    scheme: int
    item: int
    expect: ExpectRow | None = None


@dataclass(frozen=True, slots=True)
class Pass:
    """One pass of step ``limit``: for every rule the limit it falls under, or -1."""

    level: Level
    limit_of_rule: Array

    @property
    def limits_rule(self) -> Array:
        """For every rule whether it falls under a limit of this pass."""
        return self.limit_of_rule >= 0


@dataclass(frozen=True, slots=True)
class Pool:
    """A pooled table in the plan: its row, and the rules of its item whose entries it counts together."""

    row: PooledRow
    rules: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LimitTable:
    """Limits as columns: span code, side, points and facts (NO_LIMIT where there is none), points by month."""

    span: Array
    side: Array
    points: Array
    facts: Array
    monthly: Array
    months: Array


def limit_table(limits: list[LimitRow], unit: int) -> LimitTable:
    """Limits as columns, their points in units."""

    def points(value: Fraction | None) -> int:
        return NO_LIMIT if value is None else int(value * unit)

    return LimitTable(
        span=np.array([SPANS.index(row.per) for row in limits], np.int64),
        side=np.array([row.side for row in limits], np.int64),
        points=np.array([points(row.points) for row in limits], np.int64),
        facts=np.array([NO_LIMIT if row.facts is None else row.facts for row in limits], np.int64),
        monthly=np.array([bool(row.months) for row in limits], bool),
        months=np.array([[points(m) for m in row.months or (None,) * 12] for row in limits], np.int64),
    )


@dataclass(slots=True)
class Plan:
    """Schemes linked into one program. Points are int64 multiples of ``1 / unit``.

    ``evaluated_on``: per scheme the evaluation day, ``min(as_of, period end)``; without ``as_of`` every decision
    in the book counts, however late it was taken (AMB-26). ``name``: the period as people write it.

    Arrays named ``rule_…``, ``item_…``, ``part_…``, ``limit_…`` run over all rules, items, parts and limits of
    all schemes; ``…_base[s]`` is where scheme s begins. ``kind_first``/``kind_count`` give a kind's rules.
    ``pooling``: rules whose entries are reckoned together (free, over, capped quantities). ``repeating``: some
    multiply repeats; ``remembering``: some look back beyond the period, ``rule_memory`` says how far (1: calendar
    year, 2: life). ``rule_order``: place among items, overrides before them all.
    """

    tables: tuple[Tables, ...]
    name: str
    periods: tuple[Period, ...]
    evaluated_on: tuple[date, ...]
    as_of: date | None
    whole: bool
    unit: int
    rules: list[Rule] = field(default_factory=list)
    items: list[ItemRow] = field(default_factory=list)
    parts: list[PartRow] = field(default_factory=list)
    limits: list[LimitRow] = field(default_factory=list)
    limit_table: LimitTable = field(default_factory=lambda: limit_table([], 100))
    item_base: Array = field(default_factory=lambda: np.zeros(1, np.int64))
    part_base: Array = field(default_factory=lambda: np.zeros(1, np.int64))
    kind_codes: dict[tuple[int, str], int] = field(default_factory=dict)
    kind_names: list[str] = field(default_factory=list)
    kind_scheme: Array = field(default_factory=lambda: np.zeros(0, np.int64))
    kind_first: Array = field(default_factory=lambda: np.zeros(0, np.int64))
    kind_count: Array = field(default_factory=lambda: np.zeros(0, np.int64))
    kind_item: Array = field(default_factory=lambda: np.zeros(0, np.int64))
    rule_kind: Array = field(default_factory=lambda: np.zeros(0, np.int64))
    rule_item: Array = field(default_factory=lambda: np.zeros(0, np.int64))
    rule_local: Array = field(default_factory=lambda: np.zeros(0, np.int64))
    rule_value: Array = field(default_factory=lambda: np.zeros(0, np.int64))
    rule_low: Array = field(default_factory=lambda: np.zeros(0, np.int64))
    rule_high: Array = field(default_factory=lambda: np.zeros(0, np.int64))
    rule_special: Array = field(default_factory=lambda: np.zeros(0, bool))
    rule_all: Array = field(default_factory=lambda: np.zeros(0, bool))
    rule_windowed: Array = field(default_factory=lambda: np.zeros(0, bool))
    rule_not_for_all: Array = field(default_factory=lambda: np.zeros(0, bool))
    rule_trigger: Array = field(default_factory=lambda: np.zeros(0, bool))
    rule_keep: Array = field(default_factory=lambda: np.zeros(0, np.int64))
    rule_prefer: Array = field(default_factory=lambda: np.zeros(0, np.int64))
    keeps: list[tuple[int, bool, tuple[str, ...], str, bool]] = field(default_factory=list)
    passes: list[Pass] = field(default_factory=list)
    expect_rules: list[int] = field(default_factory=list)
    pooling: list[int] = field(default_factory=list)
    repeating: bool = False
    remembering: bool = False
    rule_memory: Array = field(default_factory=lambda: np.zeros(0, np.int64))
    rule_order: Array = field(default_factory=lambda: np.zeros(0, np.int64))
    pools: list[Pool] = field(default_factory=list)

    @property
    def limited(self) -> Array:
        """For every rule whether it falls under any limit."""
        found = np.zeros(len(self.rules), bool)
        for one in self.passes:
            found |= one.limits_rule
        return found

    @property
    def item_exists(self) -> Array:
        """For every item whether it is enabled and in force on some day of its period up to the evaluation day."""
        found = np.zeros(len(self.items), bool)
        for scheme, (first, last) in enumerate(pairwise(self.item_base.tolist())):
            start, end = day_number(self.periods[scheme].start), day_number(self.evaluated_on[scheme])
            for number in range(first, last):
                row = self.items[number]
                found[number] = row.enabled and row.first_day <= end and row.last_day >= start
        return found

    @property
    def item_counts(self) -> Array:
        """Items per scheme."""
        return np.diff(self.item_base)

    @property
    def part_counts(self) -> Array:
        """Parts per scheme."""
        return np.diff(self.part_base)

    def kinds_among(self, kinds: Sequence[int]) -> Array:
        """For every kind whether it is one of these."""
        found = np.zeros(len(self.kind_names), bool)
        found[list(kinds)] = True
        return found

    def rules_among(self, rules: Sequence[int]) -> Array:
        """For every rule whether it is one of these."""
        found = np.zeros(len(self.rules), bool)
        found[list(rules)] = True
        return found

    def units(self, value: Fraction | None) -> int:
        """Points as a whole multiple of 1 / unit."""
        return whole_units(value, self.unit)


def whole_units(value: Fraction | None, unit: int) -> int:
    """Points as a whole multiple of 1 / unit, nothing for None; the unit is fine enough for them."""
    if not value:
        return 0
    number, rest = divmod(value.numerator * unit, value.denominator)
    assert rest == 0, value
    return number
