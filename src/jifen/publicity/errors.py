"""What this room refuses, named by the obstacle."""

from jifen.common.refusals import Blocked, Invalid, NotNow


class ChangedMeanwhile(NotNow):
    """Somebody else took a step of the same notice since the page was opened; nothing is saved."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__("您打开这一页以后，别的同志已经办了一步，这次没有保存；请回到公示的页面看看再办。")


class NotForPublic(Invalid):
    """The sheet has a column the 办法 does not publish, or a text that no notice may show (REG-41, AMB-21)."""


class NoticeUnderWay(Blocked):
    """The same figures are already being published; that notice is ended or withdrawn first."""


class ObjectionChanged(NotNow):
    """Somebody else took a step of the same objection since the page was opened; nothing is saved."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__("您打开这一页以后，别的同志已经办了一步，这次没有保存；请回到异议的页面看看再办。")


class ReviewerConcerned(Invalid):
    """Whoever the objection is about, or who wrote the figures, does not review it (domain §8.4)."""
