"""The acts of this room, and what kinds of records there are."""

from jifen.common.labelled import LabelledEnum


class Act(LabelledEnum):
    """What this room does."""

    INSPECT = "INSPECT", "查看操作记录"
    EXPORT = "EXPORT", "导出并清理操作记录"


class RecordKind(LabelledEnum):
    """What a record is about, for the inspector's filter."""

    WRITE = "WRITE", "办理"
    READ = "READ", "查看敏感内容"
    ACCESS = "ACCESS", "登录和账号"
    EXPORT = "EXPORT", "导出"
