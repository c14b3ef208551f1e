"""Why sealed fields are opened; shown to the person whose they are."""

from jifen.common.labelled import LabelledEnum


class Purpose(LabelledEnum):
    """What a reading is for."""

    CHECK = "CHECK", "核对登记信息"
    CONTACT = "CONTACT", "联系本人"
    PAPERS = "PAPERS", "办理组织手续、填写表册"
    VISIT = "VISIT", "走访慰问"
    OWN = "OWN", "本人查看"
    OTHER = "OTHER", "其他"


class SealedPart(LabelledEnum):
    """Which sealed field of a person is opened."""

    ID_NO = "ID_NO", "公民身份号码"
    PHONE = "PHONE", "手机"
    LANDLINE = "LANDLINE", "固定电话"
    ADDRESS = "ADDRESS", "家庭住址"
    HEALTH_NOTE = "HEALTH_NOTE", "健康情况"


READINGS_A_DAY = 50
"""Readings of others by one account in a day; more than that is copying a roster (trust R5)."""
