"""The recorder, found as the 办法 says (AMB-40); the office itself is entered by `orgs`."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from jifen.audit.actions import Subject, record
from jifen.common.actor import Actor
from jifen.common.basis import Basis, BasisKind
from jifen.common.refusals import Blocked, Invalid
from jifen.orgs.actions import appoint, end_appointment
from jifen.orgs.models import Appointment, Organization, Person
from jifen.orgs.queries import get_organization_for, get_person_for
from jifen.orgs.states.roles import COMMITTEE_ROLES, Role
from jifen.rules.model.cycle import Recorder
from jifen.schemes.errors import NotChosenAsTheSchemeSays
from jifen.schemes.permissions import may
from jifen.schemes.queries import RECORDER_WORDS, get_recorder_rule
from jifen.schemes.states.acts import Act


def appoint_recorder(
    *,
    actor: Actor,
    at: datetime,
    branch_id: UUID | str,
    person_id: UUID | str,
    from_on: date,
    basis: Basis,
    reason: str = "",
) -> Appointment:
    """Enter a new recorder, and the last day of the one before.

    Elected by the assembly, from among the committee, or any formal member whom the branch names: as the 办法 says that
    holds on `from_on`; without one, the last. Raises `NotFound`, `NotAllowed`, `Invalid`, `NotChosenAsTheSchemeSays`,
    and what `orgs.actions.appoint` raises.
    """
    with transaction.atomic():
        branch = get_organization_for(actor, branch_id, lock=True)
        may(actor, Act.CHOOSE_RECORDER, branch.place).require()
        if not branch.is_branch:
            raise Blocked(f"{branch}不是党支部，没有记录员。")
        person = get_person_for(actor, person_id)
        rule = get_recorder_rule(branch, from_on)
        held = Appointment.objects.filter(organization=branch, role=Role.RECORDER, to_on__isnull=True).first()
        _refuse(branch, person, rule, held, from_on, basis, reason)
        if held is not None:
            end_appointment(
                actor=actor, at=at, appointment_id=held.pk, to_on=max(held.from_on, from_on - timedelta(days=1)),
                basis=basis, reason=reason.strip() or "另行确定记录员",
            )  # fmt: skip
        made = appoint(
            actor=actor, at=at, person_id=person.pk, organization_id=branch.pk, role=Role.RECORDER, from_on=from_on,
            basis=basis, reason=reason.strip() or RECORDER_WORDS[rule.rule],
        )  # fmt: skip
        record(
            actor=actor,
            at=at,
            act=Act.CHOOSE_RECORDER,
            place=branch.place,
            subject=Subject("person", str(person.pk), str(person)),
            basis=basis,
            detail={"rule": rule.rule, "entered": [str(made.pk)]},
        )
        return made


def _refuse(
    branch: Organization,
    person: Person,
    rule: Recorder,
    held: Appointment | None,
    from_on: date,
    basis: Basis,
    reason: str,
) -> None:
    """Raise what the 办法 has against it, all at once."""
    clause = f"（{rule.clause}）" if rule.clause else ""
    if held is not None and held.person.pk == person.pk:
        raise Blocked(f"{person}已经是{branch}记录员，不用重复登记。")
    if held is not None and from_on < held.from_on:
        raise Invalid(from_on=f"日期{from_on}早于{held.person}担任记录员的日期{held.from_on}，请核对。")
    found: list[str] = []
    if rule.rule == "elected" and basis.kind is not BasisKind.MEETING:
        found.append(f"办法规定记录员由党员大会选举产生{clause}：依据请选“会议”，写明是哪次党员大会。")
    if rule.rule == "committee_member" and not _on_committee(branch, person, from_on):
        found.append(f"办法规定记录员由委员担任{clause}，{person}不是{branch}的委员；请另选一名委员。")
    if held is not None and rule.change_needs_reason and not reason.strip():
        found.append(f"办法规定记录员没有正当原因不更换{clause}：请写明更换{held.person}的原因。")
    if found:
        raise NotChosenAsTheSchemeSays(*found)


def _on_committee(branch: Organization, person: Person, on: date) -> bool:
    holds = Q(to_on__isnull=True) | Q(to_on__gte=on)
    offices = Appointment.objects.filter(holds, organization=branch, person=person, from_on__lte=on)
    return offices.filter(role__in=COMMITTEE_ROLES).exists()
