"""Imports of rosters in the states a page can meet."""

from __future__ import annotations

from itertools import count

from jifen.common.actor import INSTALLER
from jifen.orgs import actions
from jifen.orgs.models import RosterImport
from tests.orgs.roster.rosters import person, workbook
from tests.web.matrix.things.registry import thing
from tests.web.matrix.world import AT, Spot, Thing, World

_numbers = count(1)


def take_in(spot: Spot, **cells: str) -> RosterImport | None:
    """Take in a workbook of one row for a branch and check it."""
    if not spot.organization.is_branch:
        return None
    rows = [person(f"贺{chr(0x4E00 + next(_numbers))}", **cells)]
    roster = actions.import_roster(
        actor=INSTALLER,
        at=AT,
        organization_id=spot.organization.pk,
        file_name="名册.xlsx",
        content=workbook(rows),
    )
    return actions.check_rows(roster_id=roster.pk, attempt=roster.attempt)


def about(roster: RosterImport | None, spot: Spot) -> Thing | None:
    return Thing({"roster_id": str(roster.pk)}, (spot.organization,), about=roster) if roster else None


@thing("roster ready")
def ready(world: World, spot: Spot) -> Thing | None:
    return about(take_in(spot), spot)


@thing("roster faulty")
def faulty(world: World, spot: Spot) -> Thing | None:
    return about(take_in(spot, 性别="先生"), spot)


@thing("roster applied")
def applied(world: World, spot: Spot) -> Thing | None:
    roster = take_in(spot)
    if roster is None:
        return None
    roster = actions.apply_roster(actor=INSTALLER, at=AT, roster_id=roster.pk)
    actions.write_rows(actor=INSTALLER, at=AT, roster_id=roster.pk, attempt=roster.attempt)
    return about(roster, spot)
