"""What this room puts on the to-do page; each kind names the act that takes a line away."""

from jifen.common.labelled import LabelledEnum
from jifen.publicity.states.acts import Act
from jifen.publicity.states.notices import NoticeState
from jifen.publicity.states.objections import NEXT_ACT, ObjectionState


class DueKind(LabelledEnum):
    """Kinds of work that is due, in the order of the page."""

    CLOSE_NOTICE = "CLOSE_NOTICE", "公示期满，登记结果"
    CHECK_SECRECY = "CHECK_SECRECY", "公示等保密审查"
    APPROVE_NOTICE = "APPROVE_NOTICE", "公示等批准"
    SHOW_NOTICE = "SHOW_NOTICE", "公示已批准，可以张贴"
    ANNOUNCE_RESULT = "ANNOUNCE_RESULT", "公布公示结果"
    ADMIT_OBJECTION = "ADMIT_OBJECTION", "异议等受理"
    ASSIGN_OBJECTION = "ASSIGN_OBJECTION", "异议等交办核查"
    DECIDE_OBJECTION = "DECIDE_OBJECTION", "异议等处理决定"
    SETTLE_OBJECTION = "SETTLE_OBJECTION", "申诉等上级的决定"
    TELL_OBJECTION = "TELL_OBJECTION", "异议的处理等告知"
    REPORT_OBJECTION = "REPORT_OBJECTION", "异议的处理等向大会报告"


KIND_OF: dict[NoticeState, DueKind] = {
    NoticeState.DRAFT: DueKind.CHECK_SECRECY,
    NoticeState.CHECKED: DueKind.APPROVE_NOTICE,
    NoticeState.APPROVED: DueKind.SHOW_NOTICE,
    NoticeState.ON_SHOW: DueKind.CLOSE_NOTICE,
    NoticeState.CLOSED_CLEAN: DueKind.ANNOUNCE_RESULT,
    NoticeState.CLOSED_CONTESTED: DueKind.ANNOUNCE_RESULT,
}
OBJECTION_KIND_OF: dict[ObjectionState, DueKind] = {
    state: DueKind(act.value) for state, act in NEXT_ACT.items()
}
ACT_OF: dict[DueKind, Act] = {kind: Act(kind.value) for kind in DueKind}
