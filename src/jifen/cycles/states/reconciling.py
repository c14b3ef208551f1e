"""How a member's own handbook compares with the decided sheet (S3-二-二-(4)h)."""

from jifen.common.labelled import LabelledEnum


class Compared(LabelledEnum):
    """What was found when the handbook was laid beside the sheet."""

    AGREES = "AGREES", "一致"
    DIFFERS = "DIFFERS", "不一致待查"
    SETTLED = "SETTLED", "不一致已查清"


DONE = frozenset({Compared.AGREES, Compared.SETTLED})
"""Nothing is open any more."""
