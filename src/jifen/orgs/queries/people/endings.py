"""What ends together with a standing: the same rows are named before the act and written by it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from jifen.orgs.models import (
    Appointment,
    Bond,
    Circumstance,
    Household,
    HouseholdMember,
    Membership,
    Person,
    User,
)
from jifen.orgs.states.standing import Consequence


@dataclass(frozen=True, slots=True)
class Endings:
    """Open rows that end."""

    memberships: list[Membership] = field(default_factory=list)
    appointments: list[Appointment] = field(default_factory=list)
    bonds: list[Bond] = field(default_factory=list)
    circumstances: list[Circumstance] = field(default_factory=list)
    household_members: list[HouseholdMember] = field(default_factory=list)
    headed: list[Household] = field(default_factory=list)
    users: list[User] = field(default_factory=list)

    def sentences(self, person: Person) -> list[str]:
        """Say what ends, in the words of the office."""
        said = [f"组织关系在{row.branch}终止。" for row in self.memberships]
        said += [f"免去{row.organization}{row.role.label}。" for row in self.appointments]
        said += [
            f"{row.kind.label}{row.other}不再联系{person}。"
            if row.person_id == person.pk
            else f"不再担任{row.person}的{row.kind.label}，请另行指定。"
            for row in self.bonds
        ]
        said += [f"“{row.kind.label}”的登记终止。" for row in self.circumstances]
        said += [f"退出{row.household.number}户。" for row in self.household_members]
        said += [f"是{row.number}户的户主，请另行登记户主。" for row in self.headed]
        said += ["登录账号停用。" for _ in self.users]
        return said

    def counts(self) -> dict[str, int]:
        """Return how many of each end, for the record."""
        kinds: dict[str, list[Any]] = {
            "memberships": self.memberships,
            "appointments": self.appointments,
            "bonds": self.bonds,
            "circumstances": self.circumstances,
            "household_members": self.household_members,
            "users": self.users,
        }
        return {name: len(rows) for name, rows in kinds.items() if rows}


def find_endings(person: Person, what: Collection[Consequence]) -> Endings:
    """Return the open rows of a person that end with these consequences."""
    found = Endings()
    if Consequence.MEMBERSHIP in what:
        found.memberships.extend(person.memberships.filter(to_on__isnull=True).select_related("branch"))
    if Consequence.OFFICES in what:
        found.appointments.extend(
            person.appointments.filter(to_on__isnull=True).select_related("organization")
        )
    if Consequence.BONDS in what:
        both = Bond.objects.filter(Q(person=person) | Q(other=person), to_on__isnull=True)
        found.bonds.extend(both.select_related("person", "other"))
    if Consequence.CIRCUMSTANCES in what:
        found.circumstances.extend(person.circumstances.filter(to_on__isnull=True))
    if Consequence.HOUSEHOLD in what:
        found.household_members.extend(
            person.households.filter(to_on__isnull=True).select_related("household")
        )
        found.headed.extend(Household.objects.filter(head=person))
    if Consequence.ACCOUNT in what:
        found.users.extend(User.objects.filter(person=person, is_active=True))
    return found
