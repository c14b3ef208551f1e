"""Offices: who holds which from when to when, on what ground."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from jifen.audit.actions import record
from jifen.common.actor import Actor
from jifen.common.basis import Basis, Decider
from jifen.common.refusals import Blocked, Invalid, NotFound
from jifen.orgs.actions.appointments.checks import list_faults
from jifen.orgs.actions.ending import end_sessions_of
from jifen.orgs.actions.recording import about
from jifen.orgs.errors import ChangedMeanwhile, OfficeTaken
from jifen.orgs.models import Appointment, Organization, Person
from jifen.orgs.permissions import may_appoint
from jifen.orgs.queries import get_organization_for, get_person_for
from jifen.orgs.states.acts import Act
from jifen.orgs.states.guards import say
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
        end_sessions_of([person])
        record(
            actor=actor,
            at=at,
            act=Act.APPOINT,
            place=organization.place,
            subject=about(person),
            basis=basis,
            decider=decider,
            detail={
                "role": role.value,
                "from_on": from_on.isoformat(),
                "entered": [str(appointment.pk)],
            },
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
            faults["to_on"] = f"免职日期{say(to_on)}早于任职日期{say(appointment.from_on)}，请核对。"
        if not reason.strip():
            faults["reason"] = "请写明免职原因（换届、工作调动、本人辞去等）。"
        if faults:
            raise Invalid(**faults)
        rows = Appointment.objects.filter(pk=appointment.pk, to_on__isnull=True)
        if not rows.update(to_on=to_on, end_basis=basis, end_reason=reason.strip()):
            raise ChangedMeanwhile
        appointment.refresh_from_db(fields=["to_on", "end_basis", "end_reason"])
        end_sessions_of([appointment.person])
        record(
            actor=actor,
            at=at,
            act=Act.END_APPOINTMENT,
            place=organization.place,
            subject=about(appointment.person),
            basis=basis,
            decider=decider,
            detail={
                "role": appointment.role.value,
                "to_on": to_on.isoformat(),
                "ended": [str(appointment.pk)],
            },
        )
        return appointment


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
    faults = list_faults(organization, person, role, from_on, term_until, reason)
    if faults:
        raise Invalid(**faults)
    held = Appointment.objects.filter(organization=organization, role=role, to_on__isnull=True)
    if held.filter(person=person).exists():
        raise Blocked(f"{person}已经是{organization}{role.label}，不用重复登记。")
    if office.limit and held.count() >= office.limit:
        names = "、".join(str(row.person) for row in held.select_related("person"))
        raise OfficeTaken(f"{organization}的{role.label}已有{names}，请先登记免职，再登记新的任职。")
