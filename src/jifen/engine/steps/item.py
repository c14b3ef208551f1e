"""Step 8: the value of every item of every member: start, credits, all-or-nothing, floor, cap."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from jifen.engine.batch import Batch
from jifen.engine.codes import Mark
from jifen.engine.steps.opening import cells_of, item_starts, part_starts
from jifen.engine.steps.same_matter import empties
from jifen.engine.vectors import Array, Vec, in_units, rounded, segment_sum
from jifen.rules.tables import PartRow


def item(batch: Batch) -> None:
    """Fill the cells (member × item) with start, Σ credits and value."""
    part_starts(batch)
    bounds = item_bounds(batch)
    item_starts(batch)
    caps = bounds[1][batch.cell_item]
    _spread(batch, caps)
    _sum(batch)
    floors = bounds[0][batch.cell_item]
    value = np.minimum(np.maximum(batch.cell_start + batch.cell_sum, floors), caps)
    emptied = _emptied(batch)
    batch.cell_doubt[emptied] = False
    value[emptied] = np.where(floors[emptied] == -batch.no_bound, 0, floors[emptied])
    batch.cell_value = np.where(batch.cell_exists, value, 0)


def item_bounds(batch: Batch) -> tuple[Array, Array]:
    """Floor and cap (in units; ``no_bound`` where there is none) of all items."""
    return bounds_of(batch, [(row.floor, row.cap) for row in batch.plan.items] or [(None, None)])


def bounds_of(batch: Batch, rows: list[tuple[Fraction | None, Fraction | None]]) -> tuple[Array, Array]:
    """Floors and caps in units."""
    far = batch.no_bound
    floors = [-far if floor is None else batch.units(floor) for floor, _ in rows]
    caps = [far if cap is None else batch.units(cap) for _, cap in rows]
    return np.array(floors, batch.points_type), np.array(caps, batch.points_type)


def _sum(batch: Batch) -> None:
    rows = np.flatnonzero(batch.entry_credit)
    cells = cells_of(batch, rows)
    batch.cell_sum = segment_sum(batch.entry_credit[rows], cells, len(batch.cell_item))


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
    """Scale the items' full marks to the part's start; with ``rest`` the last item gets what is left (E30)."""
    assert part.spread is not None
    items = [n for n in part.items if batch.plan.tables[scheme].items[n].full is not None]
    fulls = np.array([batch.units(batch.plan.tables[scheme].items[n].full) for n in items], batch.points_type)
    cells = batch.cell_first[rows][:, None] + np.array(items, np.int64)
    exists = batch.cell_exists[cells]
    start = batch.part_start[batch.part_first[rows] + local]
    whole = np.maximum((exists * fulls).sum(axis=1), 1)
    scaled = Vec(start[:, None] * exists * fulls, (whole * batch.unit)[:, None])
    given = in_units(rounded(scaled, part.spread.digits, part.spread.way), batch.unit)
    if part.spread.rest:
        last = exists.shape[1] - 1 - np.argmax(exists[:, ::-1], axis=1)
        some = np.flatnonzero(exists.any(axis=1))
        given[some, last[some]] += (start - given.sum(axis=1))[some]
    batch.cell_start[cells] = given
    caps[cells] = given
