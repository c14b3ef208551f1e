"""Pools: how many are in one, and who stands before whom."""

from __future__ import annotations

import numpy as np

from jifen.engine.vectors import Array


def comparable(num: Array, den: Array) -> Array:
    """Scores as integers over one denominator."""
    if not len(den) or bool((den == den[0]).all()):
        return num
    common = int(np.lcm.reduce(den))
    return num.astype(object) * common // den


def per_pool(pool: Array, held: Array) -> Array:
    """For each row how many of its pool are held."""
    _, index = np.unique(pool, return_inverse=True)
    return np.bincount(index, weights=held).astype(np.int64)[index]


def standing(value: Array, pool: Array, held: Array, *, top: bool) -> tuple[Array, Array]:
    """For each row how many of its pool stand strictly before it, and how many stand level (with itself)."""
    better, level = np.zeros(len(value), np.int64), np.zeros(len(value), np.int64)
    rows = np.flatnonzero(held)
    if not len(rows):
        return better, level
    _, dense = np.unique(value[rows], return_inverse=True)
    key = -dense if top else dense
    order = np.lexsort((key, pool[rows]))
    pools, keys = pool[rows][order], key[order]
    new_pool = np.r_[True, pools[1:] != pools[:-1]]
    new_level = new_pool | np.r_[True, keys[1:] != keys[:-1]]
    spot = np.arange(len(rows))
    pool_start = np.maximum.accumulate(np.where(new_pool, spot, 0))
    level_start = np.maximum.accumulate(np.where(new_level, spot, 0))
    group = np.cumsum(new_level) - 1
    better[rows[order]] = level_start - pool_start
    level[rows[order]] = np.bincount(group)[group]
    return better, level
