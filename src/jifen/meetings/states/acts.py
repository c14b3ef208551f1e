"""What this room does: one word per act, the same on buttons, in refusals and in the memory."""

from jifen.common.labelled import LabelledEnum


class Act(LabelledEnum):
    """The acts of this room."""

    VIEW_MEETINGS = "VIEW_MEETINGS", "查看会议记录"
    RECORD_MEETING = "RECORD_MEETING", "登记会议"
    EDIT_MEETING = "EDIT_MEETING", "修改会议信息"
    FILL_ATTENDANCE = "FILL_ATTENDANCE", "填写到会情况"
    EXCLUDE_PERSON = "EXCLUDE_PERSON", "不计入应到"
    INCLUDE_PERSON = "INCLUDE_PERSON", "恢复计入应到"
    WRITE_MINUTES = "WRITE_MINUTES", "填写会议内容"
    PUT_MOTION = "PUT_MOTION", "登记议题"
    EDIT_MOTION = "EDIT_MOTION", "修改议题"
    REMOVE_MOTION = "REMOVE_MOTION", "删去议题"
    CONFIRM_MEETING = "CONFIRM_MEETING", "确认会议记录"
    CANCEL_MEETING = "CANCEL_MEETING", "作废会议记录"

    PLAN_MEETING = "PLAN_MEETING", "拟定会议"
    EDIT_PLAN = "EDIT_PLAN", "修改会议安排"
    REPORT_TO_OFFICE = "REPORT_TO_OFFICE", "登记报告党建办"
    NOTIFY_LEADER = "NOTIFY_LEADER", "登记通知联系点领导"
    NOTE_DELIVERIES = "NOTE_DELIVERIES", "登记一部分通知"
    NOTIFY_MEMBERS = "NOTIFY_MEMBERS", "登记通知党员"
    PUT_ON_AGENDA = "PUT_ON_AGENDA", "列入议程"
    TAKE_OFF_AGENDA = "TAKE_OFF_AGENDA", "移出议程"
    HOLD_MEETING = "HOLD_MEETING", "登记已召开"
    ADJOURN_MEETING = "ADJOURN_MEETING", "登记延期"
    CALL_OFF_MEETING = "CALL_OFF_MEETING", "取消会议"

    DRAW_SPOT_CHECK = "DRAW_SPOT_CHECK", "抽取核实对象"
    FILL_SPOT_CHECK = "FILL_SPOT_CHECK", "登记核实情况"
    CONCLUDE_SPOT_CHECK = "CONCLUDE_SPOT_CHECK", "办结抽查"
