"""Step 11: veto, forced grade, ceiling: an overlay on the computed score, nothing below is rewritten."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from jifen.engine.batch import Batch
from jifen.engine.codes import Mark
from jifen.engine.evaluation import truth
from jifen.engine.resultscope import ResultScope
from jifen.engine.steps.holding import repaired
from jifen.engine.steps.zeroing import rescore
from jifen.engine.vectors import Array
from jifen.rules.tables import OverrideRow


def override(batch: Batch) -> None:
    """Find the overrides in force for each member; note vetoes, forced grades and ceilings (grade ranks)."""
    count = len(batch)
    batch.vetoed, batch.unranked = np.zeros(count, bool), np.zeros(count, bool)
    batch.forced, batch.ceiling = np.full(count, -1, np.int64), np.full(count, -1, np.int64)
    triggers = np.flatnonzero(batch.plan.rule_trigger.take(batch.entry_rule))
    triggers = triggers[batch.entry_drop[triggers] == 0]
    triggers = triggers[(batch.entry_mark[triggers] & Mark.ABSORBED) == 0]
    hits, mended = _mend(batch, triggers)
    emptied: list[tuple[int, int, Array]] = []
    for scheme, rows in batch.schemes:
        for number, row in enumerate(batch.plan.tables[scheme].overrides):
            if row.enabled:
                members = _triggered(batch, scheme, rows, number, row, hits)
                _apply(batch, scheme, number, row, members)
                if row.zero_part >= 0 or row.zero_item >= 0:
                    emptied.append((row.zero_part, row.zero_item, members))
    rescore(batch, emptied)
    _add_repairs(batch, mended)


def _mend(batch: Batch, triggers: Array) -> tuple[Array, list[tuple[int, Fraction]]]:
    """Triggers that still stand, and for those made good what is taken instead (member, points; F11)."""
    rules = batch.entry_rule[triggers]
    gone: list[Array] = []
    instead: list[tuple[int, Fraction]] = []
    for number in np.unique(rules).tolist():
        rule = batch.plan.rules[number]
        if rule.row.repaired is None:
            continue
        good, unsure = repaired(batch, number, triggers[rules == number])
        gone.append(good)
        instead += [(int(member), rule.row.repaired[0]) for member in batch.entry_member[good]]
        title = batch.plan.tables[rule.scheme].overrides[rule.row.override].title
        batch.ask_once(batch.entry_member[unsure], "override_unknown", title)
    return (np.setdiff1d(triggers, np.concatenate(gone)) if gone else triggers), instead


def _add_repairs(batch: Batch, mended: list[tuple[int, Fraction]]) -> None:
    """What stands instead of a veto goes onto the score; the floor of the line ``score`` holds again."""
    for member, points in mended:
        score = Fraction(int(batch.score[member]), int(batch.score_den[member])) + points
        floor = _score_floor(batch, member)
        if floor is not None and score < floor:
            score, batch.floored[member] = floor, True
        _set_score(batch, member, score)


def _score_floor(batch: Batch, member: int) -> Fraction | None:
    lines = batch.plan.tables[int(batch.members.scheme[member])].lines
    return next(line.floor for line in lines if line.line == "score")


def _set_score(batch: Batch, member: int, score: Fraction) -> None:
    if max(abs(score.numerator), score.denominator) >= 2**62:
        batch.score, batch.score_den = batch.score.astype(object), batch.score_den.astype(object)
    batch.score[member], batch.score_den[member] = score.numerator, score.denominator


def _triggered(batch: Batch, scheme: int, rows: Array, number: int, row: OverrideRow, hits: Array) -> Array:
    rules = [
        index
        for index, rule in enumerate(batch.plan.rules)
        if rule.scheme == scheme and rule.row.override == number
    ]
    hits = hits[batch.plan.rules_among(rules).take(batch.entry_rule[hits])]
    members = np.unique(batch.entry_member[hits])
    if row.when is not None:
        held = truth(row.when, ResultScope(batch, scheme, rows))
        mine = batch.scored[rows]
        members = np.union1d(members, rows[held.yes & mine])
        batch.ask_once(
            rows[held.unknown & mine], "gate_unknown" if row.gate else "override_unknown", row.title
        )
    return members.astype(np.int64)


def _apply(batch: Batch, scheme: int, number: int, row: OverrideRow, members: Array) -> None:
    batch.overrides += [(member, scheme, number) for member in members.tolist()]
    if not row.ranked:
        batch.unranked[members] = True
    if row.zero:
        batch.vetoed[members] = True
    elif row.grade is not None:
        target = batch.ceiling if row.ceiling else batch.forced
        target[members] = np.maximum(target[members], row.rank)
