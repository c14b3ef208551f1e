"""What every act of this room does first and last: fetch, ask, find the move; one version further, record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from jifen.audit.actions import Subject, record
from jifen.common.actor import Actor
from jifen.common.basis import Basis, Decider
from jifen.common.transitions import Machine
from jifen.meetings.errors import ChangedMeanwhile
from jifen.meetings.models import Convocation, Meeting, SpotCheck
from jifen.meetings.permissions import may
from jifen.meetings.queries import get_meeting_for
from jifen.meetings.states.acts import Act
from jifen.meetings.states.meetings import MEETING


def open_meeting(actor: Actor, meeting_id: UUID | str, act: Act, version: int) -> Meeting:
    """Return a meeting, locked, on which an act may be done now, as it was when the page was opened."""
    meeting = get_meeting_for(actor, meeting_id, lock=True)
    require_open(actor, act, MEETING, meeting, version)
    return meeting


def require_open(
    actor: Actor, act: Act, machine: Machine, row: Meeting | Convocation | SpotCheck, version: int
) -> None:
    """Raise where an act may not be done on a locked row now, or the row is not what the page was made from."""
    may(actor, act, row.place).require()
    machine.find(act, row.state)
    if row.version != version:
        raise ChangedMeanwhile


def save_meeting(meeting: Meeting, act: Act, **values: Any) -> None:
    """Write fields of a meeting with the state its act leads to; raise `ChangedMeanwhile` where one was faster."""
    advance(MEETING, meeting, act, **values)


def advance(machine: Machine, row: Meeting | Convocation | SpotCheck, act: Act, **values: Any) -> None:
    """Write fields of a row with the state its act leads to; raise `ChangedMeanwhile` where one was faster."""
    move = machine.find(act, row.state)
    same = type(row).objects.filter(pk=row.pk, version=row.version, state=row.state)
    if not same.update(**values, state=move.target, version=row.version + 1):
        raise ChangedMeanwhile
    for name, value in values.items():
        setattr(row, name, value)
    row.state, row.version = move.target, row.version + 1


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


def note_convocation(
    row: Convocation, act: Act, *, actor: Actor, at: datetime, detail: Mapping[str, Any] | None = None
) -> None:
    """Write an act on a notice into the memory."""
    about = Subject("convocation", str(row.pk), str(row))
    told = {"kind": row.kind.value, "planned_on": row.planned_on.isoformat(), "version": row.version}
    record(actor=actor, at=at, act=act, place=row.place, subject=about, detail={**told, **(detail or {})})
