"""What this room refuses, named by the obstacle."""

from jifen.common.refusals import Blocked, NotNow


class ChangedMeanwhile(NotNow):
    """Somebody else changed the same period or declaration since the page was opened; nothing is saved."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__("您打开这一页以后，别的同志改过这里，这次没有保存；请回到本期的页面看看再办。")


class NoProcedure(Blocked):
    """No 办法 with a procedure holds for the branch on the day."""


class NoBook(Blocked):
    """The account book in which the facts would be posted is not open."""


class AnswerTimeRuns(Blocked):
    """The days in which the member may answer a deduction are not over."""
