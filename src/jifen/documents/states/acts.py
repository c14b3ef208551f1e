"""What this room does: one word per act."""

from jifen.common.labelled import LabelledEnum


class Act(LabelledEnum):
    """The acts of this room."""

    KEEP = "KEEP", "存入材料"
    OPEN = "OPEN", "下载材料"
    REMOVE = "REMOVE", "清除材料内容"
    VERIFY = "VERIFY", "核对材料"
    CLEAR = "CLEAR", "清理无主文件"
