"""The compiled tables of a scheme: plain tuples of numbers, codes and parsed conditions, ready for the engine.

Points and limits are exact fractions of a point; days are proleptic day numbers since 1970-01-01
(``date.toordinal() - 719163``); indices refer to the other tables. Nothing here computes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from fractions import Fraction

from jifen.rules.conditions.syntax import Node
from jifen.rules.model.base import Range

EPOCH = date(1970, 1, 1).toordinal()
FIRST_DAY = -(2**31) + 1
LAST_DAY = 2**31 - 1


def day_number(day: date) -> int:
    """Days since 1970-01-01."""
    return day.toordinal() - EPOCH


class Form(IntEnum):
    """How a rule gets its points."""

    FIXED = 0
    BETWEEN = 1
    ASK = 2
    TABLE = 3
    ALL = 4
    TRIGGER = 5


class Level(IntEnum):
    """Where a limit or a keep stands; limits run inner to outer."""

    RULE = 0
    ITEM = 1
    PART = 2


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a points table; ``key`` is a code or text, or a range of numbers."""

    key: str | Range
    points: Fraction | None
    everything: bool = False


@dataclass(frozen=True, slots=True)
class PointsTable:
    """A table by a key; ``none`` is a row, "skip" or "ask" (``lowest`` is compiled to its row)."""

    by: Node
    numeric: bool
    rows: tuple[TableRow, ...]
    none: TableRow | str


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One reading of one fact kind: by an item, or (``override >= 0``) by an override.

    ``first_day``/``last_day`` bound ``occurred_on`` by ``in_force``; a disabled rule has an empty range.
    ``decider`` is the least rank of a deciding body, 0 for none. ``windowed`` rules ignore the period.
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
    times: tuple[tuple[Fraction, Node | None], ...] = ()
    members: tuple[Node, ...] = ()
    counts_when: Node | None = None
    decider: int = 0
    document: bool = False
    evidence: bool = False
    reason: bool = False
    filed: bool = False
    windowed: bool = False
    since: Node | None = None
    until: Node | None = None
    months: int = 0
    days: int = 0
    keep: int = -1
    limits: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class KeepRow:
    """Keep the largest (or first) of the same key inside a group."""

    group: str
    key: str
    largest: bool
    prefer: tuple[str, ...]


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
class StartRow:
    """An opening value: a number, by tier, or a carried share of a line of last year."""

    points: Fraction = Fraction(0)
    tiers: tuple[tuple[str, Fraction], ...] = ()
    prorate: bool = False
    carry_line: str | None = None
    share: Fraction = Fraction(0)
    first: Fraction = Fraction(0)
    carry_cap: Fraction | None = None
    round: RoundRow | None = None


@dataclass(frozen=True, slots=True)
class RoundRow:
    """Digits kept and the way (half_up, down, up); ``rest``: the last share of a split gets what is left."""

    digits: int
    way: str
    rest: bool = False


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item; ``full`` is kept for spreading; floor and cap are None where there is none.

    ``opening``: a start that depends on the member (by tier, carried) and replaces ``start``.
    """

    item: str
    title: str
    clause: str | None
    part: int
    enabled: bool
    start: Fraction
    floor: Fraction | None
    cap: Fraction | None
    full: Fraction | None
    members: Node | None
    limits: tuple[int, ...]
    first_day: int = FIRST_DAY
    last_day: int = LAST_DAY
    opening: StartRow | None = None


@dataclass(frozen=True, slots=True)
class AllotRow:
    """Monthly allotment of a part: twelve fulls (first month of the period first), their sum, scaling, rounding."""

    months: tuple[Fraction, ...]
    sum: Fraction
    scaled: bool
    round: RoundRow | None


@dataclass(frozen=True, slots=True)
class PartRow:
    """A part with its start, floor, cap, spread and allotment."""

    part: str
    title: str
    clause: str | None
    enabled: bool
    start: StartRow
    spread: RoundRow | None
    floor: Fraction | None
    cap: Fraction | None
    allot: AllotRow | None
    limits: tuple[int, ...]
    items: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ExpectRow:
    """A duty by calendar: the kinds that fulfil it and what its absence is worth."""

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


@dataclass(frozen=True, slots=True)
class LineRow:
    """A named line of the total: an expression, or a table of factors by a key."""

    line: str
    title: str
    clause: str | None
    value: Node | None
    by: Node | None
    rows: tuple[tuple[str | Range, Fraction], ...]
    numeric: bool
    none: Fraction | str
    floor: Fraction | None
    cap: Fraction | None
    round: RoundRow | None


@dataclass(frozen=True, slots=True)
class QuotaRow:
    """Places at one end of the pool."""

    quota: str
    title: str
    share: Fraction | None
    places: int | None
    of: str
    top: bool
    by: str
    round: str
    ties: str


@dataclass(frozen=True, slots=True)
class GradeRow:
    """A grade row, best first; ``rank`` numbers distinct grades, best 0."""

    grade: str
    rank: int
    range: Range | None
    when: Node | None
    quota: int
    surplus: str
    clause: str | None


@dataclass(frozen=True, slots=True)
class OverrideRow:
    """What an override does: zero the total, force a grade, or set a ceiling (``rank`` of the grade)."""

    override: str
    title: str
    clause: str | None
    enabled: bool
    when: Node | None
    zero: bool
    grade: str | None
    ceiling: bool
    rank: int


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """A proposal to people."""

    outcome: str
    title: str
    clause: str | None
    kind: str
    members: Node | None
    when: Node | None
    asks: tuple[str, ...]
    one_of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tables:
    """One scheme, compiled. ``unit``: fact-level points are whole multiples of ``1 / unit`` of a point.

    ``ages_at_end``: ages refer to the period's last day, else to its first (AMB-19).
    ``flags``: the scheme's own fields of members, each with whether it holds a word (else yes or no).
    """

    scheme: str
    version: str
    title: str
    content_hash: str
    period_kind: str
    starts: tuple[int, int]
    counts_decided: bool
    scored: tuple[str, ...]
    graded: tuple[str, ...]
    out: Node | None
    min_months: int
    from_day: int
    tiers: tuple[tuple[str, str, Node | None], ...]
    ages_at_end: bool
    tier_prorate: bool
    flags: tuple[tuple[str, bool], ...]
    kinds: tuple[str, ...]
    rules: tuple[RuleRow, ...]
    keeps: tuple[KeepRow, ...]
    limits: tuple[LimitRow, ...]
    items: tuple[ItemRow, ...]
    parts: tuple[PartRow, ...]
    expects: tuple[ExpectRow, ...]
    lines: tuple[LineRow, ...]
    quotas: tuple[QuotaRow, ...]
    grades: tuple[GradeRow, ...]
    grades_by: str
    gap: str
    overrides: tuple[OverrideRow, ...]
    outcomes: tuple[OutcomeRow, ...]
    ranked: bool
    readings: tuple[tuple[str, str], ...]
    holes: tuple[str, ...]
    unit: int

    @property
    def reference(self) -> str:
        """``id@version``."""
        return f"{self.scheme}@{self.version}"
