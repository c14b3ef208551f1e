"""What ends when somebody leaves a branch, or a branch ceases: offices, group, household."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import F, Q

from jifen.common.basis import Basis
from jifen.orgs.models import Appointment, HouseholdMember, Organization, Person, User


def end_offices_of(organization: Organization, *, on: date, basis: Basis, reason: str) -> None:
    """End every office still held in one organisation."""
    _end(Q(organization=organization), on=on, basis=basis, reason=reason)


def end_ties_to_branch(person: Person, branch: Organization, *, on: date, basis: Basis, reason: str) -> None:
    """End what a person holds by belonging to a branch: offices there and in its groups, and the household."""
    place = Q(organization__path__gte=branch.path, organization__path__lt=branch.path + "~")
    _end(Q(person=person) & place, on=on, basis=basis, reason=reason)
    open_rows = HouseholdMember.objects.filter(person=person, to_on__isnull=True, household__branch=branch)
    open_rows.filter(from_on__lte=on).update(to_on=on)
    open_rows.filter(from_on__gt=on).update(to_on=F("from_on"))


def end_sessions_of(people: Collection[Person]) -> None:
    """Let the open sessions of these people's accounts end: what was right a minute ago may not be now (trust A7)."""
    User.objects.filter(person__in=people).update(version=F("version") + 1)


def _end(which: Q, *, on: date, basis: Basis, reason: str) -> None:
    rows = Appointment.objects.select_for_update().filter(which, to_on__isnull=True)
    holders = list(Person.objects.filter(pk__in=[row.person_id for row in rows]))
    with_why = {"end_basis": basis, "end_reason": reason[:200]}
    # An office entered for a later day never begins: it ends on the day it would have begun.
    rows.filter(from_on__gt=on).update(to_on=F("from_on"), **with_why)
    rows.filter(from_on__lte=on).update(to_on=on, **with_why)
    end_sessions_of(holders)
