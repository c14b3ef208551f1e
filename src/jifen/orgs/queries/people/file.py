"""One's own file: every row that refers to a person, gathered once for the page, for the print and for himself.

A table that refers to a person stands in `FILE_TABLES`, or a test fails (trust J2).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from jifen.audit.queries import list_readings_of
from jifen.common.actor import Actor
from jifen.common.orm import fetch_each
from jifen.orgs.models import (
    Appointment,
    Bond,
    Circumstance,
    Discipline,
    Household,
    HouseholdMember,
    Membership,
    Person,
    RosterLine,
    StandingEvent,
    Transfer,
    User,
)
from jifen.orgs.permissions import may
from jifen.orgs.queries.people.aliases import list_aliases
from jifen.orgs.queries.people.status import Status, status_on
from jifen.orgs.states.acts import Act
from jifen.orgs.states.history import party_age, probation_ends_on
from jifen.orgs.states.people import Standing

FILE_TABLES = {
    "orgs.StandingEvent.person": "standing_events",
    "orgs.Membership.person": "memberships",
    "orgs.Appointment.person": "appointments",
    "orgs.Circumstance.person": "circumstances",
    "orgs.Discipline.person": "disciplines",
    "orgs.Bond.person": "bonds",
    "orgs.Bond.other": "bonds_to",
    "orgs.HouseholdMember.person": "households",
    "orgs.Household.head": "headed",
    "orgs.Transfer.person": "transfers",
    "orgs.RosterLine.person": "roster_lines",
    "orgs.Person.same_as": "duplicates",
    "orgs.User.person": "users",
}
"""Column that refers to a person → where its rows stand in the file."""


@dataclass(frozen=True, slots=True)
class PersonFile:
    """All that is kept about one person; `disciplines` is None for those who may not see measures."""

    person: Person
    on: date
    status: Status
    standing_events: list[StandingEvent]
    memberships: list[Membership]
    appointments: list[Appointment]
    circumstances: list[Circumstance]
    disciplines: list[Discipline] | None
    bonds: list[Bond]
    bonds_to: list[Bond]
    households: list[HouseholdMember]
    headed: list[Household]
    transfers: list[Transfer]
    roster_lines: list[RosterLine]
    duplicates: list[Person]
    users: list[User]
    readings: list[Any]

    @property
    def struck(self) -> set[Any]:
        """Return the moves that a later one corrects."""
        return {event.corrects_id for event in self.standing_events if event.corrects_id}

    @property
    def party_age(self) -> int | None:
        """Return the full years since conversion."""
        return party_age(self.person.converted_on, self.on)

    @property
    def probation_ends_on(self) -> date | None:
        """Return when the probation of a probationary member ends."""
        if self.person.standing is not Standing.PROBATIONARY:
            return None
        return probation_ends_on(self.standing_events, self.person.joined_on)


def get_file_for(actor: Actor, person: Person, on: date) -> PersonFile:
    """Return the file of a person the actor sees, in a fixed number of queries; rows about duplicates are in it."""
    ids = list(list_aliases(person))
    own = {"person__in": ids}
    sees = may(actor, Act.VIEW_DISCIPLINE, person.place, subject_id=str(person.pk))
    measures = Discipline.objects.filter(**own)
    found = fetch_each(
        {
            "standing_events": StandingEvent.objects.filter(**own).select_related("branch"),
            "memberships": Membership.objects.filter(**own).select_related("branch"),
            "appointments": Appointment.objects.filter(**own)
            .select_related("organization")
            .order_by("from_on", "organization__path", "role", "id"),
            "circumstances": Circumstance.objects.filter(**own),
            "disciplines": measures if sees else measures.none(),
            "bonds": Bond.objects.filter(**own).select_related("other"),
            "bonds_to": Bond.objects.filter(other__in=ids).select_related("person"),
            "households": HouseholdMember.objects.filter(**own).select_related("household__head"),
            "headed": Household.objects.filter(head__in=ids),
            "transfers": Transfer.objects.filter(**own).select_related("from_branch", "to_branch"),
            "roster_lines": RosterLine.objects.filter(**own).select_related("roster"),
            "duplicates": Person.objects.filter(same_as__in=ids).select_related("branch"),
            "users": User.objects.filter(**own),
            "readings": list_readings_of(*map(str, ids))[:100],
        }
    )
    if not sees:
        found["disciplines"] = None  # type: ignore[assignment]
    return PersonFile(person=person, on=on, status=status_on(person, on), **found)
