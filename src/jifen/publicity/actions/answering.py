"""What an objection came to: the decision, who was told, which assembly heard of it (domain §8.4, AMB-60)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from jifen.audit.states import RecordKind
from jifen.common.actor import Actor
from jifen.common.basis import Basis, BasisKind
from jifen.common.refusals import Invalid
from jifen.orgs.states.guards import say
from jifen.publicity.actions.objecting import note_objection, open_objection, save_objection
from jifen.publicity.models import Objection
from jifen.publicity.permissions import may_read
from jifen.publicity.queries import get_objection_for
from jifen.publicity.states.acts import Act
from jifen.publicity.states.objections import ObjectionOutcome
from jifen.publicity.states.openness import find_number


def decide_objection(
    *,
    actor: Actor,
    at: datetime,
    objection_id: UUID | str,
    version: int,
    outcome: ObjectionOutcome,
    findings: str,
    reasons: str,
    decided_on: date,
    basis: Basis,
) -> Objection:
    """Enter what was found and decided; what follows for the figures is done by the room that published them.

    Raises `NotFound`, `NotAllowed`, `NotNow`, `Invalid` with every fault at once.
    """
    with transaction.atomic():
        objection = open_objection(actor, objection_id, Act.DECIDE_OBJECTION, version)
        today = timezone.localdate(at)
        if faults := dict(_faults(objection, findings, reasons, decided_on, today)):
            raise Invalid(**faults)
        save_objection(
            objection,
            Act.DECIDE_OBJECTION,
            outcome=outcome,
            findings=findings.strip(),
            reasons=reasons.strip()[:300],
            decided_on=decided_on,
            basis=basis,
        )
        detail = {"outcome": outcome.value, "decided_on": decided_on.isoformat()}
        note_objection(objection, Act.DECIDE_OBJECTION, actor=actor, at=at, basis=basis, detail=detail)
        return objection


def tell_objection(
    *,
    actor: Actor,
    at: datetime,
    objection_id: UUID | str,
    version: int,
    member_on: date,
    objector_on: date | None = None,
) -> Objection:
    """Enter when the member and, where he is known, the objector were told. Raises `NotFound`, `NotAllowed`, `NotNow`,
    `Invalid`.
    """
    with transaction.atomic():
        objection = open_objection(actor, objection_id, Act.TELL_OBJECTION, version)
        decided, today = objection.last_decided_on, timezone.localdate(at)
        assert decided is not None
        faults = {}
        for name, day in (("member_on", member_on), ("objector_on", objector_on)):
            if day is not None and not decided <= day <= today:
                faults[name] = f"{say(day)}不对：不能早于决定日期{say(decided)}，也不能晚于今天。"
        if objection.anonymous and objector_on is not None:
            faults["objector_on"] = "这件异议没有署名，提出人这一栏不填。"
        if not objection.anonymous and objector_on is None:
            faults["objector_on"] = "这件异议署了名，请把处理结果告知提出人，填哪一天告知的。"
        if faults:
            raise Invalid(**faults)
        save_objection(objection, Act.TELL_OBJECTION, told_member_on=member_on, told_objector_on=objector_on)
        note_objection(objection, Act.TELL_OBJECTION, actor=actor, at=at)
        return objection


def report_objection(
    *, actor: Actor, at: datetime, objection_id: UUID | str, version: int, reported: Basis
) -> Objection:
    """Enter the assembly to which an objection was reported, and close it. Raises `NotFound`, `NotAllowed`, `NotNow`,
    `Invalid`.
    """
    with transaction.atomic():
        objection = open_objection(actor, objection_id, Act.REPORT_OBJECTION, version)
        decided, today = objection.last_decided_on, timezone.localdate(at)
        assert decided is not None
        faults = {}
        if reported.kind is not BasisKind.MEETING:
            faults["basis_kind"] = "异议的处理向会议报告，请选“会议”。"
        if reported.on is None or not decided <= reported.on <= today:
            faults["basis_on"] = f"请填会议的日期，不早于决定日期{say(decided)}，不晚于今天。"
        if faults:
            raise Invalid(**faults)
        save_objection(objection, Act.REPORT_OBJECTION, reported=reported)
        note_objection(objection, Act.REPORT_OBJECTION, actor=actor, at=at, basis=reported)
        return objection


def read_objection(
    *, actor: Actor, at: datetime, objection_id: UUID | str
) -> tuple[Objection, str, str, str, str]:
    """Return an objection with who objected, what he said, what was found and why it was appealed.

    That they were read is recorded.

    Raises `NotFound`, `NotAllowed` for everybody but the secretary and the reviewer.
    """
    with transaction.atomic():
        objection = get_objection_for(actor, objection_id)
        reviewer = str(objection.reviewer_id or "")
        may_read(actor, objection.place, reviewer, objection.concerned).require()
        note_objection(objection, Act.READ_OBJECTION, actor=actor, at=at, kind=RecordKind.READ)
        return (
            objection,
            objection.objector.reveal(),
            objection.statement.reveal(),
            objection.findings.reveal(),
            objection.appeal.reveal(),
        )


def _faults(
    objection: Objection, findings: str, reasons: str, on: date, today: date
) -> Iterator[tuple[str, str]]:
    if not findings.strip():
        yield "findings", "请写明核查的情况：问了谁，看了什么，事实是怎样的。"
    if not reasons.strip():
        yield "reasons", "请写明处理的理由，要告知本人的。"
    elif find_number(reasons):
        yield "reasons", "理由里有一长串号码；理由要告知本人、向大会报告，不能有证件号、电话。"
    if not objection.received_on <= on <= today:
        yield (
            "decided_on",
            f"决定日期{say(on)}不对：不能早于收到日期{say(objection.received_on)}，也不能晚于今天。",
        )
