"""Imports of rosters, as far as an actor may handle them."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from jifen.common.actor import Actor
from jifen.common.refusals import NotFound
from jifen.orgs.models import Organization, RosterFault, RosterImport, RosterLine
from jifen.orgs.permissions import may
from jifen.orgs.states.acts import Act
from jifen.orgs.states.roster import LineKind


def get_roster_for(actor: Actor, roster_id: UUID | str, *, lock: bool = False) -> RosterImport:
    """Return one import; raise `NotFound` where there is none or the actor may not import there."""
    rows = RosterImport.objects.select_related("organization")
    if lock:
        rows = rows.select_for_update(of=("self",))
    found = rows.filter(pk=roster_id).first()
    if found is None or not may(actor, Act.IMPORT_ROSTER, found.organization.place):
        raise NotFound
    return found


def list_rosters_for(actor: Actor, organization: Organization) -> QuerySet[RosterImport]:
    """Return the imports of an organisation itself, newest first; raise `NotAllowed`."""
    may(actor, Act.IMPORT_ROSTER, organization.place).require()
    return RosterImport.objects.filter(organization=organization)


def list_lines_of(roster: RosterImport, kind: LineKind) -> QuerySet[RosterLine]:
    """Return the rows of an import of one kind, in the order of the file."""
    return roster.lines.filter(kind=kind).select_related("person").order_by("row").defer("before")


def list_faults_of(roster: RosterImport, *, blocking: bool) -> QuerySet[RosterFault]:
    """Return what is wrong with an import, or the hints, in the order of the file."""
    return roster.faults.filter(blocking=blocking).order_by("row", "id")
