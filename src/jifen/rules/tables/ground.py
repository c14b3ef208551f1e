"""Ground of the compiled tables: days as numbers, rounding, values by a key, figures."""

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
    """How a rule, or the value of an item, gets its points."""

    FIXED = 0
    BETWEEN = 1
    ASK = 2
    TABLE = 3
    ALL = 4
    TRIGGER = 5
    PER = 6
    SLICES = 7
    AROUND = 8
    SHARE = 9
    MEAN = 10


@dataclass(frozen=True, slots=True)
class RoundRow:
    """Digits kept and the way (half_up, down, up); ``rest``: the last share of a split gets what is left."""

    digits: int
    way: str
    rest: bool = False


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a points table; ``key`` is a code or text, or a range of numbers.

    ``each``: so much for each unit of the key (figures of items only).
    """

    key: str | Range
    points: Fraction | None
    everything: bool = False
    each: Fraction | None = None


@dataclass(frozen=True, slots=True)
class PointsTable:
    """A table by a key; ``none`` is a row, or "skip", "ask", "no_result" (``lowest`` is compiled to its row)."""

    by: Node
    numeric: bool
    rows: tuple[TableRow, ...]
    none: TableRow | str


@dataclass(frozen=True, slots=True)
class FigureRow:
    """Points from a number (B10-B20): by a rate, by slices, around a target, as a share, as a mean.

    ``of``: the number (of a share the part); ``whole_of``: what a share is a part of; ``field``: the field of the
    fact that ``of`` is, empty where it is an expression. ``slices``: (upper end or None, per, give). ``truncated``:
    full steps only. A mean is over ``field`` of facts of ``kind``, or of ``periods`` earlier ones. ``none``: points,
    or "skip", "ask", "no_result".
    """

    form: Form
    of: Node | None = None
    whole_of: Node | None = None
    field: str = ""
    per: Fraction = Fraction(1)
    give: Fraction = Fraction(0)
    truncated: bool = False
    slices: tuple[tuple[Fraction | None, Fraction, Fraction], ...] = ()
    target: Fraction = Fraction(0)
    more: Fraction = Fraction(0)
    less: Fraction = Fraction(0)
    kind: str = ""
    periods: int = 0
    without_self: bool = False
    trim: int = 0
    table: PointsTable | None = None
    none: Fraction | str = "ask"
