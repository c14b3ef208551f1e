"""The import of a roster: checked first, then applied whole, and taken back as long as nothing stands on it."""

from jifen.common.labelled import LabelledEnum
from jifen.common.transitions import Machine, Transition
from jifen.orgs.states.acts import Act
from jifen.orgs.states.people import ON_ROSTER, Standing


class RosterState(LabelledEnum):
    """How far an import is."""

    CHECKING = "CHECKING", "正在核对"
    FAULTY = "FAULTY", "有问题，未导入"
    READY = "READY", "核对完毕，待确认"
    APPLYING = "APPLYING", "正在导入"
    APPLIED = "APPLIED", "已导入"
    UNDOING = "UNDOING", "正在撤销"
    DISCARDED = "DISCARDED", "已放弃"
    UNDONE = "UNDONE", "已撤销"


class LineKind(LabelledEnum):
    """What a row of the file does to the roster; `ABSENT` is a person of the branch whom the file does not name."""

    FAULTY = "FAULTY", "有问题"
    NEW = "NEW", "新增"
    CHANGED = "CHANGED", "有变化"
    UNCHANGED = "UNCHANGED", "没有变化"
    ABSENT = "ABSENT", "文件里没有"


class ExportPurpose(LabelledEnum):
    """What identity numbers and phones are exported for."""

    REPORT = "REPORT", "上报上级党组织"
    CHECK = "CHECK", "核对党员信息"
    TRANSFER = "TRANSFER", "办理组织关系转接"
    CONTACT = "CONTACT", "联系党员"
    ARCHIVE = "ARCHIVE", "归档"


ROSTER_STANDINGS = ON_ROSTER | {Standing.SUSPENDED}
"""Whom a roster lists: everybody of a branch, those whose membership is suspended among them."""

_R = RosterState
ROSTER = Machine(
    "名册导入",
    RosterState,
    (
        Transition(Act.IMPORT_ROSTER, None, _R.CHECKING, "记录员"),
        Transition(Act.RECHECK_ROSTER, _R.CHECKING, _R.CHECKING, "记录员"),
        Transition(Act.RECHECK_ROSTER, _R.FAULTY, _R.CHECKING, "记录员"),
        Transition(Act.RECHECK_ROSTER, _R.READY, _R.CHECKING, "记录员"),
        Transition(Act.APPLY_ROSTER, _R.READY, _R.APPLYING, "记录员"),
        Transition(Act.APPLY_ROSTER, _R.APPLYING, _R.APPLYING, "记录员"),
        Transition(Act.DISCARD_ROSTER, _R.CHECKING, _R.DISCARDED, "记录员"),
        Transition(Act.DISCARD_ROSTER, _R.FAULTY, _R.DISCARDED, "记录员"),
        Transition(Act.DISCARD_ROSTER, _R.READY, _R.DISCARDED, "记录员"),
        Transition(Act.DISCARD_ROSTER, _R.APPLYING, _R.DISCARDED, "记录员"),
        Transition(Act.UNDO_ROSTER, _R.APPLIED, _R.UNDOING, "记录员"),
        Transition(Act.UNDO_ROSTER, _R.UNDOING, _R.UNDOING, "记录员"),
    ),
)
"""CHECKING → FAULTY or READY, APPLYING → APPLIED (or FAULTY, where the roster was changed after the check) and
UNDOING → UNDONE (or back to APPLIED, where something stands on it) are done by the program itself, not by an act.

From CHECKING, APPLYING and UNDOING the same act leads back to the same state: what a crash left lying is taken up so,
and `attempt` sees to it that a run that was given up writes nothing more.
"""
RUNNING = frozenset({_R.CHECKING, _R.APPLYING, _R.UNDOING})
"""The program is at work, or was."""

UNFINISHED = RUNNING | {_R.READY}
"""An import that may still write: the organisation it is for must stand until then."""
