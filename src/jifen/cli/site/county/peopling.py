"""Founding branches and entering their people, offices and accounts, by the acts of the room."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from django.utils import timezone

from jifen.cli.site.cast import FOUNDED, Cast
from jifen.cli.site.county.names import Names
from jifen.cli.site.county.places import ABOVE, VILLAGERS, Place
from jifen.common.actor import INSTALLER, Actor
from jifen.common.basis import Basis, BasisKind
from jifen.orgs.actions import (
    appoint,
    assign_groups,
    enter_person,
    found_organization,
    open_account,
    record_circumstance,
)
from jifen.orgs.models import Organization, Person
from jifen.orgs.queries import get_actor
from jifen.orgs.states.organizations import OrganizationKind
from jifen.orgs.states.people import CircumstanceKind, Sex, Standing
from jifen.orgs.states.roles import Role

REGISTER = Basis(BasisKind.REGISTER, "原有党员名册", FOUNDED)
AWAY = ("浙江省义乌市", "广东省东莞市", "江苏省昆山市")
OFFICES = (Role.SECRETARY, Role.RECORDER, Role.ORGANIZATION_COMMISSIONER, Role.DISCIPLINE_COMMISSIONER)
"""Who is elected, in the order in which people were entered."""
SUPERVISED = ("bureau-branch",)
"""办法 on the shelf under which a 分管领导 endorses what was done."""
OF_THE_CAST = ("secretary", "recorder", "commissioner", "member", "migrant", "probationary")
FIRST_JOINING = date(1961, 7, 1)


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch with its people: who signs and who keeps the book, as actors of today."""

    place: Place
    organization: Organization
    people: tuple[Person, ...]
    secretary: Actor
    recorder: Actor


def found_above(cast: Cast, at: datetime) -> None:
    """Found the superiors that the five documents need beside the cast's."""
    for key, code, full_name, short_name, kind, parent in ABOVE:
        cast.organizations[key] = _found(cast, at, (code, full_name, short_name), kind, parent)


def settle(cast: Cast, place: Place, names: Names, chance: Random, at: datetime, past: date) -> Branch:
    """Found a branch and enter its people; a branch of the cast is filled up. `past`: the day its past begins."""
    there: list[Person] = []
    if place.key in cast.organizations:
        there = [cast.people[key] for key in OF_THE_CAST]
        organization = cast.organizations[place.key]
    else:
        called = (place.code, place.full_name, place.short_name)
        organization = _found(cast, at, called, OrganizationKind.BRANCH, place.parent)
        cast.organizations[place.key] = organization
    enter = _Entering(organization, names, chance, at, past)
    wanted = place.formal - sum(one.standing is Standing.FORMAL for one in there)
    formal = [enter.formal(_age(place, chance, officer=number < len(OFFICES))) for number in range(wanted)]
    if not there:
        _elect(cast, place, organization, formal, at, past)
        for _ in range(place.probationary):
            there.append(enter.probationary())
        there += [enter.activist() for _ in range(place.activists)]
    plain = formal[len(OFFICES) :]
    if place.key == "branch":
        plain = formal
        _divide(cast, (*there, *formal), at)
    _tell_circumstances(place, plain, formal[: place.cadres], at, past)
    today = timezone.localdate(at)
    return Branch(
        place,
        organization,
        (*there, *formal),
        get_actor(cast.users[_key(place, "secretary")], today),
        get_actor(cast.users[_key(place, "recorder")], today),
    )


def _key(place: Place, who: str) -> str:
    return who if place.key == "branch" else f"{place.key}_{who}"


def _age(place: Place, chance: Random, *, officer: bool) -> int:
    return chance.randint(28, 82 if place.people == VILLAGERS and not officer else 58)


@dataclass(frozen=True, slots=True)
class _Entering:
    """Enters invented people of one branch."""

    organization: Organization
    names: Names
    chance: Random
    at: datetime
    past: date

    def formal(self, age: int) -> Person:
        born = self._born(age)
        joined = max(born.replace(year=born.year + 20 + self.chance.randrange(6)), FIRST_JOINING)
        joined = min(joined, self.past - timedelta(days=800))
        converted = joined + timedelta(days=366)
        return self._enter(Standing.FORMAL, born, max(FOUNDED, converted), joined, converted)

    def probationary(self) -> Person:
        joined = timezone.localdate(self.at) - timedelta(days=150 + self.chance.randrange(120))
        return self._enter(Standing.PROBATIONARY, self._born(24 + self.chance.randrange(10)), joined, joined)

    def activist(self) -> Person:
        on = self.past - timedelta(days=200 + self.chance.randrange(100))
        return self._enter(Standing.ACTIVIST, self._born(22 + self.chance.randrange(10)), on)

    def _born(self, age: int) -> date:
        return date(self.past.year - age, self.chance.randint(1, 12), self.chance.randint(1, 28))

    def _enter(
        self,
        standing: Standing,
        born: date,
        on: date,
        joined: date | None = None,
        converted: date | None = None,
    ) -> Person:
        return enter_person(
            actor=INSTALLER,
            at=self.at,
            branch_id=self.organization.pk,
            name=self.names.person(),
            standing=standing,
            on=on,
            basis=REGISTER,
            sex=self.chance.choice((Sex.MALE, Sex.MALE, Sex.FEMALE)),
            birth_on=born,
            joined_on=joined,
            converted_on=converted,
        )


def _found(
    cast: Cast, at: datetime, called: tuple[str, str, str], kind: OrganizationKind, parent: str
) -> Organization:
    code, full_name, short_name = called
    return found_organization(
        actor=INSTALLER,
        at=at,
        parent_id=cast.organizations[parent].pk,
        code=code,
        full_name=full_name,
        short_name=short_name,
        kind=kind,
        on=FOUNDED,
    )


def _elect(
    cast: Cast, place: Place, organization: Organization, formal: list[Person], at: datetime, past: date
) -> None:
    on = past - timedelta(days=100)
    basis = Basis(BasisKind.MEETING, "支部党员大会选举", on)
    for role, person in zip(OFFICES, formal, strict=False):
        appoint(
            actor=INSTALLER,
            at=at,
            person_id=person.pk,
            organization_id=organization.pk,
            role=role,
            from_on=on,
            basis=basis,
            reason="换届选举",
        )
    if place.library in SUPERVISED:
        appoint(
            actor=INSTALLER,
            at=at,
            person_id=formal[-1].pk,
            organization_id=organization.pk,
            role=Role.SUPERVISING_LEADER,
            from_on=on,
            basis=Basis(BasisKind.DOCUMENT, "关于领导班子分工的通知", on),
            reason="班子分工",
        )
    for who, person in zip(("secretary", "recorder"), formal, strict=False):
        key = _key(place, who)
        cast.people[key] = person
        cast.users[key], cast.passwords[key] = open_account(
            actor=INSTALLER, at=at, login=person.name, person_id=person.pk
        )


def _divide(cast: Cast, people: Iterable[Person], at: datetime) -> None:
    """Put the members of the cast's village into its two groups, one after the other."""
    groups = [str(cast.organizations[key].pk) for key in ("first_group", "second_group")]
    assign_groups(
        actor=INSTALLER,
        at=at,
        branch_id=cast.organizations["branch"].pk,
        groups={str(one.pk): groups[number % 2] for number, one in enumerate(people)},
    )


def _tell_circumstances(
    place: Place, plain: list[Person], cadres: Iterable[Person], at: datetime, past: date
) -> None:
    """Enter who is away, who is old or ill, and who is on the village committee, since before the past began."""
    kind = CircumstanceKind
    oldest = sorted(plain, key=lambda one: (one.birth_on or date.max, one.name))
    told = [(one, kind.FRAIL, "") for one in oldest[: place.frail]]
    told += [
        (one, kind.MIGRANT, AWAY[number % len(AWAY)]) for number, one in enumerate(oldest[::-1][: place.away])
    ]
    told += [(one, kind.VILLAGE_CADRE, "") for one in cadres]
    for person, which, where in told:
        record_circumstance(
            actor=INSTALLER,
            at=at,
            person_id=person.pk,
            kind=which,
            from_on=past - timedelta(days=60),
            basis=Basis(BasisKind.MEETING, "支部委员会会议", past - timedelta(days=60)),
            where=where,
        )
