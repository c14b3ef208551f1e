"""What this room does: one word per act, the same on buttons, in refusals and in the memory."""

from jifen.common.labelled import LabelledEnum


class Act(LabelledEnum):
    """The acts of this room."""

    VIEW_SCHEMES = "VIEW_SCHEMES", "查看办法"
    START_SCHEME = "START_SCHEME", "新立办法"
    START_VERSION = "START_VERSION", "起草新版本"
    SAVE_DRAFT = "SAVE_DRAFT", "保存草稿"
    CHANGE_VALUES = "CHANGE_VALUES", "修改分值"
    VALIDATE_VERSION = "VALIDATE_VERSION", "检查定稿"
    ADOPT_VERSION = "ADOPT_VERSION", "登记表决通过"
    APPROVE_VERSION = "APPROVE_VERSION", "登记上级批准"
    PUT_IN_FORCE = "PUT_IN_FORCE", "确定施行日期"
    SUPERSEDE_VERSION = "SUPERSEDE_VERSION", "停止施行"
    WITHDRAW_VERSION = "WITHDRAW_VERSION", "撤回"

    VIEW_PLANS = "VIEW_PLANS", "查看目标任务"
    DRAFT_PLAN = "DRAFT_PLAN", "起草目标任务"
    LAY_OUT_PLANS = "LAY_OUT_PLANS", "铺开目标任务计划"
    IMPORT_PROMISES = "IMPORT_PROMISES", "导入目标任务"
    SAVE_PLAN = "SAVE_PLAN", "修改目标任务"
    OFFER_PLANS = "OFFER_PLANS", "提诺"
    RETURN_PLAN = "RETURN_PLAN", "退回修改"
    ACCEPT_PLANS = "ACCEPT_PLANS", "审定承诺"
    SHOW_PLANS = "SHOW_PLANS", "亮诺"
    CHANGE_PLAN = "CHANGE_PLAN", "年中变更"
    WITHDRAW_PLAN = "WITHDRAW_PLAN", "作罢"

    VIEW_ENROLMENTS = "VIEW_ENROLMENTS", "查看参加名单"
    ENROL_YEAR = "ENROL_YEAR", "编制参加名单"
    CHANGE_ENROLMENT = "CHANGE_ENROLMENT", "更正参加情况"
    END_ENROLMENT = "END_ENROLMENT", "登记不再参加"

    VIEW_EXEMPTIONS = "VIEW_EXEMPTIONS", "查看不参加积分的申请"
    READ_EXEMPTION_FORM = "READ_EXEMPTION_FORM", "查看不参加积分审批表"
    EXPRESS_WISH = "EXPRESS_WISH", "提出不参加积分"
    WITHDRAW_WISH = "WITHDRAW_WISH", "撤回意愿"
    FILL_EXEMPTION_FORM = "FILL_EXEMPTION_FORM", "登记审批表"
    GIVE_BRANCH_OPINION = "GIVE_BRANCH_OPINION", "签支部意见"
    GIVE_COMMITTEE_OPINION = "GIVE_COMMITTEE_OPINION", "签党委意见"
    APPROVE_EXEMPTION = "APPROVE_EXEMPTION", "批准不参加积分"
    REFUSE_EXEMPTION = "REFUSE_EXEMPTION", "不批准"
    END_EXEMPTION = "END_EXEMPTION", "终止不参加"
    RENEW_EXEMPTION = "RENEW_EXEMPTION", "续办不参加"

    CHOOSE_RECORDER = "CHOOSE_RECORDER", "确定记录员"
    IMPORT_HOLIDAYS = "IMPORT_HOLIDAYS", "导入节假日表"
