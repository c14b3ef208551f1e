"""Step 8: the value of every item of every member: start, credits, all-or-nothing, floor, cap."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from jifen.engine.batch import Batch
from jifen.engine.codes import Drop, Mark
from jifen.engine.evaluation import truth
from jifen.engine.plan import Plan
from jifen.engine.scopes import ResultScope
from jifen.engine.steps.opening import part_starts
from jifen.engine.steps.same_matter import empties
from jifen.engine.vectors import Array, Vec, in_units, rounded, segment_sum
from jifen.rules.tables import PartRow

NO_BOUND = 2**62


def item(batch: Batch) -> None:
    """Fill the cells (member × item) with start, Σ credits and value."""
    plan = batch.plan
    scheme = batch.members.scheme
    counts = plan.item_counts[scheme]
    batch.cell_first = np.cumsum(counts) - counts
    total = int(counts.sum())
    batch.cell_member = np.repeat(np.arange(len(batch)), counts)
    batch.cell_item = np.arange(total) - np.repeat(batch.cell_first - plan.item_base[scheme], counts)
    part_starts(batch)
    bounds = item_bounds(plan)
    batch.cell_exists = bounds[3][batch.cell_item]
    _for_members(batch)
    batch.cell_start = np.where(batch.cell_exists, bounds[0][batch.cell_item], 0)
    caps = bounds[2][batch.cell_item]
    _spread(batch, caps)
    _sum(batch)
    floors = bounds[1][batch.cell_item]
    value = np.minimum(np.maximum(batch.cell_start + batch.cell_sum, floors), caps)
    emptied = _emptied(batch)
    value[emptied] = np.where(floors[emptied] == -NO_BOUND, 0, floors[emptied])
    batch.cell_value = np.where(batch.cell_exists, value, 0)


def item_bounds(plan: Plan) -> tuple[Array, Array, Array, Array]:
    """Start, floor, cap (in units; ±NO_BOUND where there is none) and whether enabled, of all items."""
    starts = np.array([plan.units(row.start) for row in plan.items] or [0])
    floors = np.array(
        [-NO_BOUND if row.floor is None else plan.units(row.floor) for row in plan.items] or [0]
    )
    caps = np.array([NO_BOUND if row.cap is None else plan.units(row.cap) for row in plan.items] or [0])
    return starts, floors, caps, np.array([row.enabled for row in plan.items] or [False])


def _for_members(batch: Batch) -> None:
    for scheme, rows in batch.schemes:
        for local, row in enumerate(batch.plan.tables[scheme].items):
            if row.members is None or not row.enabled:
                continue
            held = truth(row.members, ResultScope(batch, scheme, rows))
            batch.cell_exists[batch.cell_first[rows[~held.yes]] + local] = False
            batch.ask(rows[held.unknown & batch.scored[rows]], "item_for_unknown", row.title)


def _sum(batch: Batch) -> None:
    rows = np.flatnonzero(batch.entry_credit)
    cells = cells_of(batch, rows)
    gone = ~batch.cell_exists.take(cells)
    if gone.any():
        batch.entry_drop[rows[gone]] = Drop.ITEM_ABSENT
        batch.entry_credit[rows[gone]] = 0
        rows, cells = rows[~gone], cells[~gone]
    batch.cell_sum = segment_sum(batch.entry_credit[rows], cells, len(batch.cell_item))


def cells_of(batch: Batch, entries: Array) -> Array:
    """The cell of each entry."""
    first = batch.cell_first.take(batch.entry_member[entries])
    return np.asarray(first + batch.plan.rule_local.take(batch.entry_rule[entries]))


def _emptied(batch: Batch) -> Array:
    rows = np.flatnonzero((batch.entry_credit == 0) & (batch.entry_drop == 0))
    rows = rows[empties(batch, rows) & ((batch.entry_mark[rows] & Mark.ABSORBED) == 0)]
    return np.unique(cells_of(batch, rows)) if len(rows) else rows


def _spread(batch: Batch, caps: Array) -> None:
    for scheme, rows in batch.schemes:
        for local, part in enumerate(batch.plan.tables[scheme].parts):
            if part.spread is not None and part.enabled:
                _spread_part(batch, scheme, rows, local, part, caps)


def _spread_part(batch: Batch, scheme: int, rows: Array, local: int, part: PartRow, caps: Array) -> None:
    """Scale the items' full marks to the part's start; the rounding rest goes to the last item (E30)."""
    assert part.spread is not None
    items = [n for n in part.items if batch.plan.tables[scheme].items[n].enabled]
    fulls = [batch.plan.tables[scheme].items[n].full or Fraction(0) for n in items]
    start = batch.part_start[batch.part_first[rows] + local]
    left = start.copy()
    for position, (number, full) in enumerate(zip(items, fulls, strict=True)):
        share = full / sum(fulls)
        scaled = Vec(start * share.numerator, batch.plan.unit * share.denominator)
        given = in_units(rounded(scaled, part.spread.digits, part.spread.way), batch.plan.unit)
        if position == len(items) - 1:
            given = left
        left = left - given
        cells = batch.cell_first[rows] + number
        exists = batch.cell_exists[cells]
        batch.cell_start[cells] = np.where(exists, given, 0)
        caps[cells] = given
