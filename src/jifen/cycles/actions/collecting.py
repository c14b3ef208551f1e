"""The period as a whole, up to the closed register."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from jifen.common.actor import Actor
from jifen.common.refusals import Blocked, Invalid, NotFound
from jifen.cycles.actions.saving import note, open_cycle_for, save_cycle
from jifen.cycles.models import Cycle, Declaration, NotDeclared
from jifen.cycles.permissions import may
from jifen.cycles.queries import list_declarations_of, list_members_of, list_not_declared, procedure_of
from jifen.cycles.states.acts import Act
from jifen.cycles.states.declarations import NOT_REGISTERED, DeclarationState
from jifen.cycles.states.wording import say_names
from jifen.orgs.states.guards import say


def start_collecting(
    *, actor: Actor, at: datetime, cycle_id: UUID | str, version: int, reason: str = ""
) -> Cycle:
    """Begin to collect: from the last day of the period on, earlier with a reason (a year that is closed early).

    Raises `NotFound`, `NotAllowed`, `NotNow`, `Blocked`.
    """
    with transaction.atomic():
        cycle = open_cycle_for(actor, cycle_id, Act.START_COLLECTING, version)
        early = timezone.localdate(at) < cycle.ends_on
        if early and not reason.strip():
            raise Blocked(f"{cycle.said}到{say(cycle.ends_on)}才满；确要提前收申报的，请写明原因。")
        save_cycle(cycle, Act.START_COLLECTING)
        note(cycle, Act.START_COLLECTING, actor=actor, at=at, detail={"early": early})
        return cycle


def mark_not_declared(
    *, actor: Actor, at: datetime, cycle_id: UUID | str, version: int, person_id: UUID | str, reason: str
) -> NotDeclared:
    """Mark that a member handed in nothing, with the reason (AMB-27): it gives no zero and takes nothing away.

    Raises `NotFound`, `NotAllowed`, `NotNow`, `Invalid`, `Blocked`.
    """
    with transaction.atomic():
        cycle = open_cycle_for(actor, cycle_id, Act.MARK_NOT_DECLARED, version)
        may(actor, Act.MARK_NOT_DECLARED, cycle.place, subject_id=str(person_id)).require()
        person = next((one for one in list_members_of(cycle) if str(one.pk) == str(person_id)), None)
        if person is None:
            raise NotFound
        if not reason.strip():
            raise Invalid(reason="请写明为什么没有申报，例如外出务工、没有交、本月没有可报的事。")
        if NotDeclared.objects.filter(cycle=cycle, person=person).exists():
            raise Blocked(f"{person}已经登记为未申报。")
        if person.pk in _declared(cycle):
            raise Blocked(f"{person}这一期有申报，不用登记未申报。")
        row = NotDeclared.objects.create(cycle=cycle, person=person, reason=reason.strip(), marked_at=at)
        save_cycle(cycle, Act.MARK_NOT_DECLARED)
        note(cycle, Act.MARK_NOT_DECLARED, actor=actor, at=at, detail={"person": str(person.pk)})
        return row


def close_register(*, actor: Actor, at: datetime, cycle_id: UUID | str, version: int) -> Cycle:
    """Close the register: everything declared is taken up, nobody is passed over in silence.

    Raises `NotFound`, `NotAllowed`, `NotNow`, `Blocked` with everything that is open.
    """
    with transaction.atomic():
        cycle = open_cycle_for(actor, cycle_id, Act.CLOSE_REGISTER, version)
        said = list_open_work(cycle)
        if said:
            raise Blocked(*said)
        save_cycle(cycle, Act.CLOSE_REGISTER)
        note(cycle, Act.CLOSE_REGISTER, actor=actor, at=at)
        return cycle


def list_open_work(cycle: Cycle) -> list[str]:
    """Return what stops the register from being closed, in sentences."""
    rows = list_declarations_of(cycle)
    open_ = [str(row) for row in rows if row.state in NOT_REGISTERED]
    said = [f"还有 {len(open_)} 项申报没有登记：{say_names(open_)}。"] if open_ else []
    if procedure_of(cycle).declares:
        here = _declared(cycle) | {row.person_id for row in list_not_declared(cycle)}
        silent = [str(person) for person in list_members_of(cycle) if person.pk not in here]
        if silent:
            said.append(f"{say_names(silent)}没有申报，请代填，或者登记未申报并写明原因。")
    return said


def _declared(cycle: Cycle) -> set[UUID]:
    rows = Declaration.objects.filter(cycle=cycle, track="").exclude(state=DeclarationState.WITHDRAWN)
    return set(rows.order_by().values_list("person_id", flat=True))
