"""Which grade row each member reaches: ranges, conditions, quotas, forced grades and ceilings (step ``grade``)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from jifen.engine.batch import Batch
from jifen.engine.evaluation import truth
from jifen.engine.pools import per_pool, standing
from jifen.engine.resultscope import ResultScope
from jifen.engine.steps.standing import INSIDE, OUTSIDE, TIED, placed, places_of, ranked_by
from jifen.engine.vectors import Array, Vec, compare, constant
from jifen.rules.model.base import Range
from jifen.rules.tables import GradeRow, Tables


@dataclass(slots=True)
class Walk:
    """The way down the rows: who is still free, what row each reached, between which rows people must choose."""

    free: Array
    waiting: Array
    own: Array
    options: dict[int, list[int]]

    def hold(self, members: Array, number: int) -> None:
        """Members for whom this row is open: it and the rows below stay possible."""
        for position in np.flatnonzero(members):
            self.options.setdefault(int(position), []).append(number)
        self.free &= ~members
        self.waiting |= members

    def reach(self, members: Array, number: int) -> None:
        """Members who reach this row for certain."""
        self.own[members] = number
        self.free &= ~members

    def pass_waiting(self, sure: Array, unsure: Array, number: int) -> None:
        """For those who wait a fitting row is the last possible one, an uncertain row one more possibility."""
        for position in np.flatnonzero(self.waiting & (sure | unsure)):
            self.options[int(position)].append(number)
        self.own[self.waiting & sure] = number
        self.waiting &= ~sure


def assign(batch: Batch, scheme: int, rows: Array, table: Tables, pool: Array) -> None:
    """Set own row, final row, open choices and gap flags of a scheme's members."""
    mine = batch.graded[rows]
    score = ResultScope(batch, scheme, rows).name(("line", table.grades_by))
    assert isinstance(score, Vec)
    walk = _walk(batch, scheme, rows, table, pool, score, np.full(len(rows), -1, np.int64))
    own = _certain(walk)
    forced = np.where(mine, batch.forced[rows], -1)
    if bool((forced >= 0).any()):
        # Who is graded otherwise gives up his place; in the grade he is forced into he uses one.
        walk = _walk(batch, scheme, rows, table, pool, score, forced)
        own = np.where(forced >= 0, own, _certain(walk))
    batch.own_row[rows] = own
    batch.grade_row[rows] = _final(batch, rows, table, walk, forced)
    known = np.broadcast_to(True if score.known is None else score.known, (len(rows),))
    printed = ~known
    for row in table.grades:
        if row.range is not None:
            printed |= in_range(score, row.range, len(rows))
    batch.gap[rows] = mine & ~printed & any(row.range is not None for row in table.grades)


def _certain(walk: Walk) -> Array:
    """The rows reached by those who do not wait for a decision."""
    rows = walk.own.copy()
    rows[list(walk.options)] = -1
    return rows


def _walk(
    batch: Batch, scheme: int, rows: Array, table: Tables, pool: Array, score: Vec, forced: Array
) -> Walk:
    scope = ResultScope(batch, scheme, rows)
    count = len(rows)
    known = np.broadcast_to(True if score.known is None else score.known, (count,))
    walk = Walk(batch.graded[rows] & (forced < 0), np.zeros(count, bool), np.full(count, -1, np.int64), {})
    # Gaps closed upwards are looked at from the worst row: the first whose upper end is not passed.
    order = list(enumerate(table.grades))
    for number, row in reversed(order) if table.gap == "up" else order:
        fits = _in_row(score, row, table, count)
        unsure = np.zeros(count, bool)
        if row.when is not None:
            held = truth(row.when, scope)
            fits, unsure = fits & held.yes, fits & held.unknown
        fits, unsure = fits & known, unsure | ~known
        walk.pass_waiting(fits, unsure, number)
        reached = walk.free & fits
        walk.hold(walk.free & unsure, number)
        if row.quota >= 0:
            place = _place(batch, scheme, rows, table, row, reached, forced == row.rank, pool)
            over = (place == OUTSIDE) if row.surplus == "flag" else np.zeros(count, bool)
            walk.hold(reached & ((place == TIED) | over), number)
            reached = reached & (place == INSIDE)
        walk.reach(reached, number)
    return walk


def _place(
    batch: Batch,
    scheme: int,
    rows: Array,
    table: Tables,
    row: GradeRow,
    reached: Array,
    forced: Array,
    pool: Array,
) -> Array:
    quota, kept = table.quotas[row.quota], ~batch.unranked[rows]
    if batch.incomplete(scheme):
        return np.where(kept, TIED, OUTSIDE)
    by, known = ranked_by(batch, scheme, rows, quota, reached & kept)
    better, level = standing(by, pool, reached & kept & known, top=True)
    left = np.maximum(places_of(batch, rows, quota, pool) - per_pool(pool, forced & kept), 0)
    # Whose place nobody can tell is neither inside nor outside.
    found = np.where(known, placed(quota, better, level, left), TIED)
    return np.where(kept, found, OUTSIDE)


def _in_row(score: Vec, row: GradeRow, table: Tables, count: int) -> Array:
    bounds = row.range
    if bounds is None:
        return np.ones(count, bool)
    if table.gap == "flag":
        return in_range(score, bounds, count)
    if table.gap == "down":
        return in_range(score, Range(bounds.low, None, bounds.low_open), count)
    return in_range(score, Range(None, bounds.high, False, bounds.high_open), count)


def in_range(score: Vec, bounds: Range, count: int) -> Array:
    """Whether each score lies in a range; an unknown one does not."""
    fits = np.ones(count, bool)
    if bounds.low is not None:
        fits &= compare(">" if bounds.low_open else ">=", score, constant(bounds.low), count).yes
    if bounds.high is not None:
        fits &= compare("<" if bounds.high_open else "<=", score, constant(bounds.high), count).yes
    return fits


def _final(batch: Batch, rows: Array, table: Tables, walk: Walk, forced: Array) -> Array:
    """Rows after forced grades and ceilings; what stays open is noted as a choice between rows."""
    first_row: dict[int, int] = {}
    for number, row in enumerate(table.grades):
        first_row.setdefault(row.rank, number)
    final = walk.own.copy()
    ceiling = np.where(batch.graded[rows], batch.ceiling[rows], -1)
    for position, numbers in walk.options.items():
        choices = tuple(dict.fromkeys(_under(table, first_row, n, int(ceiling[position])) for n in numbers))
        if len({table.grades[n].rank for n in choices}) == 1 and walk.own[position] >= 0:
            final[position] = choices[0]
        else:
            final[position] = -1
            batch.grade_open[int(rows[position])] = choices
    for place in np.flatnonzero((forced >= 0) | (ceiling >= 0)):
        position = int(place)
        if forced[position] >= 0:
            final[position] = first_row[max(int(forced[position]), int(ceiling[position]))]
        elif final[position] >= 0:
            final[position] = _under(table, first_row, int(final[position]), int(ceiling[position]))
    return final


def _under(table: Tables, first_row: dict[int, int], number: int, ceiling: int) -> int:
    """The row, or the ceiling's where the row is better."""
    return first_row[ceiling] if table.grades[number].rank < ceiling else number
