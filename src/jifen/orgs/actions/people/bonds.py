"""Naming somebody to stand by a person, and ending it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from jifen.audit.actions import record
from jifen.common.actor import Actor
from jifen.common.basis import Basis, Decider
from jifen.common.refusals import Invalid
from jifen.orgs.actions.people.circumstances import find_end_fault
from jifen.orgs.actions.people.saving import refuse_duplicate, save_person
from jifen.orgs.actions.recording import about
from jifen.orgs.errors import ChangedMeanwhile
from jifen.orgs.models import Bond, Person
from jifen.orgs.permissions import may_act_on
from jifen.orgs.queries import get_bond_for, get_person_for, status_on
from jifen.orgs.states.acts import Act
from jifen.orgs.states.guards import say
from jifen.orgs.states.people import BOND_NEEDS, BondKind, Standing


def record_bond(
    *,
    actor: Actor,
    at: datetime,
    person_id: UUID | str,
    other_id: UUID | str,
    kind: BondKind,
    from_on: date,
    basis: Basis | None = None,
    decider: Decider | None = None,
) -> Bond:
    """Name a formal member to stand by a person. Raises `NotFound`, `NotAllowed`, `Invalid` (`BOND_NEEDS`)."""
    with transaction.atomic():
        person = get_person_for(actor, person_id, lock=True)
        may_act_on(actor, Act.RECORD_BOND, person.place, subject_id=str(person.pk)).require()
        refuse_duplicate(person)
        other = get_person_for(actor, other_id)
        _refuse_faults(person, other, kind, from_on, timezone.localdate(at))
        made = Bond.objects.create(person=person, other=other, kind=kind, from_on=from_on, basis=basis)
        save_person(person)
        record(
            actor=actor,
            at=at,
            act=Act.RECORD_BOND,
            place=person.place,
            subject=about(person),
            basis=basis,
            decider=decider,
            detail={"kind": kind.value, "other": str(other.pk), "version": person.version},
        )
        return made


def end_bond(
    *, actor: Actor, at: datetime, bond_id: UUID | str, to_on: date, basis: Basis | None = None
) -> Bond:
    """Enter the last day of a tie. Raises `NotFound`, `NotAllowed`, `ChangedMeanwhile`, `Invalid`."""
    with transaction.atomic():
        row = get_bond_for(actor, bond_id)
        person = get_person_for(actor, row.person_id, lock=True)
        row.refresh_from_db(fields=["to_on"])
        may_act_on(actor, Act.END_BOND, person.place, subject_id=str(person.pk)).require()
        if row.to_on is not None:
            raise ChangedMeanwhile
        if fault := find_end_fault(row.from_on, to_on, timezone.localdate(at)):
            raise Invalid(to_on=fault)
        row.to_on = to_on
        row.save(update_fields=["to_on"])
        save_person(person)
        record(
            actor=actor,
            at=at,
            act=Act.END_BOND,
            place=person.place,
            subject=about(person),
            basis=basis,
            detail={"kind": row.kind.value, "to_on": to_on.isoformat(), "version": person.version},
        )
        return row


def _refuse_faults(person: Person, other: Person, kind: BondKind, from_on: date, today: date) -> None:
    """Raise what speaks against a tie: a formal member not under discipline stands by somebody else (REG-30, S3)."""
    most, standings = BOND_NEEDS[kind]
    faults: dict[str, str] = {}
    if person.standing not in standings:
        faults["kind"] = f"{person}现在是“{person.standing.label}”，不指定{kind.label}。"
    elif person.bonds.filter(kind=kind, to_on__isnull=True).count() >= most:
        faults["kind"] = f"{person}的{kind.label}已有{most}名；要换人的，请先终止原来的。"
    if other.pk == person.pk:
        faults["other"] = f"{kind.label}不能是本人，请另选一位同志。"
    elif other.same_as_id:
        faults["other"] = f"{other}的这份登记是重复的，请选保留的那一份。"
    elif other.standing is not Standing.FORMAL:
        faults["other"] = f"{kind.label}应当是正式党员；{other}现在是“{other.standing.label}”。"
    elif status_on(other, today).measures:
        faults["other"] = f"{other}在处分影响期内，不能担任{kind.label}。"
    elif person.bonds.filter(kind=kind, other=other, to_on__isnull=True).exists():
        faults["other"] = f"{other}已经是{person}的{kind.label}，不用重复登记。"
    if from_on > today:
        faults["from_on"] = f"日期{say(from_on)}还没有到，请核对。"
    if faults:
        raise Invalid(**faults)
