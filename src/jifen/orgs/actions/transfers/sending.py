"""Writing the letter: the person stays with the old branch until the new one accepts."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from jifen.audit.actions import record
from jifen.common.actor import Actor
from jifen.common.basis import Basis, Decider
from jifen.common.refusals import Blocked, Invalid, NotNow
from jifen.orgs.actions.locking import lock_branches
from jifen.orgs.actions.recording import about
from jifen.orgs.errors import ChangedMeanwhile
from jifen.orgs.models import Organization, Person, Transfer
from jifen.orgs.permissions import may_act_on
from jifen.orgs.queries import get_person_for
from jifen.orgs.states.acts import Act
from jifen.orgs.states.guards import say
from jifen.orgs.states.organizations import BRANCHES, OrganizationState
from jifen.orgs.states.people import MEMBERS
from jifen.orgs.states.transfers import TRANSFER, VALID_DAYS, TransferState


def send_transfer(
    *,
    actor: Actor,
    at: datetime,
    person_id: UUID | str,
    to: str,
    letter_no: str,
    sent_on: date,
    valid_days: int = VALID_DAYS,
    outside: bool = False,
    basis: Basis | None = None,
    decider: Decider | None = None,
) -> Transfer:
    """Write a letter to the branch whose code or full name is `to`; `outside` takes `to` as the name of one elsewhere.

    Nothing of the person changes yet. Raises `NotFound`, `NotAllowed`, `NotNow`, or `Invalid`.
    """
    with transaction.atomic():
        seen = get_person_for(actor, person_id)
        lock_branches(seen.branch_id)
        person = get_person_for(actor, person_id, lock=True)
        if person.branch_id != seen.branch_id:
            raise ChangedMeanwhile
        may_act_on(actor, Act.SEND_TRANSFER, person.place, subject_id=str(person.pk)).require()
        move = TRANSFER.find(Act.SEND_TRANSFER, None)
        from_branch = person.branch
        if from_branch is None:
            raise Blocked(f"{person}现在不在任何支部的名册上，不能转出。")
        to_branch = None if outside else find_branch(to)
        _refuse_faults(person, from_branch, to_branch, to, letter_no, sent_on, valid_days, outside)
        if Transfer.objects.filter(person=person, state=TransferState.SENT).exists():
            raise NotNow(f"{person}的组织关系已经在转接中；要重开介绍信，请先撤回原来的。")
        transfer = Transfer.objects.create(
            person=person,
            from_branch=from_branch,
            to_branch=to_branch,
            to_name=to_branch.full_name if to_branch else to.strip(),
            letter_no=letter_no.strip(),
            sent_on=sent_on,
            valid_until=sent_on + timedelta(days=valid_days),
            state=move.target,
        )
        record(
            actor=actor,
            at=at,
            act=Act.SEND_TRANSFER,
            place=from_branch.place,
            subject=about(person),
            basis=basis,
            decider=decider,
            detail={
                "letter": transfer.letter_no,
                "to": to_branch.code if to_branch else "",
                "valid_until": transfer.valid_until.isoformat(),
            },
        )
        return transfer


def find_branch(to: str) -> Organization | None:
    """Return the one branch at work of this code or full name, or None; where two bear the name, ask for the code."""
    wanted = to.strip()
    rows = Organization.objects.filter(kind__in=BRANCHES, state=OrganizationState.ACTIVE)
    by_code: Organization | None = rows.filter(code=wanted).first()
    if by_code:
        return by_code
    found: list[Organization] = list(rows.filter(full_name=wanted)[:2])
    if len(found) > 1:
        raise Invalid(to=f"有几个党支部都叫“{wanted}”，请改填组织代码。")
    return found[0] if found else None


def _refuse_faults(
    person: Person,
    from_branch: Organization,
    to_branch: Organization | None,
    to: str,
    letter_no: str,
    sent_on: date,
    valid_days: int,
    outside: bool,
) -> None:
    """Raise `Invalid` with everything that is wrong with the letter."""
    faults: dict[str, str] = {}
    if person.standing not in MEMBERS:
        faults["person"] = f"{person}是“{person.standing.label}”，只有正式党员和预备党员转接组织关系。"
    if not to.strip():
        faults["to"] = "请填写接收党支部的全称或组织代码。"
    elif not outside and to_branch is None:
        faults["to"] = f"没有找到全称或代码是“{to.strip()}”的党支部，请核对；不在本系统里的，请选“系统外”。"
    elif to_branch == from_branch:
        faults["to"] = f"{person}就在{from_branch}，不用转。"
    if not letter_no.strip():
        faults["letter_no"] = "请填写介绍信编号。"
    if not 1 <= valid_days <= 365:
        faults["valid_days"] = (
            f"有效期{valid_days}天不合规定，请填 1 至 365 之间的天数，一般 {VALID_DAYS} 天。"
        )
    membership = person.memberships.filter(to_on__isnull=True).first()
    if membership and sent_on < membership.from_on:
        faults["sent_on"] = (
            f"开出日期{say(sent_on)}早于{person}到本支部的日期{say(membership.from_on)}，请核对。"
        )
    if faults:
        raise Invalid(**faults)
