"""What this room refuses, named by the obstacle."""

from jifen.common.refusals import Blocked, NotNow


class ChangedMeanwhile(NotNow):
    """Somebody else changed the same meeting since the page was opened; nothing is saved."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__(
            "您打开这一页以后，别的同志改过这次会议的记录，这次没有保存；请回到会议的页面看看再填。"
        )


class NoResolution(Blocked):
    """A motion is not what an act may rest on: not passed, not confirmed, of another kind or organisation."""


class NoBody(Blocked):
    """There is nobody who could meet: no committee, no points group, no members on the day."""
