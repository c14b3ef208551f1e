"""What this room refuses, and why."""

from jifen.common.refusals import Blocked


class NothingToExport(Blocked):
    """There is no record old enough for a segment."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__("没有到期的操作记录可以导出。")


class SegmentNotVerified(Blocked):
    """The exported file differs from the records it should hold; nothing is pruned."""

    def __init__(self, why: str) -> None:
        """Say what differs."""
        super().__init__(f"导出的文件与操作记录不一致（{why}），没有清理任何记录；请重新导出。")
