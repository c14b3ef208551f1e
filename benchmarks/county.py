"""An invented county as rows: 16,000 organisations and 30,000 people, written in bulk into an empty database."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime
from typing import Any

from benchmarks.serving import PASSWORD
from jifen.common.basis import Basis, BasisKind
from jifen.orgs.actions.people.pinyin import spell
from jifen.orgs.models import Appointment, Membership, Organization, Person, StandingEvent, User
from jifen.orgs.states.acts import Act
from jifen.orgs.states.organizations import OrganizationKind
from jifen.orgs.states.people import Standing
from jifen.orgs.states.roles import Role
from jifen.orgs.states.transfers import MembershipStart

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
ON = date(2020, 7, 1)
FAMILY = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
GIVEN = "明华建国志强秀英桂兰文军平芳红伟敏静丽勇艳杰涛超霞刚玉梅"
BASIS = Basis(BasisKind.MEETING, "换届选举", ON)
LARGE = 300
"""How many people the first branch has, so that a list of one row and of 300 can be compared."""
SIGNERS = 60
"""How many secretaries have an account to sign in with, all with one password."""


def build(branches: int = 1_500, groups: int = 14_469, people: int = 30_000, seed: int = 7) -> dict[str, Any]:
    """Write the county; return ids worth asking for: the county, a township, a small and a large branch, people."""
    chance = random.Random(seed)
    townships = max(branches // 50, 1)
    rows = [_organization("1", "示范县委组织部", OrganizationKind.DEPARTMENT, [1], townships)]
    held = [0] * branches
    for number in range(groups):
        held[number % branches] += 1
    for number in range(townships):
        mine = range(number, branches, townships)
        rows.append(
            _organization(
                f"1{number:03}",
                f"第{number + 1}镇党委",
                OrganizationKind.COMMITTEE,
                [1, number + 1],
                len(mine),
            )
        )
    leaves, hosts = [], []
    for number in range(branches):
        path = [1, number % townships + 1, number // townships + 1]
        branch = _organization(
            f"1{number % townships:03}{number:05}",
            f"第{number + 1}村党支部",
            OrganizationKind.BRANCH,
            path,
            held[number],
        )
        hosts.append(branch)
        leaves += [
            _organization(
                f"{branch.code}{g:02}",
                f"第{number + 1}村第{g + 1}党小组",
                OrganizationKind.GROUP,
                [*path, g + 1],
                0,
            )
            for g in range(held[number])
        ]
    Organization.objects.bulk_create([*rows, *hosts, *leaves], batch_size=2_000)
    members = _people(chance, hosts, people)
    users = _officers(hosts, members, rows)
    return {
        "county": rows[0].pk,
        "township": rows[1].pk,
        "large": hosts[0].pk,
        "small": hosts[1].pk,
        "person": next(person.pk for person in members if person.branch_id == hosts[1].pk),
        "users": users,
    }


def _organization(
    code: str, name: str, kind: OrganizationKind, path: list[int], children: int
) -> Organization:
    steps = "".join(Organization._int2str(step).rjust(Organization.steplen, "0") for step in path)
    return Organization(
        code=code, full_name=name, short_name=name, kind=kind, path=steps, depth=len(path), numchild=children
    )


def _people(chance: random.Random, hosts: list[Organization], count: int) -> list[Person]:
    members = []
    for number in range(count):
        branch = hosts[0] if number < LARGE else hosts[number % len(hosts)]
        name = chance.choice(FAMILY) + "".join(chance.sample(GIVEN, chance.choice((1, 2))))
        members.append(
            Person(
                name=name,
                pinyin=spell(name),
                standing=Standing.FORMAL,
                branch=branch,
                birth_on=date(1940 + number % 60, number % 12 + 1, number % 28 + 1),
                joined_on=ON,
                phone=f"138{number:08}",
            )
        )
    Person.objects.bulk_create(members, batch_size=1_000)
    Membership.objects.bulk_create(
        [
            Membership(person=one, branch=one.branch, from_on=ON, start=MembershipStart.ENTERED)
            for one in members
        ],
        batch_size=2_000,
    )
    StandingEvent.objects.bulk_create(
        [
            StandingEvent(
                person=one, act=Act.ENTER_PERSON, target=one.standing, on=ON, branch=one.branch, entered_at=AT
            )
            for one in members
        ],
        batch_size=2_000,
    )
    return members


def _officers(hosts: list[Organization], members: list[Person], rows: list[Organization]) -> dict[str, User]:
    first: dict[Any, Person] = {}
    for person in members:
        first.setdefault(person.branch_id, person)
    held = [(first[branch.pk], branch, Role.SECRETARY) for branch in hosts if branch.pk in first]
    spare = [person for person in members if person is not first[person.branch_id]]
    held += [(spare[0], rows[0], Role.COUNTY_ORGANIZER), (spare[1], rows[1], Role.ORGANIZER)]
    Appointment.objects.bulk_create(
        [
            Appointment(person=person, organization=where, role=role, from_on=ON, basis=BASIS, reason="选举")
            for person, where, role in held
        ],
        batch_size=2_000,
    )
    users = {
        "county": User(login="county", person=spare[0], display_name="县"),
        "township": User(login="township", person=spare[1], display_name="镇"),
        "large": User(login="large", person=first[hosts[0].pk], display_name="大支部书记"),
        "small": User(login="small", person=first[hosts[1].pk], display_name="小支部书记"),
    }
    for number, branch in enumerate(hosts[2 : 2 + SIGNERS]):
        login = f"signer{number}"
        users[login] = User(login=login, person=first[branch.pk], display_name=f"第{number + 3}村支部书记")
    for user in users.values():
        user.must_change_password = False
        user.set_password(PASSWORD)
        user.save()
    return users
