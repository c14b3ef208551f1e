"""Points, days and formulas as people read them."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache

from jifen.rules.conditions.syntax import number_text

_CENT = Decimal("0.01")


def amount(value: Fraction) -> str:
    """An exact number; where no decimal ends, the fraction with its value to two places."""
    text = number_text(value)
    return f"{text}（约 {rounded(value)}）" if "/" in text else text


def points(value: Fraction) -> str:
    """Points with their unit: ``7.5 分``."""
    return f"{amount(value)} 分"


@lru_cache(maxsize=10_000)
def change(value: Fraction) -> str:
    """What an entry did: 加 2 分, 扣 0.5 分, 计 0 分."""
    if value == 0:
        return "计 0 分"
    return f"{'加' if value > 0 else '扣'} {points(abs(value))}"


def rounded(value: Fraction) -> Decimal:
    """The number to two places, half up; only for showing beside the exact one."""
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(_CENT, ROUND_HALF_UP)


def percent(value: Fraction) -> str:
    """A share as a percentage where it is a neat one: ``85%``; else as a number."""
    hundred = value * 100
    return f"{hundred.numerator}%" if hundred.denominator == 1 else amount(value)


def day_text(ordinal: int) -> str:
    """A day from its ordinal."""
    return date.fromordinal(ordinal).isoformat()
