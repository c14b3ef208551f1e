"""The period as a table (domain §8.2, DESIGN §7): it ends at posted; what was filed belongs to another room."""

from __future__ import annotations

from jifen.common.labelled import LabelledEnum
from jifen.common.transitions import Machine, Transition
from jifen.cycles.states.acts import Act


class CycleState(LabelledEnum):
    """How far a period is."""

    OPEN = "OPEN", "记录中"
    COLLECTING = "COLLECTING", "申报登记中"
    REGISTERED = "REGISTERED", "已登记"
    PRELIMINARY = "PRELIMINARY", "已初评"
    EVALUATED = "EVALUATED", "已评定"
    PUBLISHED = "PUBLISHED", "公示中"
    POSTED = "POSTED", "已入账"


_S = CycleState
_DESK = "本支部书记、组织委员、记录员"
TAKES_FACTS = frozenset({_S.OPEN, _S.COLLECTING})
"""States in which facts are declared, returned, endorsed, registered."""
UNDECIDED = frozenset({_S.OPEN, _S.COLLECTING, _S.REGISTERED, _S.PRELIMINARY})
"""States before the decision."""

CYCLE = Machine(
    "积分周期",
    CycleState,
    (
        Transition(Act.OPEN_CYCLE, None, _S.OPEN, _DESK),
        Transition(Act.START_COLLECTING, _S.OPEN, _S.COLLECTING, _DESK),
        Transition(Act.MARK_NOT_DECLARED, _S.COLLECTING, _S.COLLECTING, _DESK),
        Transition(Act.CLOSE_REGISTER, _S.COLLECTING, _S.REGISTERED, _DESK),
        Transition(Act.CONCLUDE_REVIEW, _S.REGISTERED, _S.PRELIMINARY, "办法规定初评的组织，由支部登记"),
        # Where the 办法 has no first opinion, or the branch nobody to give it, this step is passed over (AMB-34).
        Transition(Act.EVALUATE, _S.REGISTERED, _S.EVALUATED, "办法规定评定的会议，由支部登记"),
        Transition(Act.EVALUATE, _S.PRELIMINARY, _S.EVALUATED, "办法规定评定的会议，由支部登记"),
        # Where the 办法 compares the members' own handbooks, nothing is shown before (S3-二-二-(4)i).
        Transition(Act.RECORD_RECONCILIATION, _S.EVALUATED, _S.EVALUATED, _DESK),
        Transition(Act.PUBLISH_CYCLE, _S.EVALUATED, _S.PUBLISHED, _DESK),
        # Taken down because of an error: the next notice runs its whole window, the decision stands.
        Transition(Act.PUBLISH_CYCLE, _S.PUBLISHED, _S.PUBLISHED, _DESK),
        # An objection was upheld: facts are put right, and the body decides again (domain §8.4).
        Transition(Act.RESOLVE_OBJECTION, _S.PUBLISHED, _S.COLLECTING, _DESK),
        # Where the 办法 shows nothing before posting, the step before is passed over (S2-二-2f).
        Transition(Act.POST_CYCLE, _S.EVALUATED, _S.POSTED, "本支部记录员、书记"),
        Transition(Act.POST_CYCLE, _S.PUBLISHED, _S.POSTED, "本支部记录员、书记"),
    ),
)
