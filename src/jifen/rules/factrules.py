"""Fact rules, compiled: who may bring the fact, what must be there, how it gets its points."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import prod

from jifen.rules.bench import Bench, Path, day_of, is_text, table_key
from jifen.rules.figures import figure_row, points_table
from jifen.rules.model.base import Range
from jifen.rules.model.items import FactBase, FactRule, InForce, Item
from jifen.rules.model.points import Ask, Between, Fixed, Keep, Need, Table, Valid
from jifen.rules.model.totals import Override
from jifen.rules.relations import RELATIONS
from jifen.rules.tables import (
    FIRST_DAY,
    LAST_DAY,
    Form,
    FreeRow,
    Level,
    NeedRow,
    RepeatRow,
    RuleRow,
    TermTable,
)

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
    every = [(t, bench.node(*path, "times", n, "when")) for n, t in enumerate(rule.times)]
    times = tuple((t.by, when) for t, when in every if t.repeat is None)
    bench.denominators.append(100 * prod(by.denominator for by, _ in times))
    members = (bench.node(*path[:-2], "for"), bench.node(*path, "for"))
    own = rule.keep or item.keep
    bench.rules.append(
        replace(
            row,
            item=number,
            members=tuple(node for node in members if node is not None),
            plus=tuple(
                (bench.bound.expressions[(*path, "plus", n, "when")], bench.points(plus.points))
                for n, plus in enumerate(rule.plus)
            ),
            times=times,
            repeats=tuple(
                RepeatRow(t.by, when, t.repeat, t.each) for t, when in every if t.repeat is not None
            ),
            free=None if rule.free is None else FreeRow(rule.free.first, rule.free.of, rule.free.per),
            over=rule.over,
            quantities=tuple((one.per, one.quantity) for one in rule.limit if one.quantity is not None),
            remembers=_memory(bench.part_spans, item, rule, own),
            keep=-1 if own is None else bench.keep(own, f"{where}.{kind}" if rule.keep else where),
            limits=bench.limit_rows(Level.RULE, f"{where}.{kind}", rule.limit),
        )
    )


_LOOKING_BACK = ("life", "calendar_year")


def _memory(part_spans: tuple[str, ...], item: Item, rule: FactRule, keep: Keep | None) -> str:
    """How far back facts of earlier periods still use up what this one may have: life, calendar_year or nothing."""
    spans = [*part_spans, *(one.per for one in (*rule.limit, *item.limit))]
    spans += [one.over for one in item.pooled if one.over in _LOOKING_BACK]
    spans += [span for span in (rule.over, rule.free and rule.free.per) if span]
    if keep is not None and keep.scope == "life":
        spans.append("life")
    return next((span for span in _LOOKING_BACK if span in spans), "")


def override_rule(bench: Bench, path: Path, number: int, override: Override, kind: str) -> None:
    """Add the rule by which an override is triggered."""
    where = f"{override.override}.{kind}"
    row = _row(bench, path, where, override.enabled, None, kind, override.facts[kind])
    node = bench.node(*path, "for")
    keep = override.facts[kind].keep
    repaired = override.repaired
    mended = bench.node("override", number, "repaired", "when")
    bench.rules.append(
        replace(
            row,
            override=number,
            form=Form.TRIGGER,
            members=() if node is None else (node,),
            keep=-1 if keep is None else bench.keep(keep, where),
            remembers="life" if keep is not None and keep.scope == "life" else "",
            held_while=bench.node("override", number, "while"),
            repaired=None if repaired is None or mended is None else (repaired.points, mended),
        )
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
        to=RELATIONS.get(rule.to or "") or bench.node(*path, "to"),
        counts_when=bench.node(*path, "counts_when"),
        decider=_decider(needs),
        document=needs.document,
        evidence=needs.evidence,
        reason=needs.reason,
        filed=needs.filed,
        any_of=tuple(
            NeedRow(_decider(way), way.document, way.evidence, way.reason, way.filed) for way in needs.any_of
        ),
        windowed=valid is not None,
        since=bench.node(*path, "valid", "from"),
        until=bench.node(*path, "valid", "until"),
        months=(valid.months or 0) if valid else 0,
        days=(valid.days or 0) if valid else 0,
        terms=_terms(bench, path, valid),
        corrected=valid is not None and valid.corrected,
    )


def _decider(needs: Need) -> int:
    return min((DECIDER_RANK[body] for body in needs.decided_by), default=0)


def _terms(bench: Bench, path: Path, valid: Valid | None) -> TermTable | None:
    by = bench.node(*path, "valid", "by")
    if valid is None or by is None:
        return None
    numeric = not is_text(by)
    rows = tuple((table_key(key, by, numeric), months) for key, months in (valid.rows or {}).items())
    return TermTable(by, numeric, rows)


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
        if row.enabled and any(cell.unset for cell in points.rows.values()):
            bench.holes.append(f"{item.title}：{row.title}")
        return replace(row, form=Form.TABLE, table=points_table(bench, (*path, "points"), points))
    figure = figure_row(bench, (*path, "points"), points)
    if figure is not None:
        return replace(row, form=figure.form, figure=figure)
    if points.form == "unset" and row.enabled:
        bench.holes.append(f"{item.title}：{row.title}")
    return replace(row, form=Form.ALL if points.form == "all" else Form.FIXED)
