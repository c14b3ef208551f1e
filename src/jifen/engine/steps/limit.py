"""Step 7: gross caps, inner to outer, in canonical order, so that each entry knows what it really added."""

from __future__ import annotations

import numpy as np

from jifen.engine.batch import Batch
from jifen.engine.codes import Mark
from jifen.engine.plan import NO_LIMIT
from jifen.engine.spans import SPANS, bucket, calendar_month
from jifen.engine.steps.same_matter import empties, time_of
from jifen.engine.vectors import Array


def limit(batch: Batch) -> None:
    """Run every pass: rule limits, item limits, part limits; unshared before shared."""
    if not batch.plan.passes:
        return
    limited = np.flatnonzero(batch.plan.limited.take(batch.entry_rule))
    limited = limited[(batch.entry_credit[limited] != 0) & ~empties(batch, limited)]
    rules = batch.entry_rule[limited]
    for one in batch.plan.passes:
        numbers = one.limit_of_rule.take(rules)
        held = (numbers >= 0) & (batch.entry_credit[limited] != 0)
        if held.any():
            _run(batch, limited[held], numbers[held])


def _run(batch: Batch, rows: Array, numbers: Array) -> None:
    limits = batch.plan.limit_table
    sign = np.sign(batch.entry_credit[rows])
    sides = limits.side[numbers]
    mine = (sides == 0) | (sides == sign)
    if not mine.all():
        rows, numbers, sign = rows[mine], numbers[mine], sign[mine]
    span = _buckets(batch, rows, limits.span[numbers])
    size = np.abs(batch.entry_credit[rows])
    # Gains and losses draw on a limit of points each for itself; a limit on the number of facts counts both.
    group = (batch.entry_member[rows].astype(np.int64) * len(limits.side) + numbers) * 4
    group += np.where(limits.facts[numbers] < NO_LIMIT, 0, sign + 2)
    order = _in_order(batch, rows, group, size)
    rows, numbers, size, span, group = rows[order], numbers[order], size[order], span[order], group[order]
    first = np.ones(len(rows), bool)
    first[1:] = (group[1:] != group[:-1]) | (span[1:] != span[:-1])
    spot = np.arange(len(rows))
    start = np.maximum.accumulate(np.where(first, spot, 0))
    cap = _caps(batch, rows, numbers)
    running = np.cumsum(size)
    before = running - size - (running - size)[start]
    given = np.minimum(before + size, cap) - np.minimum(before, cap)
    given = np.where(spot - start < limits.facts[numbers], given, 0)
    batch.mark(rows[given < size], Mark.LIMITED)
    batch.entry_credit[rows] = np.sign(batch.entry_credit[rows]) * given


def _in_order(batch: Batch, rows: Array, group: Array, size: Array) -> Array:
    """By group, then canonically: day, time, item, larger first. Entries come by item and day, so few move."""
    day = batch.entry_day[rows].astype(np.int64)
    key = group * (int(day.max()) - int(day.min()) + 1) + day - int(day.min())
    order = np.argsort(key, kind="stable")
    level = key[order][1:] == key[order][:-1]
    tied = np.r_[level, False] | np.r_[False, level]
    if tied.any():
        some = order[tied]
        items = batch.plan.rule_item[batch.entry_rule[rows[some]]]
        order[tied] = some[
            np.lexsort((rows[some], -size[some], items, time_of(batch, rows[some]), key[some]))
        ]
    return order


def _caps(batch: Batch, rows: Array, numbers: Array) -> Array:
    limits = batch.plan.limit_table
    monthly = limits.monthly[numbers]
    caps = limits.points[numbers]
    if monthly.any():
        month = calendar_month(batch.entry_day[rows])
        caps = np.where(
            monthly, np.where(_counting(batch, rows, month), limits.months[numbers, month % 12], 0), caps
        )
    return caps


def _counting(batch: Batch, rows: Array, month: Array) -> Array:
    """Nothing is allotted in a month that does not count for the member (AMB-36)."""
    held = np.zeros(len(rows), bool)
    schemes = batch.members.scheme[batch.entry_member[rows]]
    for scheme, _ in batch.schemes:
        mine = np.flatnonzero(schemes == scheme)
        held[mine] = batch.counts_in(scheme, batch.entry_member[rows[mine]], month[mine])
    return held


def _buckets(batch: Batch, rows: Array, spans: Array) -> Array:
    result = np.zeros(len(rows), np.int64)
    for span in np.flatnonzero(np.bincount(spans)):
        mine = np.flatnonzero(spans == span)
        chosen = rows[mine]
        start = batch.start_day[batch.entry_member[chosen]]
        result[mine] = bucket(SPANS[span], batch.entry_day[chosen], start, chosen)
    return result
