"""What this room puts on the to-do page; each kind names the act that takes a line away."""

from jifen.common.labelled import LabelledEnum
from jifen.ledger.states.acts import Act


class DueKind(LabelledEnum):
    """Kinds of work that is due, in the order of the page."""

    SEAL_PERIOD = "SEAL_PERIOD", "按期封账"
    CLOSE_YEAR = "CLOSE_YEAR", "年度结账"


ACT_OF: dict[DueKind, Act] = {DueKind.SEAL_PERIOD: Act.SEAL_PERIOD, DueKind.CLOSE_YEAR: Act.CLOSE_YEAR}
