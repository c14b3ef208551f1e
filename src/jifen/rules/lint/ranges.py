"""Ranges side by side: what overlaps, what covers what, what is left out.

A range is a stretch between two cuts; a cut stands just before (0) or just behind (1) a number, or at an end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from math import floor

from jifen.rules.conditions.syntax import number_text
from jifen.rules.model.base import Range

_Cut = tuple[int, Fraction, int]
_START: _Cut = (-1, Fraction(0), 0)
_END: _Cut = (1, Fraction(0), 0)


def overlap(one: Range, other: Range) -> bool:
    """Say whether two ranges have a number in common."""
    (start, end), (other_start, other_end) = _cuts(one), _cuts(other)
    return start < other_end and other_start < end


def covers(one: Range, other: Range) -> bool:
    """Say whether every number of the other range lies in the one."""
    (start, end), (other_start, other_end) = _cuts(one), _cuts(other)
    return start <= other_start and other_end <= end


def uncovered(whole: Range, ranges: Iterable[Range]) -> Iterator[Range]:
    """Yield what no range holds of the whole, from the bottom."""
    reached, last = _cuts(whole)
    for start, end in sorted(map(_cuts, ranges)):
        if min(start, last) > reached:
            yield _range(reached, min(start, last))
        reached = max(reached, end)
    if reached < last:
        yield _range(reached, last)


def holds_step(span: Range, step: Fraction) -> bool:
    """Say whether a range holds a whole multiple of a step; a range without end always does."""
    if span.low is None or span.high is None:
        return True
    first = floor(span.low / step) * step
    return any(span.holds(first + n * step) for n in (0, 1))


def in_words(span: Range, unit: str = " 分") -> str:
    """Say a range of scores: ``79 分以上（不含）、不到 80 分``."""
    low = (
        ""
        if span.low is None
        else f"{number_text(span.low)}{unit}{'以上（不含）' if span.low_open else '以上（含）'}"
    )
    high = (
        ""
        if span.high is None
        else f"{'不到 ' if span.high_open else '不超过 '}{number_text(span.high)}{unit}"
    )
    return "、".join(part for part in (low, high) if part)


def _cuts(span: Range) -> tuple[_Cut, _Cut]:
    start = _START if span.low is None else (0, span.low, int(span.low_open))
    end = _END if span.high is None else (0, span.high, int(not span.high_open))
    return start, end


def _range(start: _Cut, end: _Cut) -> Range:
    low = None if start == _START else start[1]
    high = None if end == _END else end[1]
    return Range(low, high, low is not None and bool(start[2]), high is not None and not end[2])
