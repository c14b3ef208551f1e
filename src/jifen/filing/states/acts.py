"""What this room does: one word per act, the same on buttons, in refusals and in the memory."""

from jifen.common.labelled import LabelledEnum


class Act(LabelledEnum):
    """The acts of this room."""

    VIEW_PACKAGES = "VIEW_PACKAGES", "查看报备材料"
    PREPARE_PACKAGE = "PREPARE_PACKAGE", "整理报备材料"
    SEND_PACKAGE = "SEND_PACKAGE", "上报"
    RECEIVE_PACKAGE = "RECEIVE_PACKAGE", "登记收到"
    ACKNOWLEDGE_PACKAGE = "ACKNOWLEDGE_PACKAGE", "备案"
    RETURN_PACKAGE = "RETURN_PACKAGE", "退回"
