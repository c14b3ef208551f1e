"""Points as integer hundredths inside and decimal text outside; exact fractions in between; never a float.

Rounding happens only where a scheme says ``round`` (DESIGN §3, domain §10.2). All ways of rounding are
symmetric: they look at the size of a number and leave its sign, so a deduction is rounded like a gain of the
same size.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Context, Decimal, Inexact, InvalidOperation
from enum import StrEnum
from fractions import Fraction
from typing import Literal

MAX_POINTS = 1_000_000
_TEXT = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_CENT = Decimal("0.01")
# Its own context: a caller's precision or traps must not change what is read.
_EXACT = Context(prec=28, traps=[Inexact, InvalidOperation])


class PointsError(ValueError):
    """A value that cannot be points (Chinese message)."""


class Rounding(StrEnum):
    """The ways of rounding a scheme may name; each looks at the size only."""

    HALF_UP = "half_up"
    DOWN = "down"
    UP = "up"

    @property
    def label(self) -> str:
        """The words an office uses for it."""
        return _ROUNDING_LABELS[self]


_ROUNDING_LABELS = {Rounding.HALF_UP: "四舍五入", Rounding.DOWN: "舍去", Rounding.UP: "进一"}


def parse_hundredths(value: str | int | Decimal) -> int:
    """Read points and give hundredths: ``"84.5"`` → 8450; an int counts whole points.

    Raises PointsError for more than two decimals (zeros at the end do not count), for anything that is not a
    plain finite decimal number, and beyond ± 1,000,000 points. A float is refused: it has already lost the
    figure.
    """
    if isinstance(value, str):
        if _TEXT.fullmatch(value.strip()) is None:
            raise PointsError(f"分值“{_short(value)}”不是数，请写成 5、0.5 或 -1 这样的形式")
        number = Decimal(value.strip())
    elif isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        number = Decimal(value)
    else:
        raise PointsError(f"分值“{_short(value)}”不是整数、小数或文字，不能当作分值")
    if not number.is_finite():
        raise PointsError(f"分值“{_short(value)}”不是一个确定的数，请改正")
    if number.copy_abs() > MAX_POINTS:
        raise PointsError(f"分值“{_short(number)}”超过一百万，请核对")
    try:
        return int(number.quantize(_CENT, context=_EXACT).scaleb(2, context=_EXACT))
    except Inexact:
        raise PointsError(f"分值“{_short(value)}”超过两位小数，请改成最多两位小数") from None


def format_points(value: int, *, trim: bool = False) -> str:
    """Hundredths as decimal text: 8450 → ``84.50``; with ``trim`` → ``84.5``, and 8400 → ``84``."""
    whole, cents = divmod(abs(value), 100)
    text = f"{'-' if value < 0 else ''}{whole}.{cents:02d}"
    return text.rstrip("0").rstrip(".") if trim else text


def round_half_up(value: Fraction, digits: int) -> Fraction:
    """Round to so many decimals, a half away from zero: 0.125 → 0.13 and -0.125 → -0.13 (E32)."""
    return round_by(value, digits, Rounding.HALF_UP)


def round_down(value: Fraction, digits: int) -> Fraction:
    """Cut to so many decimals, towards zero."""
    return round_by(value, digits, Rounding.DOWN)


def round_up(value: Fraction, digits: int) -> Fraction:
    """Raise to so many decimals, away from zero."""
    return round_by(value, digits, Rounding.UP)


def round_by(value: Fraction, digits: int, way: Rounding) -> Fraction:
    """Round to so many decimals (negative ``digits``: tens, hundreds …) in the way a scheme names."""
    unit = Fraction(10) ** digits
    whole, over = divmod(abs(value) * unit, 1)
    raised = {Rounding.HALF_UP: over >= Fraction(1, 2), Rounding.DOWN: False, Rounding.UP: over > 0}[way]
    size = (whole + raised) / unit
    return -size if value < 0 else size


def hundredths(value: Fraction) -> int:
    """Points as hundredths, never rounded. Raises PointsError for a number with more than two decimals."""
    scaled = value * 100
    if scaled.denominator != 1:
        raise PointsError(f"分值{value}不是两位小数以内的数，要先按办法规定取舍")
    return scaled.numerator


def split_with_rest(
    total: Fraction, weights: Sequence[Fraction], digits: int, rest: Literal["last"] = "last"
) -> list[Fraction]:
    """Split a total by weight so that the rounded shares still add up to it; the last takes the rest (E30).

    Every share but the last is rounded half up and never takes more than what is left, so that no share ever
    has the wrong sign, not even when a tiny total is split among many. "Last" is the last share with a
    weight: what weighs nothing gets nothing. Raises PointsError without a positive weight, for a negative
    one, and for a total that has more digits than asked for.
    """
    if rest != "last":
        raise PointsError(f"余数的去处“{rest}”看不懂，只能写 last")
    if any(weight < 0 for weight in weights) or not any(weights):
        raise PointsError("分摊的比重不能是负数，也不能全是0，请改正")
    if round_down(total, digits) != total:
        raise PointsError(f"要分摊的{total}超过{digits}位小数，要先按办法规定取舍")
    last = max(place for place, weight in enumerate(weights) if weight)
    sign, size, whole = (-1 if total < 0 else 1), abs(total), sum(weights)
    left, shares = size, []
    for place, weight in enumerate(weights):
        share = left if place == last else min(left, round_half_up(size * weight / whole, digits))
        left -= share
        shares.append(sign * share)
    return shares


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 40 else f"{text[:40]}…"
