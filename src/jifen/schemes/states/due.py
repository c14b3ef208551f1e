"""What this room puts on the to-do page; each kind names the act that takes a line away."""

from jifen.common.labelled import LabelledEnum
from jifen.schemes.states.acts import Act


class DueKind(LabelledEnum):
    """Kinds of work that is due, in the order of the page."""

    APPROVE_VERSION = "APPROVE_VERSION", "批准积分办法"
    PUT_IN_FORCE = "PUT_IN_FORCE", "确定办法的施行日期"
    ENROL_YEAR = "ENROL_YEAR", "编制参加积分的名单"
    LAY_OUT_PLANS = "LAY_OUT_PLANS", "制订目标任务计划"
    ACCEPT_PLANS = "ACCEPT_PLANS", "审定承诺"
    FILL_EXEMPTION_FORM = "FILL_EXEMPTION_FORM", "登记不参加积分审批表"
    GIVE_OPINION = "GIVE_OPINION", "不参加积分的申请等签意见"
    RENEW_EXEMPTION = "RENEW_EXEMPTION", "不参加积分到期，续办或者终止"


ACT_OF: dict[DueKind, Act] = {
    DueKind.APPROVE_VERSION: Act.APPROVE_VERSION,
    DueKind.PUT_IN_FORCE: Act.PUT_IN_FORCE,
    DueKind.ENROL_YEAR: Act.ENROL_YEAR,
    DueKind.LAY_OUT_PLANS: Act.LAY_OUT_PLANS,
    DueKind.ACCEPT_PLANS: Act.ACCEPT_PLANS,
    DueKind.FILL_EXEMPTION_FORM: Act.FILL_EXEMPTION_FORM,
    DueKind.RENEW_EXEMPTION: Act.RENEW_EXEMPTION,
}
"""`GIVE_OPINION` is the act of whichever step is asked (`states.exemptions.OPINION_OF`)."""
