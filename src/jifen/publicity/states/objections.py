"""An objection to a notice as a case of its own: how far it is, how it came in, how it ended (domain §8.4, AMB-20)."""

from __future__ import annotations

from jifen.common.labelled import LabelledEnum
from jifen.common.transitions import Machine, Transition
from jifen.publicity.states.acts import Act
from jifen.publicity.states.notices import NoticeState

APPEAL_DAYS = 90
"""An appeal is made within three months of the decision (REG-22), here ninety days."""
ADMIT_WORKDAYS = 2
"""Whether an objection is taken up is said within so many working days (domain §8.4)."""
STATEMENT_LENGTH = 10
"""An objection names a fact that can be checked: shorter than so many characters none does (AMB-20)."""
OPEN_TO_OBJECTIONS = frozenset(
    {NoticeState.ON_SHOW, NoticeState.CLOSED_CLEAN, NoticeState.CLOSED_CONTESTED, NoticeState.ANNOUNCED}
)


class ObjectionState(LabelledEnum):
    """How far an objection is."""

    RECEIVED = "RECEIVED", "已收到"
    ADMITTED = "ADMITTED", "已受理"
    NOT_ADMITTED = "NOT_ADMITTED", "不予受理"
    ASSIGNED = "ASSIGNED", "正在核查"
    DECIDED = "DECIDED", "已作出处理"
    TOLD = "TOLD", "已告知"
    CLOSED = "CLOSED", "已办结"
    APPEALED = "APPEALED", "已向上级申诉"
    SETTLED = "SETTLED", "上级已作出处理"


class ObjectionChannel(LabelledEnum):
    """How an objection came in; all are alike."""

    IN_PERSON = "IN_PERSON", "当面"
    PHONE = "PHONE", "电话"
    LETTER = "LETTER", "书面"
    BOX = "BOX", "意见箱"


class ObjectionOutcome(LabelledEnum):
    """What was decided about the figures."""

    DISMISSED = "DISMISSED", "维持"
    PARTLY_UPHELD = "PARTLY_UPHELD", "部分更正"
    UPHELD = "UPHELD", "更正"


_S, _DESK = ObjectionState, "书记、委员或记录员"
OBJECTION = Machine(
    "异议",
    ObjectionState,
    (
        Transition(Act.RECEIVE_OBJECTION, None, _S.RECEIVED, _DESK),
        Transition(Act.ADMIT_OBJECTION, _S.RECEIVED, _S.ADMITTED, _DESK),
        Transition(Act.REFUSE_OBJECTION, _S.RECEIVED, _S.NOT_ADMITTED, f"{_DESK}，写明原因"),
        Transition(Act.ASSIGN_OBJECTION, _S.ADMITTED, _S.ASSIGNED, _DESK),
        Transition(Act.ASSIGN_OBJECTION, _S.ASSIGNED, _S.ASSIGNED, f"{_DESK}，换人核查"),
        Transition(Act.DECIDE_OBJECTION, _S.ASSIGNED, _S.DECIDED, "支委会（按会议记录登记）"),
        Transition(Act.TELL_OBJECTION, _S.DECIDED, _S.TOLD, _DESK),
        Transition(Act.REPORT_OBJECTION, _S.TOLD, _S.CLOSED, f"{_DESK}，在下一次党员大会报告以后"),
        *(
            Transition(Act.APPEAL_OBJECTION, state, _S.APPEALED, f"{_DESK}，可以直接向上级提出，只有一次")
            for state in (_S.RECEIVED, _S.NOT_ADMITTED, _S.DECIDED, _S.TOLD, _S.CLOSED)
        ),
        Transition(
            Act.SETTLE_OBJECTION, _S.APPEALED, _S.SETTLED, f"上级的组织员，或者{_DESK}照上级的答复登记"
        ),
        Transition(Act.TELL_OBJECTION, _S.SETTLED, _S.TOLD, _DESK),
    ),
)
OPEN_STATES = frozenset({_S.RECEIVED, _S.ADMITTED, _S.ASSIGNED})
"""An objection the branch has yet to decide; one that went to the superior undecided waits with them."""
CONTESTED_STATES = OPEN_STATES | {_S.APPEALED}
"""An objection somebody still has to decide: whoever it is about is contested."""
NEXT_ACT: dict[ObjectionState, Act] = {
    _S.RECEIVED: Act.ADMIT_OBJECTION,
    _S.ADMITTED: Act.ASSIGN_OBJECTION,
    _S.ASSIGNED: Act.DECIDE_OBJECTION,
    _S.DECIDED: Act.TELL_OBJECTION,
    _S.TOLD: Act.REPORT_OBJECTION,
    _S.APPEALED: Act.SETTLE_OBJECTION,
    _S.SETTLED: Act.TELL_OBJECTION,
}
"""The next step on the way."""
