"""Of whom a register asks: who belonged to the branch on its day and was what it asks about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db.models import Q

from jifen.orgs.models import Membership, Organization, Person
from jifen.orgs.queries import Status, resolve, status_of
from jifen.orgs.states.people import CircumstanceKind
from jifen.registers.models import Occasion
from jifen.registers.states.kinds import FORM_OF, OccasionKind

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
    asked = [person for pk, person in people.items() if known[pk].standing in FORM_OF[kind].whom]
    return sorted(asked, key=_spelled)


def list_people_of(occasion: Occasion) -> list[Person]:
    """Return of whom a register asks, and whoever stands in it already."""
    found = {person.pk: person for person in list_people(occasion.branch, occasion.kind, occasion.on)} | {
        row.person.pk: row.person for row in occasion.lines.exclude(state="STRUCK").select_related("person")
    }
    return sorted(found.values(), key=_spelled)


def say_freed(status: Status) -> str:
    """Return why nothing is demanded of somebody on a day; empty where something is (REG-34, REG-36)."""
    return "、".join(kind.label for kind in CircumstanceKind if kind in status.circumstances & (FREED | FAR))


def list_remarks(people: list[Person], on: date) -> Mapping[UUID, str]:
    """Return beside whose name it stands that nothing is demanded of him."""
    known = status_of(people, on)
    return {person.pk: said for person in people if (said := say_freed(known[person.pk]))}


def _spelled(person: Person) -> tuple[str, str, str, str]:
    return person.pinyin, person.name, person.mark, str(person.pk)
