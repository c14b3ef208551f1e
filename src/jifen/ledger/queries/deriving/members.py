"""The people of a book as the engine sees them: what each was when the year began, and every dated change since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID

from jifen.engine.gather import Person as Account
from jifen.engine.gather import Plain
from jifen.orgs.models import (
    Appointment,
    Circumstance,
    Discipline,
    HouseholdMember,
    Membership,
    Person,
    StandingEvent,
)
from jifen.orgs.states.history import list_effective, standing_on
from jifen.orgs.states.people import ON_ROSTER, CircumstanceKind, Standing
from jifen.rules.period import Period
from jifen.schemes.models import Enrolment
from jifen.schemes.states.lookups import discipline_code, role_code

_K = CircumstanceKind
_MANY = "、"
NONE = ""
"""A list without anything in it: known, and equal to no option."""


def read_members(
    branch_name: str,
    enrolled: Sequence[Enrolment],
    year: Period,
    *,
    about: Mapping[UUID, UUID],
    households: bool = False,
) -> list[Account]:
    """Return one account for each enrolment, in their order, in a fixed number of queries.

    `about`: rows of these people and of their duplicates → the person kept;
    `households`: accounts are kept by household, whose head is found by his number.
    """
    people = [one.person for one in enrolled]
    known = _Known(people, about, year)
    found = [_account(branch_name, one, known, year) for one in enrolled]
    if households:
        for account, one in zip(found, enrolled, strict=True):
            account.number = number_of(one.person)
    return found


def number_of(person: Person) -> str:
    """Return the number under which the engine finds the head of a household: his own, else his name as told apart."""
    return person.member_no or str(person)


class _Known:
    """Rows about people, read once for all; rows about duplicates count for the person kept."""

    def __init__(self, people: Sequence[Person], about: Mapping[UUID, UUID], year: Period) -> None:
        self.about = about
        ids = list(about)
        self.moves = self._by_person(StandingEvent.objects.filter(person_id__in=[one.pk for one in people]))
        self.offices = self._by_person(Appointment.objects.filter(person_id__in=ids, from_on__lte=year.end))
        self.circumstances = self._by_person(
            Circumstance.objects.filter(person_id__in=ids, from_on__lte=year.end)
        )
        self.measures = self._by_person(
            Discipline.objects.filter(person_id__in=ids, approved_on__lte=year.end)
        )
        self.memberships = self._by_person(Membership.objects.filter(person_id__in=ids))
        self.households = self._by_person(
            HouseholdMember.objects.filter(person_id__in=ids, from_on__lte=year.end).select_related(
                "household__head"
            )
        )

    def _by_person(self, rows: Iterable[Any]) -> dict[UUID, list[Any]]:
        found: dict[UUID, list[Any]] = defaultdict(list)
        for row in rows:
            found[self.about[row.person_id]].append(row)
        return found


def _account(branch_name: str, enrolment: Enrolment, known: _Known, year: Period) -> Account:
    person = enrolment.person
    days = sorted({year.start, *_days(person, known, year)})
    states = [(day, _on(person, known, day)) for day in days]
    fields: dict[str, Plain] = {
        **states[0][1],
        "joined_on": _joined(person, enrolment, known),
        "branch": branch_name,
    }
    if person.birth_on:
        fields["birth_date"] = person.birth_on
    if left := _left(person, enrolment, known):
        fields["left_on"] = left
    if enrolment.out_from:  # what he had until then stays (AMB-39): `exempt` would strike it too
        fields["exempt_from"] = enrolment.out_from
    elif not enrolment.participates:
        fields |= {"exempt": True, "exempt_from": max(enrolment.from_on, year.start)}
    changes = [
        (day, name, now.get(name))
        for (_, before), (day, now) in pairwise(states)
        for name in sorted({*before, *now})
        if before.get(name) != now.get(name)
    ]
    return Account(
        name=str(person), number=person.member_no, branch=branch_name, fields=fields, changes=changes
    )


def _days(person: Person, known: _Known, year: Period) -> Iterator[date]:
    """Yield the days of the year on which something about a person may change."""
    spans = (*known.offices[person.pk], *known.circumstances[person.pk], *known.households[person.pk])
    for row in spans:
        yield from (row.from_on, *([row.to_on + timedelta(days=1)] if row.to_on else []))
    for row in known.measures[person.pk]:
        yield from (row.approved_on, *([row.effect_until + timedelta(days=1)] if row.effect_until else []))
    yield from (move.on for move in known.moves[person.pk])


def _on(person: Person, known: _Known, day: date) -> dict[str, Plain]:
    """Return what conditions see of a person on a day."""
    moves = known.moves[person.pk]
    standing = standing_on(moves, day, joined_on=person.joined_on, converted_on=person.converted_on)
    kinds = {row.kind for row in _held(known.circumstances[person.pk], day)}
    offices = _held(known.offices[person.pk], day)
    fields: dict[str, Plain] = {
        "village_cadre": _K.VILLAGE_CADRE in kinds,
        "residence": "away" if kinds & {_K.MIGRANT, _K.ABROAD} else "home",
        "health": "frail" if kinds & {_K.FRAIL, _K.NO_HARD_REQUIREMENT} else "well",
        "role": _MANY.join(sorted({role_code(row.role) for row in offices})) or NONE,
    }
    if offices:
        fields["role_since"] = min(row.from_on for row in offices)
    if standing in ON_ROSTER:
        fields["status"] = standing.value.lower()
        fields |= _since(moves, standing, day)
    measures = [row for row in known.measures[person.pk] if row.approved_on <= day]
    measures = [row for row in measures if row.effect_until is None or row.effect_until >= day]
    fields["discipline"] = _MANY.join(sorted({discipline_code(row.measure) for row in measures})) or NONE
    ends = [row.effect_until for row in measures if row.effect_until]
    if ends:
        fields["discipline_until"] = max(ends)
    for row in _held(known.households[person.pk], day):
        fields["household"] = str(row.household)
        fields["household.head"] = number_of(row.household.head)
    if person.group_id:
        fields["group"] = str(person.group)
    return fields


def _held(rows: Iterable[Any], day: date) -> list[Any]:
    return [row for row in rows if row.from_on <= day and (row.to_on is None or row.to_on >= day)]


def _since(moves: Iterable[StandingEvent], standing: Standing, day: date) -> dict[str, Plain]:
    days = [move.on for move in list_effective(moves) if move.on <= day and move.target is standing]
    return {"status_since": days[-1]} if days else {}


def _joined(person: Person, enrolment: Enrolment, known: _Known) -> date:
    days = [row.from_on for row in known.memberships[person.pk] if row.branch_id == enrolment.branch_id]
    return max(days, default=enrolment.from_on)


def _left(person: Person, enrolment: Enrolment, known: _Known) -> date | None:
    """Return the last day in the branch: of the enrolment, the membership, or the move off the roster."""
    ends = [enrolment.to_on] if enrolment.to_on else []
    rows = [row for row in known.memberships[person.pk] if row.branch_id == enrolment.branch_id]
    if rows and (last := max(rows, key=lambda row: row.from_on)).to_on:
        ends.append(last.to_on)
    effective = list_effective(known.moves[person.pk])
    if effective and effective[-1].target not in ON_ROSTER:
        ends.append(effective[-1].on)
    return min(ends, default=None)
