"""Codes of the engine: why an entry does not count, and what state an account is in."""

from __future__ import annotations

from enum import Enum, IntEnum


class Drop(IntEnum):
    """Why an entry (a fact read by a rule) does not count; 0: it counts."""

    NONE = 0
    DISABLED = 1
    NOT_IN_FORCE = 2
    UNDECIDED_YET = 3
    REVERSED = 4
    OUTSIDE_PERIOD = 5
    NOT_FOR_MEMBER = 6
    FOR_UNKNOWN = 7
    CONDITION_FALSE = 8
    CONDITION_UNKNOWN = 9
    NEEDS_DECIDER = 10
    NEEDS_DOCUMENT = 11
    NEEDS_EVIDENCE = 12
    NEEDS_REASON = 13
    NEEDS_FILING = 14
    VALUE_MISSING = 15
    VALUE_OUTSIDE = 16
    VALUE_STEP = 17
    KEY_UNKNOWN = 18
    WINDOW_OVER = 19
    WINDOW_UNKNOWN = 20
    NOT_SCORED = 21
    AFTER_LEFT = 22
    SKIPPED = 23
    DUTY_MISSED = 24
    HELD = 25
    LINK_UNKNOWN = 26
    NEEDS_ANY = 27

    @property
    def code(self) -> str:
        """The stable lower-case code."""
        return self.name.lower()


PENDING = frozenset(
    {
        Drop.UNDECIDED_YET,
        Drop.FOR_UNKNOWN,
        Drop.CONDITION_UNKNOWN,
        Drop.NEEDS_DECIDER,
        Drop.NEEDS_DOCUMENT,
        Drop.NEEDS_EVIDENCE,
        Drop.NEEDS_REASON,
        Drop.NEEDS_FILING,
        Drop.VALUE_MISSING,
        Drop.KEY_UNKNOWN,
        Drop.WINDOW_UNKNOWN,
        Drop.LINK_UNKNOWN,
        Drop.NEEDS_ANY,
    }
)
"""Drops that wait for people or papers; the others are rejections."""


class Mark(IntEnum):
    """Bits an entry may carry although it counts."""

    OUTSIDE_USUAL = 1
    MULTIPLIER_UNKNOWN = 2
    ABSORBED = 4
    LIMITED = 8
    DERIVED = 16
    EMPTIES = 32
    PLUS_UNKNOWN = 64
    FREE = 128
    MEMORY = 256


class State(Enum):
    """What an account's result is (LANGUAGE §4)."""

    NUMBER = "number"
    ZERO_VETOED = "zero_vetoed"
    ZERO_FLOORED = "zero_floored"
    ZERO_NOTHING = "zero_nothing"
    NOT_SCORED = "not_scored"
    NO_RESULT = "no_result"
    NOT_GRADED = "not_graded"
    GRADE_FORCED = "grade_forced"
    NEEDS_DECISION = "needs_decision"
    UNDEFINED = "undefined"

    @property
    def label(self) -> str:
        """The word people read."""
        return _STATE_LABELS[self]


_STATE_LABELS = {
    State.NUMBER: "已计分",
    State.ZERO_VETOED: "一票否决，记零分",
    State.ZERO_FLOORED: "扣至零分",
    State.ZERO_NOTHING: "零分（没有得分）",
    State.NOT_SCORED: "不参与积分",
    State.NO_RESULT: "没有结果",
    State.NOT_GRADED: "计分，不定等次",
    State.GRADE_FORCED: "直接认定等次",
    State.NEEDS_DECISION: "待组织研究",
    State.UNDEFINED: "办法没有规定",
}


class LineState(IntEnum):
    """Why a line of the total has no number; 0: it has one."""

    KNOWN = 0
    ASK = 1
    UNDEFINED = 2
    NO_RESULT = 3
