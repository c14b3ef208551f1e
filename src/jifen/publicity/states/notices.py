"""How far a notice is, and who takes the next step (domain §8.3, REG-40)."""

from jifen.common.labelled import LabelledEnum
from jifen.common.transitions import Machine, Transition
from jifen.publicity.states.acts import Act


class NoticeState(LabelledEnum):
    """The states of a notice."""

    DRAFT = "DRAFT", "拟公示"
    CHECKED = "CHECKED", "已审查"
    APPROVED = "APPROVED", "已批准"
    ON_SHOW = "ON_SHOW", "公示中"
    CLOSED_CLEAN = "CLOSED_CLEAN", "期满无异议"
    CLOSED_CONTESTED = "CLOSED_CONTESTED", "期满有异议"
    ANNOUNCED = "ANNOUNCED", "结果已公布"
    WITHDRAWN = "WITHDRAWN", "已撤下"


class Origin(LabelledEnum):
    """Which room's figures a notice shows; what follows from it is decided there."""

    BOOK = "BOOK", "积分账"
    CYCLE = "CYCLE", "本期积分"


class Column(LabelledEnum):
    """What a notice may show of anybody, and nothing else (REG-41, AMB-21); the words of `publicity.columns`."""

    NUMBER = "NUMBER", "序号"
    NAME = "NAME", "姓名"
    PARTS = "PARTS", "各部分的分"
    PERIOD = "PERIOD", "本期合计"
    TOTAL = "TOTAL", "累计积分"
    CATEGORY_WORDS = "CATEGORY_WORDS", "奖励的类别"

    @property
    def word(self) -> str:
        """Return how the language calls it."""
        return self.value.lower()


class Unit(LabelledEnum):
    """How the days of a notice are counted."""

    WORKDAY = "WORKDAY", "个工作日"
    DAY = "DAY", "天"


_S, _DESK = NoticeState, "书记、委员或记录员（按审查、批准的签字登记）"
NOTICE = Machine(
    "公示",
    NoticeState,
    (
        Transition(Act.DRAFT_NOTICE, None, _S.DRAFT, "书记、委员或记录员"),
        Transition(Act.CHECK_SECRECY, _S.DRAFT, _S.CHECKED, _DESK),
        Transition(Act.APPROVE_NOTICE, _S.CHECKED, _S.APPROVED, _DESK),
        Transition(Act.SHOW_NOTICE, _S.APPROVED, _S.ON_SHOW, "书记、委员或记录员"),
        Transition(Act.CLOSE_NOTICE, _S.ON_SHOW, _S.CLOSED_CLEAN, "书记、委员或记录员，公示期满以后"),
        Transition(Act.CLOSE_CONTESTED, _S.ON_SHOW, _S.CLOSED_CONTESTED, "书记、委员或记录员，公示期满以后"),
        Transition(Act.ANNOUNCE_RESULT, _S.CLOSED_CLEAN, _S.ANNOUNCED, "书记、委员或记录员"),
        Transition(Act.ANNOUNCE_RESULT, _S.CLOSED_CONTESTED, _S.ANNOUNCED, "书记、委员或记录员"),
        *(
            Transition(Act.WITHDRAW_NOTICE, state, _S.WITHDRAWN, "书记、委员或记录员，写明原因")
            for state in (_S.DRAFT, _S.CHECKED, _S.APPROVED, _S.ON_SHOW, _S.CLOSED_CONTESTED)
        ),
    ),
)
UNDER_WAY = frozenset({_S.DRAFT, _S.CHECKED, _S.APPROVED, _S.ON_SHOW})
"""A notice that has not come to its end."""
