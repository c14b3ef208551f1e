"""The way of a member's plan for a points year: 提诺, 审诺, 亮诺 (S5-三-一-2(2)b, PRAC-14)."""

from jifen.common.labelled import LabelledEnum
from jifen.common.transitions import Machine, Transition
from jifen.schemes.states.acts import Act


class PlanState(LabelledEnum):
    """How far a plan is."""

    DRAFTED = "DRAFTED", "起草"
    OFFERED = "OFFERED", "已提诺"
    RETURNED = "RETURNED", "退回修改"
    ACCEPTED = "ACCEPTED", "已审定"
    SHOWN = "SHOWN", "已亮诺"
    SUPERSEDED = "SUPERSEDED", "已由新计划接替"
    WITHDRAWN = "WITHDRAWN", "已作罢"


_S = PlanState
EDITABLE = frozenset({_S.DRAFTED, _S.RETURNED})
"""Whose lines may still change."""
UNDER_WAY = frozenset({*EDITABLE, _S.OFFERED})
"""One at most of each member and year: two under way would be taken for each other."""
STANDING = frozenset({_S.ACCEPTED, _S.SHOWN})
"""What holds; one at most of each member and year."""
BINDING = frozenset({*STANDING, _S.SUPERSEDED})
"""What holds, or held until a month."""

_HIMSELF, _COMMITTEE = "党员本人（记录员、党小组长可以代填）", "支部委员会"
PLAN = Machine(
    "目标任务计划",
    PlanState,
    (
        Transition(Act.DRAFT_PLAN, None, _S.DRAFTED, _HIMSELF),
        Transition(Act.LAY_OUT_PLANS, None, _S.DRAFTED, "记录员"),
        Transition(Act.IMPORT_PROMISES, None, _S.DRAFTED, "记录员"),
        Transition(Act.CHANGE_PLAN, None, _S.DRAFTED, _HIMSELF),
        Transition(Act.SAVE_PLAN, _S.DRAFTED, _S.DRAFTED, _HIMSELF),
        Transition(Act.SAVE_PLAN, _S.RETURNED, _S.RETURNED, _HIMSELF),
        Transition(Act.IMPORT_PROMISES, _S.DRAFTED, _S.DRAFTED, "记录员"),
        Transition(Act.IMPORT_PROMISES, _S.RETURNED, _S.RETURNED, "记录员"),
        Transition(Act.OFFER_PLANS, _S.DRAFTED, _S.OFFERED, _HIMSELF),
        Transition(Act.OFFER_PLANS, _S.RETURNED, _S.OFFERED, _HIMSELF),
        Transition(Act.RETURN_PLAN, _S.OFFERED, _S.RETURNED, _COMMITTEE),
        Transition(Act.ACCEPT_PLANS, _S.OFFERED, _S.ACCEPTED, _COMMITTEE),
        Transition(Act.SHOW_PLANS, _S.ACCEPTED, _S.SHOWN, "记录员"),
        Transition(Act.CHANGE_PLAN, _S.ACCEPTED, _S.SUPERSEDED, _COMMITTEE),
        Transition(Act.CHANGE_PLAN, _S.SHOWN, _S.SUPERSEDED, _COMMITTEE),
        Transition(Act.WITHDRAW_PLAN, _S.DRAFTED, _S.WITHDRAWN, _HIMSELF),
        Transition(Act.WITHDRAW_PLAN, _S.RETURNED, _S.WITHDRAWN, _HIMSELF),
    ),
)
"""`CHANGE_PLAN` drafts the next plan; the one before is superseded when the committee accepts that (domain §2.1)."""
