"""Step 2: missed duties (``expect``) become facts, marked "not decided"."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import numpy as np

from jifen.engine.batch import Batch
from jifen.engine.codes import Mark
from jifen.engine.evaluation import truth
from jifen.engine.plan import Rule
from jifen.engine.scopes import MemberScope
from jifen.engine.vectors import MISSING32, Array
from jifen.rules.period import Period
from jifen.rules.tables import ExpectRow, day_number


class Missed(NamedTuple):
    """A duty missed: the members, the day it is dated on, and the first day of what was missed."""

    members: Array
    day: int
    first: int


def derive(batch: Batch) -> None:
    """Add an entry for every span of a duty in which the member was due and nothing fulfils it."""
    present = dict(batch.schemes)
    rules, members, days = [], [], []
    for index in batch.plan.expect_rules:
        rule = batch.plan.rules[index]
        if rule.scheme not in present:
            continue
        for missed in _missed(batch, rule, present[rule.scheme]):
            rules.append(np.full(len(missed.members), index))
            members.append(missed.members)
            days.append(np.full(len(missed.members), missed.day))
            if rule.expect is not None and rule.expect.gate and len(missed.members):
                batch.lost.append((rule.item, missed.members, missed.first, missed.day))
    if rules:
        _append(batch, np.concatenate(rules), np.concatenate(members), np.concatenate(days))


def _missed(batch: Batch, rule: Rule, rows: Array) -> Iterator[Missed]:
    expect = rule.expect
    assert expect is not None
    codes = [batch.plan.kind_codes[rule.scheme, kind] for kind in expect.kinds]
    done = in_force(batch, codes)
    if expect.run:
        yield from _idle(batch, rule, expect, rows, done)
    elif expect.after:
        yield from _unanswered(batch, rule, expect, done)
    else:
        yield from _spans_missed(batch, rule, expect, rows, done)


# -- a duty in every month, quarter, half or period


def _spans(period: Period, every: str) -> list[tuple[date, date]]:
    if every == "period":
        return [(period.start, period.end)]
    if every == "month":
        return [(p.start, p.end) for p in period.months()]
    return [(p.start, p.end) for p in (period.quarters() if every == "quarter" else period.halves())]


def _spans_missed(batch: Batch, rule: Rule, expect: ExpectRow, rows: Array, done: Array) -> Iterator[Missed]:
    cells = batch.cell_first[rows] + expect.item
    counting, months = batch.counting[rule.scheme], batch.counted[rule.scheme]
    begin = batch.plan.periods[rule.scheme].start
    left = done
    for start, end in _spans(batch.plan.periods[rule.scheme], expect.every):
        first, last = day_number(start), day_number(end)
        if last + expect.within_days > batch.known_day or not expect.first_day <= last <= expect.last_day:
            continue
        inside = [n for n, month in enumerate(months) if start <= max(month, begin) <= end]
        if inside:
            there = counting[:, inside].all(axis=1)
        else:  # the stub of a term without a day that counts: whoever is there all of it
            there = (_joined(batch, rows) <= first) & (batch.absent_from[rows] > last)
        due = batch.scored[rows] & there & batch.cell_exists[cells]
        due &= _concerned(batch, rule, expect, rows, np.full(len(rows), last))
        near = _near(batch, left, first, last, expect.within_days)
        enough = np.bincount(batch.facts.member[near], minlength=len(batch)) >= expect.required
        yield Missed(rows[due & ~enough[rows]], last, first)
        if expect.within_days:
            served = np.zeros(len(batch), bool)
            served[rows[due]] = enough[rows[due]]
            left = np.setdiff1d(
                left, _used_up(batch, near[served[batch.facts.member[near]]], expect.required)
            )


def _near(batch: Batch, facts: Array, first: int, last: int, grace: int) -> Array:
    """Facts that may serve a span: of its days, and of the days of grace after it (ADR 29)."""
    days = batch.facts.occurred_on[facts]
    return facts[(days >= first) & (days <= last + grace)]


def _used_up(batch: Batch, facts: Array, required: int) -> Array:
    """The earliest facts of every member, as many as his duty takes: they serve no later span."""
    order = np.lexsort((batch.facts.occurred_on[facts], batch.facts.member[facts]))
    member = batch.facts.member[facts][order]
    return facts[order][np.arange(len(member)) - np.searchsorted(member, member) < required]


def _concerned(batch: Batch, rule: Rule, expect: ExpectRow, members: Array, days: Array) -> Array:
    """Whom the duty concerns on a day: item and duty are for him."""
    found = np.ones(len(members), bool)
    for node in expect.members:
        found &= truth(node, MemberScope(batch, rule.scheme, members, days, of_facts=True)).yes
    return found


# -- so many idle days on end (B30)


def _idle(batch: Batch, rule: Rule, expect: ExpectRow, rows: Array, done: Array) -> Iterator[Missed]:
    """Every full run of idle days; being away, or not concerned, breaks a run."""
    first = day_number(batch.plan.periods[rule.scheme].start)
    last = day_number(batch.plan.evaluated_on[rule.scheme])
    active = np.zeros((len(batch), max(last - first + 1, 0)), bool)
    days = batch.facts.occurred_on[done]
    inside = (days >= first) & (days <= last)
    active[batch.facts.member[done[inside]], days[inside] - first] = True
    joined = _joined(batch, rows)
    cells = batch.cell_first[rows] + expect.item
    due = batch.scored[rows] & batch.cell_exists[cells]
    run = np.zeros(len(rows), np.int64)
    for day in range(max(first, expect.first_day), min(last, expect.last_day) + 1):
        there = due & (joined <= day) & (batch.absent_from[rows] > day)
        there &= _concerned(batch, rule, expect, rows, np.full(len(rows), day))
        run = np.where(there & ~active[rows, day - first], run + 1, 0)
        full = run == expect.run
        if full.any():
            yield Missed(rows[full], day, day - expect.run + 1)
            run[full] = 0


def _joined(batch: Batch, rows: Array) -> Array:
    values = batch.members.fields.get("joined_on")
    if values is None:
        return np.full(len(rows), MISSING32, np.int64)
    return values[batch.members.state_of(rows, batch.end_day[rows])].astype(np.int64)


# -- something that was handed out and must be answered (B29)


def _unanswered(batch: Batch, rule: Rule, expect: ExpectRow, done: Array) -> Iterator[Missed]:
    period = batch.plan.periods[rule.scheme]
    issued = in_force(batch, [batch.plan.kind_codes[rule.scheme, expect.after]])
    days, counted = batch.facts.occurred_on, _counted_days(batch, rule.scheme)
    end = day_number(period.end)
    of_member: dict[int, list[int]] = {}
    for fact in done.tolist():
        of_member.setdefault(int(batch.facts.member[fact]), []).append(fact)
    for fact in issued.tolist():
        day, member = int(days[fact]), int(batch.facts.member[fact])
        due = day + expect.within_days
        begin = day_number(period.start)
        inside = begin <= counted[fact] <= end and begin <= due <= min(end, batch.known_day)
        if not (
            inside
            and expect.first_day <= due <= expect.last_day
            and _is_due(batch, rule, expect, member, due)
        ):
            continue
        answers = [one for one in of_member.get(member, []) if day <= days[one] <= due]
        if sum(_answers(batch, one, fact) for one in answers) < expect.required:
            yield Missed(np.array([member]), due, day)


def _counted_days(batch: Batch, scheme: int) -> Array:
    """The day that decides to which period a fact belongs."""
    days, decided = batch.facts.occurred_on, batch.facts.columns.get("decided_on")
    if decided is None or not batch.plan.tables[scheme].counts_decided:
        return days
    return np.where(decided == MISSING32, days, decided)


def _is_due(batch: Batch, rule: Rule, expect: ExpectRow, member: int, day: int) -> bool:
    exists = batch.cell_exists[batch.cell_first[member] + expect.item]
    there = batch.scored[member] and exists and batch.absent_from[member] > day
    return bool(there and _concerned(batch, rule, expect, np.array([member]), np.array([day]))[0])


def _answers(batch: Batch, answer: int, issued: int) -> bool:
    """An answer that names another fact is not meant for this one."""
    follows = batch.facts.columns.get("follows")
    if follows is None or follows[answer] == MISSING32:
        return True
    return (
        batch.facts.ids is not None
        and batch.vocabulary.words[int(follows[answer])] == batch.facts.ids[issued]
    )


def in_force(batch: Batch, kinds: list[int]) -> Array:
    """Facts of some kinds that are decided and not reversed."""
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
    batch.entry_drop = np.concatenate([batch.entry_drop, np.zeros(count, batch.entry_drop.dtype)])
    batch.entry_mark = np.concatenate(
        [batch.entry_mark, np.full(count, Mark.DERIVED, batch.entry_mark.dtype)]
    )
