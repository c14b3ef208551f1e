"""What every act on a recorded meeting does first and last: fetch, ask, find the move; one version further, record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from jifen.audit.actions import Subject, record
from jifen.common.actor import Actor
from jifen.common.basis import Basis, Decider
from jifen.meetings.errors import ChangedMeanwhile
from jifen.meetings.models import Meeting
from jifen.meetings.permissions import may
from jifen.meetings.queries import get_meeting_for
from jifen.meetings.states.acts import Act
from jifen.meetings.states.meetings import MEETING


def open_meeting(actor: Actor, meeting_id: UUID | str, act: Act, version: int) -> Meeting:
    """Return a meeting, locked, on which an act may be done now, as it was when the page was opened."""
    meeting = get_meeting_for(actor, meeting_id, lock=True)
    may(actor, act, meeting.place).require()
    MEETING.find(act, meeting.state)
    if meeting.version != version:
        raise ChangedMeanwhile
    return meeting


def save_meeting(meeting: Meeting, act: Act, **values: Any) -> None:
    """Write fields of a meeting with the state its act leads to; raise `ChangedMeanwhile` where one was faster."""
    move = MEETING.find(act, meeting.state)
    same = Meeting.objects.filter(pk=meeting.pk, version=meeting.version, state=meeting.state)
    if not same.update(**values, state=move.target, version=meeting.version + 1):
        raise ChangedMeanwhile
    for name, value in values.items():
        setattr(meeting, name, value)
    meeting.state, meeting.version = move.target, meeting.version + 1


def note(
    meeting: Meeting,
    act: Act,
    *,
    actor: Actor,
    at: datetime,
    basis: Basis | None = None,
    decider: Decider | None = None,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Write an act on a meeting into the memory."""
    record(
        actor=actor,
        at=at,
        act=act,
        place=meeting.place,
        subject=Subject("meeting", str(meeting.pk), str(meeting)),
        basis=basis,
        decider=decider,
        detail={
            "kind": meeting.kind.value,
            "held_on": meeting.held_on.isoformat(),
            "version": meeting.version,
            **(detail or {}),
        },
    )
