"""Objections to public notices."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from jifen.publicity.models import Objection
from jifen.publicity.queries import list_reviewers
from jifen.publicity.states.acts import Act
from tests.web.matrix.cells import Cell
from tests.web.matrix.rows.notices import DESK, ENTERS, SEES
from tests.web.matrix.vocabulary import Answer, Post, Row, who
from tests.web.matrix.world import AT, World

AREA = "异议"


def sends(**fields: Any) -> Any:
    """Send fields with the version of the objection the cell is about."""

    def fill(world: World, cell: Cell) -> Mapping[str, Any]:
        assert isinstance(cell.thing.about, Objection)
        return {"version": str(Objection.objects.get(pk=cell.thing.about.pk).version), **fields}

    return fill


def reviewer(world: World, cell: Cell) -> Mapping[str, Any]:
    assert isinstance(cell.thing.about, Objection)
    able = list_reviewers(cell.thing.about, AT.date())
    return sends(reviewer_id=str(able[0].pk) if able else "")(world, cell)


def today(**fields: Any) -> Any:
    """Send today in the fields that are empty."""

    def fill(world: World, cell: Cell) -> Mapping[str, Any]:
        on = timezone.localdate().isoformat()
        return sends(**{name: value or on for name, value in fields.items()})(world, cell)

    return fill


def _step(name: str, act: Act, about: str, fields: Any) -> Row:
    return Row(name, act.label, ENTERS, about=about, sees=SEES, post=Post(fields, act=act))


STATES = {
    "objection received": "已收到",
    "objection admitted": "已受理",
    "objection assigned": "正在核查",
    "objection decided": "已作出处理",
    "objection told": "已告知",
    "objection appealed": "已向上级申诉",
    "objection settled": "上级已作出处理",
}
RECEIVED = {"channel": "PHONE", "statement": "名单里有一个分数和大会上说的不一样"}


def received(world: World, cell: Cell) -> Mapping[str, Any]:
    return {**RECEIVED, "received_on": timezone.localdate().isoformat()}


ROWS = (
    Row("objections", "一份公示的异议", SEES, about="notice over"),
    Row(
        "receive_objection",
        "登记异议",
        ENTERS,
        about="notice over",
        sees=SEES,
        post=Post(received, act=Act.RECEIVE_OBJECTION),
    ),
    *(Row("objection", "一件异议", SEES, about=about, state=state) for about, state in STATES.items()),
    _step("admit_objection", Act.ADMIT_OBJECTION, "objection received", sends()),
    _step("refuse_objection", Act.REFUSE_OBJECTION, "objection received", sends(refusal="没有写事实")),
    _step("assign_objection", Act.ASSIGN_OBJECTION, "objection admitted", reviewer),
    _step(
        "decide_objection",
        Act.DECIDE_OBJECTION,
        "objection assigned",
        today(
            outcome="UPHELD",
            findings="核对了会议记录",
            reasons="登记有误",
            decided_on="",
            basis_kind="MEETING",
            basis_label="支委会会议",
            basis_on="",
        ),
    ),
    _step("tell_objection", Act.TELL_OBJECTION, "objection decided", today(member_on="", objector_on="")),
    _step(
        "report_objection",
        Act.REPORT_OBJECTION,
        "objection told",
        today(basis_kind="MEETING", basis_label="支部党员大会", basis_on=""),
    ),
    _step(
        "appeal_objection",
        Act.APPEAL_OBJECTION,
        "objection received",
        today(appealed_on="", appeal="支委会没有核对会议记录，请上级核对"),
    ),
    Row(
        "settle_objection",
        Act.SETTLE_OBJECTION.label,
        who(own=f"{DESK} superiors", below="superiors"),
        about="objection appealed",
        sees=SEES,
        post=Post(
            today(
                outcome="UPHELD",
                reasons="与会议记录不一致",
                decided_on="",
                basis_kind="REPLY",
                basis_label="上级党委的答复",
                basis_on="",
            ),
            act=Act.SETTLE_OBJECTION,
        ),
    ),
    Row(
        "read_objection",
        "查看异议内容",
        who(own="secretary"),
        about="objection received",
        sees=SEES,
        get=None,
        post=Post(answer=Answer.PAGE, act=Act.READ_OBJECTION),
    ),
)
