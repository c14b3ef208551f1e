"""The text of the minutes, for meetings whose minutes are written here."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.db import transaction

from jifen.common.actor import Actor
from jifen.common.refusals import Invalid
from jifen.meetings.actions.saving import note, open_meeting, save_meeting
from jifen.meetings.models import Meeting, Minutes
from jifen.meetings.states.acts import Act

MOST = 20_000
"""Characters of one text; longer ones are kept on paper."""


def write_minutes(
    *,
    actor: Actor,
    at: datetime,
    meeting_id: UUID | str,
    version: int,
    began_at: time | None = None,
    ended_at: time | None = None,
    guests: str = "",
    statements: str = "",
    resolutions: str = "",
) -> Meeting:
    """Write what was said and resolved; it may be left half done and gone on with until the meeting is confirmed.

    Raises `NotFound`, `NotAllowed`, `NotNow`, `Invalid`.
    """
    with transaction.atomic():
        meeting = open_meeting(actor, meeting_id, Act.WRITE_MINUTES, version)
        faults: dict[str, str] = {}
        if began_at and ended_at and ended_at <= began_at:
            faults["ended_at"] = f"结束时间{ended_at:%H:%M}不晚于开始时间{began_at:%H:%M}，请核对。"
        for name, text in (("statements", statements), ("resolutions", resolutions)):
            if len(text) > MOST:
                faults[name] = f"有 {len(text)} 字，最多 {MOST} 字；更长的请写在纸质记录里，这里填它的编号。"
        if faults:
            raise Invalid(**faults)
        values: dict[str, Any] = {
            "began_at": began_at,
            "ended_at": ended_at,
            "guests": guests.strip(),
            "statements": statements.strip(),
            "resolutions": resolutions.strip(),
        }
        Minutes.objects.update_or_create(meeting=meeting, defaults=values)
        save_meeting(meeting, Act.WRITE_MINUTES)
        detail = {"statements": len(values["statements"]), "resolutions": len(values["resolutions"])}
        note(meeting, Act.WRITE_MINUTES, actor=actor, at=at, detail=detail)
        return meeting
