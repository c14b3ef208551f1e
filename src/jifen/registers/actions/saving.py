"""What every act of this room does first and last: fetch, ask, find the move; one version further, record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from jifen.audit.actions import Subject, record
from jifen.audit.states import RecordKind
from jifen.common.actor import Actor
from jifen.registers.errors import ChangedMeanwhile
from jifen.registers.models import Occasion
from jifen.registers.permissions import may
from jifen.registers.queries import get_occasion_for
from jifen.registers.states.acts import Act
from jifen.registers.states.kinds import OccasionKind
from jifen.registers.states.occasions import OCCASION


def open_occasion(actor: Actor, occasion_id: UUID | str, act: Act, version: int) -> Occasion:
    """Return a register, locked, on which an act may be done now, as it was when the page was opened."""
    occasion = get_occasion_for(actor, occasion_id, lock=True)
    may(actor, act, occasion.place).require()
    OCCASION.find(act, occasion.state)
    if occasion.version != version:
        raise ChangedMeanwhile
    return occasion


def save_occasion(occasion: Occasion, act: Act, **values: Any) -> None:
    """Write fields with the state the act leads to; raise `ChangedMeanwhile` where one was faster."""
    move = OCCASION.find(act, occasion.state)
    same = Occasion.objects.filter(pk=occasion.pk, version=occasion.version, state=occasion.state)
    if not same.update(**values, state=move.target, version=occasion.version + 1):
        raise ChangedMeanwhile
    for name, value in values.items():
        setattr(occasion, name, value)
    occasion.state, occasion.version = move.target, occasion.version + 1


def note(
    occasion: Occasion,
    act: Act,
    *,
    actor: Actor,
    at: datetime,
    detail: Mapping[str, Any] | None = None,
    kind: RecordKind = RecordKind.WRITE,
) -> None:
    """Write an act on a register into the memory; what was seen of somebody and other texts stay out of it."""
    finding = occasion.kind is OccasionKind.FINDING
    record(
        actor=actor,
        at=at,
        act=act,
        place=occasion.place,
        subject=Subject("occasion", str(occasion.pk), occasion.kind.label if finding else str(occasion)),
        kind=kind,
        detail={
            "kind": occasion.kind.value,
            "on": occasion.on.isoformat(),
            "version": occasion.version,
            **(detail or {}),
        },
    )
