"""Compiled tables from the total on: lines, quotas, grades, overrides, proposals, feeds, purse."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from jifen.rules.conditions.syntax import Node
from jifen.rules.model.base import Range
from jifen.rules.tables.ground import RoundRow
from jifen.rules.tables.items import GateRow


@dataclass(frozen=True, slots=True)
class LineRow:
    """A named line of the total: an expression, or a table of factors by a key.

    ``running``: the parts over whose entries the floor holds one by one (C7); empty: the floor holds at the end.
    """

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
    gates: tuple[GateRow, ...] = ()
    running: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class QuotaRow:
    """Places at one end of the pool; ``keys`` settle ties where the scheme says so."""

    quota: str
    title: str
    share: Fraction | None
    places: int | None
    of: str
    top: bool
    by: str
    round: str
    ties: str
    keys: tuple[Node, ...] = ()


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
    """What an override does: zero the total, force a grade, or set a ceiling (``rank`` of the grade).

    ``zero_part``/``zero_item``: that part or item is worth nothing (-1: none); ``hold``: gains do not count while
    it lasts; ``ranked``: whether its members keep their place. ``gate``: made from a validity condition.
    """

    override: str
    title: str
    clause: str | None
    enabled: bool
    when: Node | None
    zero: bool
    grade: str | None
    ceiling: bool
    rank: int
    zero_part: int = -1
    zero_item: int = -1
    hold: bool = False
    ranked: bool = True
    gate: bool = False


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """A proposal to people; ``at``: close, always, month_end, quarter_end or a month and day."""

    outcome: str
    title: str
    clause: str | None
    kind: str
    members: Node | None
    when: Node | None
    asks: tuple[str, ...]
    one_of: tuple[str, ...]
    at: str = "close"


@dataclass(frozen=True, slots=True)
class FeedRow:
    """The result as a fact of another scheme."""

    to: str
    kind: str
    clause: str | None
    when: Node | None
    value: Node


@dataclass(frozen=True, slots=True)
class SpendRow:
    """A purse (I1-I9): ``rate`` in points a yuan, ``prices`` by option, ``years`` a gain lasts (0: no end).

    ``limits``: how often in which span.
    """

    kind: str
    clause: str | None
    rate: Fraction | None
    prices: tuple[tuple[str, Fraction], ...]
    free: Fraction
    opening: bool
    years: int
    bar: Node | None
    compulsory: bool
    limits: tuple[tuple[str, int], ...] = ()
