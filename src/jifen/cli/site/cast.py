"""The cast: one county with two village branches, for demonstration, screenshots and tests. Nobody here is real."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from jifen.common.actor import INSTALLER
from jifen.common.basis import Basis, BasisKind
from jifen.orgs.actions import appoint, enter_person, found_organization, open_account
from jifen.orgs.models import Organization, Person, User
from jifen.orgs.states.organizations import OrganizationKind
from jifen.orgs.states.people import Sex, Standing
from jifen.orgs.states.roles import Duty, Role

FOUNDED = date(2012, 7, 1)
ELECTED = date(2026, 3, 1)
ELECTION = Basis(BasisKind.MEETING, "支部党员大会选举", ELECTED)
ORDER = Basis(BasisKind.DOCUMENT, "关于任职的通知", ELECTED, "红旗组发〔2026〕8号")

_K = OrganizationKind
ORGANIZATIONS: tuple[tuple[str, str, str, str, OrganizationKind, str], ...] = (
    ("county", "620000", "示范县委组织部", "县委组织部", _K.DEPARTMENT, ""),
    ("township", "620001", "中国共产党示范县红旗镇委员会", "红旗镇党委", _K.COMMITTEE, "county"),
    ("office_branch", "62000100", "红旗镇机关党支部", "镇机关支部", _K.BRANCH, "township"),
    ("branch", "62000101", "红旗镇青山村党支部", "青山村支部", _K.BRANCH, "township"),
    ("first_group", "6200010101", "青山村党支部第一党小组", "青山一组", _K.GROUP, "branch"),
    ("second_group", "6200010102", "青山村党支部第二党小组", "青山二组", _K.GROUP, "branch"),
    ("other_branch", "62000102", "红旗镇白水村党支部", "白水村支部", _K.BRANCH, "township"),
    ("other_group", "6200010201", "白水村党支部第一党小组", "白水一组", _K.GROUP, "other_branch"),
)
"""Key, code, full name, short name, kind, key of the superior."""

_S = Standing
PEOPLE: tuple[tuple[str, str, str, Standing, dict[str, Any]], ...] = (
    (
        "secretary",
        "赵书记",
        "branch",
        _S.FORMAL,
        {"birth_on": date(1974, 4, 6), "joined_on": date(1998, 6, 20)},
    ),
    ("commissioner", "钱组织委员", "branch", _S.FORMAL, {"birth_on": date(1981, 9, 2), "sex": Sex.FEMALE}),
    ("recorder", "孙记录员", "branch", _S.FORMAL, {"birth_on": date(1990, 1, 15)}),
    ("member", "李明", "branch", _S.FORMAL, {"birth_on": date(1956, 11, 3), "phone": "13800000001"}),
    ("probationary", "周预备", "branch", _S.PROBATIONARY, {"joined_on": date(2026, 1, 10)}),
    ("activist", "吴积极分子", "branch", _S.ACTIVIST, {"sex": Sex.FEMALE}),
    ("migrant", "郑流动", "branch", _S.FORMAL, {"birth_on": date(1988, 5, 30)}),
    ("organizer", "王组织员", "office_branch", _S.FORMAL, {}),
    ("county_organizer", "何干事", "office_branch", _S.FORMAL, {}),
    ("stranger", "陈某", "other_branch", _S.FORMAL, {"phone": "13800000009"}),
    ("other_recorder", "冯记录员", "other_branch", _S.FORMAL, {}),
)
"""Key, name, branch, standing, details."""

OFFICES: tuple[tuple[str, str, Role, Basis], ...] = (
    ("secretary", "branch", Role.SECRETARY, ELECTION),
    ("commissioner", "branch", Role.ORGANIZATION_COMMISSIONER, ELECTION),
    ("recorder", "branch", Role.RECORDER, ELECTION),
    ("commissioner", "first_group", Role.GROUP_LEADER, ELECTION),
    ("stranger", "other_branch", Role.SECRETARY, ELECTION),
    ("other_recorder", "other_branch", Role.RECORDER, ELECTION),
    ("organizer", "township", Role.ORGANIZER, ORDER),
    ("county_organizer", "county", Role.COUNTY_ORGANIZER, ORDER),
)

LOGINS: tuple[tuple[str, str, Duty], ...] = (
    ("secretary", "赵书记", Duty.NONE),
    ("commissioner", "钱组织委员", Duty.NONE),
    ("recorder", "孙记录员", Duty.NONE),
    ("member", "李明", Duty.NONE),
    ("probationary", "周预备", Duty.NONE),
    ("organizer", "王组织员", Duty.NONE),
    ("county_organizer", "何干事", Duty.NONE),
    ("stranger", "陈某", Duty.NONE),
    ("admin", "系统管理员", Duty.ADMIN),
    ("auditor", "审计员", Duty.AUDITOR),
)
"""Key of the person (or of the duty), sign-in name, duty. 吴积极分子 and 郑流动 have no account, as many have none."""


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody by key, with the first passwords of those who sign in."""

    organizations: dict[str, Organization] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    passwords: dict[str, str] = field(default_factory=dict)


def assemble(at: datetime) -> Cast:
    """Enter the whole cast by acting, as an installation does."""
    cast = Cast()
    for key, code, full_name, short_name, kind, parent in ORGANIZATIONS:
        cast.organizations[key] = found_organization(
            actor=INSTALLER,
            at=at,
            parent_id=cast.organizations[parent].pk if parent else None,
            code=code,
            full_name=full_name,
            short_name=short_name,
            kind=kind,
            on=FOUNDED,
        )
    for key, name, branch, standing, details in PEOPLE:
        cast.people[key] = enter_person(
            actor=INSTALLER,
            at=at,
            branch_id=cast.organizations[branch].pk,
            name=name,
            standing=standing,
            on=details.get("joined_on", FOUNDED),
            **details,
        )
    for key, organization, role, basis in OFFICES:
        appoint(
            actor=INSTALLER,
            at=at,
            person_id=cast.people[key].pk,
            organization_id=cast.organizations[organization].pk,
            role=role,
            from_on=ELECTED,
            basis=basis,
            reason="换届选举" if basis is ELECTION else "任命",
        )
    for key, login, duty in LOGINS:
        person = cast.people.get(key)
        cast.users[key], cast.passwords[key] = open_account(
            actor=INSTALLER, at=at, login=login, person_id=person.pk if person else None, duty=duty
        )
    return cast
