"""Exact vectors: rational numbers as integer columns, three-valued truth, codes and days.

A number column is ``num / den``: ``num`` an integer array (int64; Python integers where int64 could overflow),
``den`` a positive int or array. A value that is not known is marked in ``known`` (None: all are known).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Bools = NDArray[np.bool_]

MISSING = np.iinfo(np.int64).min
MISSING32 = np.iinfo(np.int32).min
_SAFE = 2**62


@dataclass(slots=True)
class Vec:
    """Numbers (num / den), text codes or days (den 1) of some rows, or one value for all of them."""

    num: Array
    den: int | Array = 1
    known: Bools | None = None

    def fraction(self, row: int) -> Fraction | None:
        """The exact number of one row, None where it is not known."""
        if (
            self.known is not None
            and not np.broadcast_to(self.known, (row + 1,) if self.known.ndim == 0 else self.known.shape)[row]
        ):
            return None
        num = self.num if self.num.ndim == 0 else self.num[row]
        den = self.den if isinstance(self.den, int) or self.den.ndim == 0 else self.den[row]
        return Fraction(int(num), int(den))


@dataclass(slots=True)
class Truth:
    """Three-valued truth of some rows: ``yes`` and ``no``; neither is unknown."""

    yes: Bools
    no: Bools

    @property
    def unknown(self) -> Bools:
        """Rows of which neither can be said."""
        return ~(self.yes | self.no)


def constant(value: Fraction) -> Vec:
    """One exact number for every row."""
    return Vec(_scalar(value.numerator), value.denominator)


def _scalar(value: int) -> Array:
    return np.array(value, dtype=np.int64 if abs(value) < _SAFE else object)


def column(values: Array, den: int = 1) -> Vec:
    """A stored column: the smallest value of its type stands for "missing"."""
    known = values != np.iinfo(values.dtype).min
    wide = values.astype(np.int64) if values.dtype != np.int64 else values
    if bool(known.all()):
        return Vec(wide, den)
    return Vec(np.where(known, wide, 0), den, known)


def unknown() -> Vec:
    """A value nobody knows."""
    return Vec(np.array(0, dtype=np.int64), 1, np.array(False))


def both_known(a: Bools | None, b: Bools | None) -> Bools | None:
    """Known where both are."""
    if a is None or b is None:
        return b if a is None else a
    return a & b


def _largest(values: int | Array) -> int:
    if isinstance(values, int):
        return abs(values)
    return 0 if values.size == 0 else max(abs(int(values.max())), abs(int(values.min())))


def times(a: int | Array, b: int | Array) -> Any:
    """Product of two integer columns, in Python integers where int64 could overflow."""
    large_a, large_b = _largest(a), _largest(b)
    if max(large_a, large_b, large_a * large_b) < _SAFE:
        return a * b
    wide_a = a if isinstance(a, int) else a.astype(object)
    wide_b = b if isinstance(b, int) else b.astype(object)
    return wide_a * wide_b


def _same_den(a: int | Array, b: int | Array) -> bool:
    return isinstance(a, int) and isinstance(b, int) and a == b


def add(a: Vec, b: Vec, sign: int = 1) -> Vec:
    """a + sign · b."""
    known = both_known(a.known, b.known)
    if _same_den(a.den, b.den):
        return Vec(a.num + sign * b.num, a.den, known)
    num = times(a.num, b.den) + sign * times(b.num, a.den)
    return Vec(num, times(a.den, b.den), known)


def multiply(a: Vec, b: Vec) -> Vec:
    """a · b."""
    return Vec(times(a.num, b.num), times(a.den, b.den), both_known(a.known, b.known))


def divide(a: Vec, b: Fraction) -> Vec:
    """a divided by a constant other than zero."""
    return multiply(a, constant(1 / b))


def ratio(a: Vec, b: Vec) -> Vec:
    """The exact fraction a of b; unknown where b is not above zero."""
    known = both_known(both_known(a.known, b.known), np.asarray(b.num > 0))
    num, den = times(a.num, b.den), times(b.num, a.den)
    return Vec(np.asarray(num), np.where(b.num > 0, den, 1), known)


_COMPARE: dict[str, Any] = {
    "==": np.equal, "!=": np.not_equal, "<": np.less, "<=": np.less_equal, ">": np.greater, ">=": np.greater_equal,
}  # fmt: skip


def compare(operator: str, a: Vec, b: Vec, rows: int) -> Truth:
    """a ? b for every row."""
    left, right = (a.num, b.num) if _same_den(a.den, b.den) else (times(a.num, b.den), times(b.num, a.den))
    holds = np.broadcast_to(np.asarray(_COMPARE[operator](left, right), dtype=bool), (rows,))
    known = both_known(a.known, b.known)
    if known is None:
        return Truth(holds, ~holds)
    return Truth(holds & known, ~holds & known)


def rounded(value: Vec, digits: int, way: str) -> Vec:
    """Round half up (away from zero), down (towards zero) or up (away from zero) to ``digits`` decimals."""
    scale = 10**digits
    if _same_den(value.den, scale):
        return value
    num = times(np.asarray(value.num), scale)
    size = np.abs(num)
    den = value.den
    extra = {"half_up": None, "down": 0, "up": den - 1}[way]
    whole = (2 * size + den) // (2 * den) if extra is None else (size + extra) // den
    return Vec(np.where(num < 0, -whole, whole), scale, value.known)


def at_least(value: Vec, low: Fraction) -> Vec:
    """The value, or ``low`` where it is below."""
    return _clamp(value, low, True)


def at_most(value: Vec, high: Fraction) -> Vec:
    """The value, or ``high`` where it is above."""
    return _clamp(value, high, False)


def _clamp(value: Vec, bound: Fraction, lower: bool) -> Vec:
    num, den = value.num, value.den
    limit = times(_scalar(bound.numerator), den)
    own = times(np.asarray(num), bound.denominator)
    clamped = np.maximum(own, limit) if lower else np.minimum(own, limit)
    return Vec(clamped, times(den, bound.denominator) if bound.denominator != 1 else den, value.known)


def in_units(value: Vec, unit: int) -> Array:
    """The numbers as whole multiples of 1 / unit; the caller knows that they are."""
    return np.asarray(times(np.asarray(value.num), unit) // value.den)


def sortable(values: Array) -> Array:
    """The same order in a type that sorts: ranks where the column holds Python integers."""
    return values if values.dtype != object else np.unique(values, return_inverse=True)[1]


def in_order(*keys: Array) -> Array:
    """Stable order by several keys, the first decides; a key that is the same everywhere is not sorted by."""
    uneven = [key for key in keys if len(key) and bool((key != key[0]).any())]
    return np.lexsort(uneven[::-1]) if uneven else np.arange(len(keys[0]))


def among(values: Array, codes: Iterable[int]) -> Bools:
    """Whether each value is one of a few codes."""
    found = np.zeros(len(values), bool)
    for code in codes:
        found |= values == code
    return found


def segment_sum(values: Array, segment: Array, count: int) -> Array:
    """Exact sums of integer values by segment index (0 … count - 1)."""
    if values.dtype != object and _largest(values) * max(1, values.size) < 2**53:
        return np.bincount(segment, weights=values, minlength=count).astype(np.int64)
    total = np.zeros(count, dtype=values.dtype)
    np.add.at(total, segment, values)
    return total
