"""What is put to the vote, and the rule of each kind (REG-02, REG-03, REG-08; AMB-34, AMB-50)."""

from __future__ import annotations

from dataclasses import dataclass

from jifen.common.labelled import LabelledEnum
from jifen.meetings.states.meetings import MeetingKind


class MotionKind(LabelledEnum):
    """What a motion is about: rooms above ask for resolutions by these."""

    ADOPT_SCHEME = "ADOPT_SCHEME", "通过积分办法"
    ELECT_RECORDER = "ELECT_RECORDER", "推选记录员"
    APPOINT_POINTS_GROUP = "APPOINT_POINTS_GROUP", "确定积分工作小组"
    APPROVE_EXEMPTION = "APPROVE_EXEMPTION", "同意不参与积分"
    CONFIRM_PERIOD = "CONFIRM_PERIOD", "评定本期积分"
    CORRECT_POINTS = "CORRECT_POINTS", "更正积分"
    ADMIT = "ADMIT", "接收预备党员"
    CONVERT = "CONVERT", "预备党员转正"
    OTHER = "OTHER", "其他议题"


class Quorum(LabelledEnum):
    """How many of those who should come must be there before a motion is put to the vote."""

    AT_LEAST_HALF = "AT_LEAST_HALF", "半数以上"
    MORE_THAN_HALF = "MORE_THAN_HALF", "超过半数"


class MotionResult(LabelledEnum):
    """How a vote ended."""

    PASSED = "PASSED", "通过"
    REJECTED = "REJECTED", "未通过"


@dataclass(frozen=True, slots=True)
class MotionRule:
    """One row: which bodies may vote on it, and how.

    `subject`: it concerns one person, who is named and voted on alone. `secret`: by ballot. `written`: the opinion an
    absent member handed in before the meeting counts among the ayes. What passes is the same for all: ayes of more
    than half of those who should come.
    """

    kind: MotionKind
    bodies: frozenset[MeetingKind]
    clause: str = "《中国共产党支部工作条例（试行）》第十一条"
    quorum: Quorum = Quorum.AT_LEAST_HALF
    subject: bool = False
    secret: bool = False
    written: bool = False


_M, _K = MeetingKind, MotionKind
_ASSEMBLY = frozenset({_M.MEMBER_ASSEMBLY})
_COMMITTEES = frozenset({_M.BRANCH_COMMITTEE, _M.GENERAL_BRANCH_COMMITTEE, _M.PARTY_COMMITTEE})
_BOTH = _ASSEMBLY | _COMMITTEES
_DEVELOPMENT = "《中国共产党发展党员工作细则》"


def _on_admission(kind: MotionKind, articles: str) -> MotionRule:
    return MotionRule(
        kind,
        _ASSEMBLY,
        f"{_DEVELOPMENT}{articles}",
        Quorum.MORE_THAN_HALF,
        subject=True,
        secret=True,
        written=True,
    )


_ROWS: tuple[MotionRule, ...] = (
    MotionRule(_K.ADOPT_SCHEME, _ASSEMBLY | {_M.PARTY_COMMITTEE}),
    MotionRule(_K.ELECT_RECORDER, _ASSEMBLY | {_M.BRANCH_COMMITTEE}, subject=True),
    MotionRule(_K.APPOINT_POINTS_GROUP, _BOTH),
    MotionRule(_K.APPROVE_EXEMPTION, _BOTH, subject=True),
    MotionRule(_K.CONFIRM_PERIOD, _BOTH),
    MotionRule(_K.CORRECT_POINTS, _BOTH, subject=True),
    _on_admission(_K.ADMIT, "第二十条、第二十一条"),
    _on_admission(_K.CONVERT, "第三十三条"),
    MotionRule(_K.OTHER, frozenset(MeetingKind)),
)
MOTION_RULES: dict[MotionKind, MotionRule] = {rule.kind: rule for rule in _ROWS}


def kinds_before(body: MeetingKind) -> tuple[MotionKind, ...]:
    """Return what may be put to the vote in a meeting of this kind."""
    return tuple(rule.kind for rule in _ROWS if body in rule.bodies)
