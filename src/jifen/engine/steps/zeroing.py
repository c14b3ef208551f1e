"""What the score would be without a part or an item (F2): used by ``override``, which rewrites nothing below."""

from __future__ import annotations

from typing import Any

import numpy as np

from jifen.engine.batch import Batch
from jifen.engine.steps.opening import cells_of
from jifen.engine.steps.part import sum_parts
from jifen.engine.steps.total import add_up
from jifen.engine.vectors import Array

_KEPT = (
    "cell_value", "cell_sum", "cell_start", "cell_figure", "cell_state", "entry_credit", "part_value", "part_sum",
    "part_state", "questions",
)  # fmt: skip


def rescore(batch: Batch, emptied: list[tuple[int, int, Array]]) -> None:
    """Final scores of members for whom parts or items (part, item, members; -1: none) are worth nothing."""
    members = np.unique(np.concatenate([some for *_, some in emptied])) if emptied else np.zeros(0, np.int64)
    if not len(members):
        return
    kept: dict[str, Any] = {name: getattr(batch, name).copy() for name in _KEPT}
    before = (batch.lines, batch.line_state, batch.score, batch.score_den, batch.score_state, batch.floored)
    batch.lines, batch.line_state = {}, {}
    parts = _empty(batch, emptied)
    sum_parts(batch)
    batch.part_value[parts], batch.part_state[parts] = 0, 0
    gone = np.zeros(len(batch.part_index), bool)
    gone[parts] = True
    add_up(batch, gone)
    after = (batch.score, batch.score_den, np.maximum(batch.score_state, batch.barred), batch.floored)
    batch.lines, batch.line_state, *own = before
    batch.score, batch.score_den, batch.score_state, batch.floored = (
        _with(old, new, members) for old, new in zip(own, after, strict=True)
    )
    for name, value in kept.items():
        setattr(batch, name, value)


def _empty(batch: Batch, emptied: list[tuple[int, int, Array]]) -> Array:
    """Take the items out; give back the cells of the parts to be taken out."""
    parts = [batch.part_first[members] + part for part, _, members in emptied if part >= 0]
    cells = [batch.cell_first[members] + item for _, item, members in emptied if item >= 0]
    if cells:
        gone = np.zeros(len(batch.cell_item), bool)
        gone[np.concatenate(cells)] = True
        for name in ("cell_value", "cell_sum", "cell_start", "cell_figure", "cell_state"):
            getattr(batch, name)[gone] = 0
        own = np.flatnonzero(batch.entry_credit)
        batch.entry_credit[own[gone[cells_of(batch, own)]]] = 0
    return np.concatenate(parts) if parts else np.zeros(0, np.int64)


def _with(old: Array, new: Array, members: Array) -> Array:
    found = old.astype(object) if new.dtype == object else old.copy()
    found[members] = new[members]
    return found
