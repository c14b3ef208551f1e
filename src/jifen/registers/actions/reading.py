"""Reading what is closed: notes may speak of somebody's health."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from jifen.audit.states import RecordKind
from jifen.common.actor import Actor
from jifen.orgs.models import Person
from jifen.registers.actions.saving import note
from jifen.registers.permissions import may
from jifen.registers.queries import get_occasion_for, list_lines
from jifen.registers.states.acts import Act
from jifen.registers.states.occasions import LineState


def read_notes(*, actor: Actor, at: datetime, occasion_id: UUID | str) -> list[tuple[Person, str]]:
    """Return the notes of a register, by name; that they were read is recorded. Raises `NotFound`, `NotAllowed`."""
    with transaction.atomic():
        occasion = get_occasion_for(actor, occasion_id)
        may(actor, Act.READ_NOTES, occasion.place).require()
        rows = [row for row in list_lines(occasion) if row.note and row.state is not LineState.STRUCK]
        detail = {"people": sorted(str(row.person_id) for row in rows)}
        note(occasion, Act.READ_NOTES, actor=actor, at=at, detail=detail, kind=RecordKind.READ)
        return [(row.person, row.note.reveal()) for row in rows]
