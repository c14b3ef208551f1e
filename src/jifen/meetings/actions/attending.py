"""Who came, and who by agreement is not counted among those who should come (REG-05)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from django.db import transaction

from jifen.common.actor import Actor
from jifen.common.basis import Basis, BasisKind
from jifen.common.refusals import Blocked, Invalid, NotFound
from jifen.meetings.actions.listing import refresh_list
from jifen.meetings.actions.saving import note, open_meeting, save_meeting
from jifen.meetings.models import Attendance, Exclusion, Meeting
from jifen.meetings.queries import list_attendances, list_freed, turnout_of
from jifen.meetings.states.acts import Act
from jifen.meetings.states.meetings import (
    GIVES_REASON,
    ExclusionGround,
    Ineligible,
    MeetingKind,
    Presence,
)
from jifen.orgs.states.guards import say

CONSENTS = frozenset({BasisKind.REPLY, BasisKind.DOCUMENT, BasisKind.LETTER})
"""Papers in which a superior consents."""


def fill_attendance(
    *,
    actor: Actor,
    at: datetime,
    meeting_id: UUID | str,
    version: int,
    presences: Mapping[str, Presence | None],
    reasons: Mapping[str, str] = MappingProxyType({}),
) -> Meeting:
    """Enter who came, by id of the person; None empties a line, people not named stay as they are.

    `reasons` are of those on leave or absent. The list is brought up to the registers first. Raises `NotFound` (also
    for somebody not on the list), `NotAllowed`, `NotNow`, `Blocked`.
    """
    with transaction.atomic():
        meeting = open_meeting(actor, meeting_id, Act.FILL_ATTENDANCE, version)
        listed = {str(row.person_id) for row in list_attendances(meeting)}
        if (set(presences) | set(reasons)) - listed:
            raise NotFound
        rows = refresh_list(meeting)
        out = [
            str(row.person) for row in rows if _is_out(row) and presences.get(str(row.person_id)) is not None
        ]
        if out:
            raise Blocked(f"{'、'.join(out)}已经登记为不计入应到；到会了的，请先恢复计入应到，再填到会情况。")
        _refuse_excuses(meeting, rows, presences)
        for row in rows:
            if str(row.person_id) in presences:
                row.presence = presences[str(row.person_id)] or ""
            given = reasons.get(str(row.person_id), row.reason).strip()[:60]
            row.reason = given if row.presence in GIVES_REASON else ""
        Attendance.objects.bulk_update(rows, ["presence", "reason"])
        save_meeting(meeting, Act.FILL_ATTENDANCE)
        turnout = turnout_of(rows)
        detail = {"eligible": turnout.eligible, "present": turnout.present}
        note(meeting, Act.FILL_ATTENDANCE, actor=actor, at=at, detail=detail)
        return meeting


def exclude_person(
    *,
    actor: Actor,
    at: datetime,
    meeting_id: UUID | str,
    version: int,
    person_id: UUID | str,
    ground: ExclusionGround,
    agreement: Basis,
    consent: Basis,
) -> Meeting:
    """Leave a member with a vote out of those who should come: the meeting agreed and the superior consented.

    He keeps every right: whoever comes is counted again. Raises `NotFound`, `NotAllowed`, `NotNow`, `Blocked`,
    `Invalid`.
    """
    with transaction.atomic():
        meeting = open_meeting(actor, meeting_id, Act.EXCLUDE_PERSON, version)
        row = _find(meeting, person_id)
        if meeting.kind is not MeetingKind.MEMBER_ASSEMBLY:
            raise Blocked(
                f"{meeting.kind.label}没有不计入应到的规定，只有党员大会才有；不能到会的，请填请假。"
            )
        if not row.eligible:
            why = row.why_not.label if isinstance(row.why_not, Ineligible) else ""
            raise Blocked(f"{row.person}本来就不计入应到（{why}），不用再办。")
        _refuse_papers(meeting, agreement, consent)
        row.eligible, row.why_not, row.presence, row.reason = False, Ineligible.EXCLUDED, "", ""
        row.save(update_fields=["eligible", "why_not", "presence", "reason"])
        Exclusion.objects.create(attendance=row, ground=ground, agreement=agreement, consent=consent)
        save_meeting(meeting, Act.EXCLUDE_PERSON)
        detail = {"person": str(row.person_id), "ground": ground.value}
        note(meeting, Act.EXCLUDE_PERSON, actor=actor, at=at, basis=consent, detail=detail)
        return meeting


def include_person(
    *, actor: Actor, at: datetime, meeting_id: UUID | str, version: int, person_id: UUID | str
) -> Meeting:
    """Count somebody among those who should come after all. Raises `NotFound`, `NotAllowed`, `NotNow`, `Blocked`."""
    with transaction.atomic():
        meeting = open_meeting(actor, meeting_id, Act.INCLUDE_PERSON, version)
        row = _find(meeting, person_id)
        if not _is_out(row):
            raise Blocked(f"{row.person}没有登记为不计入应到，不用恢复。")
        Exclusion.objects.filter(attendance=row).delete()
        row.eligible, row.why_not = True, ""
        row.save(update_fields=["eligible", "why_not"])
        save_meeting(meeting, Act.INCLUDE_PERSON)
        detail = {"person": str(row.person_id)}
        note(meeting, Act.INCLUDE_PERSON, actor=actor, at=at, detail=detail)
        return meeting


def _refuse_excuses(
    meeting: Meeting, rows: Iterable[Attendance], presences: Mapping[str, Presence | None]
) -> None:
    """Raise `Blocked` where somebody is entered as excused of whom attendance is demanded on the day (REG-36)."""
    excused = [row for row in rows if presences.get(str(row.person_id)) is Presence.EXCUSED]
    freed = list_freed(meeting) if excused else set()
    others = [str(row.person) for row in excused if row.person_id not in freed]
    if others:
        raise Blocked(
            f"{'、'.join(others)}当天没有登记老弱病残或者不作硬性要求，不能填“不作硬性要求”；"
            "请填请假或缺席，或者先在本人页面登记情况。"
        )


def _is_out(row: Attendance) -> bool:
    return row.why_not is Ineligible.EXCLUDED


def _find(meeting: Meeting, person_id: UUID | str) -> Attendance:
    row = meeting.attendances.select_related("person").filter(person_id=person_id).first()
    if row is None:
        raise NotFound
    return row


def _refuse_papers(meeting: Meeting, agreement: Basis, consent: Basis) -> None:
    faults: dict[str, str] = {}
    held = say(meeting.held_on)
    if agreement.kind is not BasisKind.MEETING or agreement.on is None:
        faults["agreement_on"] = "请填写哪一天的党员大会同意的；就在这次会上同意的，填这次会议的日期。"
    elif agreement.on > meeting.held_on:
        faults["agreement_on"] = f"同意的会议{say(agreement.on)}晚于这次会议{held}，请核对。"
    if consent.kind not in CONSENTS:
        faults["consent_label"] = "请写明上级党组织同意的批复或文件。"
    if not consent.document_no.strip() and consent.on is None:
        faults["consent_document_no"] = "上级同意的文号、日期至少填一项。"
    if consent.on and consent.on > meeting.held_on:
        faults["consent_on"] = (
            f"上级同意的日期{say(consent.on)}晚于会议日期{held}；会后才同意的，这次会上要计入应到。"
        )
    if faults:
        raise Invalid(**faults)
