"""Meetings, their attendance and motions."""

from collections.abc import Mapping
from typing import Any

from jifen.meetings.models import Convocation, Meeting, SpotCheck
from jifen.meetings.queries import list_recipients
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
WHEN = {"planned_on": "2026-03-06", "starts_at": "19:30", "place": "学校"}
PLAN = {**WHEN, "kind": "MEMBER_ASSEMBLY"}
TOLD = {"name": "接电话的同志", "channel": "PHONE", "told_on": "2026-03-03", "receipt": ""}
CHECKERS = who(own="party_office organizer", below="party_office organizer")
EXCLUSION = {
    "ground": "BEDRIDDEN",
    "agreement_on": "2026-02-06",
    "consent_kind": "REPLY",
    "consent_label": "关于不计入应到的批复",
    "consent_document_no": "红旗委〔2026〕9号",
}


def sends(**fields: Any) -> Any:
    """Send fields with the version of the meeting, notice or spot check the cell is about."""

    def fill(world: World, cell: Cell) -> Mapping[str, Any]:
        assert isinstance(cell.thing.about, Meeting | Convocation | SpotCheck)
        return {"version": str(cell.thing.about.version), **fields}

    return fill


def presences(world: World, cell: Cell) -> Mapping[str, Any]:
    assert isinstance(cell.thing.about, Meeting)
    row = cell.thing.about.attendances.filter(eligible=True).first()
    return {"version": str(cell.thing.about.version), f"presence-{row.person_id}": "LATE"}


def channels(world: World, cell: Cell) -> Mapping[str, Any]:
    assert isinstance(cell.thing.about, Convocation)
    return {"version": str(cell.thing.about.version), "told_on": "2026-03-03", "rest": "PHONE"}


def one_channel(world: World, cell: Cell) -> Mapping[str, Any]:
    assert isinstance(cell.thing.about, Convocation)
    person = list_recipients(cell.thing.about)[0]
    told = {"told_on": "2026-03-03", f"channel-{person.pk}": "PHONE"}
    return {"version": str(cell.thing.about.version), **told}


def answers(world: World, cell: Cell) -> Mapping[str, Any]:
    assert isinstance(cell.thing.about, SpotCheck)
    return {"version": str(cell.thing.about.version), "asked_on": "2026-03-08", "answer-1": "AGREES"}


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
        "write_minutes",
        "填写会议内容",
        TYPISTS,
        about="meeting",
        sees=SEES,
        post=Post(sends(statements="讨论积分办法"), act=Act.WRITE_MINUTES),
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
    Row(
        "plan_meeting",
        "拟定会议",
        TYPISTS,
        about="branch",
        sees=SEES_ORGANIZATION,
        post=Post(PLAN, act=Act.PLAN_MEETING),
    ),
    Row("convocation", "会议通知的页面", SEES, about="convocation", state="拟召开"),
    Row("convocation", "会议通知的页面", SEES, about="convocation called off", state="取消"),
    Row("convocation_print", "打印会议预告登记", SEES, about="convocation"),
    Row(
        "edit_plan",
        "修改会议安排",
        TYPISTS,
        about="convocation",
        sees=SEES,
        post=Post(sends(**WHEN), act=Act.EDIT_PLAN),
    ),
    Row(
        "report_to_office",
        "登记报告党建办",
        TYPISTS,
        about="convocation",
        sees=SEES,
        post=Post(sends(**TOLD), act=Act.REPORT_TO_OFFICE),
    ),
    Row(
        "notify_leader",
        "登记通知联系点领导",
        TYPISTS,
        about="convocation",
        sees=SEES,
        post=Post(sends(**TOLD), act=Act.NOTIFY_LEADER),
    ),
    Row(
        "notify_members",
        "登记通知党员",
        TYPISTS,
        about="convocation",
        sees=SEES,
        post=Post(channels, act=Act.NOTIFY_MEMBERS),
    ),
    Row(
        "notify_members",
        "登记一部分通知",
        TYPISTS,
        about="convocation",
        state="只登记一个人的",
        sees=SEES,
        post=Post(one_channel, act=Act.NOTE_DELIVERIES),
    ),
    Row(
        "put_on_agenda",
        "列入议程",
        TYPISTS,
        about="convocation",
        sees=SEES,
        post=Post(sends(wording="讨论别的事"), act=Act.PUT_ON_AGENDA),
    ),
    Row(
        "take_off_agenda",
        "移出议程",
        TYPISTS,
        about="agenda item",
        sees=SEES,
        get=None,
        post=Post(sends(), act=Act.TAKE_OFF_AGENDA),
    ),
    Row(
        "hold_meeting",
        "登记已召开",
        TYPISTS,
        about="convocation",
        sees=SEES,
        post=Post(
            sends(chair="主持的同志", keeper="记录的同志"), act=Act.HOLD_MEETING, before=(Act.RECORD_MEETING,)
        ),
    ),
    Row(
        "adjourn_meeting",
        "登记会议延期",
        OFFICES,
        about="convocation",
        sees=SEES,
        post=Post(sends(**WHEN, reason="到会不足半数"), act=Act.ADJOURN_MEETING),
    ),
    Row(
        "call_off_meeting",
        "取消会议",
        OFFICES,
        about="convocation",
        sees=SEES,
        post=Post(sends(reason="与镇里的会合并"), act=Act.CALL_OFF_MEETING),
    ),
    Row(
        "draw_spot_check",
        "抽取核实对象",
        CHECKERS,
        about="meeting confirmed",
        sees=SEES,
        post=Post({"checker": "核实的同志"}, act=Act.DRAW_SPOT_CHECK),
    ),
    Row("spot_check", "抽查核实的页面", SEES, about="spot check", state="已抽取"),
    Row("spot_check", "抽查核实的页面", SEES, about="spot check concluded", state="已办结"),
    Row(
        "fill_spot_check",
        "登记核实情况",
        CHECKERS,
        about="spot check",
        sees=SEES,
        post=Post(answers, act=Act.FILL_SPOT_CHECK),
    ),
    Row(
        "conclude_spot_check",
        "办结抽查",
        CHECKERS,
        about="spot check asked",
        sees=SEES,
        post=Post(sends(conclusion="都与记录相符"), act=Act.CONCLUDE_SPOT_CHECK),
    ),
)
