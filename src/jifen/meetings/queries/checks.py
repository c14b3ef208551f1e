"""Spot checks, as far as an actor sees them."""

from __future__ import annotations

from uuid import UUID

from jifen.common.actor import Actor
from jifen.common.refusals import NotFound
from jifen.meetings.models import Meeting, SpotCheck
from jifen.meetings.permissions import may
from jifen.meetings.states.acts import Act


def get_spot_check_for(actor: Actor, check_id: UUID | str, *, lock: bool = False) -> SpotCheck:
    """Return one spot check; raise `NotFound` where there is none or the actor does not see its meeting."""
    rows = SpotCheck.objects.select_related("meeting__organization")
    if lock:
        rows = rows.select_for_update(of=("self",))
    found = rows.filter(pk=check_id).first()
    if found is None or not may(actor, Act.VIEW_MEETINGS, found.place):
        raise NotFound
    return found


def find_spot_check(meeting: Meeting) -> SpotCheck | None:
    """Return the spot check of a meeting that is being shown, None where there is none."""
    return SpotCheck.objects.filter(meeting=meeting).first()
