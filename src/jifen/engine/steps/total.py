"""Step 10: the ordered named lines of the total, up to the line ``score``."""

from __future__ import annotations

import numpy as np

from jifen.engine.batch import Batch
from jifen.engine.codes import LineState
from jifen.engine.evaluation import number
from jifen.engine.resultscope import ResultScope
from jifen.engine.vectors import Array, Vec, at_least, at_most, compare, constant, rounded
from jifen.rules.conditions.syntax import Name, walk
from jifen.rules.model.base import Range
from jifen.rules.tables import LineRow

_NONE = {"ask": LineState.ASK, "no_result": LineState.NO_RESULT, "undefined": LineState.UNDEFINED}


def total(batch: Batch) -> None:
    """Compute every line for the members of every scheme; note where there is no number, and why."""
    count = len(batch)
    batch.floored = np.zeros(count, bool)
    score, den = np.zeros(count, np.int64), np.ones(count, np.int64)
    state = np.zeros(count, np.uint8)
    for scheme, rows in batch.schemes:
        batch.lines[scheme], batch.line_state[scheme] = {}, {}
        for line in batch.plan.tables[scheme].lines:
            _line(batch, scheme, rows, line)
        last = batch.lines[scheme]["score"]
        num = np.broadcast_to(last.num, (len(rows),))
        if num.dtype == object and score.dtype != object:
            score, den = score.astype(object), den.astype(object)
        score[rows], den[rows] = num, last.den
        state[rows] = batch.line_state[scheme]["score"]
    batch.score, batch.score_den, batch.score_state = score, den, state


def _line(batch: Batch, scheme: int, rows: Array, line: LineRow) -> None:
    scope = ResultScope(batch, scheme, rows)
    if line.by is not None:
        value, state = _by_table(batch, rows, line, scope)
    else:
        assert line.value is not None
        value = number(line.value, scope)
        known = np.broadcast_to(True if value.known is None else value.known, (len(rows),))
        state = _inherited(batch, scheme, line, known)
    if line.floor is not None:
        floored = compare("<", value, constant(line.floor), len(rows)).yes & (state == 0)
        batch.floored[rows] |= floored
        value = at_least(value, line.floor)
    if line.cap is not None:
        value = at_most(value, line.cap)
    if line.round is not None:
        value = rounded(value, line.round.digits, line.round.way)
    wide = np.broadcast_to(value.num, (len(rows),))
    batch.lines[scheme][line.line] = Vec(wide, value.den)
    batch.line_state[scheme][line.line] = state


def _inherited(batch: Batch, scheme: int, line: LineRow, known: Array) -> Array:
    """Why a line has no number: the gravest reason of the lines it stands on, else a question."""
    state = np.where(known, 0, LineState.ASK).astype(np.uint8)
    assert line.value is not None
    for node in walk(line.value):
        if isinstance(node, Name) and node.path[0] == "line":
            below = batch.line_state[scheme][node.path[1]]
            state = np.maximum(state, below)
    return state


def _by_table(batch: Batch, rows: Array, line: LineRow, scope: ResultScope) -> tuple[Vec, Array]:
    assert line.by is not None
    key = number(line.by, scope)
    count = len(rows)
    known = np.broadcast_to(True if key.known is None else key.known, (count,))
    den = int(np.lcm.reduce([value.denominator for _, value in line.rows]))
    default = line.none if not isinstance(line.none, str) else None
    if default is not None:
        den = int(np.lcm(den, default.denominator))
    num = np.full(count, 0 if default is None else int(default * den), np.int64)
    found = np.zeros(count, bool)
    for wanted, value in line.rows:
        fits = known & ~found & _fits(key, wanted, scope, count)
        num[fits] = int(value * den)
        found |= fits
    missing = _NONE[line.none] if isinstance(line.none, str) else LineState.KNOWN
    return Vec(num, den), np.where(found, 0, missing).astype(np.uint8)


def _fits(key: Vec, wanted: str | Range, scope: ResultScope, count: int) -> Array:
    if isinstance(wanted, str):
        return np.broadcast_to(key.num == scope.vocabulary.code(wanted), (count,))
    fits = np.ones(count, bool)
    if wanted.low is not None:
        fits &= compare(">" if wanted.low_open else ">=", key, constant(wanted.low), count).yes
    if wanted.high is not None:
        fits &= compare("<" if wanted.high_open else "<=", key, constant(wanted.high), count).yes
    return fits
