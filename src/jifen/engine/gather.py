"""Plain facts and members → sorted columns (``Facts``, ``Members``): interning, days, states, reversals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from fractions import Fraction
from typing import Any

import numpy as np

from jifen.engine.book import NUMBER_DEN, Facts, Members, Vocabulary
from jifen.engine.errors import WrongBook
from jifen.engine.households import joined
from jifen.engine.marks import marks_there
from jifen.engine.plain import Event, Person, Plain
from jifen.engine.plan import Plan
from jifen.engine.vectors import MISSING, MISSING32, Array
from jifen.rules.fields import FACT_FIELDS, MEMBER_FIELDS, REGISTER_FIELDS, FieldType
from jifen.rules.tables import day_number

__all__ = ["Event", "Gathered", "Person", "Plain", "gather"]


@dataclass(slots=True)
class Gathered:
    """Members and facts ready for the program.

    ``people``: the accounts in their order; ``order[i]``: index of account i before sorting; ``account[i]``: the
    account of person i, before sorting.
    """

    members: Members
    facts: Facts
    vocabulary: Vocabulary
    people: list[Person]
    order: list[int]
    account: list[int]


def gather(plan: Plan, persons: Sequence[Person], events: Sequence[Event]) -> Gathered:
    """Join persons into accounts, sort these by branch and events canonically.

    Raises WrongBook for kinds a scheme does not know.
    """
    events = [_as_marked(event, plan.as_of) for event in events]
    accounts, account = joined(plan, persons)
    order = sorted(range(len(accounts)), key=lambda n: (accounts[n].branch, n))
    place = {given: now for now, given in enumerate(order)}
    vocabulary = Vocabulary()
    people = [accounts[n] for n in order]
    for word in sorted(_words(people, events)):
        vocabulary.code(word)
    members = _members(people, vocabulary)
    kept, reversed_on = _reversals(events, plan.as_of)
    facts = _facts(plan, people, kept, [place[account[e.person]] for e in kept], reversed_on, vocabulary)
    return Gathered(members, facts.sorted(plan.kind_item), vocabulary, people, order, account)


def _as_marked(event: Event, as_of: date | None) -> Event:
    """The event with the marks it has on a day."""
    marks = event.fields.get("marks")
    if marks is None:
        return event
    return replace(event, fields={**event.fields, "marks": marks_there(str(marks), as_of)})


def _words(people: Sequence[Person], events: Sequence[Event]) -> set[str]:
    found: set[str] = set()
    for person in people:
        found.add(person.branch)
        found.update(v for v in person.fields.values() if isinstance(v, str))
        found.update(v for _, _, v in person.changes if isinstance(v, str))
        for year in person.prior:
            found.update(v for v in year.values() if isinstance(v, str))
    for event in events:
        found.update(v for v in event.fields.values() if isinstance(v, str))
    return found


def _encode(values: Sequence[Plain], kind: FieldType, vocabulary: Vocabulary) -> Array:
    """One column of a field: hundredths, codes, days, minutes or 0/1; the type's least value is "missing"."""
    if kind is FieldType.FLAG:
        return np.array([-128 if v is None else int(bool(v)) for v in values], np.int8)
    if kind in (FieldType.NUMBER, FieldType.POINTS):
        return np.array([MISSING if v is None else _hundredths(v) for v in values], np.int64)
    return np.array([MISSING32 if v is None else _small(v, vocabulary) for v in values], np.int32)


def _hundredths(value: Any) -> int:
    number = Fraction(value) * NUMBER_DEN
    if number.denominator != 1:
        raise WrongBook(f"数值“{value}”超过两位小数，请改成最多两位小数。")
    return int(number)


def _small(value: Plain, vocabulary: Vocabulary) -> int:
    if isinstance(value, date):
        return day_number(value)
    if isinstance(value, time):
        return value.hour * 60 + value.minute
    return vocabulary.code(str(value))


def _kind_of(name: str, values: Sequence[Plain]) -> FieldType:
    known = MEMBER_FIELDS.get(name) or REGISTER_FIELDS.get(name)
    if known is not None:
        return known.type
    if name.startswith("measure."):
        return FieldType.NUMBER
    words = any(isinstance(value, str) for value in values)
    return FieldType.TEXT if words else FieldType.FLAG


def _members(people: Sequence[Person], vocabulary: Vocabulary) -> Members:
    state_member, state_from, rows = _states(people)
    names = sorted({name for row in rows for name in row} | {"status"})
    columns = {}
    for name in names:
        values = [row.get(name) for row in rows]
        columns[name] = _encode(values, _kind_of(name, values), vocabulary)
    unknown_status = columns["status"] == MISSING32
    columns["status"] = np.where(unknown_status, vocabulary.code(""), columns["status"])
    return Members(
        names=[p.name for p in people],
        numbers=[p.number for p in people],
        branch=np.array([vocabulary.code(p.branch) for p in people], np.int32),
        scheme=np.array([p.scheme for p in people], np.int16),
        fields=columns,
        state_member=state_member,
        state_from=state_from,
        prior=_prior(people, vocabulary),
        findings={
            name: np.array(
                [-128 if name not in p.findings else int(p.findings[name]) for p in people], np.int8
            )
            for name in sorted({name for p in people for name in p.findings})
        },
    )


def _states(people: Sequence[Person]) -> tuple[Array, Array, list[Mapping[str, Plain]]]:
    member, since, rows = [], [], []
    for index, person in enumerate(people):
        row: dict[str, Plain] = dict(person.fields)
        member.append(index)
        since.append(MISSING32)
        rows.append(row)
        for day in sorted({day for day, _, _ in person.changes}):
            row = {**row, **{name: value for on, name, value in person.changes if on == day}}
            member.append(index)
            since.append(day_number(day))
            rows.append(row)
    return np.array(member, np.int64), np.array(since, np.int64), list(rows)


def _prior(people: Sequence[Person], vocabulary: Vocabulary) -> dict[tuple[int, str], Array]:
    found: dict[tuple[int, str], Array] = {}
    for back in range(1, max((len(p.prior) for p in people), default=0) + 1):
        years = [p.prior[back - 1] if len(p.prior) >= back else {} for p in people]
        for name in sorted({name for year in years for name in year}):
            words = name in ("grade", "appraisal", "tier")
            kind = FieldType.TEXT if words else FieldType.NUMBER
            found[back, name] = _encode([year.get(name) for year in years], kind, vocabulary)
    return found


def _reversals(events: Sequence[Event], as_of: date | None) -> tuple[list[Event], dict[str, date]]:
    """Facts that stand, and the day from which each reversed one is out.

    A reversal may itself be reversed; what counts is the book as it is known on ``as_of``.
    """
    reversing: dict[str, list[Event]] = {}
    for event in events:
        if event.fields.get("reverses") is not None:
            reversing.setdefault(str(event.fields["reverses"]), []).append(event)
    taken_out: dict[str, date] = {}
    for target, many in reversing.items():
        days = [_day_of(one) for one in many if _in_force(one, reversing, as_of, {target})]
        if days:
            taken_out[target] = min(days)
    stand = (event for event in events if event.fields.get("reverses") is None)
    return sorted(stand, key=lambda event: event.id), taken_out


def _day_of(reversal: Event) -> date:
    day = reversal.fields.get("decided_on") or reversal.occurred_on
    assert isinstance(day, date)
    return day


def _in_force(
    reversal: Event, reversing: Mapping[str, list[Event]], as_of: date | None, above: set[str]
) -> bool:
    if reversal.id in above or (as_of is not None and _day_of(reversal) > as_of):
        return False
    deeper = above | {reversal.id}
    return not any(_in_force(one, reversing, as_of, deeper) for one in reversing.get(reversal.id, []))


def _facts(
    plan: Plan, people: Sequence[Person], events: Sequence[Event], member: Sequence[int],
    reversed_on: Mapping[str, date], vocabulary: Vocabulary,
) -> Facts:  # fmt: skip
    kinds = [plan.kind_codes.get((people[m].scheme, e.kind), -1) for m, e in zip(member, events, strict=True)]
    unknown = sorted({e.kind for code, e in zip(kinds, events, strict=True) if code < 0})
    if unknown:
        raise WrongBook(f"办法里没有这些事项：{'、'.join(unknown)}。请核对事项名称。")
    names = sorted({name for e in events for name in e.fields if name in FACT_FIELDS})
    columns = {
        name: _encode([e.fields.get(name) for e in events], FACT_FIELDS[name].type, vocabulary)
        for name in names
        if name not in ("id", "kind", "occurred_on", "subject", "reverses")
    }
    if reversed_on:
        columns["reversed_on"] = _encode([reversed_on.get(e.id) for e in events], FieldType.DATE, vocabulary)
    return Facts(
        member=np.array(member, np.int32),
        kind=np.array(kinds, np.int32),
        occurred_on=np.array([day_number(e.occurred_on) for e in events], np.int32),
        columns=columns,
        ids=[e.id for e in events],
    )
