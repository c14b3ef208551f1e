"""Offices: who holds which from when to when, on what ground."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from jifen.audit.actions import record
from jifen.common.actor import Actor
from jifen.common.basis import Basis, Decider
from jifen.common.refusals import Blocked, Invalid, NotFound
from jifen.orgs.actions.recording import about
from jifen.orgs.errors import ChangedMeanwhile, OfficeTaken
from jifen.orgs.models import Appointment, Organization, Person, User
from jifen.orgs.permissions import may_appoint
from jifen.orgs.queries import get_organization_for, get_person_for
from jifen.orgs.states.acts import Act
from jifen.orgs.states.people import ON_ROSTER
from jifen.orgs.states.roles import OFFICE_OF, Role


def appoint(
    *,
    actor: Actor,
    at: datetime,
    person_id: UUID | str,
    organization_id: UUID | str,
    role: Role,
    from_on: date,
    basis: Basis,
    reason: str,
    term_until: date | None = None,
    decider: Decider | None = None,
) -> Appointment:
    """Enter an office on the ground of an election or a document; the account's rights follow at its next request.

    Raises `NotFound`, `NotAllowed`, `Invalid`, or `OfficeTaken` when as many hold the office as may.
    """
    with transaction.atomic():
        organization = get_organization_for(actor, organization_id, lock=True)
        person = get_person_for(actor, person_id, lock=True)
        may_appoint(
            actor,
            Act.APPOINT,
            role,
            organization.place,
            subject_id=str(person.pk),
            has_superior=organization.depth > 1,
        ).require()
        _refuse_faults(organization, person, role, from_on, term_until, reason)
        appointment = Appointment.objects.create(
            person=person,
            organization=organization,
            role=role,
            from_on=from_on,
            term_until=term_until,
            basis=basis,
            reason=reason.strip(),
        )
        end_sessions_of(person)
        record(
            actor=actor,
            at=at,
            act=Act.APPOINT,
            place=organization.place,
            subject=about(person),
            basis=basis,
            decider=decider,
            detail={"role": role.value, "from_on": from_on.isoformat()},
        )
        return appointment


def end_appointment(
    *,
    actor: Actor,
    at: datetime,
    appointment_id: UUID | str,
    to_on: date,
    basis: Basis,
    reason: str,
    decider: Decider | None = None,
) -> Appointment:
    """Enter the last day of an office, with its ground and reason. Raises `NotFound`, `NotAllowed`, `Invalid`."""
    with transaction.atomic():
        appointment = (
            Appointment.objects.select_related("organization", "person").filter(pk=appointment_id).first()
        )
        if appointment is None:
            raise NotFound
        organization = get_organization_for(actor, appointment.organization_id, lock=True)
        may_appoint(
            actor,
            Act.END_APPOINTMENT,
            appointment.role,
            organization.place,
            subject_id=str(appointment.person_id),
            has_superior=organization.depth > 1,
        ).require()
        if appointment.to_on is not None:
            raise ChangedMeanwhile
        faults: dict[str, str] = {}
        if to_on < appointment.from_on:
            faults["to_on"] = f"免职日期{to_on}早于任职日期{appointment.from_on}，请核对。"
        if not reason.strip():
            faults["reason"] = "请写明免职原因（换届、工作调动、本人辞去等）。"
        if faults:
            raise Invalid(**faults)
        appointment.to_on, appointment.end_basis, appointment.end_reason = to_on, basis, reason.strip()
        appointment.save(update_fields=["to_on", "end_basis", "end_reason"])
        end_sessions_of(appointment.person)
        record(
            actor=actor,
            at=at,
            act=Act.END_APPOINTMENT,
            place=organization.place,
            subject=about(appointment.person),
            basis=basis,
            decider=decider,
            detail={"role": appointment.role.value, "to_on": to_on.isoformat()},
        )
        return appointment


def end_sessions_of(person: Person) -> None:
    """Let the open sessions of a person's account end: what was right a minute ago may not be now (trust A7)."""
    for user in User.objects.select_for_update().filter(person=person):
        user.version += 1
        user.save(update_fields=["version"])


def _refuse_faults(
    organization: Organization,
    person: Person,
    role: Role,
    from_on: date,
    term_until: date | None,
    reason: str,
) -> None:
    """Raise what speaks against an appointment, all at once."""
    office = OFFICE_OF[role]
    faults: dict[str, str] = {}
    if organization.kind not in office.kinds:
        faults["role"] = f"{organization.kind.label}里没有“{role.label}”这个职务。"
    if person.standing not in ON_ROSTER:
        faults["person"] = f"{person}现在是“{person.standing.label}”，不能任职。"
    if term_until and term_until < from_on:
        faults["term_until"] = f"任期截止{term_until}早于任职日期{from_on}，请核对。"
    if not reason.strip():
        faults["reason"] = "请写明任职原因（选举、任命、增补等）。"
    if faults:
        raise Invalid(**faults)
    held = Appointment.objects.filter(organization=organization, role=role, to_on__isnull=True)
    if held.filter(person=person).exists():
        raise Blocked(f"{person}已经是{organization}{role.label}，不用重复登记。")
    if office.limit and held.count() >= office.limit:
        names = "、".join(str(row.person) for row in held.select_related("person"))
        raise OfficeTaken(f"{organization}的{role.label}已有{names}，请先登记免职，再登记新的任职。")
