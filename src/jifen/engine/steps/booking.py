"""Linked bookings (``to``): a fact about one member is booked to others (A8-A10); used by ``admit``."""

from __future__ import annotations

import numpy as np

from jifen.engine.batch import Batch
from jifen.engine.codes import Drop
from jifen.engine.evaluation import truth
from jifen.engine.plan import Rule
from jifen.engine.scopes import MemberScope
from jifen.engine.vectors import MISSING32, Array


def link(batch: Batch) -> None:
    """Book the entries of rules with ``to`` to those they mean; where nobody is found, they wait."""
    linked = [n for n, rule in enumerate(batch.plan.rules) if rule.row.to is not None]
    if not linked:
        return
    rows = np.flatnonzero(batch.plan.rules_among(linked)[batch.entry_rule] & (batch.entry_drop == 0))
    gone = np.zeros(len(batch.entry_rule), bool)
    found = []
    for number in np.unique(batch.entry_rule[rows]):
        entries = rows[batch.entry_rule[rows] == number]
        rule = batch.plan.rules[int(number)]
        origin, member = _targets(batch, rule, entries)
        found.append((entries[origin], member))
        gone[entries[origin]] = True
        left = entries[~np.isin(np.arange(len(entries)), origin)]
        batch.entry_drop[left] = np.where(
            _meant_himself(batch, rule, left), Drop.NOT_FOR_MEMBER, Drop.LINK_UNKNOWN
        )
    if found:
        _rebook(batch, gone, np.concatenate([o for o, _ in found]), np.concatenate([m for _, m in found]))


def _rebook(batch: Batch, gone: Array, origin: Array, member: Array) -> None:
    """Take out the entries that were booked elsewhere and put in what stands instead, by member."""
    kept = np.flatnonzero(~gone)
    members = np.r_[batch.entry_member[kept], member].astype(batch.entry_member.dtype)
    source = np.r_[kept, origin]
    order = np.argsort(members, kind="stable")
    source = source[order]
    for name in ("entry_fact", "entry_rule", "entry_day", "entry_drop", "entry_mark"):
        setattr(batch, name, getattr(batch, name)[source])
    batch.entry_member = members[order]


def _targets(batch: Batch, rule: Rule, entries: Array) -> tuple[Array, Array]:
    """Which members each entry is booked to: positions among the entries, and members."""
    branch = batch.members.branch
    subject = batch.entry_member[entries].astype(np.int64)
    low = np.searchsorted(branch, branch[subject], side="left")
    high = np.searchsorted(branch, branch[subject], side="right")
    size = high - low
    origin = np.repeat(np.arange(len(entries)), size)
    member = np.arange(int(size.sum())) - np.repeat(np.cumsum(size) - size, size) + low[origin]
    day = batch.entry_day[entries].astype(np.int64)[origin]
    fits = batch.members.scheme[member] == rule.scheme
    fits &= _related(batch, rule, subject[origin], member, day)
    return origin[fits], member[fits]


def _related(batch: Batch, rule: Rule, subject: Array, member: Array, day: Array) -> Array:
    to = rule.row.to
    if to == "household.head":
        return _heads(batch, subject, member, day)
    others = subject != member
    if to == "branch":
        return np.asarray(others)
    if isinstance(to, str):
        values = batch.members.fields.get(to)
        if values is None:
            return np.zeros(len(member), bool)
        own = values[batch.members.state_of(subject, day)]
        same = values[batch.members.state_of(member, day)] == own
        return np.asarray(others & same & (own != MISSING32))
    assert to is not None
    return np.asarray(others & truth(to, MemberScope(batch, rule.scheme, member, day, of_facts=True)).yes)


def _meant_himself(batch: Batch, rule: Rule, entries: Array) -> Array:
    """Whether the one whom a condition means is the subject himself, so that there is nobody to book it to."""
    to = rule.row.to
    if to is None or isinstance(to, str):
        return np.zeros(len(entries), bool)
    members, days = batch.entry_member[entries], batch.entry_day[entries].astype(np.int64)
    return truth(to, MemberScope(batch, rule.scheme, members, days, of_facts=True)).yes


def _heads(batch: Batch, subject: Array, member: Array, day: Array) -> Array:
    values = batch.members.fields.get("household.head")
    if values is None:
        return np.zeros(len(member), bool)
    head = values[batch.members.state_of(subject, day)]
    numbers = np.array([batch.vocabulary.code(number) for number in batch.members.numbers])
    return np.asarray((head != MISSING32) & (numbers[member] == head))
