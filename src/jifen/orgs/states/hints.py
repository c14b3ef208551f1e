"""What is unusual about an organisation: hints, never obstacles, because old registers are full of them."""

from jifen.common.labelled import LabelledEnum

FEWEST, MOST, COMMITTEE_FROM, COMMITTEE_FEWEST = 3, 50, 7, 3
"""Formal members a branch needs; members it should not exceed; from how many on a committee, and of how many."""


class HintKind(LabelledEnum):
    """The kinds of hints."""

    FEW_MEMBERS = "FEW_MEMBERS", "正式党员不足 3 名"
    MANY_MEMBERS = "MANY_MEMBERS", "党员超过 50 名"
    TERM_OVER = "TERM_OVER", "任期届满"
    NO_SECRETARY = "NO_SECRETARY", "没有登记书记"
    NO_RECORDER = "NO_RECORDER", "没有登记记录员"
    NO_COMMITTEE = "NO_COMMITTEE", "没有登记支委会"
