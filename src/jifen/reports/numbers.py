"""Exact fractions as decimals: for cells, where few places are shown, and for text, where more may stand."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

CELL_PLACES = 4
TEXT_PLACES = 6


def decimal(value: Fraction, places: int = CELL_PLACES) -> Decimal:
    """The number as a decimal; beyond ``places`` it is rounded half up."""
    with localcontext() as context:
        context.prec = 50
        exact = Decimal(value.numerator) / Decimal(value.denominator)
        return exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP).normalize() + 0


def ends(value: Fraction, places: int = CELL_PLACES) -> bool:
    """Whether the number has no more than so many decimal places."""
    return bool((value * 10**places).denominator == 1)


def decimal_text(value: Fraction | None) -> str | None:
    """The number in plain decimal digits: ``56.5``."""
    return None if value is None else f"{decimal(value, TEXT_PLACES):f}"


def places_needed(values: Iterable[Fraction | None]) -> int:
    """The most decimal places any of the numbers needs, at most CELL_PLACES."""
    most = 0
    for value in values:
        while value is not None and most < CELL_PLACES and not ends(value, most):
            most += 1
    return most
