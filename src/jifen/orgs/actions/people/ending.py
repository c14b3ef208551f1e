"""Ending what a standing carried with it: the same rows the page named before."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import F

from jifen.common.basis import Basis
from jifen.orgs.models import Person, User
from jifen.orgs.queries import Endings
from jifen.orgs.states.transfers import MembershipEnd


def end_all(
    person: Person, endings: Endings, *, on: date, end: MembershipEnd, reason: str, basis: Basis | None
) -> dict[str, int]:
    """End open rows on a day, their last; return how many of each, for the record.

    A row that began later ends on its first day: it never held.
    """
    for membership in endings.memberships:
        membership.end = end
        _end(membership, on, "end")
    for office in endings.appointments:
        office.end_basis, office.end_reason = basis, reason[:200]
        _end(office, on, "end_basis", "end_reason")
    for row in (*endings.bonds, *endings.circumstances, *endings.household_members):
        _end(row, on)
    if endings.memberships:
        person.group = None
    close_accounts(person, [user.pk for user in endings.users])
    return endings.counts()


def close_accounts(person: Person, closed: list[Any]) -> None:
    """Close accounts and end the open sessions of a person: what was right a minute ago may not be now (trust A7)."""
    User.objects.filter(pk__in=closed).update(is_active=False)
    User.objects.filter(person=person).update(version=F("version") + 1)


def _end(row: Any, on: date, *fields: str) -> None:
    row.to_on = max(on, row.from_on)
    row.save(update_fields=["to_on", *fields])
