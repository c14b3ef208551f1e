"""Step 8: the value of every item of every member: start, credits, figure, all-or-nothing, floor, cap, gates."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from jifen.engine.batch import Batch
from jifen.engine.bookscope import BookScope
from jifen.engine.codes import LineState, Mark
from jifen.engine.evaluation import truth
from jifen.engine.steps.measures import add_figures
from jifen.engine.steps.opening import cells_of, item_starts, part_starts
from jifen.engine.steps.running import running
from jifen.engine.steps.same_matter import empties
from jifen.engine.vectors import Array, Vec, rounded, segment_sum
from jifen.rules.tables import ItemRow, PartRow


def item(batch: Batch) -> None:
    """Fill the cells (member × item) with start, Σ credits, figure and value; later waves follow in ``part``."""
    part_starts(batch)
    item_starts(batch)
    _spread(batch)
    _sum(batch)
    batch.cell_figure = np.zeros(len(batch.cell_item), batch.points_type)
    add_figures(batch, 0)
    settle(batch)


def settle(batch: Batch) -> None:
    """The value of every cell from what is known of it now."""
    lows, highs = item_bounds(batch)
    floors, caps = lows[batch.cell_item], highs[batch.cell_item]
    caps = np.where(batch.spread, batch.cell_start, caps)
    base = batch.cell_start + batch.cell_sum
    for number, row in enumerate(batch.plan.items):
        if row.floor_each:
            cells = np.flatnonzero(batch.cell_item == number)
            base[cells] = _running(batch, cells, batch.units(row.floor))
            floors[cells] = -batch.no_bound
    value = np.minimum(np.maximum(base + batch.cell_figure, floors), caps)
    emptied = _emptied(batch)
    batch.cell_state[emptied] = LineState.KNOWN
    value[emptied] = np.where(floors[emptied] == -batch.no_bound, 0, floors[emptied])
    batch.cell_value = np.where(batch.cell_exists, value, 0)
    if any(row.gates for row in batch.plan.items):
        _gates(batch, lows)


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


def _running(batch: Batch, cells: Array, floor: int) -> Array:
    """Start and credits of some cells with the floor held after every entry (C7)."""
    rows = np.flatnonzero(batch.entry_credit)
    place = np.full(len(batch.cell_item), -1, np.int64)
    place[cells] = np.arange(len(cells))
    mine = place[cells_of(batch, rows)]
    rows, mine = rows[mine >= 0], mine[mine >= 0]
    return running(batch, rows, mine, batch.cell_start[cells], floor)


def _emptied(batch: Batch) -> Array:
    rows = np.flatnonzero((batch.entry_credit == 0) & (batch.entry_drop == 0))
    rows = rows[empties(batch, rows) & ((batch.entry_mark[rows] & Mark.ABSORBED) == 0)]
    return np.unique(cells_of(batch, rows)) if len(rows) else rows


def _gates(batch: Batch, floors: Array) -> None:
    """Where a condition of validity fails there is nothing, or no result (J2 F8 B31)."""
    base = batch.plan.item_base
    for scheme, rows in batch.schemes:
        for local, row in enumerate(batch.plan.tables[scheme].items):
            cells = batch.cell_first[rows] + local
            there = batch.cell_exists[cells]
            if row.gates:
                bound = max(int(floors[base[scheme] + local]), 0)
                _gated(batch, scheme, rows[there], cells[there], row, bound)


def _gated(batch: Batch, scheme: int, own: Array, cells: Array, row: ItemRow, bound: int) -> None:
    barred, open_, nothing = (np.zeros(len(own), bool) for _ in range(3))
    for gate in row.gates:
        held = truth(gate.when, BookScope(batch, scheme, own, batch.end_day[own]))
        open_ |= held.unknown
        if gate.zero:
            nothing |= held.no
        else:
            barred |= held.no
        unsure = own[held.unknown]
        batch.ask_once(unsure[batch.scored[unsure]], "gate_unknown", gate.title)
    # No result and a question stand before nothing, whatever their order.
    empty = cells[nothing & ~barred & ~open_]
    batch.cell_value[empty], batch.cell_state[empty] = bound, LineState.KNOWN
    state = np.where(barred, LineState.NO_RESULT, np.where(open_, LineState.ASK, 0))
    batch.cell_state[cells] = np.maximum(batch.cell_state[cells], state.astype(np.uint8))


def _spread(batch: Batch) -> None:
    batch.spread = np.zeros(len(batch.cell_item), bool)
    for scheme, rows in batch.schemes:
        for local, part in enumerate(batch.plan.tables[scheme].parts):
            if part.spread is not None and part.enabled:
                _spread_part(batch, scheme, rows, local, part)


def _spread_part(batch: Batch, scheme: int, rows: Array, local: int, part: PartRow) -> None:
    """Scale the items' full marks to the part's start; with ``rest`` the last item gets what is left (E30)."""
    assert part.spread is not None
    items = [n for n in part.items if batch.plan.tables[scheme].items[n].full is not None]
    fulls = np.array([batch.units(batch.plan.tables[scheme].items[n].full) for n in items], batch.points_type)
    cells = batch.cell_first[rows][:, None] + np.array(items, np.int64)
    exists = batch.cell_exists[cells]
    start = batch.part_start[batch.part_first[rows] + local]
    whole = np.maximum((exists * fulls).sum(axis=1), 1)
    scaled = Vec(start[:, None] * exists * fulls, (whole * batch.unit)[:, None])
    given = batch.fit(rounded(scaled, part.spread.digits, part.spread.way))
    start = batch.part_start[batch.part_first[rows] + local]
    if part.spread.rest:
        last = exists.shape[1] - 1 - np.argmax(exists[:, ::-1], axis=1)
        some = np.flatnonzero(exists.any(axis=1))
        given[some, last[some]] += (start - given.sum(axis=1))[some]
    batch.cell_start[cells] = given
    batch.spread[cells] = True
