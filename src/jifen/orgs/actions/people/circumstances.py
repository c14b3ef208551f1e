"""What holds of a person for a time: entering it and ending it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from jifen.audit.actions import record
from jifen.common.actor import Actor
from jifen.common.basis import Basis, Decider
from jifen.common.refusals import Invalid
from jifen.orgs.actions.people.saving import refuse_duplicate, save_person
from jifen.orgs.actions.recording import about
from jifen.orgs.errors import ChangedMeanwhile
from jifen.orgs.models import Circumstance, Person
from jifen.orgs.permissions import may_act_on
from jifen.orgs.queries import get_circumstance_for, get_person_for
from jifen.orgs.states.acts import Act
from jifen.orgs.states.guards import say
from jifen.orgs.states.people import MEMBERS, ON_ROSTER, CircumstanceKind

OF_MEMBERS = frozenset({CircumstanceKind.MIGRANT, CircumstanceKind.LOST_CONTACT, CircumstanceKind.ABROAD})
"""Kinds that only members can be in (REG-25, REG-34)."""


def record_circumstance(
    *,
    actor: Actor,
    at: datetime,
    person_id: UUID | str,
    kind: CircumstanceKind,
    from_on: date,
    basis: Basis,
    where: str = "",
    certificate_no: str = "",
    decider: Decider | None = None,
) -> Circumstance:
    """Enter that a circumstance holds from a day on. Raises `NotFound`, `NotAllowed`, `Invalid`."""
    with transaction.atomic():
        person = get_person_for(actor, person_id, lock=True)
        may_act_on(actor, Act.RECORD_CIRCUMSTANCE, person.place, subject_id=str(person.pk)).require()
        refuse_duplicate(person)
        _refuse_faults(person, kind, from_on, where, timezone.localdate(at))
        made = Circumstance.objects.create(
            person=person,
            kind=kind,
            from_on=from_on,
            where=where.strip(),
            certificate_no=certificate_no.strip(),
            basis=basis,
        )
        save_person(person)
        record(
            actor=actor,
            at=at,
            act=Act.RECORD_CIRCUMSTANCE,
            place=person.place,
            subject=about(person),
            basis=basis,
            decider=decider,
            detail={"kind": kind.value, "from_on": from_on.isoformat(), "version": person.version},
        )
        return made


def end_circumstance(
    *, actor: Actor, at: datetime, circumstance_id: UUID | str, to_on: date, basis: Basis | None = None
) -> Circumstance:
    """Enter the last day of a circumstance. Raises `NotFound`, `NotAllowed`, `ChangedMeanwhile`, `Invalid`."""
    with transaction.atomic():
        row = get_circumstance_for(actor, circumstance_id)
        person = get_person_for(actor, row.person_id, lock=True)
        row.refresh_from_db(fields=["to_on"])
        may_act_on(actor, Act.END_CIRCUMSTANCE, person.place, subject_id=str(person.pk)).require()
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
            act=Act.END_CIRCUMSTANCE,
            place=person.place,
            subject=about(person),
            basis=basis,
            detail={"kind": row.kind.value, "to_on": to_on.isoformat(), "version": person.version},
        )
        return row


def find_end_fault(from_on: date, to_on: date, today: date) -> str:
    """Return what is wrong with the last day of a span; empty when nothing is."""
    if to_on < from_on:
        return f"终止日期{say(to_on)}早于开始的{say(from_on)}，请核对。"
    return f"终止日期{say(to_on)}还没有到，到了再登记。" if to_on > today else ""


def _refuse_faults(person: Person, kind: CircumstanceKind, from_on: date, where: str, today: date) -> None:
    faults: dict[str, str] = {}
    if person.standing not in ON_ROSTER or (kind in OF_MEMBERS and person.standing not in MEMBERS):
        faults["kind"] = f"{person}现在是“{person.standing.label}”，不登记“{kind.label}”。"
    elif person.circumstances.filter(kind=kind, to_on__isnull=True).exists():
        faults["kind"] = f"{person}已经登记为“{kind.label}”；情况有变的，请先终止原来的登记。"
    if kind in (CircumstanceKind.MIGRANT, CircumstanceKind.ABROAD) and not where.strip():
        faults["where"] = "请填写去了哪里，例如“浙江省义乌市”。"
    if from_on > today:
        faults["from_on"] = f"日期{say(from_on)}还没有到，请填写实际开始的日期。"
    elif person.birth_on and from_on < person.birth_on:
        faults["from_on"] = f"日期{say(from_on)}早于出生日期{say(person.birth_on)}，请核对。"
    else:
        ended = (
            person.circumstances.filter(kind=kind, to_on__gte=from_on)
            .order_by("-to_on", "-from_on", "id")
            .first()
        )
        if ended:
            faults["from_on"] = f"{say(from_on)}时上一次“{kind.label}”还没有终止，请核对。"
    if faults:
        raise Invalid(**faults)
