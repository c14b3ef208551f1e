"""Accounts of households, groups and branches: several persons share one (A1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from jifen.engine.plain import Person
from jifen.engine.plan import Plan

SHARED = ("household", "group", "branch")
"""Accounts that several persons have together."""


def joined(plan: Plan, persons: Sequence[Person]) -> tuple[list[Person], list[int]]:
    """The accounts of a roster, and for every person the index of his account.

    An account carries the row of its head: the first who is named as ``household.head`` by one of its persons, else
    the first listed. A person without the key keeps an account of his own.
    """
    found: list[Person] = []
    index: list[int] = []
    places: dict[object, int] = {}
    together: list[list[Person]] = []
    for number, person in enumerate(persons):
        key = _key(plan.tables[person.scheme].account, person, number)
        if key not in places:
            places[key] = len(together)
            together.append([])
        together[places[key]].append(person)
        index.append(places[key])
    for some in together:
        found.append(_account(plan.tables[some[0].scheme].account, some))
    return found, index


def _key(kind: str, person: Person, number: int) -> object:
    if kind not in SHARED:
        return number
    if kind == "branch":
        return (person.scheme, person.branch)
    key = person.fields.get(kind)
    return number if key is None else (person.scheme, person.branch, key)


def _account(kind: str, persons: list[Person]) -> Person:
    if kind not in SHARED:
        return persons[0]
    named = {person.fields.get("household.head") for person in persons} - {None}
    head = next((person for person in persons if person.number in named), persons[0])
    if kind == "branch":
        return replace(head, name=head.branch)
    group = head.fields.get("group")
    return replace(head, name=str(group)) if kind == "group" and group is not None else head
