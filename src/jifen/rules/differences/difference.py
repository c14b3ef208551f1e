"""One difference between two schemes: what kind, where, for whom, in words and figures."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Change(Enum):
    """What kind of difference it is; the value of each member is the word people read."""

    ADDED = "新增"
    DROPPED = "取消"
    RAISED = "提高"
    LOWERED = "降低"
    TIGHTENED = "收紧"
    LOOSENED = "放宽"
    RENAMED = "改名"
    MOVED = "移动"
    REORDERED = "换序"
    CHANGED = "改动"


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference.

    ``path``: names as the file writes them, entries by their identity; ``place``: the same in words, outermost
    first, the field itself left out; ``text``: what changed, with the values before and after; ``whom``: the
    condition on members that governs the place; ``clause``: of the later scheme, else of the earlier one.
    """

    change: Change
    path: tuple[str, ...]
    place: tuple[str, ...]
    text: str
    before: str | None = None
    after: str | None = None
    clause: str | None = None
    whom: str | None = None

    def __str__(self) -> str:
        where = "的".join(self.place)
        return f"{where}：{self.sentence}" if where else self.sentence

    @property
    def sentence(self) -> str:
        """What changed, for whom and by which clause, without the place."""
        whom = f"（适用对象：{self.whom}）" if self.whom else ""
        clause = f"（{self.clause}）" if self.clause else ""
        return f"{self.text}{whom}{clause}"
