"""What this room refuses, named by the obstacle."""

from jifen.common.refusals import Blocked, NotNow


class SomethingStandsOnIt(Blocked):
    """A row cannot be taken back: later records refer to it, and the database itself refuses."""


class ChangedMeanwhile(NotNow):
    """Somebody else was faster."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__("刚才有别的同志办理过，内容已经变了；请刷新页面看看再办。")


class EditedMeanwhile(ChangedMeanwhile):
    """Somebody else changed the same person since the form was opened; nothing is saved, nothing typed is lost."""

    def __init__(self, who: str, what: str, version: int) -> None:
        """Say who changed what; `version` is the one to save on top of."""
        NotNow.__init__(
            self,
            f"刚才{who}{what}，您打开这张表单以后内容已经变了。您填的都还在，请核对后再保存一次。",
        )
        self.version = version


class Unconfirmed(Blocked):
    """Practice speaks against it: to be done, it needs a written reason and a tick."""

    def __init__(self, *doubts: str) -> None:
        """Name the doubts; all are whole sentences."""
        super().__init__(*doubts)


class ReadTooOften(Blocked):
    """One actor opened sensitive fields more often in a day than work asks for."""

    def __init__(self, limit: int) -> None:
        """Say what to do."""
        super().__init__(
            f"您今天已经查看{limit}次证件和联系方式，到了一天的上限，明天可以继续。"
            "需要核对整个支部的，请导出名册（另有登记），不要逐个查看。"
        )


class DuplicateEntry(Blocked):
    """A row that was merged into another is not worked on any more."""


class OrganizationNotEmpty(Blocked):
    """Members or organisations still stand below."""


class OfficeTaken(Blocked):
    """As many hold the office as may."""


class NotOneRow(Blocked):
    """A person is meant who cannot be told apart."""
