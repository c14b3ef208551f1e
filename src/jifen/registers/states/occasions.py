"""How far a register and a line of it are."""

from jifen.common.labelled import LabelledEnum
from jifen.common.transitions import Machine, Transition
from jifen.registers.states.acts import Act


class OccasionState(LabelledEnum):
    """Whether a register stands."""

    OPEN = "OPEN", "登记中"
    STRUCK = "STRUCK", "已作废"


class LineState(LabelledEnum):
    """Whether a line stands, and whether a period rests on it."""

    ENTERED = "ENTERED", "已登记"
    TAKEN = "TAKEN", "已采用"
    STRUCK = "STRUCK", "已作废"


_O, _L, _DESK, _ABOVE = OccasionState, LineState, "书记、委员或记录员", "本期积分（随申报写入）"
OCCASION = Machine(
    "登记",
    OccasionState,
    (
        Transition(Act.BEGIN_OCCASION, None, _O.OPEN, _DESK),
        Transition(Act.EDIT_OCCASION, _O.OPEN, _O.OPEN, _DESK),
        Transition(Act.FILL_OCCASION, _O.OPEN, _O.OPEN, _DESK),
        Transition(Act.STRIKE_LINE, _O.OPEN, _O.OPEN, _DESK),
        Transition(Act.STRIKE_OCCASION, _O.OPEN, _O.STRUCK, _DESK),
    ),
)
LINE = Machine(
    "登记的一条",
    LineState,
    (
        Transition(Act.FILL_OCCASION, None, _L.ENTERED, _DESK),
        Transition(Act.FILL_OCCASION, _L.ENTERED, _L.ENTERED, _DESK),
        Transition(Act.STRIKE_LINE, _L.ENTERED, _L.STRUCK, _DESK),
        Transition(Act.STRIKE_OCCASION, _L.ENTERED, _L.STRUCK, _DESK),
        Transition(Act.TAKE_LINES, _L.ENTERED, _L.TAKEN, _ABOVE),
        Transition(Act.RELEASE_LINES, _L.TAKEN, _L.ENTERED, _ABOVE),
    ),
)
