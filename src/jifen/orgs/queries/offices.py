"""Who holds and who held which office, and who entered it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from jifen.audit.queries import list_acts_in
from jifen.common.actor import Actor
from jifen.common.refusals import NotFound
from jifen.orgs.models import Appointment, Organization, Person
from jifen.orgs.permissions import may
from jifen.orgs.states.acts import Act
from jifen.orgs.states.people import ON_ROSTER
from jifen.orgs.states.roles import COMMITTEE_ROLES, OFFICES, Role

SOON_DAYS = 60
_RANK = {office.role: place for place, office in enumerate(OFFICES)}
_ACTS = tuple(
    f"orgs.{act.value}"
    for act in (Act.APPOINT, Act.END_APPOINTMENT, Act.RENEW_COMMITTEE, Act.NAME_POINTS_GROUP)
)


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """One office with what the memory knows of it: who entered it and when, who entered its end."""

    appointment: Appointment
    entered_by: str = ""
    entered_at: datetime | None = None
    ended_by: str = ""
    ended_at: datetime | None = None
    term: str = ""


def get_appointment_for(actor: Actor, organization: Organization, appointment_id: UUID | str) -> Appointment:
    """Return one office of an organisation the actor sees; raise `NotFound`."""
    row = list_appointments_for(actor, organization).filter(pk=appointment_id).first()
    if row is None:
        raise NotFound
    return row


def list_appointments_for(actor: Actor, organization: Organization) -> QuerySet[Appointment]:
    """Return all offices ever held in an organisation; whoever sees the organisation sees who serves it."""
    if not may(actor, Act.VIEW_ORGANIZATION, organization.place):
        raise NotFound
    return Appointment.objects.filter(organization=organization).select_related("person")


def list_office_lines(
    actor: Actor, organization: Organization, on: date
) -> tuple[list[OfficeLine], list[OfficeLine]]:
    """Return the offices held on a day in the order of offices, and those that ended, newest first."""
    entered, ended = {}, {}
    for record in list_acts_in(str(organization.pk), _ACTS):
        for key in record.detail.get("entered", ()):
            entered[key] = record
        for key in record.detail.get("ended", ()):
            ended[key] = record
    current: list[OfficeLine] = []
    past: list[OfficeLine] = []
    for row in list_appointments_for(actor, organization):
        start, end = entered.get(str(row.pk)), ended.get(str(row.pk))
        line = OfficeLine(
            row,
            start.actor_name if start else "",
            start.at if start else None,
            end.actor_name if end else "",
            end.at if end else None,
            _say_term(row, on),
        )
        (current if row.to_on is None or row.to_on >= on else past).append(line)
    current.sort(key=lambda line: (_RANK[line.appointment.role], line.appointment.from_on))
    past.sort(key=lambda line: (line.appointment.to_on or on, line.appointment.from_on), reverse=True)
    return current, past


def propose_points_group(organization: Organization, on: date) -> dict[Role, list[Person]]:
    """Return whom a points group usually has: the secretary leads, the commissioners stand by him (S5-六-2)."""
    held: dict[Role, list[Person]] = {}
    rows = Appointment.objects.filter(organization=organization, to_on__isnull=True, from_on__lte=on)
    for row in rows.select_related("person"):
        held.setdefault(row.role, []).append(row.person)
    head = held.get(Role.SECRETARY, [])
    deputies = held.get(Role.ORGANIZATION_COMMISSIONER, []) + held.get(Role.PUBLICITY_COMMISSIONER, [])
    rest = [person for role in (*COMMITTEE_ROLES, Role.RECORDER) for person in held.get(role, [])]
    members = list(dict.fromkeys(person for person in rest if person not in head + deputies))
    return {
        Role.POINTS_GROUP_HEAD: head,
        Role.POINTS_GROUP_DEPUTY: [person for person in deputies if person not in head][:3],
        Role.POINTS_GROUP_MEMBER: members,
    }


def list_eligible_for(actor: Actor, organization: Organization) -> QuerySet[Person]:
    """Return who may be chosen for an office here: the people of the branch, or of all branches below."""
    may(actor, Act.VIEW_PEOPLE, organization.place).require()
    people = Person.objects.filter(standing__in=ON_ROSTER, same_as__isnull=True).select_related("branch")
    if organization.place.within:
        return people.filter(branch__path=organization.place.within)
    return people.filter(branch__path__gte=organization.path, branch__path__lt=organization.path + "~")


def _say_term(row: Appointment, on: date) -> str:
    if row.term_until is None or (row.to_on and row.to_on < on):
        return ""
    until = f"{row.term_until.year}年{row.term_until.month}月{row.term_until.day}日"
    if row.term_until < on:
        return f"任期已于{until}届满"
    return f"任期{until}届满" if row.term_until <= on + timedelta(days=SOON_DAYS) else ""
