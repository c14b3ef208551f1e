"""What a tree goes through: changes, offices, groups, letters."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from jifen.orgs.models import Organization, Person
from jifen.orgs.states.acts import Act
from tests.web.matrix.cells import Cell
from tests.web.matrix.rows.organizations import SEES_ORGANIZATION
from tests.web.matrix.rows.people import DAY, DESK, PAPER, SEES_PEOPLE
from tests.web.matrix.things.people import enter
from tests.web.matrix.vocabulary import Answer, Post, Row, who
from tests.web.matrix.world import Spot, World

AREA = "组织变动、任职、转接"
BELOW = who(below="superiors")
DISSOLVES_GROUPS = who(own="officers superiors", below="superiors")
READS_LETTERS = who(
    own="committee superiors group points_group party_office", below="superiors party_office", himself=True
)
SHOWN = Post(answer=Answer.PAGE)
"""A form sent empty: shown again with what is missing."""


def below_general(world: World, cell: Cell) -> Mapping[str, Any]:
    township = cell.thing.places[0].path[: 2 * Organization.steplen]
    general = Organization.objects.get(kind="GENERAL_BRANCH", path__startswith=township)
    return {"target": str(general.pk), "on": DAY, **PAPER}


def into_another(world: World, cell: Cell) -> Mapping[str, Any]:
    parent = Organization.objects.get_parent(cell.thing.about)
    others = Organization.objects.get_children(parent).filter(kind="BRANCH", state="ACTIVE")
    other = others.exclude(pk=cell.thing.about.pk).order_by("path").first()
    return {"target": str(other.pk), "on": DAY, **PAPER}


def somebody(cell: Cell) -> str:
    """Enter somebody new in the branch and return his id."""
    return str(enter(Spot("", cell.thing.about)).pk)


def appointed(world: World, cell: Cell) -> Mapping[str, Any]:
    return {"role": "SECTION_HEAD", "person": somebody(cell), "from_on": DAY, "reason": "任命", **PAPER}


def elected(world: World, cell: Cell) -> Mapping[str, Any]:
    return {"secretary": somebody(cell), "from_on": "2026-04-01", "term_until": "2029-03-31", **PAPER}


def named(world: World, cell: Cell) -> Mapping[str, Any]:
    return {"points_group_head": somebody(cell), "from_on": "2026-04-01", **PAPER}


def grouped(world: World, cell: Cell) -> Mapping[str, Any]:
    branch = cell.thing.about
    group = Organization.objects.get_children(branch).filter(kind="GROUP", state="ACTIVE").first()
    return {f"group-{somebody(cell)}": str(group.pk) if group else ""}


def sent(world: World, cell: Cell) -> Mapping[str, Any]:
    to = Organization.objects.filter(kind="BRANCH").exclude(pk=cell.thing.about.pk).order_by("code").first()
    day = timezone.localdate().isoformat()
    return {
        "person": somebody(cell),
        "to": to.code,
        "letter_no": "红组转1号",
        "sent_on": day,
        "valid_days": "90",
    }


def answered(world: World, cell: Cell) -> Mapping[str, Any]:
    return {"on": timezone.localdate().isoformat(), "answer": "已经报到", "reason": "材料不齐"}


def came_back(world: World, cell: Cell) -> Mapping[str, Any]:
    name, number = cell.thing.about
    assert Person.objects.filter(name=name).exists()
    day = timezone.localdate().isoformat()
    return {"name": name, "id_no": number, "letter_from": "外省某某党委", "letter_no": "外转9号", "on": day}


def change(name: str, title: str, post: Post) -> tuple[Row, ...]:
    """A change of an organisation: the form for any one, and the act on one where nothing stands against it."""
    return (
        Row(name, title, BELOW, about="branch", state="党支部", sees=SEES_ORGANIZATION, post=SHOWN),
        Row(name, title, BELOW, about="upper", state="党委、党委部门", sees=SEES_ORGANIZATION, post=SHOWN),
        Row(
            name,
            title,
            BELOW,
            about="idle branch",
            state="没有人的党支部",
            sees=SEES_ORGANIZATION,
            query={"q": "党"} if name != "dissolve_organization" else {},
            post=post,
        ),
    )


ROWS = (
    Row("organization_history", "组织变动", SEES_ORGANIZATION, about="organization"),
    *change("move_organization", "调整隶属关系", Post(below_general, act=Act.MOVE_ORGANIZATION)),
    *change("merge_organization", "合并组织", Post(into_another, act=Act.MERGE_ORGANIZATION)),
    *change("dissolve_organization", "撤销组织", Post({"on": DAY, **PAPER}, act=Act.DISSOLVE_ORGANIZATION)),
    Row(
        "dissolve_organization",
        "撤销党小组",
        DISSOLVES_GROUPS,
        about="idle group",
        state="没有人的党小组",
        sees=SEES_ORGANIZATION,
        post=Post({"on": DAY, **PAPER}, act=Act.DISSOLVE_GROUP),
    ),
    Row("offices", "任职", SEES_ORGANIZATION, about="organization"),
    Row(
        "appoint",
        "登记任职",
        DESK,
        about="branch",
        sees=SEES_ORGANIZATION,
        post=Post(appointed, act=Act.APPOINT),
    ),
    Row("appoint", "登记任职", DESK, about="group", state="党小组", sees=SEES_ORGANIZATION, post=SHOWN),
    Row(
        "appoint", "登记任职", DESK, about="upper", state="党委、党委部门", sees=SEES_ORGANIZATION, post=SHOWN
    ),
    Row(
        "end_appointment",
        "登记免职",
        who(own="desk superiors", below="superiors", himself=False),
        about="appointment",
        sees=SEES_ORGANIZATION,
        post=Post({"to_on": DAY, "reason": "工作调动", **PAPER}, act=Act.END_APPOINTMENT),
    ),
    Row(
        "renew_committee",
        "登记换届",
        BELOW,
        about="branch",
        sees=SEES_ORGANIZATION,
        post=Post(elected, act=Act.RENEW_COMMITTEE),
    ),
    Row(
        "name_points_group",
        "登记积分工作小组",
        DESK,
        about="branch",
        sees=SEES_ORGANIZATION,
        post=Post(named, act=Act.NAME_POINTS_GROUP),
    ),
    Row(
        "assign_groups",
        "编入党小组",
        DESK,
        about="branch with group",
        sees=SEES_ORGANIZATION,
        post=Post(grouped, act=Act.ASSIGN_GROUP),
    ),
    Row("transfers", "组织关系转接", SEES_PEOPLE, about="organization", sees=SEES_ORGANIZATION),
    Row(
        "send_transfer",
        "转出组织关系",
        DESK,
        about="branch",
        sees=SEES_ORGANIZATION,
        post=Post(sent, act=Act.SEND_TRANSFER),
    ),
    Row(
        "take_back",
        "接收从外面转回的同志",
        DESK,
        about="returning",
        sees=SEES_ORGANIZATION,
        post=Post(came_back, act=Act.ACCEPT_TRANSFER),
    ),
    Row("transfer", "介绍信", READS_LETTERS, about="letter out"),
    Row("transfer_letter", "打印介绍信", DESK, about="letter out", sees=READS_LETTERS),
    Row(
        "cancel_transfer",
        "撤回转出",
        who(own="desk superiors", below="superiors", himself=False),
        about="letter out",
        sees=READS_LETTERS,
        post=Post(answered, act=Act.CANCEL_TRANSFER),
    ),
    Row(
        "accept_transfer",
        "接收组织关系",
        DESK,
        about="letter in",
        sees=SEES_PEOPLE,
        post=Post(answered, act=Act.ACCEPT_TRANSFER),
    ),
    Row(
        "return_transfer",
        "退回组织关系",
        DESK,
        about="letter in",
        sees=SEES_PEOPLE,
        post=Post(answered, act=Act.RETURN_TRANSFER),
    ),
)
