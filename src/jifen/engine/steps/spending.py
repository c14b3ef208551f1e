"""Purses of the members of a scheme with ``spend`` (used by ``consequences``)."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import NamedTuple

import numpy as np

from jifen.engine.batch import Batch
from jifen.engine.book import NUMBER_DEN
from jifen.engine.buckets import spans_of
from jifen.engine.evaluation import truth
from jifen.engine.purse import Lot, Purse, Till
from jifen.engine.resultscope import ResultScope
from jifen.engine.steps.derive import in_force
from jifen.engine.steps.same_matter import time_of
from jifen.engine.vectors import MISSING, MISSING32, Array, sortable
from jifen.rules.tables import EPOCH, SpendRow, day_number


class Asked(NamedTuple):
    """One spending asked for; ``spans``: in which span of each limit it falls."""

    day: date
    fact: str
    price: Fraction | None
    spans: tuple[int, ...]


def spending(batch: Batch, scheme: int, rows: Array) -> None:
    """Reckon the purse of everyone who is scored and still there."""
    rule = batch.plan.tables[scheme].spend
    if rule is None or not len(rows):
        return
    barred = np.zeros(len(rows), bool)
    if rule.bar is not None:
        held = truth(rule.bar, ResultScope(batch, scheme, rows))
        barred = held.yes
        batch.ask(rows[held.unknown], "bar_unknown", "能不能兑换")
    gains, costs = _gains(batch, rule), _costs(batch, scheme, rule)
    for position, member in enumerate(rows.tolist()):
        end = date.fromordinal(int(batch.end_day[member]) + EPOCH)
        till = _till(batch, rule, member, gains.get(member, []))
        for one in costs.get(member, []):
            till.receive(one.day)
            till.pay(one.fact, one.price, one.spans, barred=bool(barred[position]))
        till.receive(end)
        till.purse.balance = till.balance
        batch.purses[member] = till.purse


def _till(batch: Batch, rule: SpendRow, member: int, coming: list[tuple[date, Fraction]]) -> Till:
    column = batch.members.fields.get("purse")
    given = MISSING
    if column is not None:
        given = int(column[batch.members.state_of(np.array([member]), batch.end_day[[member]])][0])
    opening = Fraction(0) if given == MISSING else Fraction(given, NUMBER_DEN)
    purse = Purse(opening=opening, expired=Fraction(0) if rule.opening else opening)
    lots = [Lot(opening)] if rule.opening else []
    return Till(
        purse, list(coming), rule.years, rule.compulsory, lots, tuple(most for _, most in rule.limits)
    )


def _gains(batch: Batch, rule: SpendRow) -> dict[int, list[tuple[date, Fraction]]]:
    """Credited gains by member and day, without the first points that cannot be exchanged (I9)."""
    rows = np.flatnonzero((batch.entry_credit > 0) & (batch.entry_drop == 0))
    items = batch.plan.rule_item[batch.entry_rule[rows]]
    size = sortable(-batch.entry_value[rows])
    order = np.lexsort(
        (rows, size, items, time_of(batch, rows), batch.entry_day[rows], batch.entry_member[rows])
    )
    found: dict[int, list[tuple[date, Fraction]]] = {}
    free: dict[int, Fraction] = {}
    for entry in rows[order].tolist():
        member = int(batch.entry_member[entry])
        points = Fraction(int(batch.entry_credit[entry]), batch.unit)
        kept = min(free.setdefault(member, rule.free), points)
        free[member] -= kept
        day = date.fromordinal(int(batch.entry_day[entry]) + EPOCH)
        found.setdefault(member, []).append((day, points - kept))
    return found


def _costs(batch: Batch, scheme: int, rule: SpendRow) -> dict[int, list[Asked]]:
    """What was asked for, by member, in order of day and time."""
    facts = in_force(batch, [batch.plan.kind_codes[scheme, rule.kind]])
    start = day_number(batch.plan.periods[scheme].start)
    days = batch.facts.occurred_on[facts]
    facts = facts[(days >= start) & (days <= batch.end_day[batch.facts.member[facts]])]
    times = batch.facts.columns.get("time")
    clock = np.zeros(len(facts), np.int64) if times is None else times[facts]
    facts = facts[np.lexsort((facts, clock, batch.facts.occurred_on[facts]))]
    days, members = batch.facts.occurred_on[facts].astype(np.int64), batch.facts.member[facts]
    spans = [spans_of(batch, per, days, members, facts) for per, _ in rule.limits]
    found: dict[int, list[Asked]] = {}
    for place, fact in enumerate(facts.tolist()):
        name = "" if batch.facts.ids is None else batch.facts.ids[fact]
        day = date.fromordinal(int(days[place]) + EPOCH)
        own = tuple(int(column[place]) for column in spans)
        found.setdefault(int(members[place]), []).append(Asked(day, name, _cost(batch, rule, fact), own))
    return found


def _cost(batch: Batch, rule: SpendRow, fact: int) -> Fraction | None:
    """Points for one spending: by price list, by money, or as written; None where nobody can tell."""
    columns = batch.facts.columns
    if rule.prices:
        option = columns.get("option")
        code = MISSING32 if option is None else int(option[fact])
        price = dict(rule.prices).get(batch.vocabulary.words[code]) if code >= 0 else None
        quantity = _number(columns.get("quantity"), fact)
        return None if price is None else price * (Fraction(1) if quantity is None else quantity)
    if rule.rate is None:
        return _number(columns.get("quantity"), fact)
    amount = _number(columns.get("amount"), fact)
    return None if amount is None else amount * rule.rate


def _number(column: Array | None, fact: int) -> Fraction | None:
    given = MISSING if column is None else int(column[fact])
    return None if given == MISSING else Fraction(given, NUMBER_DEN)
