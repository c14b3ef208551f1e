"""Kinds and states of organisations, and which kind stands below which (domain §4.1, REG-38)."""

from jifen.common.labelled import LabelledEnum
from jifen.common.transitions import Machine, Transition
from jifen.orgs.states.acts import Act


class OrganizationKind(LabelledEnum):
    """What an organisation is."""

    DEPARTMENT = "DEPARTMENT", "党委部门"
    COMMITTEE = "COMMITTEE", "党委"
    WORKING_COMMITTEE = "WORKING_COMMITTEE", "党工委"
    GENERAL_BRANCH = "GENERAL_BRANCH", "党总支"
    BRANCH = "BRANCH", "党支部"
    JOINT_BRANCH = "JOINT_BRANCH", "联合党支部"
    GROUP = "GROUP", "党小组"


class UnitSituation(LabelledEnum):
    """How the unit stands in which an organisation was set up."""

    LEGAL_ENTITY = "LEGAL_ENTITY", "法人单位"
    SAME_AS_SUPERIOR = "SAME_AS_SUPERIOR", "与上级党组织相同"
    SEVERAL_UNITS = "SEVERAL_UNITS", "联合支部"


class OrganizationState(LabelledEnum):
    """Whether an organisation is at work."""

    ACTIVE = "ACTIVE", "正常"
    MERGED = "MERGED", "已并入其他组织"
    DISSOLVED = "DISSOLVED", "已撤销"


BRANCHES = frozenset({OrganizationKind.BRANCH, OrganizationKind.JOINT_BRANCH})
"""Kinds whose members hold one membership each; groups only divide them."""

_UPPER = frozenset(
    {OrganizationKind.DEPARTMENT, OrganizationKind.COMMITTEE, OrganizationKind.WORKING_COMMITTEE}
)
STANDS_BELOW: dict[OrganizationKind, frozenset[OrganizationKind]] = {
    OrganizationKind.DEPARTMENT: frozenset({OrganizationKind.DEPARTMENT, OrganizationKind.COMMITTEE}),
    OrganizationKind.COMMITTEE: _UPPER,
    OrganizationKind.WORKING_COMMITTEE: _UPPER,
    OrganizationKind.GENERAL_BRANCH: _UPPER,
    OrganizationKind.BRANCH: _UPPER | {OrganizationKind.GENERAL_BRANCH},
    OrganizationKind.JOINT_BRANCH: _UPPER | {OrganizationKind.GENERAL_BRANCH},
    OrganizationKind.GROUP: BRANCHES,
}
"""Kind → kinds it may stand directly below; every kind but the group may also be a root."""

ORGANIZATION = Machine(
    "组织",
    OrganizationState,
    (
        Transition(Act.FOUND_ORGANIZATION, None, OrganizationState.ACTIVE, "上级党组织"),
        Transition(Act.FOUND_GROUP, None, OrganizationState.ACTIVE, "党支部"),
        Transition(Act.MOVE_ORGANIZATION, OrganizationState.ACTIVE, OrganizationState.ACTIVE, "上级党组织"),
        Transition(Act.MERGE_ORGANIZATION, OrganizationState.ACTIVE, OrganizationState.MERGED, "上级党组织"),
        Transition(
            Act.DISSOLVE_ORGANIZATION, OrganizationState.ACTIVE, OrganizationState.DISSOLVED, "上级党组织"
        ),
        Transition(Act.DISSOLVE_GROUP, OrganizationState.ACTIVE, OrganizationState.DISSOLVED, "党支部"),
    ),
)


def dissolving_act(kind: OrganizationKind) -> Act:
    """Return the act by which an organisation of this kind is dissolved."""
    return Act.DISSOLVE_GROUP if kind is OrganizationKind.GROUP else Act.DISSOLVE_ORGANIZATION
