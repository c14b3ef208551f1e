"""Offices (任职) and the duties of accounts, as one table (domain §4.2)."""

from dataclasses import dataclass

from jifen.common.labelled import LabelledEnum
from jifen.orgs.states.organizations import BRANCHES, OrganizationKind


class Role(LabelledEnum):
    """In which office an account acts. `MEMBER` needs no appointment; `ADMIN` and `AUDITOR` are duties of accounts."""

    SECRETARY = "SECRETARY", "书记"
    DEPUTY_SECRETARY = "DEPUTY_SECRETARY", "副书记"
    ORGANIZATION_COMMISSIONER = "ORGANIZATION_COMMISSIONER", "组织委员"
    PUBLICITY_COMMISSIONER = "PUBLICITY_COMMISSIONER", "宣传委员"
    DISCIPLINE_COMMISSIONER = "DISCIPLINE_COMMISSIONER", "纪检委员"
    COMMITTEE_MEMBER = "COMMITTEE_MEMBER", "委员"
    RECORDER = "RECORDER", "记录员"
    GROUP_LEADER = "GROUP_LEADER", "党小组组长"
    DEPUTY_GROUP_LEADER = "DEPUTY_GROUP_LEADER", "党小组副组长"
    POINTS_GROUP_HEAD = "POINTS_GROUP_HEAD", "积分工作小组组长"
    POINTS_GROUP_DEPUTY = "POINTS_GROUP_DEPUTY", "积分工作小组副组长"
    POINTS_GROUP_MEMBER = "POINTS_GROUP_MEMBER", "积分工作小组成员"
    SUPERVISING_LEADER = "SUPERVISING_LEADER", "分管领导"
    SECTION_HEAD = "SECTION_HEAD", "股室负责人"
    LIAISON_LEADER = "LIAISON_LEADER", "联系点领导"
    PARTY_OFFICE = "PARTY_OFFICE", "党建办工作人员"
    ORGANIZER = "ORGANIZER", "组织员"
    COUNTY_ORGANIZER = "COUNTY_ORGANIZER", "组织部工作人员"
    MEMBER = "MEMBER", "党员"
    ADMIN = "ADMIN", "系统管理员"
    AUDITOR = "AUDITOR", "审计员"


class Duty(LabelledEnum):
    """What an account is for, beside its person's offices; the two are exclusive (trust §10)."""

    NONE = "NONE", "一般账号"
    ADMIN = "ADMIN", "系统管理员"
    AUDITOR = "AUDITOR", "审计员"


@dataclass(frozen=True, slots=True)
class Office:
    """One row: in which kinds of organisation an office is held, by how many at once, and what goes with it.

    `approver`: the office approves or sees much, so a second factor is required. `from_above`: only the superior
    appoints. `limit` 0 is any number.
    """

    role: Role
    kinds: frozenset[OrganizationKind]
    limit: int = 0
    approver: bool = False
    from_above: bool = False


_K = OrganizationKind
_UPPER = frozenset({_K.COMMITTEE, _K.WORKING_COMMITTEE})
_WITH_COMMITTEE = BRANCHES | _UPPER | {_K.GENERAL_BRANCH}
_BELOW_COMMITTEE = BRANCHES | {_K.GENERAL_BRANCH}
OFFICES: tuple[Office, ...] = (
    Office(Role.SECRETARY, _WITH_COMMITTEE, limit=1, approver=True, from_above=True),
    Office(Role.DEPUTY_SECRETARY, _WITH_COMMITTEE, limit=3, approver=True, from_above=True),
    Office(Role.ORGANIZATION_COMMISSIONER, _WITH_COMMITTEE, limit=1, approver=True),
    Office(Role.PUBLICITY_COMMISSIONER, _WITH_COMMITTEE, limit=1, approver=True),
    Office(Role.DISCIPLINE_COMMISSIONER, _WITH_COMMITTEE, limit=1, approver=True),
    Office(Role.COMMITTEE_MEMBER, _WITH_COMMITTEE, limit=7, approver=True),
    Office(Role.RECORDER, _BELOW_COMMITTEE, limit=1),
    Office(Role.GROUP_LEADER, frozenset({_K.GROUP}), limit=1),
    Office(Role.DEPUTY_GROUP_LEADER, frozenset({_K.GROUP}), limit=2),
    Office(Role.POINTS_GROUP_HEAD, _BELOW_COMMITTEE, limit=1),
    Office(Role.POINTS_GROUP_DEPUTY, _BELOW_COMMITTEE, limit=3),
    Office(Role.POINTS_GROUP_MEMBER, _BELOW_COMMITTEE),
    Office(Role.SUPERVISING_LEADER, _BELOW_COMMITTEE),
    Office(Role.SECTION_HEAD, _BELOW_COMMITTEE),
    Office(Role.LIAISON_LEADER, _BELOW_COMMITTEE, limit=1, from_above=True),
    Office(Role.PARTY_OFFICE, _UPPER, approver=True),
    Office(Role.ORGANIZER, _UPPER, approver=True, from_above=True),
    Office(Role.COUNTY_ORGANIZER, frozenset({_K.DEPARTMENT}), approver=True, from_above=True),
)
COMMITTEE_ROLES = (
    Role.SECRETARY,
    Role.DEPUTY_SECRETARY,
    Role.ORGANIZATION_COMMISSIONER,
    Role.PUBLICITY_COMMISSIONER,
    Role.DISCIPLINE_COMMISSIONER,
    Role.COMMITTEE_MEMBER,
)
"""What an election fills; only formal members are elected (REG-06)."""

POINTS_GROUP_ROLES = (Role.POINTS_GROUP_HEAD, Role.POINTS_GROUP_DEPUTY, Role.POINTS_GROUP_MEMBER)
"""The group of people who do the points work of a branch (S5-六-2)."""

OFFICE_OF: dict[Role, Office] = {office.role: office for office in OFFICES}
NEED_SECOND_FACTOR = frozenset(
    {office.role for office in OFFICES if office.approver} | {Role.ADMIN, Role.AUDITOR}
)
