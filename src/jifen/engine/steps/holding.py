"""Gains that do not count for a time: held by an override (F12), or lost with a duty (B31)."""

from __future__ import annotations

import numpy as np

from jifen.engine.batch import Batch
from jifen.engine.codes import Drop
from jifen.engine.evaluation import truth
from jifen.engine.scopes import FactScope
from jifen.engine.steps.validity import window_of
from jifen.engine.vectors import MISSING32, Array


def holders(batch: Batch) -> Array:
    """Entries admitted that hold gains back as long as they last."""
    plan = batch.plan
    holding = [
        number
        for number, rule in enumerate(plan.rules)
        if rule.row.override >= 0 and plan.tables[rule.scheme].overrides[rule.row.override].hold
    ]
    if not holding:
        return np.zeros(0, np.int64)
    rows = np.flatnonzero(plan.rules_among(holding)[batch.entry_rule] & (batch.entry_drop == 0))
    mended = [repaired(batch, int(number), rows[batch.entry_rule[rows] == number])[0] for number in
              np.unique(batch.entry_rule[rows])]  # fmt: skip
    return np.setdiff1d(rows, np.concatenate(mended)) if mended else rows


def repaired(batch: Batch, number: int, entries: Array) -> tuple[Array, Array]:
    """Trigger entries of one rule that have been made good, and those of which nobody can tell."""
    rule = batch.plan.rules[number]
    if rule.row.repaired is None or not len(entries):
        return entries[:0], entries[:0]
    held = truth(rule.row.repaired[1], FactScope(batch, rule.scheme, entries))
    return entries[held.yes], entries[held.unknown]


def hold(batch: Batch) -> None:
    """Drop the gains of members while an override that holds them is in force (step ``window``)."""
    for entry in batch.holders[batch.entry_drop[batch.holders] != Drop.WINDOW_UNKNOWN].tolist():
        first, last = _lasts(batch, entry)
        mine = np.flatnonzero(
            (batch.entry_member == batch.entry_member[entry])
            & (batch.entry_value > 0)
            & (batch.entry_drop == 0)
            & (batch.entry_day >= first)
            & (batch.entry_day <= last)
        )
        batch.entry_drop[mine] = Drop.HELD


def _lasts(batch: Batch, entry: int) -> tuple[int, int]:
    """First and last day on which a trigger holds: to its correction, else to the end of its window."""
    first = int(batch.entry_day[entry])
    corrected = batch.facts.columns.get("corrected_on")
    if corrected is not None:
        day = int(corrected[batch.entry_fact[entry]])
        if MISSING32 < day <= batch.known_day:
            return first, day - 1
    rule = batch.plan.rules[int(batch.entry_rule[entry])]
    if not rule.row.windowed:
        return first, 2**40
    _, end, _ = window_of(batch, rule, np.array([entry]))
    return first, int(end[0])


def lose(batch: Batch) -> None:
    """Drop the gains of spans in which a duty on which they hang was missed (step ``value``)."""
    for item, members, first, last in batch.lost:
        held = np.zeros(len(batch), bool)
        held[members] = True
        mine = np.flatnonzero(
            (batch.plan.rule_item[batch.entry_rule] == item)
            & held[batch.entry_member]
            & (batch.entry_value > 0)
            & (batch.entry_drop == 0)
            & (batch.entry_day >= first)
            & (batch.entry_day <= last)
        )
        batch.entry_drop[mine] = Drop.DUTY_MISSED
