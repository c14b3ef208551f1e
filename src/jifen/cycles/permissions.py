"""Who may do what in this room, as one table (domain §4.3); every answer is a `Decision` with a sentence.

Bodies decide; whoever is named here transcribes what they decided. Nobody registers, returns, endorses or gives an
opinion on what he himself declared or is to lose.
"""

from __future__ import annotations

from jifen.common.actor import Actor, ActorKind
from jifen.common.decision import ALLOWED, Decision, allowed_if
from jifen.common.permissions import Place, Reach, Rule
from jifen.cycles.states.acts import Act
from jifen.orgs.states.roles import COMMITTEE_ROLES, Role

Roles = dict[str, Reach]
_OWN, _TREE = Reach.OWN, Reach.TREE
_DESK: Roles = {
    Role.SECRETARY: _OWN,
    Role.DEPUTY_SECRETARY: _OWN,
    Role.ORGANIZATION_COMMISSIONER: _OWN,
    Role.RECORDER: _OWN,
}
_KEEPERS: Roles = {Role.SECRETARY: _OWN, Role.DEPUTY_SECRETARY: _OWN, Role.RECORDER: _OWN}
_COMMITTEE: Roles = {**_DESK, **dict.fromkeys(COMMITTEE_ROLES, _OWN)}
_SEEING: Roles = {
    **_COMMITTEE,
    Role.SUPERVISING_LEADER: _OWN,
    Role.ORGANIZER: _TREE,
    Role.COUNTY_ORGANIZER: _TREE,
    Role.PARTY_OFFICE: _TREE,
}
_WHO_DESK = "本支部书记、副书记、组织委员、记录员"
_WHO_COMMITTEE = "本支部委员、记录员"
_WHO_SEES = "本支部委员、记录员、分管领导，或上级党委"

_TYPED = (
    Act.OPEN_CYCLE,
    Act.START_COLLECTING,
    Act.MARK_NOT_DECLARED,
    Act.CLOSE_REGISTER,
    Act.CONCLUDE_REVIEW,
    Act.EVALUATE,
    Act.RECORD_RECONCILIATION,
    Act.PUBLISH_CYCLE,
    Act.RESOLVE_OBJECTION,
    Act.REOPEN_GAIN,
    Act.REOPEN_DEDUCTION,
    Act.ENTER_REPORT,
    Act.TAKE_PLAN_MONTHS,
    Act.TAKE_SUGGESTIONS,
    Act.RETURN_DECLARATION,
    Act.REGISTER,
    Act.LOOK_AT_CONFLICT,
    Act.GIVE_NOTICE,
    Act.RECORD_WAIVER,
    Act.END_ANSWER_TIME,
    Act.ACCEPT_FIRST,
    Act.REJECT_FIRST,
    Act.LEAVE_UNCLEAR,
    Act.CARRY_OVER,
    Act.ACCEPT,
    Act.REJECT,
)
_OF_HIMSELF = (Act.DECLARE, Act.RESUBMIT_DECLARATION, Act.WITHDRAW_DECLARATION, Act.RECORD_ANSWER)
_BY_OTHERS = frozenset(
    {
        Act.ENTER_REPORT,
        Act.TAKE_SUGGESTIONS,
        Act.RETURN_DECLARATION,
        Act.REGISTER,
        Act.ENDORSE,
        Act.LOOK_AT_CONFLICT,
        Act.PROPOSE_DEDUCTION,
        Act.WITHDRAW_DEDUCTION,
        Act.GIVE_NOTICE,
        Act.RECORD_WAIVER,
        Act.END_ANSWER_TIME,
        Act.ACCEPT_FIRST,
        Act.REJECT_FIRST,
        Act.LEAVE_UNCLEAR,
        Act.MARK_NOT_DECLARED,
        Act.RECORD_RECONCILIATION,
        Act.CARRY_OVER,
    }
)
"""What nobody does about himself (回避)."""

OF_CLOCK = frozenset({Act.VIEW_DECLARATION, Act.END_ANSWER_TIME})
"""What is done by itself when it is due: it enters that nothing came, and decides nothing."""

_ROWS = (
    Rule(Act.VIEW_CYCLES, _SEEING, _WHO_SEES),
    Rule(Act.VIEW_DECLARATION, _SEEING, f"党员本人、{_WHO_SEES}", own=True),
    *(Rule(act, _DESK, _WHO_DESK) for act in _TYPED),
    *(Rule(act, _DESK, f"党员本人，或{_WHO_DESK}", own=True) for act in _OF_HIMSELF),
    Rule(Act.ENDORSE, {Role.SUPERVISING_LEADER: _OWN, Role.SECRETARY: _OWN}, "本支部分管领导、书记"),
    Rule(Act.PROPOSE_DEDUCTION, _COMMITTEE, _WHO_COMMITTEE),
    Rule(Act.WITHDRAW_DEDUCTION, _COMMITTEE, _WHO_COMMITTEE),
    Rule(Act.POST_CYCLE, _KEEPERS, "本支部记录员、书记"),
    Rule(Act.POST_DECLARATION, _KEEPERS, "本支部记录员、书记"),
)
RULES: dict[Act, Rule] = {Act(rule.act): rule for rule in _ROWS}


def may(actor: Actor, act: Act, place: Place | None, *, subject_id: str = "") -> Decision:
    """Answer from the table; `subject_id` is the person concerned. The installation itself may do everything."""
    if actor.kind is ActorKind.INSTALLER or (actor.kind is ActorKind.CLOCK and act in OF_CLOCK):
        return ALLOWED
    himself = allowed_if(
        act not in _BY_OTHERS or not actor.is_person(subject_id),
        f"“{act.label}”不能由本人办理，请由本支部其他有权的同志办理。",
    )
    return RULES[act].may(actor, place, subject_id=subject_id) & himself
