"""What this room refuses, named by the obstacle."""

from jifen.common.refusals import Blocked, Invalid, NotNow


class BookClosed(NotNow):
    """The points year is closed: only corrections by decision still enter."""


class OtherContent(NotNow):
    """The same key was used before, for something else; nothing is written."""

    def __init__(self) -> None:
        """Say what happened and what to do."""
        super().__init__(
            "这一次提交的编号以前用过，内容却不一样，没有入账。请刷新页面，看看上一次入账的内容，再重新提交。"
        )


class ClockWentBack(Blocked):
    """The machine's clock is before the last posting: asked once, not guessed (trust T2)."""


class LinesRefused(Invalid):
    """Lines that cannot be posted: `fields` maps `line number.column` to a sentence; nothing is posted."""


class TakenOverAlready(Blocked):
    """Somebody was taken over before with other content: what stands is said, and what to do; nothing is written."""


class BookDoesNotHold(Blocked):
    """What was read does not verify; it is not taken in."""
