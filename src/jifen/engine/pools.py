"""Pools: who is in one with whom, how many, who stands before whom, their mean and best."""

from __future__ import annotations

import numpy as np

from jifen.engine.vectors import Array, Vec, segment_sum


def comparable(num: Array, den: Array) -> Array:
    """Scores as integers over one denominator."""
    if not len(den) or bool((den == den[0]).all()):
        return num
    common = int(np.lcm.reduce(den))
    return num.astype(object) * common // den


def aligned(value: Vec, rows: int) -> tuple[Array, int]:
    """Numbers as integers over one denominator, and that denominator; what is not known is anything."""
    num = np.broadcast_to(np.asarray(value.num), (rows,))
    dens = np.broadcast_to(np.asarray(value.den), (rows,))
    if not rows or bool((dens == dens[0]).all()):
        return num, int(dens[0]) if rows else 1
    common = int(np.lcm.reduce(np.unique(dens.astype(object))))
    return num.astype(object) * common // dens, common


def pool_mean(num: Array, den: int, pool: Array, held: Array) -> Vec:
    """For each row the exact mean of those of its pool that are held; unknown where nobody is."""
    _, index = np.unique(pool, return_inverse=True)
    count = np.bincount(index, weights=held, minlength=1).astype(np.int64)
    total = segment_sum(np.where(held, num, 0), index, len(count))
    some = np.maximum(count, 1)
    return Vec(total[index], some[index] * den, (count > 0)[index])


def pool_best(num: Array, den: int, pool: Array, held: Array, *, top: bool) -> Vec:
    """For each row the best value of its pool; unknown where nobody is held."""
    better, _ = standing(num, pool, held, top=top)
    first = np.flatnonzero(held & (better == 0))
    _, index = np.unique(pool, return_inverse=True)
    best = np.zeros(int(index.max(initial=-1)) + 1, num.dtype)
    some = np.zeros(len(best), bool)
    best[index[first]], some[index[first]] = num[first], True
    return Vec(best[index], den, some[index])


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
