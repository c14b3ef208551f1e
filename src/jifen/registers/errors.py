"""What this room refuses, named by the obstacle."""

from jifen.common.refusals import Blocked, NotNow


class ChangedMeanwhile(NotNow):
    """Somebody else changed the same register since the page was opened; nothing is saved."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__("您打开这一页以后，别的同志改过这一份登记，这次没有保存；请回到登记的页面看看再填。")


class LineTaken(Blocked):
    """A line on which a period already rests does not change; the period lets it go first."""
