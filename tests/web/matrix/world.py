"""The world of the matrix: the cast, a second township, a second county, and one account in every office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.test import Client

from jifen.cli.site.cast import ELECTED, ELECTION, FOUNDED, LOGINS
from jifen.common.actor import INSTALLER, VISITOR, Actor
from jifen.orgs.actions import appoint, enter_person, found_organization, open_account
from jifen.orgs.models import Organization, Person, User
from jifen.orgs.states.organizations import OrganizationKind
from jifen.orgs.states.people import Standing
from jifen.orgs.states.roles import Role
from tests.cast import CODES, NAMES, Cast
from tests.web.matrix.vocabulary import Relation

AT = datetime(2026, 3, 10, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
_K = OrganizationKind
MORE: tuple[tuple[str, str, str, OrganizationKind, str], ...] = (
    ("second_township", "620002", "中国共产党示范县黑石乡委员会", _K.COMMITTEE, "county"),
    ("far_branch", "62000201", "黑石乡远山村党支部", _K.BRANCH, "second_township"),
    ("general", "62000110", "红旗镇第一党总支", _K.GENERAL_BRANCH, "township"),
    ("second_general", "62000210", "黑石乡第一党总支", _K.GENERAL_BRANCH, "second_township"),
    ("far_group", "6200020101", "远山村党支部第一党小组", _K.GROUP, "far_branch"),
    ("other_county", "630000", "邻县县委组织部", _K.DEPARTMENT, ""),
    ("other_county_township", "630001", "中国共产党邻县平川镇委员会", _K.COMMITTEE, "other_county"),
    ("other_general", "63000110", "平川镇第一党总支", _K.GENERAL_BRANCH, "other_county_township"),
    ("other_county_branch", "63000101", "平川镇柳林村党支部", _K.BRANCH, "other_county_township"),
)
OFFICES: tuple[tuple[Role, str], ...] = (
    (Role.DEPUTY_SECRETARY, "branch"),
    (Role.PUBLICITY_COMMISSIONER, "branch"),
    (Role.DISCIPLINE_COMMISSIONER, "branch"),
    (Role.COMMITTEE_MEMBER, "branch"),
    (Role.DEPUTY_GROUP_LEADER, "first_group"),
    (Role.POINTS_GROUP_HEAD, "branch"),
    (Role.POINTS_GROUP_DEPUTY, "branch"),
    (Role.POINTS_GROUP_MEMBER, "branch"),
    (Role.SUPERVISING_LEADER, "branch"),
    (Role.SECTION_HEAD, "branch"),
    (Role.LIAISON_LEADER, "branch"),
    (Role.PARTY_OFFICE, "township"),
    (Role.SECRETARY, "township"),
    (Role.DISCIPLINE_COMMISSIONER, "township"),
    (Role.ORGANIZER, "second_township"),
)
"""Offices nobody of the cast holds; a holder belongs to the branch, or to the office branch of the township."""

PLACES = (
    "branch", "township", "far_branch", "first_group", "second_group", "county", "other_branch", "office_branch",
    "other_group", "second_township", "other_county", "other_county_township", "other_county_branch",
)  # fmt: skip


@dataclass(frozen=True)
class Wearer:
    """Somebody in one of his hats; without a user, nobody at all."""

    key: str
    role: str
    organization: str
    user: User | None
    actor: Actor

    def __str__(self) -> str:
        """Return who it is, for a finding."""
        return f"{self.key}:{self.role}" if self.role else self.key

    @property
    def signed_in(self) -> bool:
        """Say whether it is somebody."""
        return self.user is not None

    @property
    def person_id(self) -> str:
        """Return the id of the person behind the account."""
        return self.actor.person_id

    @property
    def path(self) -> str:
        """Return the place of the hat in the tree."""
        return self.actor.hat.path if self.actor.hat else ""


NOBODY_AT_ALL = Wearer("nobody", "", "", None, VISITOR)


@dataclass(frozen=True)
class Thing:
    """What an address is about: the values of its parameters, where it belongs, whom it concerns."""

    values: dict[str, str]
    places: tuple[Organization, ...] = ()
    person_id: str = ""
    about: object = None


@dataclass(frozen=True)
class Spot:
    """Where a thing is wanted: in an organisation; about a certain person, or anybody there."""

    key: str
    organization: Organization
    person: Person | None = None


class World(Cast):
    """The cast and everybody else."""

    def __init__(self) -> None:
        """Enter by acting whatever the cast lacks."""
        self.organizations: dict[str, Organization] = {
            key: super(World, self).organization(key) for key in CODES
        }
        self.holders: dict[tuple[Role, str], Person] = {}
        self.keys: dict[str, User] = {}
        self.passwords: dict[str, str] = {}
        self.made: dict[object, Thing | None] = {}
        self.browsers: dict[str, Client] = {}
        self.people: dict[str, Person] = {}
        for key in NAMES:
            self.person(key)
        self._found()
        self._people()
        self.organizations = {
            key: Organization.objects.get(pk=row.pk) for key, row in self.organizations.items()
        }
        for wearer in self.wearers:
            self.browser_of(wearer)

    def person(self, key: str) -> Person:
        if key not in self.people:
            self.people[key] = super().person(key)
        return self.people[key]

    def make_everything(self) -> None:
        """Make every thing there is a factory for: at every place, of people also that of every wearer himself."""
        from tests.web.matrix.things import OF_PEOPLE, REGISTRY, make, spots_of

        for name in REGISTRY:
            for key in PLACES:
                make(self, name, Spot(key, self.organization(key)))
        for name in sorted(OF_PEOPLE):
            for wearer in self.wearers:
                for spot in spots_of(self, name, wearer):
                    make(self, name, spot)

    def organization(self, key: str = "branch") -> Organization:
        return self.organizations[key]

    def user(self, key: str) -> User:
        return User.objects.get(pk=self.keys[key].pk) if key in self.keys else super().user(key)

    def _found(self) -> None:
        for key, code, name, kind, parent in MORE:
            self.organizations[key] = found_organization(
                actor=INSTALLER,
                at=AT,
                parent_id=self.organizations[parent].pk if parent else None,
                code=code,
                full_name=name,
                kind=kind,
                on=FOUNDED,
            )

    def _people(self) -> None:
        for role, key in OFFICES:
            organization = self.organizations[key]
            home = {"township": "office_branch", "first_group": "branch", "second_township": "far_branch"}
            person = self._enter(f"{role.label}{len(self.holders)}", home.get(key, key))
            appoint(
                actor=INSTALLER,
                at=AT,
                person_id=person.pk,
                organization_id=organization.pk,
                role=role,
                from_on=ELECTED,
                basis=ELECTION,
                reason="换届选举",
            )
            self.holders[role, key] = person
            self._open(f"{role.value.lower()}.{key}", person)
        for name, key in (("远山甲", "far_branch"), ("柳林甲", "other_county_branch")):
            self._enter(name, key)
        self._open("other_recorder", self.person("other_recorder"))
        factor = {"user": self.user("admin"), "type": Authenticator.Type.TOTP}
        Authenticator.objects.create(**factor, data={"secret": "x"})
        RecoveryCodes.activate(self.user("admin"))
        gone = self._enter("已离开", "far_branch")
        self._open("gone", gone)
        Person.objects.filter(pk=gone.pk).update(standing=Standing.LEFT, branch=None)

    def _enter(self, name: str, key: str) -> Person:
        return enter_person(
            actor=INSTALLER,
            at=AT,
            branch_id=self.organizations[key].pk,
            name=name,
            standing=Standing.FORMAL,
            on=FOUNDED,
        )

    def _open(self, key: str, person: Person) -> None:
        self.keys[key], self.passwords[key] = open_account(
            actor=INSTALLER, at=AT, login=f"账号{person}", person_id=person.pk
        )

    @cached_property
    def wearers(self) -> tuple[Wearer, ...]:
        """Return one account for every office in every organisation where it is held, a hatless one, and nobody."""
        found: dict[tuple[str, str], Wearer] = {}
        keys = {organization.pk: key for key, organization in self.organizations.items()}
        actors = {key: self.actor(key) for key in [*(key for key, *_ in LOGINS), *self.keys]}
        for key, actor in sorted(actors.items(), key=lambda pair: len(pair[1].hats)):
            if not actor.hats:
                found[key, ""] = Wearer(key, "", "", self.user(key), actor)
            for hat in actor.hats:
                at = next((name for pk, name in keys.items() if str(pk) == hat.organization_id), "")
                worn = Wearer(key, hat.role, at, self.user(key), actor.wearing(hat))
                found.setdefault((hat.role, at), worn)
        return (*found.values(), NOBODY_AT_ALL)

    def browser_of(self, wearer: Wearer) -> Client:
        """Return the browser of somebody in his hat; it shows errors as answers."""
        if str(wearer) not in self.browsers:
            browser = self.browser(wearer.key, wearer.role) if wearer.signed_in else Client()
            browser.raise_request_exception = False
            self.browsers[str(wearer)] = browser
        return self.browsers[str(wearer)]

    def relation(self, wearer: Wearer, thing: Thing) -> Relation:
        """Return how a thing stands to the hat of somebody: the nearest of its places counts."""
        if not thing.places or not wearer.path:
            return Relation.NONE
        order = list(Relation)
        return min((_stands(wearer.path, place) for place in thing.places), key=order.index)


def _stands(hat: str, organization: Organization) -> Relation:
    step, place = Organization.steplen, organization.path
    if hat == place:
        return Relation.OWN
    if organization.kind == "GROUP" and hat == place[:-step]:
        return Relation.INSIDE
    if place.startswith(hat):
        return Relation.BELOW
    if hat.startswith(place):
        return Relation.ABOVE
    if hat[:-step] == place[:-step] and len(hat) > step:
        return Relation.SIBLING
    return Relation.OTHER if hat[:step] == place[:step] else Relation.FOREIGN
