"""What this room does: one word per act, the same on buttons, in refusals and in the memory."""

from jifen.common.labelled import LabelledEnum


class Act(LabelledEnum):
    """The acts of this room."""

    VIEW_NOTICES = "VIEW_NOTICES", "查看公示"
    DRAFT_NOTICE = "DRAFT_NOTICE", "拟定公示"
    CHECK_SECRECY = "CHECK_SECRECY", "登记保密审查"
    APPROVE_NOTICE = "APPROVE_NOTICE", "登记批准"
    SHOW_NOTICE = "SHOW_NOTICE", "登记张贴"
    CLOSE_NOTICE = "CLOSE_NOTICE", "登记期满"
    CLOSE_CONTESTED = "CLOSE_CONTESTED", "登记期满（有异议）"
    ANNOUNCE_RESULT = "ANNOUNCE_RESULT", "公布结果"
    WITHDRAW_NOTICE = "WITHDRAW_NOTICE", "撤下公示"

    RECEIVE_OBJECTION = "RECEIVE_OBJECTION", "登记异议"
    ADMIT_OBJECTION = "ADMIT_OBJECTION", "受理异议"
    REFUSE_OBJECTION = "REFUSE_OBJECTION", "不予受理"
    ASSIGN_OBJECTION = "ASSIGN_OBJECTION", "交办核查"
    DECIDE_OBJECTION = "DECIDE_OBJECTION", "登记处理决定"
    TELL_OBJECTION = "TELL_OBJECTION", "登记告知"
    REPORT_OBJECTION = "REPORT_OBJECTION", "登记向大会报告"
    APPEAL_OBJECTION = "APPEAL_OBJECTION", "登记申诉"
    SETTLE_OBJECTION = "SETTLE_OBJECTION", "登记上级的决定"
    READ_OBJECTION = "READ_OBJECTION", "查看异议内容"
