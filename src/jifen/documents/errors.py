"""What this room refuses, named by the obstacle."""

from __future__ import annotations

from jifen.common.refusals import Blocked, NotNow


class PaperRefused(Blocked):
    """A paper was not kept: nothing of it stands in the database or on the disk."""


class NotAcceptable(PaperRefused):
    """The content is of no kind that is kept, or breaks a limit; `code` is permanent, the reasons are for people."""

    def __init__(self, code: str, *reasons: str) -> None:
        """Take the code and the sentences."""
        super().__init__(*reasons)
        self.code = code


class TooMuchKept(PaperRefused):
    """The owner has as many papers, or the organisation as many bytes, as may be kept."""


class StorageFailed(PaperRefused):
    """The disk did not take the file: full, read-only, gone."""


class Busy(NotNow):
    """Too many papers are checked at the same moment."""

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__("同时提交材料的人较多，请过半分钟再试；这次没有保存任何东西。")


class ContentRemoved(Blocked):
    """The content was cleared by an act; its fingerprint remains."""

    def __init__(self, day: str) -> None:
        """Say when."""
        super().__init__(f"这份材料的内容已于{day}按保存期限清除，只留下登记和指纹，不能再下载。")


class ContentMissing(Blocked):
    """The file is not where it was put."""

    def __init__(self) -> None:
        """Say whom to tell."""
        super().__init__("存放这份材料的文件不见了，请告诉系统管理员核对磁盘并从备份恢复。")


class ContentChanged(Blocked):
    """The file is not what was put there."""

    def __init__(self) -> None:
        """Say whom to tell."""
        super().__init__("这份材料的文件与存入时不一致，没有打开；请告诉系统管理员核对磁盘并从备份恢复。")
