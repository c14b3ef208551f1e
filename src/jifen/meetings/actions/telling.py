"""Entering who was told of a meeting: the office, the leader, the members (S3-二-三-1b, 1c).

Whoever was told too late is entered as it was; the page says how many days late. Nothing here stops the meeting.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from jifen.common.actor import Actor
from jifen.common.refusals import Invalid, NotFound
from jifen.meetings.actions.saving import advance, note_convocation, require_open
from jifen.meetings.models import Convocation, Delivery
from jifen.meetings.queries import get_convocation_for, list_recipients
from jifen.meetings.states.acts import Act
from jifen.meetings.states.convocations import CONVOCATION, Channel, Recipient
from jifen.orgs.states.guards import say


@dataclass(frozen=True, slots=True)
class Told:
    """How and on which day somebody was told; `receipt` says what came back (signed, read, answered)."""

    channel: Channel
    on: date
    receipt: str = ""


def report_to_office(
    *, actor: Actor, at: datetime, convocation_id: UUID | str, version: int, name: str, told: Told
) -> Convocation:
    """Enter that the Party office was told, and who took the report. A second time corrects the first.

    Raises `NotFound`, `NotAllowed`, `NotNow`, `Invalid`.
    """
    return _tell_one(actor, at, convocation_id, version, Act.REPORT_TO_OFFICE, Recipient.OFFICE, name, told)


def notify_leader(
    *, actor: Actor, at: datetime, convocation_id: UUID | str, version: int, name: str, told: Told
) -> Convocation:
    """Enter that the leader who keeps contact with the branch was told. Raises as `report_to_office` does."""
    return _tell_one(actor, at, convocation_id, version, Act.NOTIFY_LEADER, Recipient.LEADER, name, told)


def notify_members(
    *,
    actor: Actor,
    at: datetime,
    convocation_id: UUID | str,
    version: int,
    told: Mapping[str, Told | None],
) -> Convocation:
    """Enter who of those who should come was told, by id of the person; None takes an entry back, others stay.

    When everybody has an entry (told, or tried in vain) the members count as notified. Raises `NotFound` (also for
    somebody who does not belong to the meeting), `NotAllowed`, `NotNow`, `Invalid`.
    """
    with transaction.atomic():
        row = get_convocation_for(actor, convocation_id, lock=True)
        require_open(actor, Act.NOTE_DELIVERIES, CONVOCATION, row, version)
        people = {str(person.pk): person for person in list_recipients(row)}
        if set(told) - set(people):
            raise NotFound
        faults = {
            key: said
            for key, one in told.items()
            if one is not None and (said := _fault(row, one, timezone.localdate(at)))
        }
        if faults:
            raise Invalid(**{f"told-{key}": f"{people[key]}：{said}" for key, said in faults.items()})
        kept = {str(one.person_id): one for one in row.deliveries.filter(recipient=Recipient.MEMBERS)}
        row.deliveries.filter(pk__in=[kept[key].pk for key, one in told.items() if key in kept]).delete()
        Delivery.objects.bulk_create(
            Delivery(
                convocation=row,
                recipient=Recipient.MEMBERS,
                person=people[key],
                channel=one.channel,
                told_on=one.on,
                receipt=one.receipt.strip()[:120],
            )
            for key, one in told.items()
            if one is not None
        )
        entered = row.deliveries.filter(recipient=Recipient.MEMBERS, person_id__in=list(people)).count()
        act = Act.NOTIFY_MEMBERS if entered == len(people) else Act.NOTE_DELIVERIES
        advance(CONVOCATION, row, act)
        note_convocation(row, act, actor=actor, at=at, detail={"entered": entered, "due": len(people)})
        return row


def _tell_one(
    actor: Actor,
    at: datetime,
    convocation_id: UUID | str,
    version: int,
    act: Act,
    recipient: Recipient,
    name: str,
    told: Told,
) -> Convocation:
    with transaction.atomic():
        row = get_convocation_for(actor, convocation_id, lock=True)
        require_open(actor, act, CONVOCATION, row, version)
        faults: dict[str, str] = {}
        if not name.strip():
            faults["name"] = "请填写接到通知的同志的姓名。"
        if said := _fault(row, told, timezone.localdate(at)):
            faults["told_on"] = said
        if faults:
            raise Invalid(**faults)
        row.deliveries.filter(recipient=recipient).delete()
        Delivery.objects.create(
            convocation=row,
            recipient=recipient,
            name=name.strip(),
            channel=told.channel,
            told_on=told.on,
            receipt=told.receipt.strip(),
        )
        advance(CONVOCATION, row, act)
        detail = {"channel": told.channel.value, "on": told.on.isoformat()}
        note_convocation(row, act, actor=actor, at=at, detail=detail)
        return row


def _fault(row: Convocation, told: Told, today: date) -> str:
    if told.on > today:
        return f"通知的日期{say(told.on)}还没有到，请核对。"
    if told.on > row.planned_on:
        return f"通知的日期{say(told.on)}晚于开会日期{say(row.planned_on)}，请核对。"
    return ""
