"""Step 11: veto, forced grade, ceiling: an overlay on the computed score, nothing below is rewritten."""

from __future__ import annotations

import numpy as np

from jifen.engine.batch import Batch
from jifen.engine.evaluation import truth
from jifen.engine.resultscope import ResultScope
from jifen.engine.vectors import Array
from jifen.rules.tables import OverrideRow


def override(batch: Batch) -> None:
    """Find the overrides in force for each member; note vetoes, forced grades and ceilings (grade ranks)."""
    count = len(batch)
    batch.vetoed = np.zeros(count, bool)
    batch.forced, batch.ceiling = np.full(count, -1, np.int64), np.full(count, -1, np.int64)
    hits = np.flatnonzero(batch.plan.rule_trigger.take(batch.entry_rule))
    hits = hits[batch.entry_drop[hits] == 0]
    for scheme, rows in batch.schemes:
        for number, row in enumerate(batch.plan.tables[scheme].overrides):
            if row.enabled:
                _apply(batch, scheme, number, row, _triggered(batch, scheme, rows, number, row, hits))


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
        batch.ask(rows[held.unknown & mine], "override_unknown", row.title)
    return members.astype(np.int64)


def _apply(batch: Batch, scheme: int, number: int, row: OverrideRow, members: Array) -> None:
    batch.overrides += [(int(member), scheme, number) for member in members]
    if row.zero:
        batch.vetoed[members] = True
    else:
        target = batch.ceiling if row.ceiling else batch.forced
        target[members] = np.maximum(target[members], row.rank)
