"""How far a package is, and what is known of its notice (AMB-25)."""

from __future__ import annotations

from dataclasses import dataclass

from jifen.common.labelled import LabelledEnum
from jifen.common.transitions import Machine, Transition
from jifen.filing.states.acts import Act


class PackageState(LabelledEnum):
    """How far a version of a package is; `CORRECTED` is one that a later version replaces (更正报备)."""

    PREPARED = "PREPARED", "已整理"
    SENT = "SENT", "已上报"
    RECEIVED = "RECEIVED", "已收到"
    ACKNOWLEDGED = "ACKNOWLEDGED", "已备案"
    RETURNED = "RETURNED", "已退回"
    CORRECTED = "CORRECTED", "已更正"


class NoticeStatus(LabelledEnum):
    """Where the public notice of the sheet stood when the package was made."""

    NONE = "NONE", "没有公示"
    RUNNING = "RUNNING", "公示进行中"
    CLEAN = "CLEAN", "公示期满无异议"
    CONTESTED = "CONTESTED", "公示期间有异议"


class Origin(LabelledEnum):
    """Which room a package came from; the id beside it is that room's own."""

    SEAL = "SEAL", "积分账封条"
    CYCLE = "CYCLE", "本期积分"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing the superior found: in a row of the sheet (from 1), or in the whole (None)."""

    text: str
    row: int | None = None

    def __str__(self) -> str:
        """Return it as it stands on the page."""
        return f"第 {self.row} 行：{self.text}" if self.row else self.text


_S, _DESK, _OFFICE = PackageState, "记录员或书记", "上级党委组织员"
PACKAGE = Machine(
    "报备材料",
    PackageState,
    (
        Transition(Act.PREPARE_PACKAGE, None, _S.PREPARED, _DESK),
        Transition(Act.PREPARE_PACKAGE, _S.PREPARED, _S.CORRECTED, _DESK),
        Transition(Act.PREPARE_PACKAGE, _S.RETURNED, _S.CORRECTED, _DESK),
        Transition(Act.PREPARE_PACKAGE, _S.ACKNOWLEDGED, _S.CORRECTED, _DESK),
        Transition(Act.SEND_PACKAGE, _S.PREPARED, _S.SENT, _DESK),
        Transition(Act.RECEIVE_PACKAGE, _S.SENT, _S.RECEIVED, _OFFICE),
        Transition(Act.ACKNOWLEDGE_PACKAGE, _S.RECEIVED, _S.ACKNOWLEDGED, _OFFICE),
        Transition(Act.RETURN_PACKAGE, _S.RECEIVED, _S.RETURNED, _OFFICE),
    ),
)
