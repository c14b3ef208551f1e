"""What this room does: one word per act, the same on buttons, in refusals and in the memory."""

from jifen.common.labelled import LabelledEnum


class Act(LabelledEnum):
    """The acts of this room."""

    VIEW_CYCLES = "VIEW_CYCLES", "查看积分周期"
    VIEW_DECLARATION = "VIEW_DECLARATION", "查看申报"

    OPEN_CYCLE = "OPEN_CYCLE", "开始一期"
    START_COLLECTING = "START_COLLECTING", "开始收申报"
    MARK_NOT_DECLARED = "MARK_NOT_DECLARED", "登记未申报"
    CLOSE_REGISTER = "CLOSE_REGISTER", "完成登记"
    CONCLUDE_REVIEW = "CONCLUDE_REVIEW", "完成初评"
    EVALUATE = "EVALUATE", "登记评定结果"
    RECORD_RECONCILIATION = "RECORD_RECONCILIATION", "登记手册核对"
    PUBLISH_CYCLE = "PUBLISH_CYCLE", "拟定本期公示"
    RESOLVE_OBJECTION = "RESOLVE_OBJECTION", "照异议处理重新评定"
    POST_CYCLE = "POST_CYCLE", "本期入账"

    DECLARE = "DECLARE", "申报"
    ENTER_REPORT = "ENTER_REPORT", "登记会上报告"
    TAKE_PLAN_MONTHS = "TAKE_PLAN_MONTHS", "由计划列出当月任务"
    TAKE_SUGGESTIONS = "TAKE_SUGGESTIONS", "处理台账建议"
    RESUBMIT_DECLARATION = "RESUBMIT_DECLARATION", "补正后再报"
    WITHDRAW_DECLARATION = "WITHDRAW_DECLARATION", "撤回申报"
    RETURN_DECLARATION = "RETURN_DECLARATION", "退回补正"
    ENDORSE = "ENDORSE", "签注意见"
    REGISTER = "REGISTER", "登记申报"
    LOOK_AT_CONFLICT = "LOOK_AT_CONFLICT", "核对重复"

    PROPOSE_DEDUCTION = "PROPOSE_DEDUCTION", "提出扣分"
    GIVE_NOTICE = "GIVE_NOTICE", "登记告知本人"
    RECORD_ANSWER = "RECORD_ANSWER", "登记本人申辩"
    RECORD_WAIVER = "RECORD_WAIVER", "登记放弃申辩"
    END_ANSWER_TIME = "END_ANSWER_TIME", "登记申辩期满"
    WITHDRAW_DEDUCTION = "WITHDRAW_DEDUCTION", "撤回扣分"

    ACCEPT_FIRST = "ACCEPT_FIRST", "初评同意"
    REJECT_FIRST = "REJECT_FIRST", "初评不同意"
    LEAVE_UNCLEAR = "LEAVE_UNCLEAR", "初评拿不准"
    ACCEPT = "ACCEPT", "评定通过"
    REJECT = "REJECT", "评定不通过"
    REOPEN_GAIN = "REOPEN_GAIN", "重新评定申报"
    REOPEN_DEDUCTION = "REOPEN_DEDUCTION", "重新评定扣分"
    CARRY_OVER = "CARRY_OVER", "转入下期"
    POST_DECLARATION = "POST_DECLARATION", "随本期入账"
