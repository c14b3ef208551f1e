"""Members with everything the steps have found so far: lines, score, grade, quotas, besides their book."""

from __future__ import annotations

import numpy as np

from jifen.engine.batch import Batch
from jifen.engine.bookscope import BookScope
from jifen.engine.evaluation import Value, certain
from jifen.engine.vectors import Array, Truth, Vec, unknown


class ResultScope(BookScope):
    """Members of one scheme in the state of the evaluation day, with their results."""

    def __init__(self, batch: Batch, scheme: int, members: Array) -> None:
        super().__init__(batch, scheme, members, batch.end_day[members])

    def _result(self, path: tuple[str, ...]) -> Value:
        head, *rest = path
        if head == "line":
            return self._line(rest[0])
        if head == "quota":
            standing = self._quota(rest[0])
            return Truth(standing == 1, standing == 0)
        if head in ("grade", "computed_grade"):
            return self._grade(head)
        if head == "rank":
            return self._rank()
        return certain(self.batch.vetoed[self.members]) if head == "vetoed" else super()._result(path)

    def _pool_size(self) -> Vec:
        if self.batch.incomplete(self.scheme):
            return unknown()
        return Vec(self.batch.pool_size[self.members])

    def _line(self, name: str) -> Vec:
        if name == "score" and len(self.batch.score):
            known = self.batch.score_state[self.members] == 0
            return Vec(self.batch.score[self.members], self.batch.score_den[self.members], known)
        own = self.batch.schemes_rows(self.scheme, self.members)
        line = self.batch.lines[self.scheme][name]
        state = self.batch.line_state[self.scheme][name]
        den = line.den if isinstance(line.den, int) else line.den[own]
        return Vec(np.broadcast_to(line.num, state.shape)[own], den, state[own] == 0)

    def _quota(self, name: str) -> Array:
        names = [quota.quota for quota in self.batch.plan.tables[self.scheme].quotas]
        own = self.batch.schemes_rows(self.scheme, self.members)
        return self.batch.quotas[self.scheme][names.index(name)][own]

    def _grade(self, head: str) -> Vec:
        rows = self.batch.plan.tables[self.scheme].grades
        chosen = (self.batch.grade_row if head == "grade" else self.batch.own_row)[self.members]
        codes = np.array([self.vocabulary.code(row.grade) for row in rows] or [0], np.int64)
        # Who is not graded has no grade, which is not the same as a grade nobody knows: it equals none.
        absent = ~self.batch.gradable[self.members]
        found = np.where(absent, self.vocabulary.code(""), codes[np.maximum(chosen, 0)])
        return Vec(found, 1, (chosen >= 0) | absent)

    def _rank(self) -> Vec:
        rank = self.batch.rank[self.members]
        return Vec(rank, 1, rank > 0)
