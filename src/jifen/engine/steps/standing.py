"""Places of a quota and who is inside it (used by step ``grade``)."""

from __future__ import annotations

import numpy as np

from jifen.engine.batch import Batch
from jifen.engine.evaluation import number
from jifen.engine.pools import comparable, per_pool
from jifen.engine.resultscope import ResultScope
from jifen.engine.vectors import Array, Vec
from jifen.rules.tables import QuotaRow

INSIDE, OUTSIDE, TIED = 1, 0, 2


def places_of(batch: Batch, rows: Array, quota: QuotaRow, pool: Array) -> Array:
    """Places of a quota in each one's pool."""
    if quota.share is None:
        return np.full(len(rows), quota.places or 0)
    here, kept = (
        batch.scored[rows] & (batch.absent_from[rows] > batch.end_day[rows]),
        ~batch.unranked[rows],
    )
    held = {"graded": batch.ranked[rows], "scored": here & kept, "all": kept}
    num, den = per_pool(pool, held[quota.of]) * quota.share.numerator, quota.share.denominator
    return {"down": num // den, "half_up": (2 * num + den) // (2 * den), "up": -(-num // den)}[quota.round]


def ranked_by(batch: Batch, scheme: int, rows: Array, quota: QuotaRow, mine: Array) -> tuple[Array, Array]:
    """What a quota goes by, as comparable integers, and where it is known; keys settle ties among ``mine``."""
    scope = ResultScope(batch, scheme, rows)
    is_part = quota.by in [part.part for part in batch.plan.tables[scheme].parts]
    value = scope.name(("part" if is_part else "line", quota.by))
    assert isinstance(value, Vec)
    by, known = _comparable(value, len(rows))
    sure = np.ones(len(rows), bool)
    for key in quota.keys if quota.ties == "keys" else ():
        finer, here = _comparable(number(key, scope), len(rows))
        sure &= here  # where one key cannot be told, none after it settles what is level
        by = _settled(by, finer, sure, batch.pool[rows], mine)
    return by, known


def _comparable(value: Vec, rows: int) -> tuple[Array, Array]:
    den = np.broadcast_to(np.asarray(value.den), (rows,))
    known = np.broadcast_to(True if value.known is None else value.known, (rows,))
    return comparable(np.broadcast_to(value.num, (rows,)), den), known


def _settled(by: Array, key: Array, known: Array, pool: Array, mine: Array) -> Array:
    """Level ones told apart by a key, where it is known of all that are level (G8)."""
    dense = np.unique(by, return_inverse=True)[1]
    finer = np.unique(np.where(known, key, 0), return_inverse=True)[1]
    _, group = np.unique(np.stack([pool, dense]), axis=1, return_inverse=True)
    group = np.asarray(group).reshape(-1)
    open_ = np.bincount(group, weights=mine & ~known, minlength=1) > 0
    return np.asarray(dense * (len(by) + 1) + np.where(open_[group], 0, finer))


def placed(quota: QuotaRow, better: Array, level: Array, places: Array) -> Array:
    """Inside, outside, or tied at the edge where the quota leaves ties open."""
    tied = {"in": INSIDE, "out": OUTSIDE}.get(quota.ties, TIED)
    return np.where(better + level <= places, INSIDE, np.where(better >= places, OUTSIDE, tied))
