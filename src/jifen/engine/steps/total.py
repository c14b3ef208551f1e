"""Step 10: the ordered named lines of the total, up to the line ``score``."""

from __future__ import annotations

import numpy as np

from jifen.engine.batch import Batch
from jifen.engine.codes import LineState
from jifen.engine.evaluation import number, truth
from jifen.engine.resultscope import ResultScope
from jifen.engine.steps.running import running
from jifen.engine.vectors import Array, Vec, at_least, at_most, compare, constant, rounded
from jifen.rules.conditions.syntax import Name, walk
from jifen.rules.model.base import Range
from jifen.rules.tables import GateRow, LineRow

_NONE = {"ask": LineState.ASK, "no_result": LineState.NO_RESULT, "undefined": LineState.UNDEFINED}


def total(batch: Batch) -> None:
    """Compute every line for the members of every scheme; note where there is no number, and why."""
    add_up(batch)
    batch.barred = np.zeros(len(batch), np.uint8)
    for scheme, rows in batch.schemes:
        gates = batch.plan.tables[scheme].gates
        if gates:
            batch.barred[rows], _ = _valid(batch, ResultScope(batch, scheme, rows), gates)
    batch.score_state = np.maximum(batch.score_state, batch.barred)


def add_up(batch: Batch, gone: Array | None = None) -> None:
    """All lines, up to ``score``; ``gone``: cells of parts that are worth nothing, whatever they earned."""
    gone = np.zeros(len(batch.part_index), bool) if gone is None else gone
    count = len(batch)
    batch.floored = np.zeros(count, bool)
    score, den = np.zeros(count, np.int64), np.ones(count, np.int64)
    state = np.zeros(count, np.uint8)
    for scheme, rows in batch.schemes:
        batch.lines[scheme], batch.line_state[scheme] = {}, {}
        for line in batch.plan.tables[scheme].lines:
            _line(batch, scheme, rows, line, gone)
        last = batch.lines[scheme]["score"]
        num = np.broadcast_to(last.num, (len(rows),))
        large = num.dtype == object or np.asarray(last.den).dtype == object
        if large and score.dtype != object:
            score, den = score.astype(object), den.astype(object)
        score[rows], den[rows] = num, last.den
        state[rows] = batch.line_state[scheme]["score"]
    batch.score, batch.score_den, batch.score_state = score, den, state


def _line(batch: Batch, scheme: int, rows: Array, line: LineRow, gone: Array) -> None:
    scope = ResultScope(batch, scheme, rows)
    if line.by is not None:
        value, state = _by_table(batch, rows, line, scope)
    else:
        assert line.value is not None
        value = number(line.value, scope)
        known = np.broadcast_to(True if value.known is None else value.known, (len(rows),))
        state = _inherited(batch, scheme, scope, line, known)
    floored = np.zeros(len(rows), bool)
    if line.running:
        run = _running(batch, scheme, rows, line, gone)
        floored = compare(">", run, value, len(rows)).yes & (state == 0)
        value = run
    elif line.floor is not None:
        floored = compare("<", value, constant(line.floor), len(rows)).yes & (state == 0)
        value = at_least(value, line.floor)
    if line.cap is not None:
        value = at_most(value, line.cap)
    if line.round is not None:
        value = rounded(value, line.round.digits, line.round.way)
    wide = np.broadcast_to(value.num, (len(rows),))
    if line.gates:
        barred, nothing = _valid(batch, scope, line.gates)
        state = np.maximum(state, barred)
        state, wide = np.where(nothing, 0, state).astype(np.uint8), np.where(nothing, 0, wide)
        floored &= ~nothing
    batch.floored[rows] |= floored
    batch.lines[scheme][line.line] = Vec(wide, value.den)
    batch.line_state[scheme][line.line] = state


def _valid(batch: Batch, scope: ResultScope, gates: tuple[GateRow, ...]) -> tuple[Array, Array]:
    """The state that conditions of validity leave: no result before a question; and where nothing is left."""
    state, nothing = np.zeros(scope.rows, np.uint8), np.zeros(scope.rows, bool)
    for gate in gates:
        held = truth(gate.when, scope)
        if gate.zero:
            nothing |= held.no
        else:
            state[held.no] = LineState.NO_RESULT
        state[held.unknown] = np.maximum(state[held.unknown], LineState.ASK)
        unsure = scope.members[held.unknown]
        batch.ask_once(unsure[batch.scored[unsure]], "gate_unknown", gate.title)
    return state, nothing & (state == 0)


def _running(batch: Batch, scheme: int, rows: Array, line: LineRow, gone: Array) -> Vec:
    """The starts of the parts a line adds up and all their credits, the floor held after every entry (C7)."""
    table = batch.plan.tables[scheme]
    start = np.zeros(len(rows), batch.points_type)
    here = np.zeros(len(batch.plan.items) + 1, bool)
    for local in line.running:
        part = table.parts[local]
        if not part.enabled:
            continue
        own = batch.part_first[rows] + local
        begun = np.where(part.spread is not None, 0, batch.part_start[own])
        for item in part.items:
            cells = batch.cell_first[rows] + item
            begun = begun + batch.cell_start[cells] + batch.cell_figure[cells]
            here[int(batch.plan.item_base[scheme]) + item] = True
        start = start + np.where(gone[own], 0, begun)
    place = np.full(len(batch), -1, np.int64)
    place[rows] = np.arange(len(rows))
    credited = np.flatnonzero(batch.entry_credit)
    credited = credited[here[batch.plan.rule_item[batch.entry_rule[credited]]]]
    credited = credited[place[batch.entry_member[credited]] >= 0]
    part_of = np.array([row.part for row in batch.plan.items] or [0])
    parts = part_of[batch.plan.rule_item[batch.entry_rule[credited]]]
    credited = credited[~gone[batch.part_first[batch.entry_member[credited]] + parts]]
    assert line.floor is not None
    return Vec(
        running(batch, credited, place[batch.entry_member[credited]], start, batch.units(line.floor)),
        batch.unit,
    )


def _inherited(batch: Batch, scheme: int, scope: ResultScope, line: LineRow, known: Array) -> Array:
    """Why a line has no number: the gravest reason of what it stands on, else a question."""
    state = np.where(known, 0, LineState.ASK).astype(np.uint8)
    assert line.value is not None
    for node in walk(line.value):
        if not isinstance(node, Name):
            continue
        code = ".".join(node.path[1:])
        if node.path[0] == "line":
            state = np.maximum(state, batch.line_state[scheme][code])
        elif node.path[0] in ("part", "item"):
            state = np.maximum(state, scope.state_of(node.path[0], code))
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
