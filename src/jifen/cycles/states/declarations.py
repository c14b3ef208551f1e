"""A claimed or proposed fact as a table (domain §8.1; trust J1): a gain is declared, a deduction is told first."""

from __future__ import annotations

from datetime import timedelta

from jifen.common.labelled import LabelledEnum
from jifen.common.transitions import Machine, Transition
from jifen.cycles.states.acts import Act


class DeclarationState(LabelledEnum):
    """How far a declaration or a proposed deduction is."""

    SUBMITTED = "SUBMITTED", "已申报"
    RETURNED = "RETURNED", "退回补正"
    ENDORSED = "ENDORSED", "已签注"
    REGISTERED = "REGISTERED", "已登记"
    PROPOSED = "PROPOSED", "拟扣分"
    NOTIFIED = "NOTIFIED", "已告知本人"
    HEARD = "HEARD", "已听取申辩"
    PRELIMINARY_ACCEPTED = "PRELIMINARY_ACCEPTED", "初评同意"
    PRELIMINARY_REJECTED = "PRELIMINARY_REJECTED", "初评不同意"
    UNCLEAR = "UNCLEAR", "初评拿不准"
    ACCEPTED = "ACCEPTED", "评定通过"
    REJECTED = "REJECTED", "评定不通过"
    LAPSED = "LAPSED", "已转入下期"
    WITHDRAWN = "WITHDRAWN", "已撤回"
    POSTED = "POSTED", "已入账"


class Channel(LabelledEnum):
    """How a fact came in."""

    FORM = "FORM", "本人申报"
    ON_BEHALF = "ON_BEHALF", "代填"
    MEETING = "MEETING", "会上报告"
    PLAN = "PLAN", "目标任务计划"
    REGISTER = "REGISTER", "台账列出"
    DESK = "DESK", "支部提出"


class Track(LabelledEnum):
    """How heavy a deduction is (trust §6.1): it never goes down."""

    ROUTINE = "ROUTINE", "一般"
    GRAVE = "GRAVE", "重大"


class Hearing(LabelledEnum):
    """How the time to answer ended."""

    ANSWERED = "ANSWERED", "本人已申辩"
    WAIVED = "WAIVED", "本人签字放弃申辩"
    TIME_OVER = "TIME_OVER", "期满没有申辩"


class Done(LabelledEnum):
    """What whoever endorses says of the work."""

    DONE = "DONE", "完成"
    PARTLY = "PARTLY", "部分完成"
    NOT_DONE = "NOT_DONE", "没有完成"


_S = DeclarationState
_HIMSELF, _DESK = "党员本人，或本支部书记、组织委员、记录员代填", "本支部书记、组织委员、记录员（本人的除外）"
_REVIEW, _MEETING = "办法规定初评的组织，由支部登记", "办法规定评定的会议，由支部登记"
_OPINIONS = (
    (Act.ACCEPT_FIRST, _S.PRELIMINARY_ACCEPTED),
    (Act.REJECT_FIRST, _S.PRELIMINARY_REJECTED),
    (Act.LEAVE_UNCLEAR, _S.UNCLEAR),
)

_RIPE = (_S.REGISTERED, _S.HEARD)
_BEFORE_BODY = (*_RIPE, *(state for _, state in _OPINIONS))
_COMING_IN = (_S.SUBMITTED, _S.ENDORSED)
_DECIDED = (_S.ACCEPTED, _S.REJECTED)
_BEFORE_HEARING = (_S.PROPOSED, _S.NOTIFIED)


def _each(
    act: Act, sources: tuple[DeclarationState, ...], target: DeclarationState | None, owner: str
) -> tuple[Transition, ...]:
    """Return one row for each source; without a target the state stays."""
    return tuple(Transition(act, source, target or source, owner) for source in sources)


# A gain and a deduction meet only before the body: no move leads from the one's states into the other's (trust J1).
DECLARATION = Machine(
    "申报",
    DeclarationState,
    (
        Transition(Act.DECLARE, None, _S.SUBMITTED, _HIMSELF),
        Transition(Act.TAKE_PLAN_MONTHS, None, _S.SUBMITTED, _DESK),
        Transition(Act.ENTER_REPORT, None, _S.REGISTERED, _DESK),
        # A loss comes in by the row below it, a gain that is to be endorsed by the first (S5-四-3b).
        Transition(Act.TAKE_SUGGESTIONS, None, _S.REGISTERED, _DESK),
        Transition(Act.PROPOSE_DEDUCTION, None, _S.PROPOSED, "本支部委员、记录员"),
        *_each(Act.RETURN_DECLARATION, _COMING_IN, _S.RETURNED, _DESK),
        Transition(Act.RESUBMIT_DECLARATION, _S.RETURNED, _S.SUBMITTED, _HIMSELF),
        *_each(Act.WITHDRAW_DECLARATION, (*_COMING_IN, _S.RETURNED), _S.WITHDRAWN, _HIMSELF),
        Transition(Act.ENDORSE, _S.SUBMITTED, _S.ENDORSED, "分管领导"),
        # Whether a 办法 asks for an endorsement is the 办法's: its absence is a blocker of the act, not a state.
        *_each(Act.REGISTER, _COMING_IN, _S.REGISTERED, _DESK),
        Transition(Act.GIVE_NOTICE, _S.PROPOSED, _S.NOTIFIED, _DESK),
        Transition(Act.RECORD_ANSWER, _S.NOTIFIED, _S.HEARD, "党员本人，或支部照原话代录"),
        Transition(Act.RECORD_WAIVER, _S.NOTIFIED, _S.HEARD, _DESK),
        Transition(
            Act.END_ANSWER_TIME, _S.NOTIFIED, _S.HEARD, f"{_DESK}；一般的过七天没有登记，到期自动登记"
        ),
        *_each(Act.WITHDRAW_DEDUCTION, (*_BEFORE_HEARING, _S.HEARD), _S.WITHDRAWN, "本支部委员、记录员"),
        *_each(Act.LOOK_AT_CONFLICT, (*_COMING_IN, *_BEFORE_HEARING, *_BEFORE_BODY), None, _DESK),
        *(row for act, target in _OPINIONS for row in _each(act, _BEFORE_BODY, target, _REVIEW)),
        *_each(Act.ACCEPT, _BEFORE_BODY, _S.ACCEPTED, _MEETING),
        *_each(Act.REJECT, _BEFORE_BODY, _S.REJECTED, _MEETING),
        # The meeting is not delayed by a deduction that is not ripe: it is carried into the next period (ADR 31).
        *_each(Act.CARRY_OVER, (*_BEFORE_HEARING, *_BEFORE_BODY), _S.LAPSED, _MEETING),
        # An objection was upheld before posting: what was decided goes before the body once more, heard as it was.
        *_each(Act.REOPEN_GAIN, _DECIDED, _S.REGISTERED, _DESK),
        *_each(Act.REOPEN_DEDUCTION, _DECIDED, _S.HEARD, _DESK),
        Transition(Act.POST_DECLARATION, _S.ACCEPTED, _S.POSTED, "本支部记录员、书记"),
    ),
)

CLOCK_WAITS = timedelta(days=7)
"""How long after the days to answer the clock leaves it to people: an answer on paper is entered meanwhile (J1)."""
OVER = frozenset({_S.REJECTED, _S.LAPSED, _S.WITHDRAWN, _S.POSTED})
"""States after which nothing more comes; only an objection that was upheld before posting reopens a rejected one."""
NOT_REGISTERED = frozenset({_S.SUBMITTED, _S.RETURNED, _S.ENDORSED})
"""Declarations that the recorder has still to take up."""
RIPE = frozenset(_RIPE)
"""Ready for a body; nobody gave an opinion yet."""
STANDING = frozenset(DeclarationState) - {_S.REJECTED, _S.LAPSED, _S.WITHDRAWN}
"""Facts that count as claimed: a second claim of the same one is a conflict."""
