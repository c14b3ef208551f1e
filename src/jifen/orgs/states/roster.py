"""The import of a roster: checked first, then applied whole, and taken back as long as nothing stands on it."""

from jifen.common.labelled import LabelledEnum
from jifen.common.transitions import Machine, Transition
from jifen.orgs.states.acts import Act


class RosterState(LabelledEnum):
    """How far an import is."""

    CHECKING = "CHECKING", "正在核对"
    FAULTY = "FAULTY", "有问题，未导入"
    READY = "READY", "核对完毕，待确认"
    APPLYING = "APPLYING", "正在导入"
    APPLIED = "APPLIED", "已导入"
    DISCARDED = "DISCARDED", "已放弃"
    UNDONE = "UNDONE", "已撤销"


_R = RosterState
ROSTER = Machine(
    "名册导入",
    RosterState,
    (
        Transition(Act.IMPORT_ROSTER, None, _R.CHECKING, "记录员"),
        Transition(Act.APPLY_ROSTER, _R.READY, _R.APPLYING, "记录员"),
        Transition(Act.DISCARD_ROSTER, _R.FAULTY, _R.DISCARDED, "记录员"),
        Transition(Act.DISCARD_ROSTER, _R.READY, _R.DISCARDED, "记录员"),
        Transition(Act.UNDO_ROSTER, _R.APPLIED, _R.UNDONE, "记录员"),
    ),
)
"""CHECKING → FAULTY or READY and APPLYING → APPLIED are done by the program itself, not by an act."""

UNFINISHED = frozenset({_R.CHECKING, _R.READY, _R.APPLYING})
"""An import that may still write: the organisation it is for must stand until then."""
