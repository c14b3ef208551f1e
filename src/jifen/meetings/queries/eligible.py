"""Who belongs to a meeting on its day, and who of them has a vote (应到, REG-04)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from jifen.meetings.models import Attendance, Meeting
from jifen.meetings.states.meetings import BODY_OF, EXCUSING, Electorate, Ineligible, MeetingKind
from jifen.orgs.models import Appointment, Circumstance, Membership, Organization, Person
from jifen.orgs.queries import Status, resolve, status_of
from jifen.orgs.states.people import MEMBERS, Standing
from jifen.orgs.states.roles import COMMITTEE_ROLES, POINTS_GROUP_ROLES


@dataclass(frozen=True, slots=True)
class Line:
    """One person on the list of a meeting; `why_not` is None for who should come."""

    person: Person
    why_not: Ineligible | None = None

    @property
    def eligible(self) -> bool:
        """Say whether the person counts among those who should come."""
        return self.why_not is None


def list_eligible(organization: Organization, kind: MeetingKind, on: date) -> list[Line]:
    """Return everybody who belongs to a meeting on a day, by pinyin; probationary members come and do not count.

    Of a group there is no history: its people of today are taken, with what they were on the day.
    """
    electorate = BODY_OF[kind].electorate
    people = {found.pk: found for found in map(resolve, _people_of(organization, electorate, on))}
    known = status_of(list(people.values()), on)
    everybody = electorate in (Electorate.COMMITTEE, Electorate.POINTS_GROUP)
    lines = [
        Line(person, _why_not(known[pk]))
        for pk, person in people.items()
        if everybody or known[pk].standing in MEMBERS
    ]
    return sorted(lines, key=lambda line: (line.person.pinyin, line.person.name, str(line.person.pk)))


def _people_of(organization: Organization, electorate: Electorate, on: date) -> Iterable[Person]:
    if electorate is Electorate.GROUP:
        return Person.objects.filter(group=organization, same_as__isnull=True)
    held = Q(to_on__isnull=True) | Q(to_on__gte=on)
    if electorate is Electorate.MEMBERS:
        within = Q(branch__path__gte=organization.path, branch__path__lt=organization.path + "~")
        rows: Any = Membership.objects.filter(held, within, from_on__lte=on)
    else:
        roles = COMMITTEE_ROLES if electorate is Electorate.COMMITTEE else POINTS_GROUP_ROLES
        rows = Appointment.objects.filter(held, organization=organization, role__in=roles, from_on__lte=on)
    return [row.person for row in rows.select_related("person")]


def _why_not(status: Status) -> Ineligible | None:
    if status.has_vote:
        return None
    if status.standing is Standing.FORMAL:
        return Ineligible.PROBATION_WITHIN_PARTY
    return Ineligible.PROBATIONARY if status.standing is Standing.PROBATIONARY else Ineligible.NOT_FORMAL


def list_freed(meeting: Meeting) -> set[UUID]:
    """Return who on the list of a meeting was free of attending on its day: old, weak, ill (REG-36)."""
    held = Q(to_on__isnull=True) | Q(to_on__gte=meeting.held_on)
    rows = Circumstance.objects.filter(
        held, person__attendances__meeting=meeting, kind__in=EXCUSING, from_on__lte=meeting.held_on
    )
    return set(rows.values_list("person_id", flat=True))


def list_differences(meeting: Meeting, kept: Iterable[Attendance]) -> list[str]:
    """Name the people whose line is not what the registers say of the day now, each with what is different."""
    now = {
        line.person.pk: line for line in list_eligible(meeting.organization, meeting.kind, meeting.held_on)
    }
    then = {row.person_id: row for row in kept}
    said = [f"{line.person}不在名单里" for pk, line in now.items() if pk not in then]
    for pk, row in then.items():
        line = now.get(pk)
        if line is None:
            said.append(f"{row.person}当天不在本组织")
        elif (line.why_not or "") != row.why_not and not (
            row.why_not == Ineligible.EXCLUDED and line.eligible
        ):
            said.append(f"{row.person}当天{line.why_not.label if line.why_not else '有表决权'}")
    return said
