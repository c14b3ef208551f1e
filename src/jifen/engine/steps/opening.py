"""Opening values: tiers of members and the starts of parts (used by steps ``item`` and ``part``)."""

from __future__ import annotations

import numpy as np

from jifen.engine.batch import Batch, month_lines
from jifen.engine.evaluation import truth
from jifen.engine.scopes import MemberScope, tier_codes, tier_on
from jifen.engine.vectors import (
    MISSING,
    Array,
    Vec,
    at_most,
    column,
    constant,
    in_units,
    multiply,
    rounded,
)
from jifen.rules.tables import RoundRow, StartRow, day_number


def assign_tiers(batch: Batch) -> None:
    """Set each member's tier on the first day that counts; an unknown tier is in doubt."""
    if not any(batch.plan.tables[scheme].tiers for scheme, _ in batch.schemes):
        return
    batch.tier = np.full(len(batch), MISSING, np.int64)
    batch.tier_doubt = np.zeros(len(batch), bool)
    for scheme, rows in batch.schemes:
        table = batch.plan.tables[scheme]
        if not table.tiers:
            continue
        days = first_days(batch, scheme, rows)
        tier, doubt = tier_on(batch, scheme, rows, days)
        batch.tier[rows] = tier_codes(batch, scheme, rows, days)
        batch.tier_doubt[rows] = doubt | (tier < 0)


def first_days(batch: Batch, scheme: int, rows: Array) -> Array:
    """The period's first day, or the member's first day in the branch if that is later."""
    start = np.full(len(rows), day_number(batch.plan.periods[scheme].start), np.int64)
    joined = batch.members.fields.get("joined_on")
    if joined is None:
        return start
    return np.maximum(start, joined[batch.members.state_of(rows, start)])


def open_cells(batch: Batch) -> None:
    """Lay out the cells (member × item) and find out which items exist for whom on the evaluation day."""
    plan, scheme = batch.plan, batch.members.scheme
    counts = plan.item_counts[scheme]
    batch.cell_first = np.cumsum(counts) - counts
    total = int(counts.sum())
    batch.cell_member = np.repeat(np.arange(len(batch)), counts)
    batch.cell_item = np.arange(total) - np.repeat(batch.cell_first - plan.item_base[scheme], counts)
    batch.cell_exists = plan.item_exists[batch.cell_item]
    batch.cell_unknown = np.zeros(total, bool)
    for number, rows in batch.schemes:
        for local, row in enumerate(plan.tables[number].items):
            if row.members is not None:
                ends = batch.end_day[rows]
                held = truth(row.members, MemberScope(batch, number, rows, ends))
                cells = batch.cell_first[rows] + local
                batch.cell_unknown[cells] = held.unknown & batch.cell_exists[cells]
                batch.ask(rows[batch.cell_unknown[cells] & batch.scored[rows]], "item_for_unknown", row.title)
                batch.cell_exists[cells] &= held.yes


def cells_of(batch: Batch, entries: Array) -> Array:
    """The cell of each entry."""
    first = batch.cell_first.take(batch.entry_member[entries])
    return np.asarray(first + batch.plan.rule_local.take(batch.entry_rule[entries]))


def part_starts(batch: Batch) -> None:
    """Opening values of all parts in units; parts whose opening value is not known are marked."""
    plan, scheme = batch.plan, batch.members.scheme
    counts = plan.part_counts[scheme]
    batch.part_first = np.cumsum(counts) - counts
    total = int(counts.sum())
    batch.part_member = np.repeat(np.arange(len(batch)), counts)
    batch.part_index = np.arange(total) - np.repeat(batch.part_first - plan.part_base[scheme], counts)
    constants = np.array(
        [batch.units(p.start.points) if p.enabled else 0 for p in plan.parts], batch.points_type
    )
    batch.part_start = constants[batch.part_index]
    batch.part_unknown = np.zeros(total, bool)
    for number, rows in batch.schemes:
        for local, part in enumerate(plan.tables[number].parts):
            if part.enabled and (part.start.tiers or part.start.carry_line):
                cells = batch.part_first[rows] + local
                batch.part_start[cells], batch.part_unknown[cells] = opened(batch, number, rows, part.start)


def item_starts(batch: Batch) -> None:
    """Opening values of all items in units; what depends on the member may be in doubt."""
    plan = batch.plan
    starts = np.array([batch.units(row.start) for row in plan.items] or [0], batch.points_type)
    batch.cell_start = np.where(batch.cell_exists, starts[batch.cell_item], 0)
    batch.cell_doubt = np.zeros(len(batch.cell_item), bool)
    for number, rows in batch.schemes:
        for local, row in enumerate(plan.tables[number].items):
            if row.opening is not None:
                cells = batch.cell_first[rows] + local
                values, doubt = opened(batch, number, rows, row.opening)
                batch.cell_start[cells] = np.where(batch.cell_exists[cells], values, 0)
                batch.cell_doubt[cells] = doubt & batch.cell_exists[cells]


def opened(batch: Batch, scheme: int, rows: Array, start: StartRow) -> tuple[Array, Array]:
    """An opening value that depends on the member, and where it is in doubt."""
    return (_by_tier if start.tiers else _carried)(batch, scheme, rows, start)


def _round(value: Vec, rule: RoundRow | None) -> Vec:
    return value if rule is None else rounded(value, rule.digits, rule.way)


def _by_tier(batch: Batch, scheme: int, rows: Array, start: StartRow) -> tuple[Array, Array]:
    names = [row[0] for row in batch.plan.tables[scheme].tiers]
    table = dict(start.tiers)
    points = np.array([batch.units(table.get(name)) for name in names] + [0], batch.points_type)
    listed = np.array([name in table for name in names] + [False], bool)
    first = first_days(batch, scheme, rows)
    if not (start.prorate and batch.members.changing):
        tier, doubt = tier_on(batch, scheme, rows, first)
        value = _round(Vec(points[tier], batch.unit), start.round)
        return in_units(value, batch.unit), doubt | ~listed[tier]
    lines = month_lines(batch.plan, scheme)
    total, doubt = np.zeros(len(rows), batch.points_type), np.zeros(len(rows), bool)
    for line in lines:
        tier, unsure = tier_on(batch, scheme, rows, np.full(len(rows), line))
        total += points[tier]
        doubt |= unsure | ~listed[tier]
    mean = _round(Vec(total, batch.unit * len(lines)), start.round)
    return in_units(mean, batch.unit), doubt


def _carried(batch: Batch, scheme: int, rows: Array, start: StartRow) -> tuple[Array, Array]:
    default = np.full(len(rows), batch.units(start.first), batch.points_type)
    assert start.carry_line is not None
    before = batch.members.prior.get((1, start.carry_line))
    if before is None:
        return default, np.zeros(len(rows), bool)
    value = multiply(column(before[rows], 100), constant(start.share))
    if start.carry_cap is not None:
        value = at_most(value, start.carry_cap)
    carried = in_units(_round(value, start.round), batch.unit)
    known = np.ones(len(rows), bool) if value.known is None else value.known
    return np.where(known, carried, default), np.zeros(len(rows), bool)
