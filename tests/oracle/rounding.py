"""Rounding by hand: half up means away from zero, all ways look at the size only."""

from __future__ import annotations

from fractions import Fraction

from jifen.rules.model.base import Rounding


def rounded(number: Fraction, how: Rounding | None) -> Fraction:
    """Round as the scheme says; nothing said, nothing rounded."""
    return number if how is None else to_digits(number, how.digits, how.way)


def to_digits(number: Fraction, digits: int, way: str) -> Fraction:
    scale = Fraction(10) ** digits
    size = abs(number) * scale
    whole = size.numerator // size.denominator
    rest = size - whole
    if (way == "half_up" and rest >= Fraction(1, 2)) or (way == "up" and rest > 0):
        whole += 1
    return Fraction(whole) / scale * (-1 if number < 0 else 1)
