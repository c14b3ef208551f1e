"""Transcribing a meeting from its minutes: what it was, when, where, who presided; the list is made with it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from jifen.common.actor import Actor
from jifen.common.refusals import Invalid
from jifen.meetings.actions.listing import refresh_list
from jifen.meetings.actions.saving import note, open_meeting, save_meeting
from jifen.meetings.errors import NoBody
from jifen.meetings.models import Meeting
from jifen.meetings.permissions import may
from jifen.meetings.queries import list_eligible
from jifen.meetings.states.acts import Act
from jifen.meetings.states.meetings import BODY_OF, MEETING, NOBODY, MeetingKind, kinds_in
from jifen.meetings.states.motions import MOTION_RULES
from jifen.orgs.models import Organization
from jifen.orgs.queries import get_organization_for
from jifen.orgs.states.guards import say
from jifen.orgs.states.organizations import OrganizationState


def record_meeting(
    *,
    actor: Actor,
    at: datetime,
    organization_id: UUID | str,
    kind: MeetingKind,
    held_on: date,
    place: str,
    chair: str,
    keeper: str,
    document_no: str = "",
    agenda: str = "",
) -> Meeting:
    """Enter a meeting and make its list from the registers of that day.

    A day to come is taken, so that the sheet can be printed before; confirmed is it only afterwards. Raises `NotFound`,
    `NotAllowed`, `Invalid`, `NoBody`.
    """
    with transaction.atomic():
        organization = get_organization_for(actor, organization_id)
        may(actor, Act.RECORD_MEETING, organization.place).require()
        move = MEETING.find(Act.RECORD_MEETING, None)
        texts = _read(place, chair, keeper, document_no, agenda)
        _refuse_faults(organization, kind, held_on, texts)
        meeting = Meeting(
            organization=organization, kind=kind, held_on=held_on, state=move.target, entered_at=at, **texts
        )
        meeting.save(force_insert=True)
        rows = refresh_list(meeting)
        note(meeting, Act.RECORD_MEETING, actor=actor, at=at, detail={"listed": len(rows)})
        return meeting


def edit_meeting(
    *,
    actor: Actor,
    at: datetime,
    meeting_id: UUID | str,
    version: int,
    kind: MeetingKind,
    held_on: date,
    place: str,
    chair: str,
    keeper: str,
    document_no: str = "",
    agenda: str = "",
) -> Meeting:
    """Correct what a recorded meeting was; its list follows the registers of the new day, the rest of it is kept.

    Raises `NotFound`, `NotAllowed`, `NotNow`, `Invalid`, `NoBody`.
    """
    with transaction.atomic():
        meeting = open_meeting(actor, meeting_id, Act.EDIT_MEETING, version)
        texts = _read(place, chair, keeper, document_no, agenda)
        _refuse_faults(meeting.organization, kind, held_on, texts, meeting)
        save_meeting(meeting, Act.EDIT_MEETING, kind=kind, held_on=held_on, **texts)
        rows = refresh_list(meeting)
        note(meeting, Act.EDIT_MEETING, actor=actor, at=at, detail={"listed": len(rows)})
        return meeting


def _read(place: str, chair: str, keeper: str, document_no: str, agenda: str) -> dict[str, str]:
    given = {
        "place_name": place, "chair": chair, "keeper": keeper, "document_no": document_no, "agenda": agenda,
    }  # fmt: skip
    return {name: text.strip() for name, text in given.items()}


def _refuse_faults(
    organization: Organization,
    kind: MeetingKind,
    held_on: date,
    texts: dict[str, str],
    meeting: Meeting | None = None,
) -> None:
    """Raise what speaks against a meeting, all at once."""
    faults: dict[str, str] = {}
    if meeting is None and organization.state is not OrganizationState.ACTIVE:
        faults["kind"] = f"{organization}“{organization.state.label}”，不能再登记会议。"
    elif kind not in kinds_in(organization.kind):
        faults["kind"] = f"{organization.kind.label}不开{kind.label}，请重新选择。"
    if organization.established_on and held_on < organization.established_on:
        faults["held_on"] = (
            f"会议日期{say(held_on)}早于{organization}成立的{say(organization.established_on)}，请核对。"
        )
    wanted = (("place_name", "地点"), ("chair", "主持人"), ("keeper", "记录人"))
    faults |= {
        "place" if name == "place_name" else name: f"请填写{word}。"
        for name, word in wanted
        if not texts[name]
    }
    for motion in meeting.motions.all() if meeting else ():
        if kind not in MOTION_RULES[motion.kind].bodies:
            faults["kind"] = (
                f"第{motion.number}项议题“{motion.kind.label}”不由{kind.label}表决；"
                "请先修改或者删去这项议题，再改会议种类。"
            )
    if faults:
        raise Invalid(**faults)
    if not list_eligible(organization, kind, held_on):
        raise NoBody(f"{say(held_on)}的{kind.label}开不成：{NOBODY[BODY_OF[kind].electorate]}")
