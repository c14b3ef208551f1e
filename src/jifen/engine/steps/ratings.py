"""Means of ratings and of earlier periods (J1 J3 J7 J9, D7)."""

from __future__ import annotations

import numpy as np

from jifen.engine.batch import Batch
from jifen.engine.bookscope import BookScope
from jifen.engine.steps.figures import Figure, filled
from jifen.engine.vectors import MISSING, Array, Vec, constant, multiply, segment_sum
from jifen.rules.tables import FigureRow


def mean_of(batch: Batch, row: FigureRow, scope: BookScope) -> Figure:
    """The mean of a member's ratings, or of what earlier periods keep; not known where there are none."""
    total, count = _prior(batch, row, scope) if row.periods else _ratings(batch, row, scope)
    value = multiply(Vec(total, np.maximum(count, 1) * 100), constant(row.give))
    return filled(row, value, count > 0)


def _prior(batch: Batch, row: FigureRow, scope: BookScope) -> tuple[Array, Array]:
    total, count = np.zeros(scope.rows, np.int64), np.zeros(scope.rows, np.int64)
    for back in range(1, row.periods + 1):
        values = batch.members.prior.get((back, row.field))
        if values is not None:
            given = values[scope.members]
            total += np.where(given == MISSING, 0, given)
            count += given != MISSING
    return total, count


def _ratings(batch: Batch, row: FigureRow, scope: BookScope) -> tuple[Array, Array]:
    """Sums and numbers of the ratings that are left when one's own and the ends are taken out."""
    column = batch.facts.columns.get(row.field)
    kind = batch.plan.kind_codes.get((scope.scheme, row.kind), -1)
    hits = np.flatnonzero((batch.facts.kind == kind) & batch.admitted)
    if column is None:
        hits = hits[:0]
    else:
        hits = hits[column[hits] != MISSING]
    if row.without_self:
        hits = hits[~_own(batch, hits)]
    member = batch.facts.member[hits]
    value = np.zeros(0, np.int64) if column is None else column[hits]
    order = np.lexsort((value, member))
    member, value = member[order], value[order]
    count = np.bincount(member, minlength=len(batch))
    if row.trim:
        first = np.cumsum(count) - count
        place = np.arange(len(member)) - first[member]
        kept = (place >= row.trim) & (place < count[member] - row.trim)
        member, value = member[kept], value[kept]
        count = np.bincount(member, minlength=len(batch))
    return segment_sum(value, member, len(batch))[scope.members], count[scope.members]


def _own(batch: Batch, hits: Array) -> Array:
    """Ratings that members gave themselves: the rater is their number or name."""
    rater = batch.facts.columns.get("rater")
    if rater is None:
        return np.zeros(len(hits), bool)
    words = [*batch.vocabulary.words, ""]
    members = batch.members
    return np.array(
        [
            words[code] in (members.numbers[member], members.names[member]) if code >= 0 else False
            for code, member in zip(rater[hits].tolist(), batch.facts.member[hits].tolist(), strict=True)
        ],
        bool,
    )
