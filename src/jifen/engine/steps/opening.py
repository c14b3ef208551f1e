"""Opening values: tiers of members and the starts of parts (used by steps ``item`` and ``part``)."""

from __future__ import annotations

import numpy as np

from jifen.engine.batch import Batch, month_lines
from jifen.engine.codes import LineState
from jifen.engine.evaluation import truth
from jifen.engine.scopes import MemberScope, tier_codes, tier_on
from jifen.engine.vectors import (
    MISSING,
    MISSING32,
    Array,
    Vec,
    at_most,
    column,
    constant,
    multiply,
    rounded,
)
from jifen.rules.tables import RoundRow, StartRow, day_number


def assign_pools(batch: Batch) -> None:
    """Number everyone's pool: the branch, a group or tier inside it, a pool across branches, or all (A7, G4)."""
    batch.pool = batch.members.branch.astype(np.int64)
    for scheme, rows in batch.schemes:
        pool = batch.plan.tables[scheme].pool
        if pool == "all":
            batch.pool[rows] = 0
        elif pool != "branch":
            batch.pool[rows] = _pool_numbers(batch, pool, scheme, rows)


def _pool_numbers(batch: Batch, pool: str, scheme: int, rows: Array) -> Array:
    if pool == "tier":
        prorated = batch.plan.tables[scheme].tier_prorate
        word = tier_codes(batch, scheme, rows, batch.end_day[rows]) if prorated else batch.tier[rows]
    else:
        values = batch.members.fields.get(pool)
        blank = np.full(len(rows), MISSING32, np.int64)
        word = blank if values is None else values[batch.members.state_of(rows, batch.end_day[rows])]
    branch = np.zeros(len(rows), np.int64) if pool == "pool" else batch.members.branch[rows]
    _, number = np.unique(np.stack([branch, word]), axis=1, return_inverse=True)
    return np.asarray(number).reshape(-1)


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
    batch.part_state = np.zeros(total, np.uint8)
    for number, rows in batch.schemes:
        for local, part in enumerate(plan.tables[number].parts):
            if part.enabled and part.start.depends:
                cells = batch.part_first[rows] + local
                value, doubt = opened(batch, number, rows, part.start)
                points = batch.fit(value)
                batch.part_start[cells], batch.part_state[cells] = points, np.where(doubt, LineState.ASK, 0)


def item_starts(batch: Batch) -> None:
    """Opening values of all items in units; what depends on the member may be in doubt."""
    plan = batch.plan
    starts = np.array([batch.units(row.start) for row in plan.items] or [0], batch.points_type)
    batch.cell_start = np.where(batch.cell_exists, starts[batch.cell_item], 0)
    batch.cell_state = np.zeros(len(batch.cell_item), np.uint8)
    for number, rows in batch.schemes:
        for local, row in enumerate(plan.tables[number].items):
            if row.opening is not None:
                cells = batch.cell_first[rows] + local
                value, doubt = opened(batch, number, rows, row.opening)
                points = batch.fit(value)
                batch.cell_start[cells] = np.where(batch.cell_exists[cells], points, 0)
                batch.cell_state[cells] = np.where(doubt & batch.cell_exists[cells], LineState.ASK, 0)


def opened(batch: Batch, scheme: int, rows: Array, start: StartRow) -> tuple[Vec, Array]:
    """An opening value that depends on the member, and where it is in doubt."""
    if start.tiers:
        value, doubt = _by_tier(batch, scheme, rows, start)
    elif start.carry_line:
        value, doubt = _carried(batch, rows, start)
    else:
        value, doubt = constant(start.points), np.zeros(len(rows), bool)
    if start.by_months:
        counting = batch.counting[scheme]
        share = Vec(counting.sum(axis=1, dtype=np.int64), max(counting.shape[1], 1))
        value = multiply(value, share)
    # What is carried has been rounded by itself; what stands instead of it is never rounded (D8).
    carried = start.carry_line is not None and not start.by_months
    return value if carried else _round(value, start.round), doubt


def _round(value: Vec, rule: RoundRow | None) -> Vec:
    return value if rule is None else rounded(value, rule.digits, rule.way)


def _by_tier(batch: Batch, scheme: int, rows: Array, start: StartRow) -> tuple[Vec, Array]:
    names = [row[0] for row in batch.plan.tables[scheme].tiers]
    table = dict(start.tiers)
    points = np.array([batch.units(table.get(name)) for name in names] + [0], batch.points_type)
    listed = np.array([name in table for name in names] + [False], bool)
    first = first_days(batch, scheme, rows)
    if not (start.prorate and batch.members.changing):
        tier, doubt = tier_on(batch, scheme, rows, first)
        return Vec(points[tier], batch.unit), doubt | ~listed[tier]
    # The mean is over the months that count: where he was before he came or after he left weighs nothing (ADR 24).
    counting = batch.counting[scheme].copy()
    counting[~counting.any(axis=1)] = True
    total, doubt = np.zeros(len(rows), batch.points_type), np.zeros(len(rows), bool)
    for place, line in enumerate(month_lines(batch.plan, scheme)):
        tier, unsure = tier_on(batch, scheme, rows, np.full(len(rows), line))
        total += np.where(counting[:, place], points[tier], 0)
        doubt |= (unsure | ~listed[tier]) & counting[:, place]
    return Vec(total, batch.unit * counting.sum(axis=1, dtype=np.int64)), doubt


def _carried(batch: Batch, rows: Array, start: StartRow) -> tuple[Vec, Array]:
    """A share of a line of last year, or ``first`` where there was none."""
    sure = np.zeros(len(rows), bool)
    assert start.carry_line is not None
    before = batch.members.prior.get((1, start.carry_line))
    if before is None:
        return constant(start.first), sure
    value = multiply(column(before[rows], 100), constant(start.share))
    if start.carry_cap is not None:
        value = at_most(value, start.carry_cap)
    if not start.by_months:
        value = _round(value, start.round)
    known = np.ones(len(rows), bool) if value.known is None else value.known
    num = np.where(known, value.num, start.first.numerator)
    return Vec(num, np.where(known, value.den, start.first.denominator)), sure
