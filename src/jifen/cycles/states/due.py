"""What this room puts on the to-do page; each kind names the act that takes a line away."""

from jifen.common.labelled import LabelledEnum
from jifen.cycles.states.acts import Act
from jifen.rules.model.cycle import StepName

SOON_DAYS = 7
"""A meeting stands on the to-do page from so many days before it."""
KEPT_DAYS = 100
"""How long after its end a period that was not filed is asked for."""


class DueKind(LabelledEnum):
    """Kinds of work that is due, in the order of the page."""

    ANSWER_DEDUCTION = "ANSWER_DEDUCTION", "拟扣您的分，可以申辩"
    OPEN_CYCLE = "OPEN_CYCLE", "开始下一期"
    MEETING_NEAR = "MEETING_NEAR", "评定会议快到了"
    START_COLLECTING = "START_COLLECTING", "收申报"
    ENDORSE = "ENDORSE", "申报等签注意见"
    GIVE_NOTICE = "GIVE_NOTICE", "拟扣分，要告知本人"
    END_ANSWER_TIME = "END_ANSWER_TIME", "申辩期满，登记结果"
    CLOSE_REGISTER = "CLOSE_REGISTER", "完成登记"
    CONCLUDE_REVIEW = "CONCLUDE_REVIEW", "登记初评"
    EVALUATE = "EVALUATE", "登记评定结果"
    PUBLISH_CYCLE = "PUBLISH_CYCLE", "拟定本期公示"
    RESOLVE_OBJECTION = "RESOLVE_OBJECTION", "照异议处理重新评定"
    POST_CYCLE = "POST_CYCLE", "本期入账"
    FILE_CYCLE = "FILE_CYCLE", "整理报备材料"
    WATCH_FILING = "WATCH_FILING", "下级还没有上报"


ACT_OF: dict[DueKind, Act] = {
    **{kind: Act(kind.value) for kind in DueKind if kind.value in Act.__members__},
    DueKind.ANSWER_DEDUCTION: Act.RECORD_ANSWER,
    DueKind.MEETING_NEAR: Act.EVALUATE,
    DueKind.FILE_CYCLE: Act.POST_CYCLE,
    DueKind.WATCH_FILING: Act.VIEW_CYCLES,
}
STEP_OF: dict[DueKind, StepName] = {
    DueKind.START_COLLECTING: "declare",
    DueKind.CLOSE_REGISTER: "register",
    DueKind.CONCLUDE_REVIEW: "review",
    DueKind.PUBLISH_CYCLE: "publicize",
    DueKind.POST_CYCLE: "post",
    DueKind.FILE_CYCLE: "file",
}
"""The step of the 办法 a kind belongs to; the decision is that of whichever step decides."""
BEFORE_MEETING = frozenset({DueKind.START_COLLECTING, DueKind.CLOSE_REGISTER, DueKind.CONCLUDE_REVIEW})
"""Where the 办法 names no day for one of these, it is due by the meeting."""
