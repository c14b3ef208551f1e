"""What this room puts on the to-do page, and when somebody must be asked why (REG-24)."""

from jifen.common.labelled import LabelledEnum
from jifen.registers.states.acts import Act

SOON_DAYS = 7
"""A register with nobody in it stands on the to-do page from so many days before it is due."""
WARNED = frozenset({2, 3, 5, 6})
"""After so many months on end without dues the branch asks why; nobody is judged by it (REG-24)."""
MONTHS = 6


class DueKind(LabelledEnum):
    """Kinds of work that is due, in the order of the page."""

    BEGIN_DUES = "BEGIN_DUES", "登记党费"
    FILL_OCCASION = "FILL_OCCASION", "填写组织生活登记"
    ASK_WHY = "ASK_WHY", "核实没有交党费的原因"


ACT_OF: dict[DueKind, Act] = {
    DueKind.BEGIN_DUES: Act.BEGIN_OCCASION,
    DueKind.FILL_OCCASION: Act.FILL_OCCASION,
    DueKind.ASK_WHY: Act.FILL_OCCASION,
}


def months_on_end(months: frozenset[int], latest: int) -> int:
    """Return how many months, counted from the latest backwards without a gap, are among these.

    Months are counted through (year * 12 + month).
    """
    count = 0
    while latest - count in months:
        count += 1
    return count
