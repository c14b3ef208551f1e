"""Accounts of households, groups and branches: several persons become one member (G5)."""

from __future__ import annotations

from copy import copy
from dataclasses import replace

from jifen.rules.model.people import People
from tests.oracle.facts import Fact, Member


def joined(people: People, members: list[Member], facts: list[Fact]) -> tuple[list[Member], list[Fact]]:
    """One member for each household, group or branch, with the facts of all its persons."""
    if people.account in ("person", "organization"):
        return members, facts
    groups: dict[object, list[Member]] = {}
    for member in members:
        groups.setdefault(key_of(people.account, member), []).append(member)
    accounts, named = [], {}
    for persons in groups.values():
        one = account(people.account, persons)
        accounts.append(one)
        named.update({person.id: one.id for person in persons})
    moved = []
    for fact in facts:
        moved.append(replace(fact, member=named[fact.member]))
    return accounts, moved


def key_of(kind: str, member: Member) -> object:
    """What he shares with the others of his account; who has no such key keeps an account of his own."""
    if kind == "branch":
        return member.branch
    key = member.fields.get(kind)
    return (member.id,) if key is None else (member.branch, key)


def account(kind: str, persons: list[Member]) -> Member:
    """The head's row under the name of the account."""
    named = {person.fields.get("household.head") for person in persons} - {None}
    heads = [person for person in persons if person.fields.get("number") in named]
    found = copy((heads or persons)[0])
    if kind == "branch":
        found.id = found.branch
    elif kind == "group" and found.fields.get("group") is not None:
        found.id = str(found.fields["group"])
    return found
