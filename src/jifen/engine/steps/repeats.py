"""Repeats of the same item or class: multiplied while an earlier one still stands (B35; used by ``window``)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from jifen.engine.batch import Batch
from jifen.engine.buckets import spans_of
from jifen.engine.codes import Mark
from jifen.engine.steps.same_matter import empties, time_of
from jifen.engine.steps.value import held, multiply_entries
from jifen.engine.vectors import MISSING32, Array, sortable
from jifen.rules.tables import RepeatRow


@dataclass(slots=True)
class _Line:
    """Entries of the items at hand in canonical order; ``first``: where each one's member and item begin.

    ``since``/``until``: the days on which an entry stands; without a window it stands in its own period alone.
    """

    rows: Array
    first: Array
    windowed: Array
    since: Array
    until: Array
    day: Array
    period: Array
    class_: Array


def repeat(batch: Batch, since: Array, until: Array) -> None:
    """Multiply by the repeats as the entries stood before any of them. ``since``/``until``: columns over entries."""
    line = _line(batch, since, until)
    places = np.full(len(batch.entry_rule), -1, np.int64)
    places[line.rows] = np.arange(len(line.rows))
    found = []
    for number, group in batch.groups:
        rule = batch.plan.rules[number]
        for row in rule.row.repeats:
            entries = group[batch.entry_drop[group] == 0]
            entries = held(batch, rule.scheme, row.when, entries, Mark.MULTIPLIER_UNKNOWN)
            found.append((row, entries, _earlier(line, places[entries], row)))
    for row, entries, often in found:
        for times in np.unique(often[often > 0]).tolist():
            multiply_entries(batch, entries[often == times], row.by**times)


def _line(batch: Batch, since: Array, until: Array) -> _Line:
    plan = batch.plan
    items = np.unique([plan.rule_item[number] for number, rule in enumerate(plan.rules) if rule.row.repeats])
    rows = np.flatnonzero(np.isin(plan.rule_item, items).take(batch.entry_rule) & (batch.entry_drop == 0))
    rule, member = batch.entry_rule[rows], batch.entry_member[rows].astype(np.int64)
    item, day = plan.rule_item[rule], batch.entry_day[rows].astype(np.int64)
    size = sortable(np.where(empties(batch, rows), batch.no_bound, np.abs(batch.entry_value[rows])))
    order = np.lexsort((rows, -size, time_of(batch, rows), day, item, member))
    rows, rule, member, item, day = (column[order] for column in (rows, rule, member, item, day))
    begins = np.ones(len(rows), bool)
    begins[1:] = (member[1:] != member[:-1]) | (item[1:] != item[:-1])
    return _Line(
        rows=rows,
        first=np.maximum.accumulate(np.where(begins, np.arange(len(rows)), 0)),
        windowed=plan.rule_windowed[rule],
        since=since[rows],
        until=until[rows],
        day=day,
        period=spans_of(batch, "period", batch.counting_day(rows), member, rows),
        class_=_class_of(batch, rows),
    )


def _class_of(batch: Batch, rows: Array) -> Array:
    column = batch.facts.columns.get("class")
    if column is None:
        return np.full(len(rows), MISSING32, np.int64)
    facts = batch.entry_fact[rows]
    return np.where(facts >= 0, column[facts], MISSING32)


def _earlier(line: _Line, places: Array, row: RepeatRow) -> Array:
    """How many earlier ones stand on the day of each entry; at most one where one is enough."""
    found = np.zeros(len(places), np.int64)
    left = np.arange(len(places))
    back = 0
    while len(left):
        back += 1
        left = left[places[left] - back >= line.first[places[left]]]
        own, other = places[left], places[left] - back
        inside = (line.since[other] <= line.day[own]) & (line.day[own] <= line.until[other])
        stands = np.where(line.windowed[other], inside, line.period[other] == line.period[own])
        if row.same == "class":
            stands &= (line.class_[own] != MISSING32) & (line.class_[own] == line.class_[other])
        found[left[stands]] += 1
        if not row.each:
            left = left[~stands]
    return found
