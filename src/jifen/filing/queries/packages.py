"""Packages, as far as an actor sees them, and by when they are due."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from jifen.common.actor import Actor
from jifen.common.refusals import NotFound
from jifen.filing.models import Package
from jifen.filing.permissions import may
from jifen.filing.states.acts import Act
from jifen.orgs.models import Organization
from jifen.rules.holidays import HolidayTable, HolidayYearMissing
from jifen.schemes.queries import get_holiday_table


def get_package_for(actor: Actor, package_id: UUID | str, *, lock: bool = False) -> Package:
    """Return one version of a package; raise `NotFound` where there is none or the actor does not see it."""
    rows = Package.objects.select_related("organization", "addressee")
    if lock:
        rows = rows.select_for_update(of=("self",))
    found = rows.filter(pk=package_id).first()
    if found is None or not may(actor, Act.VIEW_PACKAGES, found.place):
        raise NotFound
    return found


def list_packages_for(actor: Actor, organization: Organization) -> QuerySet[Package]:
    """Return what a branch filed, or for a superior what all below it sent; newest first. Raises `NotAllowed`."""
    may(actor, Act.VIEW_PACKAGES, organization.place).require()
    rows = Package.objects.select_related("organization", "addressee")
    if organization.is_branch:
        return rows.filter(organization=organization)
    # What is not sent yet is the branch's own.
    return rows.filter(organization__path__startswith=organization.path, sent_at__isnull=False)


def list_versions(package: Package) -> list[Package]:
    """Return all versions of a package that is being shown, the latest first."""
    same = Package.objects.filter(
        organization=package.organization, origin=package.origin, origin_id=package.origin_id
    )
    return list(same.select_related("organization", "addressee").order_by("-number"))


def find_last_day(due_on: date | None, holidays: HolidayTable | None = None) -> date | None:
    """Return the last day on which a package is in time: where the office rests, the next working day (E41).

    Where the holidays of the year are not known, the day itself. `holidays`: the table, where it was read before.
    """
    if due_on is None:
        return None
    try:
        return (holidays or get_holiday_table()).workday_from(due_on)
    except HolidayYearMissing:
        return due_on


def is_late(package: Package, sent_on: date | None) -> bool:
    """Say whether a package that is sent on a day is late; where the 办法 names no day, nothing is."""
    last = find_last_day(package.due_on)
    return last is not None and sent_on is not None and sent_on > last
