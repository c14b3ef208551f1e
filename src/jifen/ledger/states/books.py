"""Kinds of entries, the states of a book, and how each is reckoned."""

from jifen.common.labelled import LabelledEnum
from jifen.common.transitions import Machine, Transition
from jifen.ledger.states.acts import Act


class BookState(LabelledEnum):
    """Whether a points year still takes entries."""

    OPEN = "OPEN", "记账中"
    CLOSED = "CLOSED", "已结账"


class EntryKind(LabelledEnum):
    """Why a line stands in the book."""

    NORMAL = "NORMAL", "记分"
    TAKEN_OVER = "TAKEN_OVER", "承接"
    REVERSAL = "REVERSAL", "冲销"
    CORRECTION = "CORRECTION", "更正"


class Algorithm(LabelledEnum):
    """By which function a book is chained; its name is part of every hashed line."""

    SHA256 = "SHA256", "SHA-256（通用）"
    SM3 = "SM3", "SM3（国密）"


AFTER_CLOSING = frozenset({EntryKind.REVERSAL, EntryKind.CORRECTION})
"""What a closed book still takes, by a decision after the close."""

BOOK = Machine(
    "积分账",
    BookState,
    (
        Transition(Act.OPEN_BOOK, None, BookState.OPEN, "记录员"),
        Transition(Act.POST, BookState.OPEN, BookState.OPEN, "记录员"),
        Transition(Act.TAKE_OVER, BookState.OPEN, BookState.OPEN, "记录员"),
        Transition(Act.REVERSE, BookState.OPEN, BookState.OPEN, "记录员"),
        Transition(Act.CORRECT, BookState.OPEN, BookState.OPEN, "记录员"),
        Transition(Act.SEAL_PERIOD, BookState.OPEN, BookState.OPEN, "记录员"),
        Transition(Act.CLOSE_YEAR, BookState.OPEN, BookState.CLOSED, "书记"),
        Transition(Act.REVERSE, BookState.CLOSED, BookState.CLOSED, "书记"),
        Transition(Act.CORRECT, BookState.CLOSED, BookState.CLOSED, "书记"),
        Transition(Act.SEAL_PERIOD, BookState.CLOSED, BookState.CLOSED, "记录员"),
    ),
)
