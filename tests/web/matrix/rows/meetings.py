"""Meetings, their attendance and motions."""

from collections.abc import Mapping
from typing import Any

from jifen.meetings.models import Meeting
from jifen.meetings.states.acts import Act
from tests.web.matrix.cells import Cell
from tests.web.matrix.rows.organizations import SEES_ORGANIZATION
from tests.web.matrix.things.meetings import fill as fill_list
from tests.web.matrix.vocabulary import Answer, Post, Row, who
from tests.web.matrix.world import World

AREA = "会议"
OFFICE = "desk organizer"
SEES = who(own="committee superiors group points_group party_office", below="superiors party_office")
OFFICES = who(own=OFFICE)
TYPISTS = who(own=f"{OFFICE} group")
FIELDS = {
    "kind": "MEMBER_ASSEMBLY",
    "held_on": "2026-03-06",
    "place": "村委会",
    "chair": "主持的同志",
    "keeper": "记录的同志",
    "document_no": "记录本第7页",
}
MOTION = {"kind": "OTHER", "wording": "讨论别的事", "ayes": "1", "noes": "0", "abstentions": "0"}
EXCLUSION = {
    "ground": "BEDRIDDEN",
    "agreement_on": "2026-02-06",
    "consent_kind": "REPLY",
    "consent_label": "关于不计入应到的批复",
    "consent_document_no": "红旗委〔2026〕9号",
}


def sends(**fields: Any) -> Any:
    """Send fields with the version of the meeting the cell is about."""

    def fill(world: World, cell: Cell) -> Mapping[str, Any]:
        assert isinstance(cell.thing.about, Meeting)
        return {"version": str(cell.thing.about.version), **fields}

    return fill


def presences(world: World, cell: Cell) -> Mapping[str, Any]:
    assert isinstance(cell.thing.about, Meeting)
    row = cell.thing.about.attendances.filter(eligible=True).first()
    return {"version": str(cell.thing.about.version), f"presence-{row.person_id}": "LATE"}


def as_it_stands(world: World, cell: Cell) -> Mapping[str, Any]:
    """Saving brings the list up to date with the register, saving again fills in those who were entered since."""
    for _ in range(2):
        meeting = fill_list(Meeting.objects.get(pk=cell.thing.about.pk))
    return {"version": str(meeting.version)}


ROWS = (
    Row(
        "meetings",
        "会议",
        who(everywhere="committee superiors group points_group party_office"),
        sees=who(everywhere="everybody", hatless=True),
    ),
    Row("organization_meetings", "一个组织的会议", SEES, about="organization", sees=SEES_ORGANIZATION),
    Row(
        "record_meeting",
        "登记会议",
        TYPISTS,
        about="branch",
        sees=SEES_ORGANIZATION,
        post=Post(FIELDS, act=Act.RECORD_MEETING),
    ),
    Row("meeting", "会议的页面", SEES, about="meeting", state="待确认"),
    Row("meeting", "会议的页面", SEES, about="meeting confirmed", state="已确认"),
    Row("meeting", "会议的页面", SEES, about="meeting cancelled", state="已作废"),
    Row("meeting_minutes", "打印会议记录", SEES, about="meeting"),
    Row(
        "edit_meeting",
        "修改会议信息",
        TYPISTS,
        about="meeting",
        sees=SEES,
        post=Post(sends(**FIELDS), act=Act.EDIT_MEETING),
    ),
    Row(
        "edit_meeting",
        "修改会议信息",
        TYPISTS,
        about="meeting confirmed",
        state="已确认的（不能改）",
        sees=SEES,
        get=Answer.NOT_NOW,
        post=Post(FIELDS, answer=Answer.NOT_NOW),
    ),
    Row(
        "fill_attendance",
        "填写到会情况",
        TYPISTS,
        about="meeting",
        sees=SEES,
        post=Post(presences, act=Act.FILL_ATTENDANCE),
    ),
    Row(
        "exclude_person",
        "不计入应到",
        OFFICES,
        about="attendance",
        sees=SEES,
        post=Post(sends(**EXCLUSION), act=Act.EXCLUDE_PERSON),
    ),
    Row(
        "include_person",
        "恢复计入应到",
        OFFICES,
        about="attendance excluded",
        sees=SEES,
        get=None,
        post=Post(sends(), act=Act.INCLUDE_PERSON),
    ),
    Row(
        "put_motion",
        "登记议题",
        TYPISTS,
        about="meeting",
        sees=SEES,
        post=Post(sends(**MOTION), act=Act.PUT_MOTION),
    ),
    Row(
        "edit_motion",
        "修改议题",
        TYPISTS,
        about="motion",
        sees=SEES,
        post=Post(sends(**MOTION), act=Act.EDIT_MOTION),
    ),
    Row(
        "remove_motion",
        "删去议题",
        TYPISTS,
        about="motion",
        sees=SEES,
        get=None,
        post=Post(sends(), act=Act.REMOVE_MOTION),
    ),
    Row(
        "confirm_meeting",
        "确认会议记录",
        who(own=OFFICE, below="organizer"),
        about="meeting",
        sees=SEES,
        post=Post(as_it_stands, act=Act.CONFIRM_MEETING),
    ),
    Row(
        "cancel_meeting",
        "作废会议记录",
        OFFICES,
        about="meeting",
        sees=SEES,
        post=Post(sends(reason="登记重了"), act=Act.CANCEL_MEETING),
    ),
)
