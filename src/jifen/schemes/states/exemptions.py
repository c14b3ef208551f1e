"""The way of an exemption (不参加积分): wish, form, opinions from below to above, approval, end (domain §8.9)."""

from jifen.common.labelled import LabelledEnum
from jifen.common.transitions import Machine, Transition
from jifen.schemes.states.acts import Act


class ExemptionState(LabelledEnum):
    """How far an exemption is."""

    WISH_EXPRESSED = "WISH_EXPRESSED", "本人提出"
    FORM_FILLED = "FORM_FILLED", "已填表"
    BRANCH_OPINION = "BRANCH_OPINION", "支部已签意见"
    COMMITTEE_OPINION = "COMMITTEE_OPINION", "党委已签意见"
    APPROVED = "APPROVED", "已批准，待写入名单"
    REFUSED = "REFUSED", "未批准"
    IN_FORCE = "IN_FORCE", "生效"
    RENEWED = "RENEWED", "已续"
    ENDED = "ENDED", "已终止"


class ExemptionStep(LabelledEnum):
    """Whose word is asked; which of them a 办法 asks, it says itself (`people.exemption.steps`)."""

    BRANCH = "BRANCH", "党支部"
    COMMITTEE = "COMMITTEE", "上级党委"
    COUNTY = "COUNTY", "县委组织部"


class WishWay(LabelledEnum):
    """How the wish was expressed: it is always his own."""

    HIMSELF = "HIMSELF", "本人书面提出"
    DICTATED = "DICTATED", "本人口述，别人代写"
    RELATIVE = "RELATIVE", "本人同意，亲属代为提出"


class Ending(LabelledEnum):
    """Why an exemption ended."""

    WISH_WITHDRAWN = "WISH_WITHDRAWN", "本人撤回意愿"
    CONDITION_OVER = "CONDITION_OVER", "不再有原来的情形"
    YEAR_OVER = "YEAR_OVER", "年度届满，不再续办"


_S, _T = ExemptionState, ExemptionStep
ASKED = (_S.FORM_FILLED, _S.BRANCH_OPINION, _S.COMMITTEE_OPINION)
"""In which somebody's word is waited for."""
UNDER_WAY = (_S.WISH_EXPRESSED, *ASKED)
"""Before the decision: so long he takes part."""
GRANTED = (_S.APPROVED, _S.IN_FORCE, _S.RENEWED)
"""What was approved and stands."""
OPEN = (*UNDER_WAY, *GRANTED)
"""One at most of each person, branch and year."""
OPINION_OF = {
    _T.BRANCH: Act.GIVE_BRANCH_OPINION,
    _T.COMMITTEE: Act.GIVE_COMMITTEE_OPINION,
    _T.COUNTY: Act.APPROVE_EXEMPTION,
}
"""Step → the act whose row of rights says who enters its word, an opinion or the decision."""
REMINDED = {
    **dict.fromkeys(
        ("SECRETARY", "DEPUTY_SECRETARY", "ORGANIZATION_COMMISSIONER", "RECORDER"), ExemptionStep.BRANCH
    ),
    **dict.fromkeys(("ORGANIZER", "PARTY_OFFICE"), ExemptionStep.COMMITTEE),
    "COUNTY_ORGANIZER": ExemptionStep.COUNTY,
}
"""Office → whose word is its daily work: a superior may type for a branch, but is not reminded of the branch's work."""
EXEMPT = "经批准不参加积分"
"""What the list of a year says of him: no word of his health."""
ASK_RENEWAL = "上年度经批准不参加积分：本人仍愿意、情形还在的，请办理续办；否则照常积分"
"""What the list says of who was out until the year before."""

_HIMSELF, _DESK = "党员本人（记录员可以代录）", "支部（记录员）"
_LAST = "办法写明的最后一级（县委组织部）"
EXEMPTION = Machine(
    "不参加积分的申请",
    ExemptionState,
    (
        Transition(Act.EXPRESS_WISH, None, _S.WISH_EXPRESSED, _HIMSELF),
        Transition(Act.FILL_EXEMPTION_FORM, _S.WISH_EXPRESSED, _S.FORM_FILLED, _DESK),
        Transition(Act.GIVE_BRANCH_OPINION, _S.FORM_FILLED, _S.BRANCH_OPINION, "支部委员会"),
        Transition(Act.GIVE_COMMITTEE_OPINION, _S.FORM_FILLED, _S.COMMITTEE_OPINION, "上级党委"),
        Transition(Act.GIVE_COMMITTEE_OPINION, _S.BRANCH_OPINION, _S.COMMITTEE_OPINION, "上级党委"),
        *(Transition(Act.APPROVE_EXEMPTION, state, _S.APPROVED, _LAST) for state in ASKED),
        *(Transition(Act.REFUSE_EXEMPTION, state, _S.REFUSED, _LAST) for state in ASKED),
        Transition(Act.CHANGE_ENROLMENT, _S.APPROVED, _S.IN_FORCE, "随批准写入名单"),
        Transition(Act.ENROL_YEAR, _S.APPROVED, _S.IN_FORCE, "编制名单时写入"),
        *(Transition(Act.WITHDRAW_WISH, state, _S.ENDED, _HIMSELF) for state in UNDER_WAY),
        Transition(Act.WITHDRAW_WISH, _S.APPROVED, _S.ENDED, _HIMSELF),
        Transition(Act.WITHDRAW_WISH, _S.IN_FORCE, _S.ENDED, _HIMSELF),
        Transition(Act.END_EXEMPTION, _S.APPROVED, _S.ENDED, _DESK),
        Transition(Act.END_EXEMPTION, _S.IN_FORCE, _S.ENDED, _DESK),
        Transition(Act.RENEW_EXEMPTION, _S.IN_FORCE, _S.RENEWED, _DESK),
        Transition(Act.RENEW_EXEMPTION, None, _S.APPROVED, _DESK),
    ),
)
"""An opinion against does not end it: the paper goes up, and the last one named decides. `RENEW_EXEMPTION` makes the
exemption of the next year, and marks the one before."""


def after(steps: tuple[ExemptionStep, ...], step: ExemptionStep) -> ExemptionStep | None:
    """Return whose word is asked after a step's; None after the last, who decided."""
    later = steps[steps.index(step) + 1 :]
    return later[0] if later else None
