"""The transfer of a membership (组织关系转接, REG-33): the old branch stays responsible until the new one accepts."""

from jifen.common.labelled import LabelledEnum
from jifen.common.transitions import Machine, Transition
from jifen.orgs.states.acts import Act

VALID_DAYS = 90
"""Days a letter is good for, unless the branch writes otherwise."""


class TransferState(LabelledEnum):
    """How far a transfer is."""

    SENT = "SENT", "已转出，待接收"
    ACCEPTED = "ACCEPTED", "已接收"
    RETURNED = "RETURNED", "已退回"
    CANCELLED = "CANCELLED", "已撤回"


TRANSFER = Machine(
    "组织关系介绍信",
    TransferState,
    (
        Transition(Act.SEND_TRANSFER, None, TransferState.SENT, "转出支部"),
        Transition(Act.ACCEPT_TRANSFER, TransferState.SENT, TransferState.ACCEPTED, "接收支部"),
        Transition(Act.RETURN_TRANSFER, TransferState.SENT, TransferState.RETURNED, "接收支部"),
        Transition(Act.CANCEL_TRANSFER, TransferState.SENT, TransferState.CANCELLED, "转出支部"),
    ),
)


class MembershipStart(LabelledEnum):
    """How a membership in a branch began."""

    ENTERED = "ENTERED", "登记"
    ROSTER = "ROSTER", "名册导入"
    TRANSFERRED_IN = "TRANSFERRED_IN", "转入"
    MERGED_IN = "MERGED_IN", "支部合并"
    RESTORED = "RESTORED", "更正后恢复"


class MembershipEnd(LabelledEnum):
    """How a membership in a branch ended."""

    TRANSFERRED_OUT = "TRANSFERRED_OUT", "转出"
    STANDING = "STANDING", "人员类别变化"
    MERGED_OUT = "MERGED_OUT", "支部合并或撤销"
    DUPLICATE = "DUPLICATE", "重复登记"
