"""What this room refuses, named by the obstacle."""

from jifen.common.refusals import Blocked, NotNow


class SomethingStandsOnIt(Blocked):
    """A row cannot be taken back: later records refer to it, and the database itself refuses."""


class ChangedMeanwhile(NotNow):
    """Somebody else was faster."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__("刚才有别的同志办理过，内容已经变了；请刷新页面看看再办。")


class OrganizationNotEmpty(Blocked):
    """Members or organisations still stand below."""


class OfficeTaken(Blocked):
    """As many hold the office as may."""


class NotOneRow(Blocked):
    """A person is meant who cannot be told apart."""
