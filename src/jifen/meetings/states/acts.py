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
    PUT_MOTION = "PUT_MOTION", "登记议题"
    EDIT_MOTION = "EDIT_MOTION", "修改议题"
    REMOVE_MOTION = "REMOVE_MOTION", "删去议题"
    CONFIRM_MEETING = "CONFIRM_MEETING", "确认会议记录"
    CANCEL_MEETING = "CANCEL_MEETING", "作废会议记录"
