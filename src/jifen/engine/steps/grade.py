"""Step 12: ranks and quotas over the pool, then the grade rows, best first."""

from __future__ import annotations

import numpy as np

from jifen.engine.batch import Batch
from jifen.engine.pools import comparable, per_pool, standing
from jifen.engine.steps.grade_rows import assign
from jifen.engine.steps.standing import OUTSIDE, TIED, placed, places_of, ranked_by
from jifen.engine.vectors import Array, among
from jifen.rules.tables import QuotaRow, Tables


def grade(batch: Batch) -> None:
    """Rank the graded of each pool, place them against the quotas, and find each one's grade row."""
    count = len(batch)
    batch.rank, batch.pool_size = np.zeros(count, np.int64), np.zeros(count, np.int64)
    batch.grade_row, batch.own_row = np.full(count, -1, np.int64), np.full(count, -1, np.int64)
    batch.graded, batch.gap = np.zeros(count, bool), np.zeros(count, bool)
    batch.gradable = np.zeros(count, bool)
    batch.score = np.where(batch.vetoed, 0, batch.score)
    batch.score_state = np.where(batch.vetoed, 0, batch.score_state).astype(np.uint8)
    for scheme, rows in batch.schemes:
        table = batch.plan.tables[scheme]
        batch.gradable[rows] = gradable = _gradable(batch, table, rows)
        batch.graded[rows] = mine = gradable & (batch.score_state[rows] == 0)
        pool, ranked = batch.pool[rows], mine & ~batch.unranked[rows]
        score = comparable(batch.score[rows], batch.score_den[rows])
        better, _ = standing(score, pool, ranked, top=True)
        whole = not batch.incomplete(scheme)
        batch.rank[rows] = np.where(ranked & whole, better + 1, 0)
        batch.pool_size[rows] = per_pool(pool, ranked)
        if not whole:
            here = batch.scored[rows] & (batch.absent_from[rows] > batch.end_day[rows])
            batch.ask_once(rows[here], "pool_incomplete", "排名和名额")
        batch.quotas[scheme] = [_quota(batch, scheme, rows, quota, pool, gradable) for quota in table.quotas]
        if table.grades_by not in ("none", "ballot"):
            assign(batch, scheme, rows, table, pool)


def _gradable(batch: Batch, table: Tables, rows: Array) -> Array:
    """Who is to be graded if he has a score: status, still here, enough months."""
    status = batch.members.fields["status"][batch.members.state_of(rows, batch.end_day[rows])]
    listed = among(status, [batch.vocabulary.code(word) for word in table.graded])
    here = batch.absent_from[rows] > batch.end_day[rows]
    enough = batch.months[rows] >= table.min_months
    return np.asarray(listed & batch.scored[rows] & here & enough)


def _quota(batch: Batch, scheme: int, rows: Array, quota: QuotaRow, pool: Array, gradable: Array) -> Array:
    """Inside, outside or open; who is to be graded but has no score yet may still come inside."""
    ranked = batch.ranked[rows]
    by, known = ranked_by(batch, scheme, rows, quota, ranked)
    mine = ranked & known
    better, level = standing(by, pool, mine, top=quota.top)
    found = placed(quota, better, level, places_of(batch, rows, quota, pool))
    if batch.incomplete(scheme):
        found = np.full(len(rows), TIED)
    out = ~gradable | (batch.graded[rows] & ~ranked)
    return np.where(mine, found, np.where(out, OUTSIDE, TIED))
