"""Of whom a register asks: who belonged to the branch on its day and was what it asks about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db.models import Q

from jifen.orgs.models import Membership, Organization, Person
from jifen.orgs.queries import Status, resolve, status_of
from jifen.orgs.states.people import CircumstanceKind, Standing
from jifen.registers.models import Occasion
from jifen.registers.states.kinds import FORM_OF, OccasionKind
from jifen.registers.states.occasions import LineState

FREED = frozenset({CircumstanceKind.NO_HARD_REQUIREMENT, CircumstanceKind.FRAIL})
"""Of whom no attendance is demanded (REG-36)."""
FAR = frozenset({CircumstanceKind.MIGRANT, CircumstanceKind.ABROAD, CircumstanceKind.LOST_CONTACT})
"""Who is not there to come (REG-34)."""


def list_people(branch: Organization, kind: OccasionKind, on: date) -> list[Person]:
    """Return of whom a register of a kind asks on a day, by pinyin, duplicates once."""
    held = Q(to_on__isnull=True) | Q(to_on__gte=on)
    rows = Membership.objects.filter(held, branch=branch, from_on__lte=on).select_related("person")
    people = {found.pk: found for found in (resolve(row.person) for row in rows.order_by("pk"))}
    known = status_of(list(people.values()), on)
    return sorted((person for pk, person in people.items() if _is_asked(kind, known[pk])), key=_spelled)


def list_people_of(occasion: Occasion) -> list[Person]:
    """Return of whom a register asks, and whoever stands in it already, be it under a duplicate of himself."""
    lines = occasion.lines.exclude(state=LineState.STRUCK).select_related("person").order_by("pk")
    found = {row.person.pk: row.person for row in lines}
    named = {resolve(person).pk for person in found.values()}
    asked = list_people(occasion.branch, occasion.kind, occasion.on)
    return sorted([*found.values(), *(one for one in asked if one.pk not in named)], key=_spelled)


def _is_asked(kind: OccasionKind, status: Status) -> bool:
    """Say whether a register asks of somebody: of formal members only those away write reports (S3-二-一-b4)."""
    if status.standing not in FORM_OF[kind].whom:
        return False
    away = CircumstanceKind.MIGRANT in status.circumstances
    return kind is not OccasionKind.THOUGHT_REPORT or status.standing is not Standing.FORMAL or away


def say_freed(status: Status) -> str:
    """Return why nothing is demanded of somebody on a day; empty where something is (REG-34, REG-36)."""
    return "、".join(kind.label for kind in CircumstanceKind if kind in status.circumstances & (FREED | FAR))


def list_remarks(people: list[Person], on: date) -> Mapping[UUID, str]:
    """Return beside whose name it stands that nothing is demanded of him."""
    known = status_of(people, on)
    return {person.pk: said for person in people if (said := say_freed(known[person.pk]))}


def _spelled(person: Person) -> tuple[str, str, str, str]:
    return person.pinyin, person.name, person.mark, str(person.pk)
