"""Step 9: the value of every part: start, items, floor, cap, monthly allotment."""

from __future__ import annotations

import numpy as np

from jifen.engine.batch import Batch
from jifen.engine.steps.item import bounds_of, settle
from jifen.engine.steps.measures import add_figures
from jifen.engine.steps.running import running
from jifen.engine.vectors import MISSING, Array, Vec, in_units, rounded, segment_sum
from jifen.rules.tables import AllotRow, PartRow


def part(batch: Batch) -> None:
    """Fill the part cells; then, wave by wave, the items that look at others, and the parts anew."""
    batch.part_opened = batch.part_state.copy()
    sum_parts(batch)
    for wave in range(1, max((row.wave for row in batch.plan.items), default=0) + 1):
        add_figures(batch, wave)
        settle(batch)
        sum_parts(batch)


def sum_parts(batch: Batch) -> None:
    """The value of every part from its start and its items as they stand now."""
    plan = batch.plan
    batch.part_state = batch.part_opened.copy()
    part_of_item = np.array([row.part for row in plan.items] or [0])
    cells = batch.part_first[batch.cell_member] + part_of_item[batch.cell_item]
    np.maximum.at(batch.part_state, cells[batch.cell_state > 0], batch.cell_state[batch.cell_state > 0])
    batch.part_sum = segment_sum(batch.cell_value, cells, len(batch.part_index))
    credits = segment_sum(batch.cell_sum, cells, len(batch.part_index))
    spread = np.array([row.spread is not None for row in plan.parts], bool)[batch.part_index]
    value = np.where(spread, 0, batch.part_start) + batch.part_sum
    for scheme, rows in batch.schemes:
        for local, row in enumerate(plan.tables[scheme].parts):
            if row.allot is not None and row.allot.scaled and row.enabled:
                own = batch.part_first[rows] + local
                earned = credits[own]
                value[own] += _scaled(batch, scheme, rows, row, row.allot, earned) - earned
            if row.floor_each:
                own = batch.part_first[rows] + local
                value[own] = _running(batch, scheme, rows, row, own)
    floors, caps = bounds_of(batch, [(row.floor, row.cap) for row in plan.parts])
    clamped = np.minimum(np.maximum(value, floors[batch.part_index]), caps[batch.part_index])
    enabled = np.array([row.enabled for row in plan.parts], bool)[batch.part_index]
    batch.part_value = np.where(enabled, clamped, 0)


def _running(batch: Batch, scheme: int, rows: Array, part: PartRow, own: Array) -> Array:
    """The part's start, its items' starts and credits, with the floor held after every entry (C7)."""
    start = batch.part_start[own].copy()
    for item in part.items:
        start = start + batch.cell_start[batch.cell_first[rows] + item]
    place = np.full(len(batch), -1, np.int64)
    place[rows] = np.arange(len(rows))
    base = int(batch.plan.item_base[scheme])
    here = np.zeros(len(batch.plan.items) + 1, bool)
    here[[base + item for item in part.items]] = True
    credited = np.flatnonzero(batch.entry_credit)
    credited = credited[here[batch.plan.rule_item[batch.entry_rule[credited]]]]
    return running(batch, credited, place[batch.entry_member[credited]], start, batch.units(part.floor))


def _scaled(batch: Batch, scheme: int, rows: Array, part: PartRow, allot: AllotRow, earned: Array) -> Array:
    """``sum × earned / allotted`` for the months that count; a full year keeps its value (AMB-36, E37, E38)."""
    counting = batch.counting[scheme]
    fulls = [batch.units(points) for points in allot.months]
    months = np.array(fulls, batch.points_type)[: counting.shape[1]]
    away = ~counting.all(axis=1)
    allotted = counting @ months + np.where(away, _elsewhere(batch, rows, "allotted_elsewhere"), 0)
    own = earned + np.where(away, _elsewhere(batch, rows, "earned_elsewhere"), 0)
    nothing = away & (allotted == 0)
    batch.ask(rows[nothing & batch.scored[rows]], "nothing_allotted", part.title)
    scaled = Vec(batch.units(allot.sum) * own, np.where(nothing, 1, allotted) * batch.unit)
    value = Vec(np.where(away, scaled.num, own), np.where(away, scaled.den, batch.unit))
    assert allot.round is not None  # the model asks for it
    value = rounded(value, allot.round.digits, allot.round.way)
    return np.where(nothing, 0, in_units(value, batch.unit))


def _elsewhere(batch: Batch, rows: Array, name: str) -> Array:
    column = batch.members.fields.get(name)
    if column is None:
        return np.zeros(len(rows), np.int64)
    given = column[batch.members.state_of(rows, batch.end_day[rows])]
    return np.where(given == MISSING, 0, given * (batch.unit // 100))
