"""What this room puts on the to-do page; each kind names the act that takes a line away."""

from jifen.common.labelled import LabelledEnum
from jifen.filing.states.acts import Act
from jifen.filing.states.packages import PackageState


class DueKind(LabelledEnum):
    """Kinds of work that is due, in the order of the page."""

    CORRECT_PACKAGE = "CORRECT_PACKAGE", "退回的报备材料，改好再报"
    SEND_PACKAGE = "SEND_PACKAGE", "上报报备材料"
    RECEIVE_PACKAGE = "RECEIVE_PACKAGE", "登记收到的报备材料"
    ACKNOWLEDGE_PACKAGE = "ACKNOWLEDGE_PACKAGE", "答复报备材料"


ACT_OF: dict[DueKind, Act] = {
    DueKind.CORRECT_PACKAGE: Act.PREPARE_PACKAGE,
    DueKind.SEND_PACKAGE: Act.SEND_PACKAGE,
    DueKind.RECEIVE_PACKAGE: Act.RECEIVE_PACKAGE,
    DueKind.ACKNOWLEDGE_PACKAGE: Act.ACKNOWLEDGE_PACKAGE,
}
KIND_OF: dict[PackageState, DueKind] = {
    PackageState.RETURNED: DueKind.CORRECT_PACKAGE,
    PackageState.PREPARED: DueKind.SEND_PACKAGE,
    PackageState.SENT: DueKind.RECEIVE_PACKAGE,
    PackageState.RECEIVED: DueKind.ACKNOWLEDGE_PACKAGE,
}
OWN = (PackageState.RETURNED, PackageState.PREPARED)
ANSWERED = (PackageState.SENT, PackageState.RECEIVED)
"""With whom a package lies: the branch that files it, or the superior it is addressed to."""
