"""The day of the meeting: it is held and gets its record, or it is put off, or it does not take place."""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import UUID

from django.db import transaction

from jifen.common.actor import Actor
from jifen.common.refusals import Blocked, Invalid
from jifen.meetings.actions.confirming import cancel_meeting
from jifen.meetings.actions.motions import put_motion
from jifen.meetings.actions.planning import make_convocation
from jifen.meetings.actions.recording import record_meeting
from jifen.meetings.actions.saving import advance, note_convocation, require_open
from jifen.meetings.models import AgendaItem, Convocation
from jifen.meetings.queries import get_convocation_for
from jifen.meetings.states.acts import Act
from jifen.meetings.states.convocations import CONVOCATION, ConvocationState
from jifen.meetings.states.meetings import MeetingState
from jifen.meetings.states.motions import MOTION_RULES
from jifen.orgs.states.guards import say


def hold_meeting(
    *,
    actor: Actor,
    at: datetime,
    convocation_id: UUID | str,
    version: int,
    chair: str,
    keeper: str,
    document_no: str = "",
) -> Convocation:
    """Enter that the meeting was held as told: its record is made, its agenda becomes the motions to be counted.

    Who was told too late or not at all does not stop it (domain §8.12): the notice says so. Raises `NotFound`,
    `NotAllowed`, `NotNow`, `Invalid`, `NoBody`.
    """
    with transaction.atomic():
        row = get_convocation_for(actor, convocation_id, lock=True)
        require_open(actor, Act.HOLD_MEETING, CONVOCATION, row, version)
        agenda = list(row.agenda.select_related("subject"))
        meeting = record_meeting(
            actor=actor,
            at=at,
            organization_id=row.organization_id,
            kind=row.kind,
            held_on=row.planned_on,
            place=row.place_name,
            chair=chair,
            keeper=keeper,
            document_no=document_no,
            agenda="；".join(item.wording for item in agenda)[:300],
        )
        for item in agenda:
            if item.kind:
                put_motion(
                    actor=actor,
                    at=at,
                    meeting_id=meeting.pk,
                    version=meeting.version,
                    kind=item.kind,
                    wording=item.wording,
                    subject_id=item.subject_id,
                    secret=MOTION_RULES[item.kind].secret,
                )
                meeting.refresh_from_db()
        advance(CONVOCATION, row, Act.HOLD_MEETING, meeting=meeting)
        detail = {"meeting": str(meeting.pk), "agenda": len(agenda)}
        note_convocation(row, Act.HOLD_MEETING, actor=actor, at=at, detail=detail)
        return row


def adjourn_meeting(
    *,
    actor: Actor,
    at: datetime,
    convocation_id: UUID | str,
    version: int,
    reason: str,
    planned_on: date,
    starts_at: time,
    place: str,
) -> Convocation:
    """Put a meeting off to another day: return the new notice, with the same agenda; everybody is told again.

    Also for a meeting that came together and had no quorum: its record is put aside with the reason. Raises
    `NotFound`, `NotAllowed`, `NotNow`, `Blocked`, `Invalid`, `NoBody`.
    """
    with transaction.atomic():
        row = get_convocation_for(actor, convocation_id, lock=True)
        require_open(actor, Act.ADJOURN_MEETING, CONVOCATION, row, version)
        _refuse_reason(reason, "请写明延期的原因（到会不足半数、临时有急事等）。")
        if planned_on < row.planned_on:
            raise Invalid(planned_on=f"延期的日期不能早于原来的{say(row.planned_on)}，请核对。")
        _put_record_aside(row, actor, at, reason)
        fresh = make_convocation(
            row.organization, row.kind, planned_on, starts_at, place, row.lead, at, replaces=row
        )
        AgendaItem.objects.bulk_create(
            AgendaItem(
                convocation=fresh,
                number=item.number,
                wording=item.wording,
                kind=item.kind,
                subject=item.subject,
                origin=item.origin,
                origin_id=item.origin_id,
            )
            for item in row.agenda.select_related("subject")
        )
        advance(CONVOCATION, row, Act.ADJOURN_MEETING, reason=reason.strip()[:200])
        detail = {"to": planned_on.isoformat(), "convocation": str(fresh.pk)}
        note_convocation(row, Act.ADJOURN_MEETING, actor=actor, at=at, detail=detail)
        return fresh


def call_off_meeting(
    *, actor: Actor, at: datetime, convocation_id: UUID | str, version: int, reason: str
) -> Convocation:
    """Enter that a meeting does not take place at all. Raises `NotFound`, `NotAllowed`, `NotNow`, `Invalid`."""
    with transaction.atomic():
        row = get_convocation_for(actor, convocation_id, lock=True)
        require_open(actor, Act.CALL_OFF_MEETING, CONVOCATION, row, version)
        _refuse_reason(reason, "请写明取消的原因。")
        advance(CONVOCATION, row, Act.CALL_OFF_MEETING, reason=reason.strip()[:200])
        note_convocation(row, Act.CALL_OFF_MEETING, actor=actor, at=at)
        return row


def _refuse_reason(reason: str, said: str) -> None:
    if not reason.strip():
        raise Invalid(reason=said)


def _put_record_aside(row: Convocation, actor: Actor, at: datetime, reason: str) -> None:
    """Cancel the record of a meeting that came together in vain; one that is confirmed was no vain one."""
    if row.state is not ConvocationState.HELD or row.meeting is None:
        return
    if row.meeting.state is MeetingState.CONFIRMED:
        raise Blocked(f"{row.meeting}的记录已经确认，会开成了，不能再登记延期；要再开一次，请另外拟定会议。")
    if row.meeting.state is MeetingState.RECORDED:
        cancel_meeting(
            actor=actor,
            at=at,
            meeting_id=row.meeting.pk,
            version=row.meeting.version,
            reason=f"延期：{reason.strip()}"[:200],
        )
