"""An objection goes to the superior, and what the superior decided (S1-三-二-c, domain §8.4)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from jifen.common.actor import Actor
from jifen.common.basis import Basis, BasisKind, Decider
from jifen.common.refusals import Blocked, Invalid
from jifen.orgs.states.guards import say
from jifen.publicity.actions.objecting import note_objection, open_objection, save_objection
from jifen.publicity.models import Objection
from jifen.publicity.states.acts import Act
from jifen.publicity.states.objections import APPEAL_DAYS, STATEMENT_LENGTH, ObjectionOutcome
from jifen.publicity.states.openness import find_number


def appeal_objection(
    *, actor: Actor, at: datetime, objection_id: UUID | str, version: int, appealed_on: date, appeal: str
) -> Objection:
    """Enter that the superior was asked: at once, or within ninety days of the branch's decision; once only.

    Raises `NotFound`, `NotAllowed`, `NotNow`, `Blocked` where the superior has decided already, `Invalid` with every
    fault at once.
    """
    with transaction.atomic():
        objection = open_objection(actor, objection_id, Act.APPEAL_OBJECTION, version)
        if objection.superior_on is not None:
            raise Blocked(f"上级{say(objection.superior_on)}已经作出处理，同一件异议不再申诉。")
        said, faults = appeal.strip(), dict(_late(objection, appealed_on, timezone.localdate(at)))
        if len(said) < STATEMENT_LENGTH:
            faults["appeal"] = f"请写明申诉的理由，至少 {STATEMENT_LENGTH} 个字，现在是 {len(said)} 个。"
        if faults:
            raise Invalid(**faults)
        save_objection(objection, Act.APPEAL_OBJECTION, appealed_on=appealed_on, appeal=said)
        detail = {"appealed_on": appealed_on.isoformat()}
        note_objection(objection, Act.APPEAL_OBJECTION, actor=actor, at=at, detail=detail)
        return objection


def settle_objection(
    *,
    actor: Actor,
    at: datetime,
    objection_id: UUID | str,
    version: int,
    outcome: ObjectionOutcome,
    reasons: str,
    decided_on: date,
    basis: Basis,
) -> Objection:
    """Enter what the superior decided; the branch's own decision stays as it was.

    Raises `NotFound`, `NotAllowed`, `NotNow`, `Invalid` with every fault at once.
    """
    with transaction.atomic():
        objection = open_objection(actor, objection_id, Act.SETTLE_OBJECTION, version)
        if faults := dict(_faults(objection, reasons, decided_on, basis, timezone.localdate(at))):
            raise Invalid(**faults)
        save_objection(
            objection,
            Act.SETTLE_OBJECTION,
            superior_outcome=outcome,
            superior_reasons=reasons.strip()[:300],
            superior_on=decided_on,
            superior_basis=basis,
        )
        note_objection(
            objection,
            Act.SETTLE_OBJECTION,
            actor=actor,
            at=at,
            basis=basis,
            decider=Decider(basis.label, basis=basis),
            detail={"outcome": outcome.value, "decided_on": decided_on.isoformat()},
        )
        return objection


def _late(objection: Objection, on: date, today: date) -> Iterator[tuple[str, str]]:
    first = objection.decided_on or objection.received_on
    if not first <= on <= today:
        yield "appealed_on", f"申诉日期{say(on)}不对：不能早于{say(first)}，也不能晚于今天。"
    elif objection.decided_on is not None and on > (last := first + timedelta(days=APPEAL_DAYS)):
        yield "appealed_on", f"决定以后 {APPEAL_DAYS} 天内可以申诉，{say(last)}已经过了。"


def _faults(
    objection: Objection, reasons: str, on: date, basis: Basis, today: date
) -> Iterator[tuple[str, str]]:
    assert objection.appealed_on is not None
    if not reasons.strip():
        yield "reasons", "请写明上级处理的理由，要告知本人的。"
    elif find_number(reasons):
        yield "reasons", "理由里有一长串号码；理由要告知本人、向大会报告，不能有证件号、电话。"
    if not objection.appealed_on <= on <= today:
        first = say(objection.appealed_on)
        yield "decided_on", f"决定日期{say(on)}不对：不能早于申诉日期{first}，也不能晚于今天。"
    if basis.kind not in (BasisKind.REPLY, BasisKind.DOCUMENT):
        yield "basis_kind", "上级的决定照上级的书面答复登记，请选“上级批复”或者“文件”。"
