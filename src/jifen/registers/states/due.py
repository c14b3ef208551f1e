"""What this room puts on the to-do page, and when somebody must be asked why (REG-24)."""

from datetime import date, timedelta

from jifen.common.labelled import LabelledEnum
from jifen.registers.states.acts import Act
from jifen.registers.states.kinds import last_day_of

SOON_DAYS = 7
"""A register with nobody in it stands on the to-do page from so many days before it is due."""
WARNED = frozenset({2, 3, 5, 6})
"""After so many months on end without dues the branch asks why; nobody is judged by it (REG-24)."""
MONTHS = 6


class DueKind(LabelledEnum):
    """Kinds of work that is due, in the order of the page."""

    BEGIN_DUES = "BEGIN_DUES", "登记党费"
    BEGIN_REPORTS = "BEGIN_REPORTS", "登记思想汇报"
    FILL_OCCASION = "FILL_OCCASION", "填写组织生活登记"
    ASK_WHY = "ASK_WHY", "核实没有交党费的原因"


ACT_OF: dict[DueKind, Act] = {
    DueKind.BEGIN_DUES: Act.BEGIN_OCCASION,
    DueKind.BEGIN_REPORTS: Act.BEGIN_OCCASION,
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


def report_due_on(day: date) -> date:
    """Return the last day of the quarter a day lies in: reports are due every quarter, unless the branch says else."""
    return last_day_of(day.replace(month=(day.month + 2) // 3 * 3, day=1))


def reports_wanted_by(today: date) -> date:
    """Return the due day of the reports that should be begun: of this quarter from a week before its end."""
    this = report_due_on(today)
    if this - today <= timedelta(days=SOON_DAYS):
        return this
    return today.replace(month=this.month - 2, day=1) - timedelta(days=1)


def name_of_quarter(due: date) -> str:
    """Return what the reports of a quarter are called."""
    return f"{due.year}年第{'一二三四'[due.month // 3 - 1]}季度思想汇报"
