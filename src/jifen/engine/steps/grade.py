"""Step 12: ranks and quotas over the pool, then the grade rows, best first."""

from __future__ import annotations

import numpy as np

from jifen.engine.batch import Batch
from jifen.engine.evaluation import truth
from jifen.engine.scopes import ResultScope
from jifen.engine.vectors import Array, Vec, among, compare, constant
from jifen.rules.model.base import Range
from jifen.rules.tables import GradeRow, QuotaRow, Tables

INSIDE, OUTSIDE, TIED = 1, 0, 2


def grade(batch: Batch) -> None:
    """Rank the graded of each pool, place them against the quotas, and find each one's grade row."""
    count = len(batch)
    batch.rank, batch.pool_size = np.zeros(count, np.int64), np.zeros(count, np.int64)
    batch.grade_row, batch.own_row = np.full(count, -1, np.int64), np.full(count, -1, np.int64)
    batch.graded, batch.gap = np.zeros(count, bool), np.zeros(count, bool)
    batch.score = np.where(batch.vetoed, 0, batch.score)
    batch.score_state = np.where(batch.vetoed, 0, batch.score_state).astype(np.uint8)
    for scheme, rows in batch.schemes:
        table = batch.plan.tables[scheme]
        batch.graded[rows] = _graded(batch, table, rows)
        pool = batch.members.branch[rows]
        mine = batch.graded[rows]
        score = comparable(batch.score[rows], batch.score_den[rows])
        better, _ = standing(score, pool, mine, top=True)
        batch.rank[rows] = np.where(mine, better + 1, 0)
        batch.pool_size[rows] = _per_pool(pool, mine)
        batch.quotas[scheme] = [_quota(batch, scheme, rows, quota, pool) for quota in table.quotas]
        if table.grades_by not in ("none", "ballot"):
            _assign(batch, scheme, rows, table, pool)


def _graded(batch: Batch, table: Tables, rows: Array) -> Array:
    status = batch.members.fields["status"][batch.members.state_of(rows, batch.end_day[rows])]
    listed = among(status, [batch.vocabulary.code(word) for word in table.graded])
    here = batch.absent_from[rows] > batch.end_day[rows]
    enough = batch.months[rows] >= table.min_months
    return np.asarray(listed & batch.scored[rows] & here & enough & (batch.score_state[rows] == 0))


def comparable(num: Array, den: Array) -> Array:
    """Scores as integers over one denominator."""
    if not len(den) or bool((den == den[0]).all()):
        return num
    common = int(np.lcm.reduce(den))
    return num.astype(object) * common // den


def _per_pool(pool: Array, held: Array) -> Array:
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


def _places(quota: QuotaRow, size: Array) -> Array:
    if quota.share is None:
        return np.full(len(size), quota.places or 0)
    num, den = size * quota.share.numerator, quota.share.denominator
    return {"down": num // den, "half_up": (2 * num + den) // (2 * den), "up": -(-num // den)}[quota.round]


def _size(batch: Batch, scheme: int, rows: Array, of: str, pool: Array) -> Array:
    held = {"graded": batch.graded[rows], "scored": batch.scored[rows], "all": np.ones(len(rows), bool)}[of]
    return _per_pool(pool, held)


def _by(batch: Batch, scheme: int, rows: Array, name: str) -> Array:
    scope = ResultScope(batch, scheme, rows)
    is_part = name in [part.part for part in batch.plan.tables[scheme].parts]
    value = scope.name(("part" if is_part else "line", name))
    assert isinstance(value, Vec)
    den = np.broadcast_to(np.asarray(value.den), (len(rows),))
    return comparable(np.broadcast_to(value.num, (len(rows),)), den)


def _place(quota: QuotaRow, better: Array, level: Array, places: Array) -> Array:
    tied = {"flag": TIED, "in": INSIDE, "out": OUTSIDE}[quota.ties]
    return np.where(better + level <= places, INSIDE, np.where(better >= places, OUTSIDE, tied))


def _quota(batch: Batch, scheme: int, rows: Array, quota: QuotaRow, pool: Array) -> Array:
    mine = batch.graded[rows]
    better, level = standing(_by(batch, scheme, rows, quota.by), pool, mine, top=quota.top)
    found = _place(quota, better, level, _places(quota, _size(batch, scheme, rows, quota.of, pool)))
    return np.where(mine, found, OUTSIDE)


def _assign(batch: Batch, scheme: int, rows: Array, table: Tables, pool: Array) -> None:
    mine = batch.graded[rows]
    scope = ResultScope(batch, scheme, rows)
    score = scope.name(("line", table.grades_by))
    assert isinstance(score, Vec)
    nobody = np.full(len(rows), -1, np.int64)
    own, options = _grade_rows(batch, scheme, rows, table, pool, score, nobody)
    forced = np.where(mine, batch.forced[rows], -1)
    batch.own_row[rows] = own
    if bool((forced >= 0).any()):
        # Who is graded otherwise gives up his place (LANGUAGE: forced uses a place of its own grade only).
        own, options = _grade_rows(batch, scheme, rows, table, pool, score, forced)
    for position, open_rows in options.items():
        batch.grade_open[int(rows[position])] = tuple(open_rows)
    printed = np.zeros(len(rows), bool)
    for row in table.grades:
        if row.range is not None:
            printed |= _strictly(score, row.range, len(rows))
    batch.gap[rows] = mine & ~printed & any(row.range is not None for row in table.grades)
    batch.grade_row[rows] = _overridden(batch, rows, table, own, mine)


def _grade_rows(
    batch: Batch, scheme: int, rows: Array, table: Tables, pool: Array, score: Vec, forced: Array
) -> tuple[Array, dict[int, list[int]]]:
    """The row each member reaches (-1: none), and for those who must wait the rows between which people choose."""
    scope = ResultScope(batch, scheme, rows)
    free = batch.graded[rows] & (forced < 0)
    own = np.full(len(rows), -1, np.int64)
    options: dict[int, list[int]] = {}
    for number, row in enumerate(table.grades):
        fits = free & _in_row(score, row, table, len(rows))
        if row.when is not None:
            held = truth(row.when, scope)
            _hold(options, fits & held.unknown, number)
            fits &= held.yes
        if row.quota >= 0:
            standing_in = forced == row.rank
            fits = _within_quota(batch, scheme, rows, table, row, number, fits, standing_in, pool, options)
        own[fits] = number
        free &= ~fits
    for position, open_rows in options.items():
        if own[position] >= 0 and own[position] not in open_rows:
            open_rows.append(int(own[position]))
        own[position] = -1
    return own, options


def _hold(options: dict[int, list[int]], members: Array, row: int) -> None:
    for position in np.flatnonzero(members):
        options.setdefault(int(position), []).append(row)


def _within_quota(
    batch: Batch, scheme: int, rows: Array, table: Tables, row: GradeRow, number: int, fits: Array,
    forced: Array, pool: Array, options: dict[int, list[int]],
) -> Array:  # fmt: skip
    quota = table.quotas[row.quota]
    better, level = standing(_by(batch, scheme, rows, quota.by), pool, fits | forced, top=True)
    place = _place(quota, better, level, _places(quota, _size(batch, scheme, rows, quota.of, pool)))
    over = fits & (place == OUTSIDE)
    _hold(options, fits & (place == TIED), number)
    if row.surplus == "flag":
        _hold(options, over, number)
    return np.asarray(fits & (place == INSIDE))


def _in_row(score: Vec, row: GradeRow, table: Tables, count: int) -> Array:
    bounds = row.range
    if bounds is None:
        return np.ones(count, bool)
    if table.gap == "flag":
        return _strictly(score, bounds, count)
    if table.gap == "down":
        return _strictly(score, Range(bounds.low, None, bounds.low_open), count)
    below = [r.range for r in table.grades if r.range and r.range.high is not None]
    lower = [b for b in below if bounds.low is not None and b.high is not None and b.high < bounds.low]
    if bounds.low is None or not lower:
        return np.ones(count, bool)
    nearest = max(lower, key=lambda b: (b.high or 0, not b.high_open))
    return _strictly(score, Range(nearest.high, None, not nearest.high_open), count)


def _strictly(score: Vec, bounds: Range | None, count: int) -> Array:
    fits = np.ones(count, bool)
    if bounds is None:
        return fits
    if bounds.low is not None:
        fits &= compare(">" if bounds.low_open else ">=", score, constant(bounds.low), count).yes
    if bounds.high is not None:
        fits &= compare("<" if bounds.high_open else "<=", score, constant(bounds.high), count).yes
    return fits


def _overridden(batch: Batch, rows: Array, table: Tables, own: Array, mine: Array) -> Array:
    first_row: dict[int, int] = {}
    for number, row in enumerate(table.grades):
        first_row.setdefault(row.rank, number)
    final = own.copy()
    for position in np.flatnonzero(mine & ((batch.forced[rows] >= 0) | (batch.ceiling[rows] >= 0))):
        forced, ceiling = int(batch.forced[rows[position]]), int(batch.ceiling[rows[position]])
        if forced >= 0:
            final[position] = first_row[forced]
            batch.grade_open.pop(int(rows[position]), None)
        elif final[position] >= 0 and table.grades[int(final[position])].rank < ceiling:
            final[position] = first_row[ceiling]
    return final
