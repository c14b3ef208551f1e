"""Public notices."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from jifen.publicity.models import PublicNotice
from jifen.publicity.states.acts import Act
from tests.web.matrix.cells import Cell
from tests.web.matrix.rows.books import SEES_BOOKS
from tests.web.matrix.rows.organizations import SEES_ORGANIZATION
from tests.web.matrix.vocabulary import Post, Row, who
from tests.web.matrix.world import World

AREA = "公示"
DESK = "desk publicity_commissioner discipline_commissioner"
SEES = who(own="committee superiors party_office", below="superiors party_office")
ENTERS = who(own=DESK)
BASIS = {"basis_kind": "MEETING", "basis_label": "支委会会议", "basis_on": "2026-03-09"}


def sends(**fields: Any) -> Any:
    """Send fields with the version of the notice the cell is about."""

    def fill(world: World, cell: Cell) -> Mapping[str, Any]:
        assert isinstance(cell.thing.about, PublicNotice)
        return {"version": str(PublicNotice.objects.get(pk=cell.thing.about.pk).version), **fields}

    return fill


def put_up(world: World, cell: Cell) -> Mapping[str, Any]:
    return sends(places="公开栏", shown_on=timezone.localdate().isoformat())(world, cell)


def _step(name: str, act: Act, about: str, **fields: Any) -> Row:
    return Row(name, act.label, ENTERS, about=about, sees=SEES, post=Post(sends(**fields), act=act))


STATES = {
    "notice drafted": "拟公示",
    "notice checked": "已审查",
    "notice approved": "已批准",
    "notice over": "公示中",
    "notice closed": "期满无异议",
    "notice announced": "结果已公布",
    "notice withdrawn": "已撤下",
}
ROWS = (
    Row("notices", "一个支部的公示", SEES, about="organization", sees=SEES_ORGANIZATION),
    Row(
        "draft_notice",
        "拟定公示",
        ENTERS,
        about="book of a scheme",
        sees=SEES_BOOKS,
        post=Post(BASIS, act=Act.DRAFT_NOTICE),
    ),
    *(Row("notice", "一份公示", SEES, about=about, state=state) for about, state in STATES.items()),
    Row("print_notice", "打印公示", SEES, about="notice over"),
    _step("check_notice", Act.CHECK_SECRECY, "notice drafted", checked_by="宣传委员"),
    _step("approve_notice", Act.APPROVE_NOTICE, "notice checked", approved_by="书记同志"),
    Row(
        "show_notice",
        "登记张贴",
        ENTERS,
        about="notice approved",
        sees=SEES,
        post=Post(put_up, act=Act.SHOW_NOTICE),
    ),
    _step("close_notice", Act.CLOSE_NOTICE, "notice over"),
    _step("close_notice", Act.CLOSE_CONTESTED, "notice objected to"),
    _step("announce_result", Act.ANNOUNCE_RESULT, "notice closed", result="没有收到异议"),
    _step("withdraw_notice", Act.WITHDRAW_NOTICE, "notice over", reason="有一处填错"),
)
