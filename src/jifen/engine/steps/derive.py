"""Step 2: missed duties (``expect``) become facts, marked "not decided"."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

import numpy as np

from jifen.engine.batch import Batch
from jifen.engine.codes import Mark
from jifen.engine.evaluation import truth
from jifen.engine.plan import Rule
from jifen.engine.scopes import MemberScope
from jifen.engine.vectors import MISSING32, Array
from jifen.rules.period import Period
from jifen.rules.tables import day_number


def derive(batch: Batch) -> None:
    """Add an entry for every span of a duty in which the member was due and nothing fulfils it."""
    present = dict(batch.schemes)
    rules, members, days = [], [], []
    for index in batch.plan.expect_rules:
        rule = batch.plan.rules[index]
        if rule.scheme not in present:
            continue
        for day, missed in _missed(batch, rule, present[rule.scheme]):
            rules.append(np.full(len(missed), index))
            members.append(missed)
            days.append(np.full(len(missed), day))
    if rules:
        _append(batch, np.concatenate(rules), np.concatenate(members), np.concatenate(days))


def _spans(period: Period, every: str) -> list[tuple[date, date]]:
    if every == "period":
        return [(period.start, period.end)]
    if every == "month":
        return [(p.start, p.end) for p in period.months()]
    return [(p.start, p.end) for p in (period.quarters() if every == "quarter" else period.halves())]


def _missed(batch: Batch, rule: Rule, rows: Array) -> list[tuple[int, Array]]:
    expect = rule.expect
    assert expect is not None
    period, scheme = batch.plan.periods[rule.scheme], rule.scheme
    codes = [batch.plan.kind_codes[scheme, kind] for kind in expect.kinds]
    done = _in_force(batch, codes)
    cells = batch.cell_first[rows] + expect.item
    counting = batch.counting[scheme]
    months = [p.start for p in period.months()]
    found = []
    for start, end in _spans(period, expect.every):
        last = day_number(end)
        if last + expect.within_days > batch.known_day or not expect.first_day <= last <= expect.last_day:
            continue
        inside = [
            n for n, month in enumerate(months) if _overlap(month, start, end) and n < counting.shape[1]
        ]
        due = batch.scored[rows] & counting[:, inside].all(axis=1) & batch.cell_exists[cells]
        for node in expect.members:
            scope_days = np.full(len(rows), last, np.int64)
            due &= truth(node, MemberScope(batch, scheme, rows, scope_days)).yes
        here = done[
            (batch.facts.occurred_on[done] >= day_number(start)) & (batch.facts.occurred_on[done] <= last)
        ]
        counts = np.bincount(batch.facts.member[here], minlength=len(batch))[rows]
        found.append((last, rows[due & (counts < expect.required)]))
    return found


def _overlap(month: date, start: date, end: date) -> bool:
    return month <= end and month.replace(day=monthrange(month.year, month.month)[1]) >= start


def _in_force(batch: Batch, kinds: list[int]) -> Array:
    facts = batch.facts
    held = batch.plan.kinds_among(kinds)[facts.kind] & (facts.occurred_on <= batch.known_day)
    for name in ("reversed_on", "decided_on"):
        days = facts.columns.get(name)
        if days is not None:
            late = days > batch.known_day
            held &= (days == MISSING32) | (late if name == "reversed_on" else ~late)
    return np.flatnonzero(held)


def _append(batch: Batch, rule: Array, member: Array, day: Array) -> None:
    count = len(rule)
    batch.entry_rule = np.concatenate([batch.entry_rule, rule])
    batch.entry_member = np.concatenate([batch.entry_member, member.astype(batch.entry_member.dtype)])
    batch.entry_day = np.concatenate([batch.entry_day, day.astype(batch.entry_day.dtype)])
    batch.entry_fact = np.concatenate([batch.entry_fact, np.full(count, -1)])
    batch.entry_drop = np.concatenate([batch.entry_drop, np.zeros(count, np.uint8)])
    batch.entry_mark = np.concatenate([batch.entry_mark, np.full(count, Mark.DERIVED, np.uint16)])
