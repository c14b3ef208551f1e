"""Step 5: of entries about one matter or act only the largest (or first) keeps its credit."""

from __future__ import annotations

import numpy as np

from jifen.engine.batch import Batch
from jifen.engine.buckets import spans_of
from jifen.engine.codes import Mark
from jifen.engine.vectors import MISSING32, Array, in_order, sortable

_ALWAYS = 2**40
"""The period of a matter that is one for life."""


def same_matter(batch: Batch) -> None:
    """Absorbed entries get no credit and use up no limit; the others start with their full value."""
    batch.entry_credit = np.where(batch.entry_drop == 0, batch.entry_value, 0)
    keeps = batch.plan.rule_keep.take(batch.entry_rule)
    for key in ("matter", "act"):
        column = batch.facts.columns.get(key)
        if column is not None:
            _absorb(batch, key, column, keeps)


def _absorb(batch: Batch, key: str, column: Array, keeps: Array) -> None:
    plan = batch.plan
    uses = np.array([row[3] == key for row in plan.keeps] + [False])
    rows = np.flatnonzero(uses[keeps] & (batch.entry_drop == 0) & (batch.entry_fact >= 0))
    rows = rows[column[batch.entry_fact[rows]] != MISSING32]
    if len(rows) < 2:
        return
    life = np.array([row[4] for row in plan.keeps])[keeps[rows]]
    if plan.remembering:
        there = life | ((batch.entry_mark[rows] & Mark.MEMORY) == 0)
        rows, life = rows[there], life[there]
    group = np.array([row[0] for row in plan.keeps])[keeps[rows]]
    matter = column[batch.entry_fact[rows]].astype(np.int64)
    member = batch.entry_member[rows].astype(np.int64)
    year = _periods(batch, rows, life)
    # What takes the whole item is the heaviest reading of its matter.
    veto = plan.rule_trigger[batch.entry_rule[rows]]
    size = sortable(np.where(empties(batch, rows), batch.no_bound, np.abs(batch.entry_value[rows])))
    largest = np.array([row[1] for row in plan.keeps])[keeps[rows]]
    order = in_order(
        member,
        group,
        year,
        matter,
        np.where(largest & veto, -1, 0),
        np.where(largest, -size, 0),
        np.where(largest, plan.rule_prefer[batch.entry_rule[rows]], 0),
        batch.entry_day[rows],
        time_of(batch, rows),
        plan.rule_order[batch.entry_rule[rows]],
        -size,
    )
    rows, group, matter, member, year = rows[order], group[order], matter[order], member[order], year[order]
    again = np.zeros(len(rows), bool)
    again[1:] = (group[1:] == group[:-1]) & (matter[1:] == matter[:-1]) & (member[1:] == member[:-1])
    again[1:] &= year[1:] == year[:-1]
    absorbed = rows[again]
    batch.entry_credit[absorbed] = 0
    batch.mark(absorbed, Mark.ABSORBED)


def _periods(batch: Batch, rows: Array, life: Array) -> Array:
    """The period in which a matter is one: its points period (AMB-08; older entries get here through their windows)."""
    member = batch.entry_member[rows]
    return np.where(life, _ALWAYS, spans_of(batch, "period", batch.entry_day[rows], member, rows))


def empties(batch: Batch, rows: Array) -> Array:
    """Which entries take everything of their item (``all``) and carry no number."""
    return np.asarray((batch.entry_mark[rows] & Mark.EMPTIES) != 0)


def time_of(batch: Batch, rows: Array) -> Array:
    """Minutes since midnight, missing first; zeros where no fact has a time."""
    times = batch.facts.columns.get("time")
    if times is None:
        return np.zeros(len(rows), np.int64)
    facts = batch.entry_fact[rows]
    return np.where(facts >= 0, times[facts], MISSING32)  # derived facts have no time
