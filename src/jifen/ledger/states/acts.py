"""What this room does: one word per act, the same on buttons, in refusals and in the memory."""

from jifen.common.labelled import LabelledEnum


class Act(LabelledEnum):
    """The acts of this room."""

    VIEW_BOOK = "VIEW_BOOK", "查看积分账"
    VIEW_STATEMENT = "VIEW_STATEMENT", "查看个人积分账单"
    PRINT_STATEMENTS = "PRINT_STATEMENTS", "打印全支部的积分账单"
    OPEN_BOOK = "OPEN_BOOK", "建账"
    POST = "POST", "入账"
    REVERSE = "REVERSE", "冲销"
    CORRECT = "CORRECT", "更正"
    TAKE_OVER = "TAKE_OVER", "承接期初积分"
    SEAL_PERIOD = "SEAL_PERIOD", "封账"
    CLOSE_YEAR = "CLOSE_YEAR", "年度结账"
    EXPORT_BOOK = "EXPORT_BOOK", "导出账本"
    IMPORT_BOOK = "IMPORT_BOOK", "恢复账本"
    ERASE_TEXTS = "ERASE_TEXTS", "清除到期的个人文字"
    VERIFY_BOOKS = "VERIFY_BOOKS", "核对全部积分账"
