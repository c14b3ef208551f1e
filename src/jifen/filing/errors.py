"""What this room refuses, named by the obstacle."""

from jifen.common.refusals import Blocked, NotNow


class ChangedMeanwhile(NotNow):
    """Somebody else acted on the same package since the page was opened; nothing is saved."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__(
            "您打开这一页以后，别的同志办过这份报备材料，这次没有保存；请回到材料的页面看看再办。"
        )


class NothingToFile(Blocked):
    """There is no superior to file with, or no line to file."""
