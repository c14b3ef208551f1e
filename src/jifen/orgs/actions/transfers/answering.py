"""Returning and withdrawing a letter: the person stays where he is."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from jifen.audit.actions import record
from jifen.common.actor import Actor
from jifen.common.basis import Decider
from jifen.common.refusals import Invalid
from jifen.common.transitions import Transition
from jifen.orgs.actions.recording import about
from jifen.orgs.errors import ChangedMeanwhile
from jifen.orgs.models import Transfer
from jifen.orgs.permissions import may_act_on
from jifen.orgs.queries import get_transfer_for
from jifen.orgs.states.acts import Act
from jifen.orgs.states.guards import say
from jifen.orgs.states.transfers import TRANSFER


def return_transfer(
    *,
    actor: Actor,
    at: datetime,
    transfer_id: UUID | str,
    on: date,
    reason: str,
    decider: Decider | None = None,
) -> Transfer:
    """Send a letter back unaccepted, with the reason. Raises `NotFound`, `NotAllowed`, `NotNow`, `Invalid`."""
    return _answer(
        Act.RETURN_TRANSFER,
        actor=actor,
        at=at,
        transfer_id=transfer_id,
        on=on,
        reason=reason,
        decider=decider,
    )


def cancel_transfer(
    *,
    actor: Actor,
    at: datetime,
    transfer_id: UUID | str,
    on: date,
    reason: str,
    decider: Decider | None = None,
) -> Transfer:
    """Withdraw one's own letter, with the reason. Raises `NotFound`, `NotAllowed`, `NotNow`, `Invalid`."""
    return _answer(
        Act.CANCEL_TRANSFER,
        actor=actor,
        at=at,
        transfer_id=transfer_id,
        on=on,
        reason=reason,
        decider=decider,
    )


def _answer(
    act: Act,
    *,
    actor: Actor,
    at: datetime,
    transfer_id: UUID | str,
    on: date,
    reason: str,
    decider: Decider | None,
) -> Transfer:
    with transaction.atomic():
        transfer = get_transfer_for(actor, transfer_id, lock=True)
        place = transfer.from_branch.place if act is Act.CANCEL_TRANSFER else transfer.answering_place
        may_act_on(actor, act, place, subject_id=str(transfer.person_id)).require()
        move = TRANSFER.find(act, transfer.state)
        faults: dict[str, str] = {}
        if on < transfer.sent_on:
            faults["on"] = f"办理日期{say(on)}早于介绍信开出日期{say(transfer.sent_on)}，请核对。"
        if not reason.strip():
            faults["reason"] = "请写明原因，对方支部看得到。"
        if faults:
            raise Invalid(**faults)
        answer_letter(transfer, move, on=on, answer=reason)
        record(
            actor=actor,
            at=at,
            act=act,
            place=place,
            subject=about(transfer.person),
            decider=decider,
            detail={"letter": transfer.letter_no, "on": on.isoformat()},
        )
        return transfer


def answer_letter(transfer: Transfer, move: Transition, *, on: date, answer: str) -> None:
    """Write the answer where the letter is still open; raise `ChangedMeanwhile` where somebody was faster."""
    rows = Transfer.objects.filter(pk=transfer.pk, state=transfer.state)
    if not rows.update(state=move.target, answered_on=on, answer=answer.strip()[:200]):
        raise ChangedMeanwhile
    transfer.refresh_from_db(fields=["state", "answered_on", "answer"])
