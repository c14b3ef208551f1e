"""What this room does: one word per act, the same on buttons, in refusals and in the memory."""

from jifen.common.labelled import LabelledEnum


class Act(LabelledEnum):
    """The acts of this room."""

    VIEW_REGISTERS = "VIEW_REGISTERS", "查看组织生活登记"
    BEGIN_OCCASION = "BEGIN_OCCASION", "新建登记"
    EDIT_OCCASION = "EDIT_OCCASION", "修改登记信息"
    FILL_OCCASION = "FILL_OCCASION", "填写登记"
    STRIKE_LINE = "STRIKE_LINE", "作废一条登记"
    STRIKE_OCCASION = "STRIKE_OCCASION", "作废登记"
    READ_NOTES = "READ_NOTES", "查看登记里的说明"
    TAKE_LINES = "TAKE_LINES", "采用登记"
    RELEASE_LINES = "RELEASE_LINES", "退回登记"
