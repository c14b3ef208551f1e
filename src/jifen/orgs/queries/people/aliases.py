"""Duplicates: one person entered twice. What refers to a duplicate stays as it is; reading finds the person kept."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from jifen.orgs.models import Person


def resolve(person: Person) -> Person:
    """Return the person of whom this row is a duplicate, at whatever distance; the person himself where it is none."""
    while person.same_as_id:
        person = Person.objects.select_related("branch", "group").get(pk=person.same_as_id)
    return person


def list_aliases(*people: Person) -> dict[UUID, UUID]:
    """Return, for people and all their duplicates, which of the people each row is about."""
    found = {person.pk: person.pk for person in people}
    fresh: Iterable[UUID] = list(found)
    while fresh:
        rows = Person.objects.filter(same_as__in=list(fresh)).values_list("pk", "same_as_id")
        added = {pk: found[kept] for pk, kept in rows if kept is not None and pk not in found}
        found.update(added)
        fresh = list(added)
    return found
