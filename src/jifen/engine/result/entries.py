"""Entries of accounts and the flags they raise: a hundred thousand of them, so nothing is reckoned twice."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

import numpy as np

from jifen.engine.batch import Batch
from jifen.engine.codes import PENDING, Drop, Mark
from jifen.engine.result.values import Entry
from jifen.rules.tables import EPOCH

Kinds = set[tuple[int, int]]
"""The different pairs of drop and marks among the entries of an account."""

_DROPS = {drop.value: drop for drop in Drop}
_WAITING = frozenset(drop.value for drop in PENDING)


class Amounts(dict[int, Fraction]):
    """Points of amounts in units; equal amounts share one number."""

    def __init__(self, unit: int) -> None:
        super().__init__()
        self._unit = unit

    def __missing__(self, amount: int) -> Fraction:
        points = self[amount] = Fraction(amount, self._unit)
        return points


class EntryReader:
    """Reads the entries of one batch by member."""

    def __init__(self, batch: Batch, amounts: Amounts) -> None:
        order = np.argsort(batch.entry_member, kind="stable")
        self._ends = np.searchsorted(batch.entry_member[order], np.arange(len(batch) + 1)).tolist()
        self._facts, self._rules, self._days = (
            column[order] for column in (batch.entry_fact, batch.entry_rule, batch.entry_day + EPOCH)
        )
        self._values, self._credits, self._drops, self._marks = (
            column[order]
            for column in (batch.entry_value, batch.entry_credit, batch.entry_drop, batch.entry_mark)
        )
        # A derived entry has the fact -1: the last of the names, the empty one.
        self._ids = [*(batch.facts.ids or [""] * len(batch.facts)), ""]
        items = [row.item for row in batch.plan.items]
        self._named = [
            (rule.row.path, rule.row.title, rule.row.clause, items[rule.item] if rule.item >= 0 else "")
            for rule in batch.plan.rules
        ]
        self._amounts = amounts

    def entries(self, member: int) -> tuple[list[Entry], Kinds]:
        """The entries of a member as they stand in the book, and which kinds of them there are."""
        low, high = self._ends[member], self._ends[member + 1]
        ids, named, amounts = self._ids, self._named, self._amounts
        drops, marks = self._drops[low:high].tolist(), self._marks[low:high].tolist()
        found = [
            Entry(
                ids[fact], path, title, clause, item, day, amounts[value], amounts[credit], _DROPS[drop], mark
            )
            for fact, (path, title, clause, item), day, value, credit, drop, mark in zip(
                self._facts[low:high].tolist(),
                map(named.__getitem__, self._rules[low:high].tolist()),
                self._days[low:high].tolist(),
                self._values[low:high].tolist(),
                self._credits[low:high].tolist(),
                drops,
                marks,
                strict=True,
            )
        ]
        return found, set(zip(drops, marks, strict=True))


def flags_of(kinds: Kinds, gap: bool, questions: Iterable[str]) -> list[str]:
    """What an account is marked with: the gap between grades, open questions, then what its entries are."""
    dropped = {drop for drop, _ in kinds} - {Drop.NONE.value}
    counted = marked = 0
    for drop, marks in kinds:
        marked |= marks
        counted |= 0 if drop else marks
    found = ["gap"] if gap else []
    found += sorted(set(questions))
    for name, holds in (
        ("pending", dropped & _WAITING),
        ("rejected", dropped - _WAITING),
        ("value_outside", counted & Mark.OUTSIDE_USUAL),
        ("multiplier_unknown", marked & Mark.MULTIPLIER_UNKNOWN),
        ("plus_unknown", marked & Mark.PLUS_UNKNOWN),
        ("absorbed", marked & Mark.ABSORBED),
        ("limited", marked & Mark.LIMITED),
        ("derived", marked & Mark.DERIVED),
    ):
        if holds:
            found.append(name)
    return found
