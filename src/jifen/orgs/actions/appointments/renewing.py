"""Filling many offices of one organisation at once: a new committee after an election, the points group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from jifen.audit.actions import record
from jifen.common.actor import Actor
from jifen.common.basis import Basis, Decider
from jifen.common.decision import ALLOWED
from jifen.common.refusals import Blocked, Invalid
from jifen.orgs.actions.appointments.checks import list_faults, list_too_many
from jifen.orgs.actions.ending import end_sessions_of
from jifen.orgs.actions.recording import about
from jifen.orgs.models import Appointment, Organization, Person
from jifen.orgs.permissions import may, may_appoint
from jifen.orgs.queries import get_organization_for, get_person_for
from jifen.orgs.states.acts import Act
from jifen.orgs.states.guards import say
from jifen.orgs.states.roles import COMMITTEE_ROLES, POINTS_GROUP_ROLES, Role

Holders = Mapping[Role, Sequence[UUID | str]]


def renew_committee(
    *,
    actor: Actor,
    at: datetime,
    organization_id: UUID | str,
    holders: Holders,
    from_on: date,
    term_until: date,
    basis: Basis,
    reason: str = "换届选举",
    decider: Decider | None = None,
) -> Organization:
    """End all committee offices of the old term and enter the new ones, on one ground, all or nothing.

    Who is elected again begins a new term; the day before it begins is the last of the old. The organisation's own
    term is set with it. Raises `NotFound`, `NotAllowed`, `Invalid`, `Blocked`.
    """
    with transaction.atomic():
        organization = _replace(
            Act.RENEW_COMMITTEE,
            COMMITTEE_ROLES,
            actor=actor,
            at=at,
            organization_id=organization_id,
            holders=holders,
            from_on=from_on,
            term_until=term_until,
            basis=basis,
            reason=reason,
            decider=decider,
        )
        organization.term_from, organization.term_to = from_on, term_until
        organization.save(update_fields=["term_from", "term_to"])
        return organization


def name_points_group(
    *,
    actor: Actor,
    at: datetime,
    organization_id: UUID | str,
    holders: Holders,
    from_on: date,
    basis: Basis,
    reason: str = "调整积分工作小组",
    decider: Decider | None = None,
) -> Organization:
    """Enter the whole points group of a branch anew. Raises as `renew_committee` does."""
    with transaction.atomic():
        return _replace(
            Act.NAME_POINTS_GROUP,
            POINTS_GROUP_ROLES,
            actor=actor,
            at=at,
            organization_id=organization_id,
            holders=holders,
            from_on=from_on,
            term_until=None,
            basis=basis,
            reason=reason,
            decider=decider,
        )


def _replace(
    act: Act,
    roles: Sequence[Role],
    *,
    actor: Actor,
    at: datetime,
    organization_id: UUID | str,
    holders: Holders,
    from_on: date,
    term_until: date | None,
    basis: Basis,
    reason: str,
    decider: Decider | None,
) -> Organization:
    """End what is held of these roles and enter the new holders; the points group keeps who stays as he is."""
    organization = get_organization_for(actor, organization_id, lock=True)
    may(actor, act, organization.place).require()
    named = [(role, get_person_for(actor, key, lock=True)) for role in roles for key in holders.get(role, ())]
    held = list(
        Appointment.objects.select_for_update(of=("self",))
        .select_related("person")
        .filter(organization=organization, role__in=roles, to_on__isnull=True)
    )
    held.sort(key=lambda row: roles.index(row.role))
    if act is Act.NAME_POINTS_GROUP:
        stay = {(row.role, row.person) for row in held} & set(named)
        held = [row for row in held if (row.role, row.person) not in stay]
        named = [pair for pair in named if pair not in stay]
        if not held and not named:
            raise Blocked("积分工作小组的人员没有变化，不用登记。")
    _require_all(actor, organization, held, named)
    _refuse_faults(organization, roles, held, holders, named, from_on, term_until, reason)
    for row in held:
        row.to_on = max(row.from_on, from_on - timedelta(days=1))
        row.end_basis, row.end_reason = basis, reason.strip()
    Appointment.objects.bulk_update(held, ["to_on", "end_basis", "end_reason"])
    entered = Appointment.objects.bulk_create(
        Appointment(
            person=person,
            organization=organization,
            role=role,
            from_on=from_on,
            term_until=term_until,
            basis=basis,
            reason=reason.strip(),
        )
        for role, person in named
    )
    end_sessions_of([row.person for row in held] + [person for _, person in named])
    record(
        actor=actor,
        at=at,
        act=act,
        place=organization.place,
        subject=about(organization),
        basis=basis,
        decider=decider,
        detail={
            "from_on": from_on.isoformat(),
            "entered": [str(row.pk) for row in entered],
            "ended": [str(row.pk) for row in held],
        },
    )
    return organization


def _require_all(
    actor: Actor,
    organization: Organization,
    held: Sequence[Appointment],
    named: Sequence[tuple[Role, Person]],
) -> None:
    """Ask for every single office whether this actor may enter or end it."""
    above, place = organization.depth > 1, organization.place
    answer = ALLOWED
    for row in held:
        key = str(row.person_id)
        answer &= may_appoint(actor, Act.END_APPOINTMENT, row.role, place, subject_id=key, has_superior=above)
    for role, person in named:
        answer &= may_appoint(actor, Act.APPOINT, role, place, subject_id=str(person.pk), has_superior=above)
    answer.require()


def _refuse_faults(
    organization: Organization,
    roles: Sequence[Role],
    held: Sequence[Appointment],
    holders: Holders,
    named: Sequence[tuple[Role, Person]],
    from_on: date,
    term_until: date | None,
    reason: str,
) -> None:
    """Raise `Invalid` with everything that is wrong with the new holders; a fault stands at the role's field."""
    faults: dict[str, str] = {}
    for role, person in named:
        for field, said in list_faults(organization, person, role, from_on, term_until, reason).items():
            faults[role.value.lower() if field in ("person", "role") else field] = said
    for role in roles:
        if said := list_too_many(organization, role, len(holders.get(role, ()))):
            faults[role.value.lower()] = said
    people = [person for _, person in named]
    twice = {str(person) for person in people if people.count(person) > 1}
    if twice:
        faults[""] = f"{'、'.join(sorted(twice))}选了不止一个职务，一位同志只填一个。"
    later = [str(row.person) for row in held if row.from_on > from_on]
    if later:
        faults["from_on"] = f"任职日期{say(from_on)}早于{'、'.join(later)}现在任职的日期，请核对。"
    if roles is COMMITTEE_ROLES and not holders.get(Role.SECRETARY):
        faults["secretary"] = "请选书记。"
    if faults:
        raise Invalid(**faults)
