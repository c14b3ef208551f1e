"""Registers of organisational life."""

from collections.abc import Mapping
from typing import Any

from jifen.registers.models import Occasion
from jifen.registers.queries import list_people_of
from jifen.registers.states.acts import Act
from tests.web.matrix.cells import Cell
from tests.web.matrix.rows.organizations import SEES_ORGANIZATION
from tests.web.matrix.vocabulary import Answer, Post, Row, who
from tests.web.matrix.world import World

AREA = "组织生活登记"
DESK = "desk publicity_commissioner discipline_commissioner"
SEES = who(own="committee superiors party_office", below="superiors party_office")
ENTERS = who(own=DESK)
STUDY = {"kind": "STUDY", "on": "2026-03-05", "title": "集中学习"}


def sends(**fields: Any) -> Any:
    """Send fields with the version of the register the cell is about."""

    def fill(world: World, cell: Cell) -> Mapping[str, Any]:
        assert isinstance(cell.thing.about, Occasion)
        return {"version": str(Occasion.objects.get(pk=cell.thing.about.pk).version), **fields}

    return fill


def somebody(world: World, cell: Cell) -> Mapping[str, Any]:
    assert isinstance(cell.thing.about, Occasion)
    person = list_people_of(cell.thing.about)[-1]
    return {**sends(reason="改正")(world, cell), f"outcome-{person.pk}": "UNPAID", f"done-{person.pk}": ""}


ROWS = (
    Row(
        "own_registers",
        "组织生活登记",
        who(everywhere="committee superiors party_office"),
        sees=who(everywhere="everybody", hatless=True),
    ),
    Row("registers", "一个支部的组织生活登记", SEES, about="organization", sees=SEES_ORGANIZATION),
    Row("register_suggestions", "登记能提出的建议", SEES, about="branch", sees=SEES_ORGANIZATION),
    Row(
        "begin_occasion",
        "新建登记",
        ENTERS,
        about="branch",
        sees=SEES_ORGANIZATION,
        post=Post(STUDY, act=Act.BEGIN_OCCASION),
        query={"kind": "STUDY"},
    ),
    Row("occasion", "一份登记", SEES, about="occasion", state="登记中"),
    Row("occasion", "一份登记", SEES, about="occasion struck", state="已作废"),
    Row("occasion", "一份登记", SEES, about="occasion taken", state="已被采用"),
    Row("occasion", "一份登记", SEES, about="finding", state="日常发现"),
    Row(
        "fill_occasion",
        "填写情况",
        ENTERS,
        about="occasion",
        sees=SEES,
        post=Post(somebody, act=Act.FILL_OCCASION),
    ),
    Row(
        "edit_occasion",
        "修改登记信息",
        ENTERS,
        about="occasion",
        sees=SEES,
        post=Post(sends(kind="DUES", on="2026-02-20"), act=Act.EDIT_OCCASION),
    ),
    Row(
        "strike_occasion",
        "作废登记",
        ENTERS,
        about="occasion",
        sees=SEES,
        post=Post(sends(reason="登记重了"), act=Act.STRIKE_OCCASION),
    ),
    Row(
        "strike_line",
        "作废一条登记",
        ENTERS,
        about="register line",
        sees=SEES,
        post=Post(sends(reason="记错了人"), act=Act.STRIKE_LINE),
    ),
    Row(
        "read_notes",
        "查看登记里的说明",
        ENTERS,
        about="occasion",
        sees=SEES,
        get=None,
        post=Post(answer=Answer.PAGE, act=Act.READ_NOTES),
    ),
)
