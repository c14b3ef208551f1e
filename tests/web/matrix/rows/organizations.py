"""Organisations."""

from collections.abc import Mapping

from jifen.orgs.states.acts import Act
from jifen.orgs.states.organizations import OrganizationKind
from tests.web.matrix.cells import Cell
from tests.web.matrix.vocabulary import EVERYBODY, Answer, Post, Row, who
from tests.web.matrix.world import World

SEES_ORGANIZATION = who(
    own="committee superiors onlookers group points_group party_office",
    below="superiors party_office",
    everywhere="overseers",
)
FOUNDS = {
    OrganizationKind.DEPARTMENT: OrganizationKind.COMMITTEE,
    OrganizationKind.COMMITTEE: OrganizationKind.BRANCH,
    OrganizationKind.BRANCH: OrganizationKind.GROUP,
}


def new_organization(world: World, cell: Cell) -> Mapping[str, str]:
    kind = FOUNDS.get(cell.thing.about.kind, OrganizationKind.GROUP)
    return {"kind": kind.value, "code": "99887766", "full_name": "新设立的组织", "on": "2026-03-01"}


AREA = "组织"
ROWS = (
    Row("organizations", "组织", EVERYBODY, get=Answer.ON),
    Row("organization", "组织的页面", SEES_ORGANIZATION, about="organization"),
    Row(
        "edit_organization",
        "修改组织信息",
        who(own="desk superiors", below="superiors"),
        about="organization",
        sees=SEES_ORGANIZATION,
        post=Post({"full_name": "改过的全称"}, act=Act.EDIT_ORGANIZATION),
    ),
    Row(
        "found_organization",
        "设立党小组",
        who(own="officers superiors", below="superiors"),
        about="branch",
        state="在党支部下面",
        sees=SEES_ORGANIZATION,
        post=Post(new_organization, act=Act.FOUND_GROUP),
    ),
    Row(
        "found_organization",
        "设立下级组织",
        who(own="superiors", below="superiors"),
        about="upper",
        state="在党委、党委部门下面",
        sees=SEES_ORGANIZATION,
        post=Post(new_organization, act=Act.FOUND_ORGANIZATION),
    ),
    Row(
        "found_organization",
        "设立下级组织",
        who(own="superiors", below="superiors"),
        about="group",
        state="在党小组下面（不能设）",
        sees=SEES_ORGANIZATION,
        post=Post(new_organization, answer=Answer.PAGE),
    ),
)
