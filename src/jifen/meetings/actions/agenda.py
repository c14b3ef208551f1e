"""What a meeting is going to hear and to vote on; other rooms put theirs on it, too."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from jifen.common.actor import Actor
from jifen.common.refusals import Invalid
from jifen.meetings.actions.saving import advance, note_convocation, require_open
from jifen.meetings.models import AgendaItem, Convocation
from jifen.meetings.queries import get_agenda_item_for, get_convocation_for
from jifen.meetings.states.acts import Act
from jifen.meetings.states.convocations import CONVOCATION
from jifen.meetings.states.motions import MOTION_RULES, MotionKind
from jifen.orgs.models import Person
from jifen.orgs.queries import get_person_for


def put_on_agenda(
    *,
    actor: Actor,
    at: datetime,
    convocation_id: UUID | str,
    version: int,
    wording: str,
    kind: MotionKind | None = None,
    subject_id: UUID | str | None = None,
    origin: str = "",
    origin_id: str = "",
) -> AgendaItem:
    """Put something on the agenda as its last item: to be voted on (`kind`), or only heard.

    `origin` is what it comes from, in words; `origin_id` its id for the room that asked. Raises `NotFound`,
    `NotAllowed`, `NotNow`, `Invalid`.
    """
    with transaction.atomic():
        row = get_convocation_for(actor, convocation_id, lock=True)
        require_open(actor, Act.PUT_ON_AGENDA, CONVOCATION, row, version)
        subject = get_person_for(actor, subject_id) if subject_id else None
        _refuse_faults(row, wording, kind, subject)
        item = AgendaItem(
            convocation=row,
            number=row.agenda.count() + 1,
            wording=wording.strip(),
            kind=kind or "",
            subject=subject,
            origin=origin,
            origin_id=origin_id,
        )
        item.save(force_insert=True)
        advance(CONVOCATION, row, Act.PUT_ON_AGENDA)
        detail = {"number": item.number, "motion": kind.value if kind else ""}
        note_convocation(row, Act.PUT_ON_AGENDA, actor=actor, at=at, detail=detail)
        return item


def take_off_agenda(*, actor: Actor, at: datetime, item_id: UUID | str, version: int) -> Convocation:
    """Take something off the agenda; what comes after it moves up. Raises `NotFound`, `NotAllowed`, `NotNow`."""
    with transaction.atomic():
        item = get_agenda_item_for(actor, item_id)
        row = get_convocation_for(actor, item.convocation_id, lock=True)
        require_open(actor, Act.TAKE_OFF_AGENDA, CONVOCATION, row, version)
        number = item.number
        item.delete()
        # One by one, from the top: a number may stand only once at any moment.
        for later in row.agenda.filter(number__gt=number):
            AgendaItem.objects.filter(pk=later.pk).update(number=F("number") - 1)
        advance(CONVOCATION, row, Act.TAKE_OFF_AGENDA)
        note_convocation(row, Act.TAKE_OFF_AGENDA, actor=actor, at=at, detail={"number": number})
        return row


def _refuse_faults(row: Convocation, wording: str, kind: MotionKind | None, subject: Person | None) -> None:
    faults: dict[str, str] = {}
    if not wording.strip():
        faults["wording"] = "请写明议程。"
    if kind is not None:
        rule = MOTION_RULES[kind]
        if row.kind not in rule.bodies:
            bodies = "、".join(sorted(body.label for body in rule.bodies))
            faults["kind"] = f"“{kind.label}”不由{row.kind.label}表决，由{bodies}表决。"
        elif rule.subject and subject is None:
            faults["subject"] = f"“{kind.label}”要写明涉及哪位同志。"
    if subject is not None and (kind is None or not MOTION_RULES[kind].subject):
        faults["subject"] = "这一项不涉及某一位同志，请不要选人。"
    if faults:
        raise Invalid(**faults)
