"""How far points can go: the most and the least that a rule, an item or a part can come to in one period.

None stands for "without end". Bounds are generous: what cannot be told is taken as endless, so that a warning
built on them is never wrong.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from jifen.rules.model.items import FactRule, Item, Part
from jifen.rules.model.points import (
    Around,
    Ask,
    Between,
    Everything,
    Fixed,
    Limit,
    Per,
    RowValue,
    Share,
    Slices,
    Table,
    Unset,
)

End = Fraction | None
_ZERO = Fraction(0)
SPANS = {"month": 12, "quarter": 4, "half": 2, "period": 1}
"""How many of a span a period holds at most."""


@dataclass(frozen=True, slots=True)
class Reach:
    """What may be lost at most (0 or less) and gained at most (0 or more)."""

    low: End
    high: End

    def __add__(self, other: Reach) -> Reach:
        return Reach(_sum(self.low, other.low), _sum(self.high, other.high))

    def times(self, factor: End) -> Reach:
        """Return the reach of so many facts, None for any number of them."""
        return Reach(_times(self.low, factor), _times(self.high, factor))


NOTHING, ANYTHING = Reach(_ZERO, _ZERO), Reach(None, None)


def of_fact(rule: FactRule) -> Reach:
    """Return what one fact may be worth, multiplied."""
    if rule.over not in (None, "fact") and not isinstance(rule.points, (Per, Slices)):
        return ANYTHING
    factor: End = Fraction(1)
    for times in rule.times:
        most = None if times.each and times.by > 1 else max(times.by, Fraction(1))
        factor = _times(most, factor)
    total = _value(rule)
    for plus in rule.plus:
        total += _side(plus.points)
    return total.times(factor)


def of_rule(rule: FactRule, *others: Limit) -> Reach:
    """Return what all facts of a rule may come to; ``others`` are further limits on their number."""
    counts = [_in_period(limit, limit.facts) for limit in (*rule.limit, *others)]
    count = min((count for count in counts if count is not None), default=None)
    return _within(of_fact(rule).times(count), rule.limit)


def of_facts(item: Item) -> Reach:
    """Return what all facts and duties of an item may come to, before its limits."""
    if item.pooled or item.value is not None:
        return ANYTHING
    total = NOTHING
    for rule in item.facts.values():
        total += of_rule(rule, *item.limit)
    for expect in item.expect:
        if isinstance(expect.missed, Fraction):
            total += _side(expect.missed).times(None)
        elif expect.missed == "all":
            total += Reach(None, _ZERO)
    return total


def of_item(item: Item) -> Reach:
    """Return the value of an item at least and at most, before its floor and cap."""
    start = item.full or _ZERO
    if item.start is not None:
        if item.start.points is None:
            return ANYTHING
        start = item.start.points
    return Reach(start, start) + _within(of_facts(item), item.limit)


def of_bounded_item(item: Item) -> Reach:
    """Return the value of an item at least and at most."""
    reach = of_item(item)
    floor = item.floor.at if item.floor else _ZERO if item.full is not None else None
    cap = item.cap if item.cap is not None else item.full
    low = floor if floor is not None and (reach.low is None or reach.low < floor) else reach.low
    return Reach(low, _least(reach.high, cap))


def of_part(part: Part) -> Reach:
    """Return the sum of a part at least and at most, before its floor and cap."""
    total = NOTHING
    if part.start is not None and part.spread is None:
        total = ANYTHING if part.start.points is None else Reach(part.start.points, part.start.points)
    for item in part.items:
        total += of_bounded_item(item)
    return total


def _value(rule: FactRule) -> Reach:
    match rule.points:
        case Fixed(value=value):
            return _side(value)
        case Between(between=(low, high)):
            return Reach(min(low, _ZERO), max(high, _ZERO))
        case Ask(side=side) | Unset(side=side):
            return Reach(_ZERO if side == "gain" else None, _ZERO if side == "loss" else None)
        case Everything():
            return Reach(None, _ZERO)
        case Table(rows=rows, none=none):
            values = [*rows.values(), *([none] if isinstance(none, RowValue) else [])]
            return _widest(_row(row) for row in values)
        case Per(give=give):
            return _side(give).times(None)
        case Slices(slices=slices):
            return _widest(_side(one.give).times(None) for one in slices)
        case Around(at=at, more=more, less=less):
            steps = Reach(None if less > 0 or more < 0 else _ZERO, None if more > 0 or less < 0 else _ZERO)
            return _side(at) + steps
        case Share(full=full):
            return _side(full).times(None)
        case _:
            return ANYTHING


def _row(row: RowValue) -> Reach:
    if row.points is not None:
        return _side(row.points)
    return Reach(None, _ZERO) if row.all else ANYTHING


def _side(value: Fraction) -> Reach:
    return Reach(min(value, _ZERO), max(value, _ZERO))


def _widest(reaches: Iterable[Reach]) -> Reach:
    low: End = _ZERO
    high: End = _ZERO
    for reach in reaches:
        low = None if low is None or reach.low is None else min(low, reach.low)
        high = None if high is None or reach.high is None else max(high, reach.high)
    return Reach(low, high)


def _within(reach: Reach, limits: Iterable[Limit]) -> Reach:
    for limit in limits:
        most = _in_period(limit, limit.points)
        if most is None:
            continue
        low, high = reach.low, reach.high
        if limit.side != "gains":
            low = -most if low is None else max(low, -most)
        if limit.side != "losses":
            high = _least(high, most)
        reach = Reach(low, high)
    return reach


def _in_period(limit: Limit, measure: Fraction | int | None) -> End:
    spans = SPANS.get(limit.per)
    return None if measure is None or spans is None else Fraction(measure * spans)


def _least(one: End, other: End) -> End:
    ends = [end for end in (one, other) if end is not None]
    return min(ends, default=None)


def _sum(one: End, other: End) -> End:
    return None if one is None or other is None else one + other


def _times(end: End, factor: End) -> End:
    if end == 0:
        return _ZERO
    return None if end is None or factor is None else end * factor
