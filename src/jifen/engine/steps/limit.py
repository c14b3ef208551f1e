"""Step 7: gross caps, inner to outer, in canonical order, so that each entry knows what it really added."""

from __future__ import annotations

import numpy as np

from jifen.engine.batch import Batch
from jifen.engine.buckets import spans_of
from jifen.engine.codes import Drop, Mark
from jifen.engine.plan import NO_LIMIT
from jifen.engine.spans import SPANS, calendar_month
from jifen.engine.steps.same_matter import empties, time_of
from jifen.engine.steps.together import memory
from jifen.engine.vectors import Array, sortable


def limit(batch: Batch) -> None:
    """Run every pass: rule limits, item limits, part limits; unshared before shared."""
    if batch.plan.passes:
        _passes(batch)
    if batch.plan.remembering:
        _forget(batch)


def _forget(batch: Batch) -> None:
    """Facts of before the period have used up what they could; nothing of them counts."""
    rows = np.flatnonzero(batch.entry_mark & Mark.MEMORY)
    batch.entry_drop[rows] = Drop.OUTSIDE_PERIOD
    batch.entry_mark[rows] = Mark.MEMORY
    batch.entry_credit[rows] = 0


def _passes(batch: Batch) -> None:
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
    sides = limits.side[numbers]
    mine = (sides == 0) | (sides == np.sign(batch.entry_credit[rows]))
    if not mine.all():
        rows, numbers = rows[mine], numbers[mine]
    counted = limits.facts[numbers] < NO_LIMIT
    if counted.any():
        _by_facts(batch, rows[counted], numbers[counted])
    capped = (limits.points[numbers] < NO_LIMIT) | limits.monthly[numbers]
    capped &= batch.entry_credit[rows] != 0
    if capped.any():
        _by_points(batch, rows[capped], numbers[capped])


def _by_facts(batch: Batch, rows: Array, numbers: Array) -> None:
    """The first n entries keep their credit; gains and losses are counted together."""
    rows, numbers, start = _segments(batch, rows, numbers, np.zeros(len(rows), np.int64))
    over = np.arange(len(rows)) - start >= batch.plan.limit_table.facts[numbers]
    batch.mark(rows[over], Mark.LIMITED)
    batch.entry_credit[rows[over]] = 0


def _by_points(batch: Batch, rows: Array, numbers: Array) -> None:
    """Sizes are credited until they reach the cap, gains and losses each for themselves."""
    rows, numbers, start = _segments(
        batch, rows, numbers, np.sign(batch.entry_credit[rows]).astype(np.int64) + 2
    )
    size = np.abs(batch.entry_credit[rows])
    cap = _caps(batch, rows, numbers)
    running = np.cumsum(size)
    before = running - size - (running - size)[start]
    given = np.minimum(before + size, cap) - np.minimum(before, cap)
    batch.mark(rows[given < size], Mark.LIMITED)
    batch.entry_credit[rows] = np.sign(batch.entry_credit[rows]) * given


def _segments(batch: Batch, rows: Array, numbers: Array, kind: Array) -> tuple[Array, Array, Array]:
    """Rows and limits in canonical order, and for each row where its member, limit and span begins."""
    limits = batch.plan.limit_table
    span = _buckets(batch, rows, limits.span[numbers])
    group = (batch.entry_member[rows].astype(np.int64) * len(limits.side) + numbers) * 4 + kind
    if batch.plan.remembering:
        # Facts of before and those whose window still runs may lie on the same days: each group by itself.
        group = group * 2 + span % 2
    order = _in_order(batch, rows, group, np.abs(batch.entry_value[rows]))
    rows, numbers, span, group = rows[order], numbers[order], span[order], group[order]
    first = np.ones(len(rows), bool)
    first[1:] = (group[1:] != group[:-1]) | (span[1:] != span[:-1])
    return rows, numbers, np.maximum.accumulate(np.where(first, np.arange(len(rows)), 0))


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
            np.lexsort((rows[some], sortable(-size[some]), items, time_of(batch, rows[some]), key[some]))
        ]
    return order


def _caps(batch: Batch, rows: Array, numbers: Array) -> Array:
    limits = batch.plan.limit_table
    scale = batch.unit // batch.plan.unit
    caps = (limits.points.astype(batch.points_type) * scale)[numbers]
    for place in np.flatnonzero(limits.monthly):
        mine = np.flatnonzero(numbers == place)
        if len(mine):
            fulls = limits.months[place].astype(batch.points_type) * scale
            caps[mine] = _allotted(batch, rows[mine], fulls)
    return caps


def _allotted(batch: Batch, rows: Array, months: Array) -> Array:
    """The full mark of the month, nothing in a month that does not count for the member (AMB-36)."""
    member = batch.entry_member[rows]
    scheme = int(batch.members.scheme[member[0]])
    month = calendar_month(batch.entry_day[rows])
    index = month - calendar_month(batch.start_day[member])
    counts = batch.counts_in(scheme, member, month)
    caps = np.where(counts, months[np.clip(index, 0, 11)], 0)
    # An entry that counts by its window although its month is not of this period is not of its allotment.
    outside = (index < 0) | (index > 11) | memory(batch, rows, "month")
    return np.where(outside, batch.no_bound, caps)


def _buckets(batch: Batch, rows: Array, spans: Array) -> Array:
    result = np.zeros(len(rows), np.int64)
    for span in np.flatnonzero(np.bincount(spans)):
        mine = np.flatnonzero(spans == span)
        chosen = rows[mine]
        member, day = batch.entry_member[chosen], batch.entry_day[chosen]
        result[mine] = spans_of(batch, SPANS[span], day, member, chosen)
        if batch.plan.remembering:
            result[mine] = result[mine] * 2 + memory(batch, chosen, SPANS[span])
    return result
