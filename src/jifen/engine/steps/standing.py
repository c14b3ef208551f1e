"""Places of a quota and who is inside it (used by step ``grade``)."""

from __future__ import annotations

import numpy as np

from jifen.engine.batch import Batch
from jifen.engine.pools import comparable, per_pool
from jifen.engine.resultscope import ResultScope
from jifen.engine.vectors import Array, Vec
from jifen.rules.tables import QuotaRow

INSIDE, OUTSIDE, TIED = 1, 0, 2


def places_of(batch: Batch, rows: Array, quota: QuotaRow, pool: Array) -> Array:
    """Places of a quota in each one's pool."""
    if quota.share is None:
        return np.full(len(rows), quota.places or 0)
    here = batch.scored[rows] & (batch.absent_from[rows] > batch.end_day[rows])
    held = {"graded": batch.graded[rows], "scored": here, "all": np.ones(len(rows), bool)}
    num, den = per_pool(pool, held[quota.of]) * quota.share.numerator, quota.share.denominator
    return {"down": num // den, "half_up": (2 * num + den) // (2 * den), "up": -(-num // den)}[quota.round]


def ranked_by(batch: Batch, scheme: int, rows: Array, name: str) -> tuple[Array, Array]:
    """The line or part a quota goes by, as comparable integers, and where it is known."""
    scope = ResultScope(batch, scheme, rows)
    is_part = name in [part.part for part in batch.plan.tables[scheme].parts]
    value = scope.name(("part" if is_part else "line", name))
    assert isinstance(value, Vec)
    den = np.broadcast_to(np.asarray(value.den), (len(rows),))
    known = np.broadcast_to(True if value.known is None else value.known, (len(rows),))
    return comparable(np.broadcast_to(value.num, (len(rows),)), den), known


def placed(quota: QuotaRow, better: Array, level: Array, places: Array) -> Array:
    """Inside, outside, or tied at the edge where the quota leaves ties open."""
    tied = {"flag": TIED, "in": INSIDE, "out": OUTSIDE}[quota.ties]
    return np.where(better + level <= places, INSIDE, np.where(better >= places, OUTSIDE, tied))
