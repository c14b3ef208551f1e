"""Compiled tables of items and parts."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from jifen.rules.conditions.syntax import Node
from jifen.rules.tables.ground import FIRST_DAY, LAST_DAY, FigureRow, RoundRow


@dataclass(frozen=True, slots=True)
class StartRow:
    """An opening value: a number, by tier, or a carried share of a line of last year.

    ``prorate``: by tier month by month; ``by_months``: times the months that count (E10).
    """

    points: Fraction = Fraction(0)
    tiers: tuple[tuple[str, Fraction], ...] = ()
    prorate: bool = False
    carry_line: str | None = None
    share: Fraction = Fraction(0)
    first: Fraction = Fraction(0)
    carry_cap: Fraction | None = None
    by_months: bool = False
    round: RoundRow | None = None

    @property
    def depends(self) -> bool:
        """Whether it differs from member to member."""
        return bool(self.tiers or self.carry_line or self.by_months)


@dataclass(frozen=True, slots=True)
class GateRow:
    """A validity condition; ``zero``: nothing is left where it fails, else there is no result."""

    title: str
    clause: str | None
    when: Node
    zero: bool


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item; ``full`` is kept for spreading; floor and cap are None where there is none.

    ``opening``: a start that depends on the member and replaces ``start``. ``figure``: one value per member;
    ``wave``: 0, or how many waves of items its figure waits for. ``floor_each``: the floor holds after every entry.
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
    figure: FigureRow | None = None
    wave: int = 0
    gates: tuple[GateRow, ...] = ()
    floor_each: bool = False


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
    floor_each: bool = False
