"""What every act of this room does first and last: fetch, ask, find the move; one version further, record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from jifen.audit.actions import Subject, record
from jifen.common.actor import Actor
from jifen.common.basis import Basis, Decider
from jifen.publicity.errors import ChangedMeanwhile
from jifen.publicity.models import PublicNotice
from jifen.publicity.permissions import may
from jifen.publicity.queries import get_notice_for
from jifen.publicity.states.acts import Act
from jifen.publicity.states.notices import NOTICE


def open_notice(actor: Actor, notice_id: UUID | str, act: Act, version: int) -> PublicNotice:
    """Return a notice, locked, on which an act may be done now, as it was when the page was opened."""
    notice = get_notice_for(actor, notice_id, lock=True)
    may(actor, act, notice.place).require()
    NOTICE.find(act, notice.state)
    if notice.version != version:
        raise ChangedMeanwhile
    return notice


def save_notice(notice: PublicNotice, act: Act, **values: Any) -> None:
    """Write fields with the state the act leads to; raise `ChangedMeanwhile` where one was faster."""
    move = NOTICE.find(act, notice.state)
    same = PublicNotice.objects.filter(pk=notice.pk, version=notice.version, state=notice.state)
    if not same.update(**values, state=move.target, version=notice.version + 1):
        raise ChangedMeanwhile
    for name, value in values.items():
        setattr(notice, name, value)
    notice.state, notice.version = move.target, notice.version + 1


def note(
    notice: PublicNotice,
    act: Act,
    *,
    actor: Actor,
    at: datetime,
    basis: Basis | None = None,
    decider: Decider | None = None,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Write an act on a notice into the memory."""
    record(
        actor=actor,
        at=at,
        act=act,
        place=notice.place,
        subject=Subject("notice", str(notice.pk), str(notice)),
        basis=basis,
        decider=decider,
        detail={"state": notice.state.value, "version": notice.version, **(detail or {})},
    )
