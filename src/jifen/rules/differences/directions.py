"""Which way a value went, in the words of an office: more, less, stricter, looser."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from jifen.rules.differences.difference import Change
from jifen.rules.differences.speech import SIGNED
from jifen.rules.fieldwords.anatomy import is_points
from jifen.rules.model.base import Range, Word
from jifen.rules.model.items import Start
from jifen.rules.model.points import Between, Fixed, RowValue

Direction = tuple[Change, str]
UNDIRECTED: Direction = (Change.CHANGED, "")
_MORE_IS_LOOSER = frozenset(
    {"Limit.points", "Limit.facts", "Limit.quantity", "Expect.within_days", "Free.first", "Step.within"}
)
_MORE_IS_STRICTER = frozenset({"People.min_months", "Expect.required", "Notice.days_before"})
_SIZES = frozenset(
    {"points", "full", "cap", "floor", "start", "share", "at_most", "excellent_cap", "by", "at"}
)
_MARKS: dict[str, tuple[Direction, Direction]] = {
    "enabled": ((Change.ADDED, "恢复使用"), (Change.DROPPED, "停用")),
    "assumed": ((Change.CHANGED, "标为本单位自拟"), (Change.CHANGED, "不再标为自拟")),
    "Need.document": ((Change.TIGHTENED, "要有证明材料"), (Change.LOOSENED, "不再要证明材料")),
    "Need.evidence": ((Change.TIGHTENED, "要有佐证"), (Change.LOOSENED, "不再要佐证")),
    "Need.reason": ((Change.TIGHTENED, "要写事由"), (Change.LOOSENED, "不再要写事由")),
    "Need.filed": ((Change.TIGHTENED, "要上级备案"), (Change.LOOSENED, "不再要上级备案")),
    "Scheme.ranked": ((Change.ADDED, "结果里列名次"), (Change.DROPPED, "结果里不再列名次")),
    "Step.optional": ((Change.LOOSENED, "可以不做"), (Change.TIGHTENED, "每次都要做")),
    "Flag.finding": ((Change.CHANGED, "改为由组织认定"), (Change.CHANGED, "改为名册里的标记")),
}
_ONLY_STRICTER = frozenset({"members", "counts_when", "limit", "cap", "gate", "decided_by", "keep", "quota"})
"""Fields whose presence leaves less room than their absence."""


def mark(word: type[Word], field: str, now: bool) -> Direction | None:
    """What a switch says when it is turned on or off, where it has words of its own."""
    names = (*(f"{base.__name__}.{field}" for base in word.__mro__), field)
    words = next((_MARKS[name] for name in names if name in _MARKS), None)
    return None if words is None else words[0 if now else 1]


def presence(field: str, now: bool) -> Change:
    """What it is when a field appears or goes."""
    if field in _ONLY_STRICTER:
        return Change.TIGHTENED if now else Change.LOOSENED
    return Change.ADDED if now else Change.DROPPED


def direction(word: type[Word], field: str, before: Any, after: Any) -> Direction:
    """Which way a value went; ``UNDIRECTED`` where it has no way to go."""
    match before, after:
        case bool(), bool():
            return UNDIRECTED
        case (Fraction() | int(), Fraction() | int()):
            return _numbers(word, field, Fraction(before), Fraction(after))
        case Fixed(value=old), Fixed(value=new):
            return awards(old, new)
        case RowValue(points=Fraction() as old), RowValue(points=Fraction() as new):
            return _numbers(word, "points", old, new) if word is Start else awards(old, new)
        case Between(between=(low, high)), Between(between=(new_low, new_high)):
            same_way = (new_low - low) * (new_high - high) >= 0
            return awards(low + high, new_low + new_high) if same_way else UNDIRECTED
        case Range(low=Fraction() as old), Range(low=Fraction() as new) if old != new:
            return (Change.TIGHTENED, "门槛提高") if new > old else (Change.LOOSENED, "门槛降低")
        case _:
            return UNDIRECTED


def awards(before: Fraction, after: Fraction) -> Direction:
    """Which way the points of one fact went."""
    if before == after:
        return UNDIRECTED
    if before >= 0 and after >= 0:
        return (Change.RAISED, "加得更多") if after > before else (Change.LOWERED, "加得更少")
    if before <= 0 and after <= 0:
        return (Change.TIGHTENED, "扣得更多") if after < before else (Change.LOOSENED, "扣得更少")
    return (Change.TIGHTENED, "由加分变成扣分") if after < 0 else (Change.LOOSENED, "由扣分变成加分")


def _numbers(word: type[Word], field: str, before: Fraction, after: Fraction) -> Direction:
    name = f"{word.__name__}.{field}"
    if name in SIGNED:
        return awards(before, after)
    more = after > before
    if name in _MORE_IS_LOOSER:
        return (Change.LOOSENED, "放宽") if more else (Change.TIGHTENED, "收紧")
    if name in _MORE_IS_STRICTER:
        return (Change.TIGHTENED, "收紧") if more else (Change.LOOSENED, "放宽")
    if is_points(word, field) or field in _SIZES:
        return (Change.RAISED, "提高") if more else (Change.LOWERED, "降低")
    return (Change.RAISED, "增加") if more else (Change.LOWERED, "减少")
