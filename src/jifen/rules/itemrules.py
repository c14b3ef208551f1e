"""Parts, items and duties, compiled."""

from __future__ import annotations

from fractions import Fraction

from jifen.rules.bench import Bench, Path, day_of, round_row
from jifen.rules.factrules import item_rule
from jifen.rules.figures import value_row
from jifen.rules.model.base import to_range
from jifen.rules.model.items import Allot, Expect, Gate, Item, Part, Pooled, Start
from jifen.rules.points import Rounding, round_by
from jifen.rules.tables import (
    FIRST_DAY,
    LAST_DAY,
    AllotRow,
    ExpectRow,
    GateRow,
    ItemRow,
    Level,
    LimitRow,
    PartRow,
    PooledRow,
    PooledStep,
    StartRow,
)


def add_part(bench: Bench, index: int, part: Part, waves: dict[str, int]) -> None:
    """Add a part with its items; ``waves``: which wave the figure of an item belongs to."""
    number = len(bench.parts)
    first = len(bench.items)
    bench.part_spans = tuple(one.per for one in part.limit)
    part_limits = bench.limit_rows(Level.PART, part.part, part.limit)
    if part.allot is not None:
        part_limits = (_allot_limit(bench, part, part.allot), *part_limits)
    for n, item in enumerate(part.items):
        _item(bench, ("parts", index, "items", n), number, part.enabled, item, waves)
    floor, cap = bench.bounds(part.floor, part.cap)
    bench.parts.append(
        PartRow(
            part=part.part,
            title=part.title,
            clause=part.clause,
            enabled=part.enabled,
            start=_start(bench, part.start),
            spread=round_row(part.spread),
            floor=floor,
            cap=cap,
            allot=_allot_row(part.allot),
            limits=part_limits,
            items=tuple(range(first, len(bench.items))),
            floor_each=part.floor is not None and part.floor.each,
        )
    )


def gate_rows(bench: Bench, path: Path, gates: tuple[Gate, ...]) -> tuple[GateRow, ...]:
    """Validity conditions. ``path``: where the list stands."""
    return tuple(
        GateRow(
            gate.title or "有效的前提",
            gate.clause,
            bench.bound.expressions[(*path, n, "gate")],
            gate.otherwise != "no_result",
        )
        for n, gate in enumerate(gates)
    )


def _start(bench: Bench, start: Start | None) -> StartRow:
    if start is None:
        return StartRow()
    rounding = round_row(start.round)
    months = start.prorate == "months"
    if start.carry is not None:
        carry = start.carry
        # What is also cut by months is rounded once, at the end.
        rounding = rounding or round_row(carry.round) if months else round_row(carry.round) or rounding
        if rounding is None:
            bench.denominators.append((carry.share / 100).denominator)
        return StartRow(
            carry_line=carry.line, share=carry.share, first=bench.points(carry.first), carry_cap=carry.cap,
            by_months=months, round=rounding,
        )  # fmt: skip
    if start.rows is not None:
        tiers = bench.bound.scheme.tiers
        prorate = tiers is not None and tiers.change == "prorate"
        if prorate and rounding is None:
            bench.denominators.append(1200)
        rows = tuple((key, bench.points(row.points)) for key, row in start.rows.items())
        return StartRow(tiers=rows, prorate=prorate, by_months=months, round=rounding)
    points = bench.points(start.points)
    if months or start.round is None:
        return StartRow(points=points, by_months=months, round=rounding)
    return StartRow(points=round_by(points, start.round.digits, Rounding(start.round.way)))


def _allot_limit(bench: Bench, part: Part, allot: Allot) -> int:
    months = tuple(bench.points(points) for points in allot.months)
    return bench.limit(
        LimitRow(Level.PART, f"{part.part}#allot", False, "month", None, None, 1, allot.clause, months=months)
    )


def _allot_row(allot: Allot | None) -> AllotRow | None:
    if allot is None:
        return None
    return AllotRow(allot.months, allot.sum, allot.scale is not None, round_row(allot.round))


def _item(bench: Bench, path: Path, part: int, part_enabled: bool, item: Item, waves: dict[str, int]) -> None:
    number = len(bench.items)
    enabled = part_enabled and item.enabled
    floor, cap = bench.bounds(item.floor, item.cap)
    opening = _start(bench, item.start)
    start = opening.points
    if item.full is not None:
        full = bench.points(item.full)
        start = full if item.start is None else start
        floor = Fraction(0) if item.floor is None else floor
        cap = full if item.cap is None else cap
    bench.items.append(
        ItemRow(
            item=item.item,
            title=item.title,
            clause=item.clause,
            part=part,
            enabled=enabled,
            start=start,
            floor=floor,
            cap=cap,
            full=item.full,
            members=bench.node(*path, "for"),
            limits=bench.limit_rows(Level.ITEM, item.item, item.limit),
            first_day=day_of(item.in_force.since if item.in_force else None, FIRST_DAY),
            last_day=day_of(item.in_force.until if item.in_force else None, LAST_DAY),
            opening=opening if opening.depends else None,
            figure=None if item.value is None else value_row(bench, (*path, "value"), item.value),
            wave=waves.get(item.item, 0),
            gates=gate_rows(bench, (*path, "gate"), item.gate),
            floor_each=item.floor is not None and item.floor.each,
        )
    )
    for kind in item.facts:
        item_rule(bench, (*path, "facts", kind), number, enabled, item, kind)
    if enabled:
        for pooled in item.pooled:
            bench.pooled.append(_pooled(bench, number, pooled))
        for n, expect in enumerate(item.expect):
            _expect(bench, (*path, "expect", n), number, expect)


def _pooled(bench: Bench, item: int, pooled: Pooled) -> PooledRow:
    rows = (
        PooledStep(
            to_range(key if ".." in key else f"{key}..{key}"),
            None if row.points is None else bench.points(row.points),
            None if row.each is None else bench.points(row.each),
            row.all,
        )
        for key, row in pooled.rows.items()
    )
    return PooledRow(
        pooled=pooled.pooled,
        title=pooled.title or pooled.pooled,
        clause=pooled.clause,
        item=item,
        summed=pooled.by == "sum",
        field=pooled.field,
        kinds=pooled.of,
        over=pooled.over,
        rows=tuple(rows),
    )


def _expect(bench: Bench, path: Path, item: int, expect: Expect) -> None:
    members = (bench.node(*path[:-2], "for"), bench.node(*path, "for"))
    points = {"target_only": Fraction(0), "gate": Fraction(0), "all": None}
    missed = bench.points(expect.missed) if isinstance(expect.missed, Fraction) else points[expect.missed]
    bench.expects.append(
        ExpectRow(
            expect=expect.expect,
            title=expect.title,
            clause=expect.clause,
            item=item,
            every="" if expect.run or expect.after else expect.every or "period",
            kinds=expect.any_of,
            required=expect.required or 1,
            within_days=expect.within_days,
            members=tuple(n for n in members if n is not None),
            missed=missed,
            first_day=bench.items[item].first_day,
            last_day=bench.items[item].last_day,
            run=expect.run or 0,
            after=expect.after or "",
            gate=expect.missed == "gate",
        )
    )
