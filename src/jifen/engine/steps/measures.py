"""Figures of items: one value for a member, from the roster, the book or the pool (used by ``item`` and ``part``)."""

from __future__ import annotations

import numpy as np

from jifen.engine.batch import Batch
from jifen.engine.bookscope import BookScope
from jifen.engine.codes import LineState
from jifen.engine.steps.figures import figure_of
from jifen.engine.steps.ratings import mean_of
from jifen.engine.vectors import Array
from jifen.rules.conditions.syntax import Call, Name, walk
from jifen.rules.tables import FigureRow, Form, ItemRow


class FigureScope(BookScope):
    """Members for whom an item exists; the pool are those of them who are scored and still there."""

    @property
    def held(self) -> Array:
        """Who stands in the pool."""
        batch, members = self.batch, self.members
        return np.asarray(batch.scored[members] & (batch.absent_from[members] > batch.end_day[members]))


def add_figures(batch: Batch, wave: int) -> None:
    """Give the items of a wave their figures."""
    for scheme, rows in batch.schemes:
        for local, row in enumerate(batch.plan.tables[scheme].items):
            if row.figure is not None and row.wave == wave:
                _figure(batch, scheme, rows, local, row)


def _figure(batch: Batch, scheme: int, rows: Array, local: int, row: ItemRow) -> None:
    assert row.figure is not None
    cells = batch.cell_first[rows] + local
    there = batch.cell_exists[cells]
    own, cells = rows[there], cells[there]
    if batch.incomplete(scheme) and _asks_pool(row.figure):
        batch.cell_state[cells] = LineState.NO_RESULT
        batch.ask(own[batch.scored[own]], "pool_incomplete", row.title)
        return
    scope = FigureScope(batch, scheme, own, batch.end_day[own])
    found = (
        mean_of(batch, row.figure, scope) if row.figure.form is Form.MEAN else figure_of(row.figure, scope)
    )
    points = batch.fit(found.points)
    batch.cell_figure[cells] = np.where(found.missing | found.skip | found.no_result, 0, points)
    state = np.where(found.no_result, LineState.NO_RESULT, np.where(found.missing, LineState.ASK, 0))
    batch.cell_state[cells] = np.maximum(batch.cell_state[cells], state.astype(np.uint8))
    unsure = own[found.missing & batch.scored[own]]
    batch.ask(unsure, "value_unknown", row.title)


def _asks_pool(figure: FigureRow) -> bool:
    nodes = [figure.of, figure.whole_of, None if figure.table is None else figure.table.by]
    return any(
        isinstance(one, (Call, Name)) and (one.name if isinstance(one, Call) else one.path)[0] == "pool"
        for node in nodes
        if node is not None
        for one in walk(node)
    )
