"""Accepting: the one membership closes and the other opens on the same day, and what hung on the old branch ends."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from jifen.audit.actions import record
from jifen.common.actor import Actor
from jifen.common.basis import Basis, BasisKind, Decider
from jifen.common.refusals import Blocked, Invalid
from jifen.orgs.actions.ending import end_sessions_of, end_ties_to_branch
from jifen.orgs.actions.locking import lock_branches
from jifen.orgs.actions.recording import about
from jifen.orgs.actions.transfers.answering import answer_letter
from jifen.orgs.errors import ChangedMeanwhile
from jifen.orgs.models import Membership, Organization, Person, Transfer, User
from jifen.orgs.permissions import may_act_on
from jifen.orgs.queries import get_transfer_for
from jifen.orgs.states.acts import Act
from jifen.orgs.states.guards import say
from jifen.orgs.states.organizations import OrganizationState
from jifen.orgs.states.transfers import TRANSFER, MembershipEnd, MembershipStart


def accept_transfer(
    *,
    actor: Actor,
    at: datetime,
    transfer_id: UUID | str,
    on: date,
    answer: str = "",
    decider: Decider | None = None,
) -> Transfer:
    """Accept a person on a day. Where the receiver is not here, the sending branch copies the day from the receipt.

    A letter whose time is over is not accepted but returned. Raises `NotFound`, `NotAllowed`, `NotNow`, `Invalid`,
    `Blocked`.
    """
    with transaction.atomic():
        seen = get_transfer_for(actor, transfer_id)
        lock_branches(seen.from_branch_id, seen.to_branch_id)
        transfer = get_transfer_for(actor, transfer_id, lock=True)
        if (transfer.from_branch_id, transfer.to_branch_id) != (seen.from_branch_id, seen.to_branch_id):
            raise ChangedMeanwhile
        place = transfer.answering_place
        may_act_on(actor, Act.ACCEPT_TRANSFER, place, subject_id=str(transfer.person_id)).require()
        move = TRANSFER.find(Act.ACCEPT_TRANSFER, transfer.state)
        person = Person.objects.select_for_update().get(pk=transfer.person_id)
        _refuse_faults(transfer, person, on, answer)
        answer_letter(transfer, move, on=on, answer=answer)
        _hand_over(transfer, person, on)
        record(
            actor=actor,
            at=at,
            act=Act.ACCEPT_TRANSFER,
            place=place,
            subject=about(person),
            basis=letter_of(transfer),
            decider=decider,
            detail={"on": on.isoformat(), "from": transfer.from_branch.code},
        )
        return transfer


def letter_of(transfer: Transfer) -> Basis:
    """Return the letter as the ground of what follows from it."""
    return Basis(BasisKind.LETTER, "组织关系介绍信", transfer.sent_on, transfer.letter_no, str(transfer.pk))


def _hand_over(transfer: Transfer, person: Person, on: date) -> None:
    """Close the membership in the old branch and open the one in the new, if that is here."""
    left, joined = transfer.from_branch, transfer.to_branch
    Membership.objects.filter(person=person, branch=left, to_on__isnull=True).update(
        to_on=on, end=MembershipEnd.TRANSFERRED_OUT
    )
    end_ties_to_branch(person, left, on=on, basis=letter_of(transfer), reason="组织关系转出")
    if joined:
        Membership.objects.create(
            person=person, branch=joined, from_on=on, start=MembershipStart.TRANSFERRED_IN
        )
    Person.objects.filter(pk=person.pk).update(branch=joined, group=None, version=F("version") + 1)
    User.objects.filter(person=person).update(branch=joined)
    end_sessions_of([person])


def _refuse_faults(transfer: Transfer, person: Person, on: date, answer: str) -> None:
    """Raise what speaks against accepting."""
    faults: dict[str, str] = {}
    if on < transfer.sent_on:
        faults["on"] = f"接收日期{say(on)}早于介绍信开出日期{say(transfer.sent_on)}，请核对。"
    elif on > transfer.valid_until:
        faults["on"] = (
            f"介绍信有效期到{say(transfer.valid_until)}，{say(on)}已经过期，不能接收；请退回，由转出支部重新开具。"
        )
    if transfer.to_branch is None and not answer.strip():
        faults["answer"] = "接收组织不在本系统，请照纸质回执填写接收情况（回执编号、经办人）。"
    if faults:
        raise Invalid(**faults)
    if person.branch_id != transfer.from_branch_id:
        raise Blocked(f"{person}已经不在{transfer.from_branch}，这封介绍信不能再用，请撤回。")
    to: Organization | None = transfer.to_branch
    if to is not None and to.state is not OrganizationState.ACTIVE:
        raise Blocked(f"{to}“{to.state.label}”，不能接收；请退回。")
