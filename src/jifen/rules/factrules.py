"""Fact rules, compiled: who may bring the fact, what must be there, how it gets its points."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import prod

from jifen.rules.bench import Bench, Path, day_of, is_text, table_key
from jifen.rules.model.base import Range
from jifen.rules.model.items import FactBase, FactRule, InForce, Item
from jifen.rules.model.points import Ask, Between, Fixed, RowValue, Table
from jifen.rules.model.totals import Override
from jifen.rules.tables import FIRST_DAY, LAST_DAY, Form, Level, PointsTable, RuleRow, TableRow

DECIDER_RANK = {
    "member": 1,
    "recorder": 2,
    "supervising_leader": 3,
    "party_group": 4,
    "points_group": 5,
    "branch_secretary": 6,
    "branch_committee": 7,
    "general_branch": 8,
    "member_assembly": 8,
    "township_party_office": 9,
    "superior": 10,
    "county_org_department": 11,
}
"""Rank of a deciding body: a need is met by the named body or a higher one."""


def item_rule(bench: Bench, path: Path, number: int, enabled: bool, item: Item, kind: str) -> None:
    """Add the rule by which an item reads a kind of fact."""
    rule = item.facts[kind]
    where = bench.items[number].item
    row = _row(bench, path, f"{where}.{kind}", enabled, item.in_force, kind, rule)
    row = _with_points(bench, path, row, item, rule)
    times = tuple((t.by, bench.node(*path, "times", n, "when")) for n, t in enumerate(rule.times))
    bench.denominators.append(100 * prod(by.denominator for by, _ in times))
    members = (bench.node(*path[:-2], "for"), bench.node(*path, "for"))
    own = rule.keep or item.keep
    bench.rules.append(
        replace(
            row,
            item=number,
            members=tuple(node for node in members if node is not None),
            times=times,
            keep=-1 if own is None else bench.keep(own, f"{where}.{kind}" if rule.keep else where),
            limits=bench.limit_rows(Level.RULE, f"{where}.{kind}", rule.limit),
        )
    )


def override_rule(bench: Bench, path: Path, number: int, override: Override, kind: str) -> None:
    """Add the rule by which an override is triggered."""
    where = f"{override.override}.{kind}"
    row = _row(bench, path, where, override.enabled, None, kind, override.facts[kind])
    node = bench.node(*path, "for")
    bench.rules.append(
        replace(row, override=number, form=Form.TRIGGER, members=() if node is None else (node,))
    )


def _row(
    bench: Bench, path: Path, where: str, enabled: bool, in_force: InForce | None, kind: str, rule: FactBase
) -> RuleRow:
    declared = bench.bound.scheme.kinds.get(kind)
    needs, valid = rule.needs, rule.valid
    return RuleRow(
        kind=kind,
        title=rule.title or (declared.title if declared else kind),
        clause=rule.clause,
        path=where,
        item=-1,
        override=-1,
        form=Form.FIXED,
        enabled=enabled and rule.enabled,
        first_day=day_of(in_force.since if in_force else None, FIRST_DAY),
        last_day=day_of(in_force.until if in_force else None, LAST_DAY),
        counts_when=bench.node(*path, "counts_when"),
        decider=min((DECIDER_RANK[body] for body in needs.decided_by), default=0),
        document=needs.document,
        evidence=needs.evidence,
        reason=needs.reason,
        filed=needs.filed,
        windowed=valid is not None,
        since=bench.node(*path, "valid", "from"),
        until=bench.node(*path, "valid", "until"),
        months=(valid.months or 0) if valid else 0,
        days=(valid.days or 0) if valid else 0,
    )


def _with_points(bench: Bench, path: Path, row: RuleRow, item: Item, rule: FactRule) -> RuleRow:
    points = rule.points
    if isinstance(points, Fixed):
        return replace(row, value=bench.points(points.value))
    if isinstance(points, Between):
        low, high = (bench.points(end) for end in points.between)
        strict = points.outside == "refuse"
        step = None if points.step is None else bench.points(points.step)
        return replace(row, form=Form.BETWEEN, low=low, high=high, step=step, refuse_outside=strict)
    if isinstance(points, Ask):
        usual = points.usual or Range(None, None)
        side = Fraction(1 if points.side == "gain" else -1)
        for end in (usual.low, usual.high):
            bench.points(end)
        return replace(row, form=Form.ASK, value=side, low=usual.low, high=usual.high, refuse_outside=False)
    if isinstance(points, Table):
        return replace(row, form=Form.TABLE, table=_table(bench, path, points, row, item))
    if points.form == "unset" and row.enabled:
        bench.holes.append(f"{item.title}：{row.title}")
    return replace(row, form=Form.ALL if points.form == "all" else Form.FIXED)


def _table(bench: Bench, path: Path, table: Table, row: RuleRow, item: Item) -> PointsTable:
    by = bench.bound.expressions[(*path, "points", "by")]
    numeric = not is_text(by)
    rows = tuple(_table_row(bench, table_key(key, by, numeric), cell) for key, cell in table.rows.items())
    if row.enabled and any(cell.unset for cell in table.rows.values()):
        bench.holes.append(f"{item.title}：{row.title}")
    none: TableRow | str = "ask"
    if isinstance(table.none, RowValue):
        none = _table_row(bench, "", table.none)
    elif table.none == "lowest":
        none = min(
            (r for r in rows if r.points is not None), key=lambda r: r.points or Fraction(0), default="ask"
        )
    elif table.none is not None:
        none = table.none
    return PointsTable(by, numeric, rows, none)


def _table_row(bench: Bench, key: str | Range, row: RowValue) -> TableRow:
    return TableRow(key, None if row.points is None else bench.points(row.points), row.all)
