"""People: lists, one person, what happens to him, households."""

from collections.abc import Mapping
from typing import Any

from jifen.orgs.models import Household, Person
from jifen.orgs.states.acts import Act
from tests.web.matrix.cells import Cell
from tests.web.matrix.rows.organizations import SEES_ORGANIZATION
from tests.web.matrix.things.people import STARTS, enter, household_of
from tests.web.matrix.vocabulary import EVERYBODY, Answer, Post, Row, who
from tests.web.matrix.world import Spot, World

AREA = "人员"
READERS = "committee superiors group points_group party_office"
SEES_PEOPLE = who(own=READERS, below="superiors party_office")
SEES_PERSON = who(own=READERS, below="superiors party_office", himself=True)
DESK = who(own="desk superiors", below="superiors")
DESK_NOT_HIMSELF = who(own="desk superiors", below="superiors", himself=False)
PAPER = {
    "basis_kind": "MEETING",
    "basis_label": "支部党员大会",
    "basis_on": "2026-03-01",
    "basis_document_no": "红旗〔2026〕3号",
}
DAY = "2026-03-05"
MORE: dict[Act, dict[str, str]] = {
    Act.LEAVE: {"leaving": "WITHDRAWN"},
    Act.EXTEND_PROBATION: {"until": "2027-01-09"},
}
"""What a move needs beside its day and its paper."""


def changed(world: World, cell: Cell) -> Mapping[str, Any]:
    person = Person.objects.get(pk=cell.thing.person_id)
    return {
        "name": person.name,
        "initial-name": person.name,
        "version": person.version,
        "remark": "改过的备注",
        "initial-remark": person.remark,
        "sex": person.sex,
        "initial-sex": person.sex,
    }


def revealed(world: World, cell: Cell) -> Mapping[str, Any]:
    own = cell.thing.person_id == cell.wearer.person_id
    return {"parts": ["PHONE"], "purpose": "OWN" if own else "CONTACT", "words": "通知他来开会"}


def bound(world: World, cell: Cell) -> Mapping[str, Any]:
    here = cell.thing.about.branch
    other = Person.objects.filter(branch=here, standing="FORMAL", same_as__isnull=True)
    chosen = other.exclude(pk=cell.thing.person_id).order_by("id").first()
    return {"kind": "HELPER", "other": str(chosen.pk), "from_on": DAY, **PAPER}


def formed(world: World, cell: Cell) -> Mapping[str, Any]:
    head = enter(Spot("", cell.thing.about))
    return {"number": "二组3号", "head": str(head.pk), "on": DAY}


def headed(world: World, cell: Cell) -> Mapping[str, Any]:
    household = Household.objects.get(pk=cell.thing.values["household_id"])
    other = household.members.filter(to_on__isnull=True).exclude(person=household.head).first()
    return {"head": str(other.person_id)}


def moved(world: World, cell: Cell) -> Mapping[str, Any]:
    return {"household": str(household_of(cell.thing.about.branch).pk), "on": DAY}


def merged(world: World, cell: Cell) -> Mapping[str, Any]:
    return {"reason": "核对过身份证，是同一个人", "confirmed": "on"}


def standing(act: Act) -> Post:
    given = {
        "on": DAY,
        "reason": "本人书面报告，情况属实",
        "confirmed": "on",
        "seen": "on",
        **PAPER,
        **MORE.get(act, {}),
    }
    return Post(given, act=act)


MOVES = tuple(
    Row(
        "move_standing",
        "变更人员类别",
        DESK_NOT_HIMSELF,
        about=f"move {act.value}",
        state=act.label,
        sees=SEES_PERSON,
        post=standing(act),
    )
    for act in [*STARTS, Act.RESTORE]
)
ROWS = (
    Row("my", "我的档案", EVERYBODY),
    Row("people", "名册", who(everywhere=READERS), sees=EVERYBODY, post=Post({"words": "李"})),
    Row(
        "organization_people",
        "组织的名册",
        SEES_PEOPLE,
        about="organization",
        sees=SEES_ORGANIZATION,
        post=Post({"words": "李"}),
    ),
    Row("print_people", "打印名册", SEES_PEOPLE, about="organization", sees=SEES_ORGANIZATION),
    Row("duplicates", "可能重复的登记", SEES_PEOPLE, about="organization", sees=SEES_ORGANIZATION),
    Row(
        "enter_person",
        "登记人员",
        DESK,
        about="branch",
        sees=SEES_ORGANIZATION,
        post=Post({"name": "新来的同志", "standing": "FORMAL", "on": DAY}, act=Act.ENTER_PERSON),
    ),
    Row("person", "个人页面", SEES_PERSON, about="person", get=Answer.ON),
    Row(
        "edit_person",
        "修改个人信息",
        DESK,
        about="person",
        sees=SEES_PERSON,
        post=Post(changed, act=Act.EDIT_PERSON),
    ),
    Row(
        "person_file",
        "打印本人档案",
        who(own="desk superiors", below="superiors", himself=True),
        about="person",
        sees=SEES_PERSON,
    ),
    Row(
        "reveal",
        "查看证件和联系方式",
        who(own="desk organizer", below="organizer", himself=True),
        about="person",
        sees=SEES_PERSON,
        post=Post(revealed, Answer.PAGE, Act.REVEAL),
    ),
    *MOVES,
    Row(
        "correct_standing",
        "更正人员类别",
        DESK_NOT_HIMSELF,
        about="event",
        sees=SEES_PERSON,
        post=Post(
            {"target": "PROBATIONARY", "on": "2026-03-02", "reason": "登记时选错了类别", **PAPER},
            act=Act.CORRECT_STANDING,
        ),
    ),
    Row(
        "record_circumstance",
        "登记情况",
        DESK_NOT_HIMSELF,
        about="person",
        sees=SEES_PERSON,
        post=Post({"kind": "FRAIL", "from_on": DAY, **PAPER}, act=Act.RECORD_CIRCUMSTANCE),
    ),
    Row(
        "end_circumstance",
        "情况终止",
        DESK_NOT_HIMSELF,
        about="circumstance",
        sees=SEES_PERSON,
        post=Post({"to_on": DAY}, act=Act.END_CIRCUMSTANCE),
    ),
    Row(
        "record_discipline",
        "登记处分",
        who(own="officers organizer", below="organizer", himself=False),
        about="person",
        sees=SEES_PERSON,
        post=Post(
            {"measure": "WARNING", "approved_on": DAY, "matter": "违反工作纪律", **PAPER},
            act=Act.RECORD_DISCIPLINE,
        ),
    ),
    Row(
        "record_bond",
        "指定联系人",
        DESK_NOT_HIMSELF,
        about="person",
        sees=SEES_PERSON,
        post=Post(bound, act=Act.RECORD_BOND),
    ),
    Row(
        "end_bond",
        "联系人终止",
        DESK_NOT_HIMSELF,
        about="bond",
        sees=SEES_PERSON,
        post=Post({"to_on": DAY}, act=Act.END_BOND),
    ),
    Row("households", "家庭户", SEES_PEOPLE, about="organization", sees=SEES_ORGANIZATION),
    Row(
        "form_household",
        "登记家庭户",
        DESK,
        about="branch",
        sees=SEES_ORGANIZATION,
        post=Post(formed, act=Act.FORM_HOUSEHOLD),
    ),
    Row("household", "一户", SEES_PEOPLE, about="household"),
    Row(
        "change_household_head",
        "换户主",
        DESK,
        about="household",
        sees=SEES_PEOPLE,
        post=Post(headed, act=Act.CHANGE_HOUSEHOLD),
    ),
    Row(
        "move_to_household",
        "变更家庭户",
        DESK,
        about="person",
        sees=SEES_PERSON,
        post=Post(moved, act=Act.CHANGE_HOUSEHOLD),
    ),
    Row(
        "merge_people",
        "合并重复登记",
        who(own="superiors", below="superiors", himself=False),
        about="pair",
        sees=SEES_PEOPLE,
        post=Post(merged, act=Act.MERGE_PEOPLE),
    ),
    Row(
        "undo_merge",
        "撤销合并",
        who(own="superiors", below="superiors"),
        about="merged",
        sees=SEES_PERSON,
        post=Post({"reason": "核对以后是两个人"}, act=Act.UNDO_MERGE),
    ),
)
