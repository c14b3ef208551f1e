"""Receiving an objection, taking it up or not, giving it to somebody to look into (domain §8.4, AMB-20)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from jifen.audit.actions import Subject, record
from jifen.audit.states import RecordKind
from jifen.common.actor import Actor
from jifen.common.basis import Basis, Decider
from jifen.common.refusals import Invalid, NotFound, NotNow
from jifen.orgs.states.guards import say
from jifen.publicity.errors import ObjectionChanged, ReviewerConcerned
from jifen.publicity.models import Objection, PublicNotice
from jifen.publicity.permissions import may
from jifen.publicity.queries import get_notice_for, get_objection_for, list_reviewers
from jifen.publicity.states.acts import Act
from jifen.publicity.states.objections import (
    ADMIT_WORKDAYS,
    OBJECTION,
    OPEN_TO_OBJECTIONS,
    STATEMENT_LENGTH,
    ObjectionChannel,
)
from jifen.rules.holidays import HolidayYearMissing
from jifen.rules.model.cycle import Objections
from jifen.schemes.queries import bound_of, find_version, get_holiday_table


def receive_objection(
    *,
    actor: Actor,
    at: datetime,
    notice_id: UUID | str,
    channel: ObjectionChannel,
    received_on: date,
    statement: str,
    objector: str = "",
    line_id: UUID | str | None = None,
) -> Objection:
    """Enter an objection as it came in, with or without a name; its number is the receipt.

    Raises `NotFound`, `NotAllowed`, `NotNow` before the notice was put up, `Invalid` with every fault at once.
    """
    with transaction.atomic():
        # Two who enter one at the same time get two numbers, and whoever ends the window counts both.
        notice = get_notice_for(actor, notice_id, lock=True)
        may(actor, Act.RECEIVE_OBJECTION, notice.place).require()
        if notice.state not in OPEN_TO_OBJECTIONS:
            raise NotNow(f"这份公示现在是“{notice.state.label}”，张贴以后才收异议。")
        line = None
        if line_id:
            line = notice.lines.filter(pk=line_id).first()
            if line is None:
                raise NotFound
        if faults := dict(_faults(notice, received_on, statement, timezone.localdate(at))):
            raise Invalid(**faults)
        last = notice.cases.aggregate(last=Max("number"))["last"] or 0
        admit_by, answer_by = _reckon(notice, received_on)
        objection = Objection.objects.create(
            notice=notice,
            number=last + 1,
            line=line,
            channel=channel,
            received_on=received_on,
            received_by=actor.name,
            objector=objector.strip()[:200],
            statement=statement.strip(),
            admit_by=admit_by,
            answer_by=answer_by,
            state=OBJECTION.find(Act.RECEIVE_OBJECTION, None).target,
            entered_at=at,
        )
        detail = {"channel": channel.value, "anonymous": objection.anonymous}
        note_objection(objection, Act.RECEIVE_OBJECTION, actor=actor, at=at, detail=detail)
        return objection


def admit_objection(*, actor: Actor, at: datetime, objection_id: UUID | str, version: int) -> Objection:
    """Take an objection up. Raises `NotFound`, `NotAllowed`, `NotNow`."""
    with transaction.atomic():
        objection = open_objection(actor, objection_id, Act.ADMIT_OBJECTION, version)
        save_objection(objection, Act.ADMIT_OBJECTION)
        note_objection(objection, Act.ADMIT_OBJECTION, actor=actor, at=at)
        return objection


def refuse_objection(
    *, actor: Actor, at: datetime, objection_id: UUID | str, version: int, refusal: str
) -> Objection:
    """Do not take an objection up, saying why. Raises `NotFound`, `NotAllowed`, `NotNow`, `Invalid`."""
    with transaction.atomic():
        objection = open_objection(actor, objection_id, Act.REFUSE_OBJECTION, version)
        if not refusal.strip():
            raise Invalid(refusal="请写明不予受理的原因，例如：没有写可以核查的事实。")
        save_objection(objection, Act.REFUSE_OBJECTION, refusal=refusal.strip()[:200])
        note_objection(objection, Act.REFUSE_OBJECTION, actor=actor, at=at)
        return objection


def assign_objection(
    *, actor: Actor, at: datetime, objection_id: UUID | str, version: int, reviewer_id: UUID | str
) -> Objection:
    """Give an objection to somebody to look into: neither the one it is about nor who wrote the figures.

    Raises `NotFound`, `NotAllowed`, `NotNow`, `ReviewerConcerned`, `Invalid`.
    """
    with transaction.atomic():
        objection = open_objection(actor, objection_id, Act.ASSIGN_OBJECTION, version)
        if str(reviewer_id) in objection.concerned:
            raise ReviewerConcerned(
                reviewer_id="这位同志是当事人，或者登记了这些积分，不能核查这件异议，请换一位。"
            )
        able = {str(one.pk): one for one in list_reviewers(objection, timezone.localdate(at))}
        if str(reviewer_id) not in able:
            raise Invalid(
                reviewer_id="请从名单里选：本支部的委员、积分工作小组成员；都要回避的，由上级的同志核查。"
            )
        save_objection(objection, Act.ASSIGN_OBJECTION, reviewer=able[str(reviewer_id)])
        detail = {"reviewer": str(reviewer_id)}
        note_objection(objection, Act.ASSIGN_OBJECTION, actor=actor, at=at, detail=detail)
        return objection


def open_objection(actor: Actor, objection_id: UUID | str, act: Act, version: int) -> Objection:
    """Return an objection, locked, on which an act may be done now, as it was when the page was opened."""
    objection = get_objection_for(actor, objection_id, lock=True)
    may(actor, act, objection.place).require()
    OBJECTION.find(act, objection.state)
    if objection.version != version:
        raise ObjectionChanged
    return objection


def save_objection(objection: Objection, act: Act, **values: Any) -> None:
    """Write fields with the state the act leads to; raise `ObjectionChanged` where one was faster."""
    move = OBJECTION.find(act, objection.state)
    same = Objection.objects.filter(pk=objection.pk, version=objection.version, state=objection.state)
    if not same.update(**values, state=move.target, version=objection.version + 1):
        raise ObjectionChanged
    for name, value in values.items():
        setattr(objection, name, value)
    objection.state, objection.version = move.target, objection.version + 1


def note_objection(
    objection: Objection,
    act: Act,
    *,
    actor: Actor,
    at: datetime,
    basis: Basis | None = None,
    decider: Decider | None = None,
    detail: Mapping[str, Any] | None = None,
    kind: RecordKind = RecordKind.WRITE,
) -> None:
    """Write an act on an objection into the memory; who objected and what he said stay out of it."""
    record(
        actor=actor,
        at=at,
        act=act,
        place=objection.place,
        subject=Subject("objection", str(objection.pk), str(objection)),
        basis=basis,
        decider=decider,
        kind=kind,
        detail={"state": objection.state.value, "version": objection.version, **(detail or {})},
    )


def _faults(notice: PublicNotice, on: date, statement: str, today: date) -> Iterator[tuple[str, str]]:
    said = statement.strip()
    if len(said) < STATEMENT_LENGTH:
        yield (
            "statement",
            f"请写明对什么有异议、依据什么事实，至少 {STATEMENT_LENGTH} 个字，现在是 {len(said)} 个。",
        )
    if notice.shown_on is not None and not notice.shown_on <= on <= today:
        yield (
            "received_on",
            f"收到日期{say(on)}不对：不能早于张贴日期{say(notice.shown_on)}，也不能晚于今天。",
        )


def _reckon(notice: PublicNotice, on: date) -> tuple[date, date]:
    """Return by when it is said whether the objection is taken up, and by when it is answered (working days).

    Where the holidays of a year are not published yet, every day counts: the day comes too early, never too late, and
    nobody's objection is turned away for want of a calendar.
    """
    version = find_version(notice.branch, on)
    cycle = bound_of(version).scheme.cycle if version else None
    days = (cycle.objections if cycle else Objections()).answer_days
    table = get_holiday_table()
    try:
        return table.add_workdays(on, ADMIT_WORKDAYS), table.add_workdays(on, days)
    except HolidayYearMissing:
        return on + timedelta(days=ADMIT_WORKDAYS), on + timedelta(days=days)
