"""Compiled tables of facts: rules, keeps, limits, pools, duties.

Points and limits are exact fractions of a point; days are proleptic day numbers since 1970-01-01; indices refer to
the other tables. Nothing here computes.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction

from jifen.rules.conditions.syntax import Node
from jifen.rules.model.base import Range
from jifen.rules.tables.ground import FIRST_DAY, LAST_DAY, FigureRow, Form, PointsTable


class Level(IntEnum):
    """Where a limit or a keep stands; limits run inner to outer."""

    RULE = 0
    ITEM = 1
    PART = 2


@dataclass(frozen=True, slots=True)
class NeedRow:
    """Papers and bodies a fact needs; ``decider`` is the least rank of a deciding body, 0 for none."""

    decider: int = 0
    document: bool = False
    evidence: bool = False
    reason: bool = False
    filed: bool = False


@dataclass(frozen=True, slots=True)
class RepeatRow:
    """A multiplier for repeats (B35): of the same item or class, once or for each earlier one."""

    by: Fraction
    when: Node | None
    same: str
    each: bool


@dataclass(frozen=True, slots=True)
class FreeRow:
    """The first ``first`` facts, units or minutes of a span cost nothing."""

    first: Fraction
    of: str
    per: str


@dataclass(frozen=True, slots=True)
class TermTable:
    """How many months an entry is valid, by a key."""

    by: Node
    numeric: bool
    rows: tuple[tuple[str | Range, int], ...]


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One reading of one fact kind: by an item, or (``override >= 0``) by an override.

    ``first_day``/``last_day`` bound ``occurred_on`` by ``in_force``; a disabled rule has an empty range.
    ``windowed`` rules ignore the period; ``remembers``: facts of before the period use up counts and limits.
    ``to``: a relation, or a condition about the member to whom the entry is booked. ``quantities``: caps on the
    quantity, each (span, cap). ``held_while``/``repaired``: of the override. ``spared``: limits of its item or
    part that do not hold for it.
    """

    kind: str
    title: str
    clause: str | None
    path: str
    item: int
    override: int
    form: Form
    enabled: bool
    first_day: int
    last_day: int
    value: Fraction = Fraction(0)
    low: Fraction | None = None
    high: Fraction | None = None
    step: Fraction | None = None
    refuse_outside: bool = True
    table: PointsTable | None = None
    figure: FigureRow | None = None
    plus: tuple[tuple[Node, Fraction], ...] = ()
    times: tuple[tuple[Fraction, Node | None], ...] = ()
    repeats: tuple[RepeatRow, ...] = ()
    free: FreeRow | None = None
    over: str | None = None
    quantities: tuple[tuple[str, Fraction], ...] = ()
    members: tuple[Node, ...] = ()
    to: str | Node | None = None
    counts_when: Node | None = None
    decider: int = 0
    document: bool = False
    evidence: bool = False
    reason: bool = False
    filed: bool = False
    any_of: tuple[NeedRow, ...] = ()
    windowed: bool = False
    since: Node | None = None
    until: Node | None = None
    months: int = 0
    days: int = 0
    terms: TermTable | None = None
    corrected: bool = False
    remembers: str = ""
    held_while: Node | None = None
    repaired: tuple[Fraction, Node] | None = None
    keep: int = -1
    limits: tuple[int, ...] = ()
    spared: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class KeepRow:
    """Keep the largest (or first) of the same key inside a group; ``life``: over all periods."""

    group: str
    key: str
    largest: bool
    prefer: tuple[str, ...]
    life: bool = False


@dataclass(frozen=True, slots=True)
class LimitRow:
    """A gross cap; ``order`` sorts passes (level, shared after unshared, position)."""

    level: Level
    name: str
    shared: bool
    per: str
    points: Fraction | None
    facts: int | None
    side: int
    clause: str | None
    months: tuple[Fraction, ...] = ()


@dataclass(frozen=True, slots=True)
class PooledStep:
    """One row of a pooled table: a total, so much for each, or everything of the item."""

    range: Range
    points: Fraction | None
    each: Fraction | None
    everything: bool


@dataclass(frozen=True, slots=True)
class PooledRow:
    """Points by the count of an item's facts, or by the sum of ``field``, over a span (B14 B25 B26)."""

    pooled: str
    title: str
    clause: str | None
    item: int
    summed: bool
    field: str
    kinds: tuple[str, ...]
    over: str
    rows: tuple[PooledStep, ...]


@dataclass(frozen=True, slots=True)
class ExpectRow:
    """A duty (B29-B31): the kinds that fulfil it and what its absence is worth.

    ``every``: by calendar, or empty with ``run`` (idle days) or ``after`` (a kind of fact). ``missed`` is None where
    nothing is left of the item; ``gate``: the gains of the span do not count.
    """

    expect: str
    title: str
    clause: str | None
    item: int
    every: str
    kinds: tuple[str, ...]
    required: int
    within_days: int
    members: tuple[Node, ...]
    missed: Fraction | None
    first_day: int = FIRST_DAY
    last_day: int = LAST_DAY
    run: int = 0
    after: str = ""
    gate: bool = False
