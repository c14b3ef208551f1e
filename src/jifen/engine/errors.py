"""What the engine refuses, in words a secretary can act on."""

from __future__ import annotations

from collections.abc import Sequence


class EngineRefusal(Exception):
    """A whole run is refused; the text says why and what to do."""


class SchemeHasHoles(EngineRefusal):
    """A live item has no value: the text of the 办法 gives none (LANGUAGE §1.4)."""

    def __init__(self, holes: Sequence[tuple[str, str]]) -> None:
        self.holes = tuple(holes)
        shown = "；".join(hole for _, hole in self.holes[:5])
        more = f"……等共 {len(self.holes)} 处" if len(self.holes) > 5 else ""
        super().__init__(
            f"《{self.holes[0][0]}》还有 {len(self.holes)} 处没有给出分值（{shown}{more}），不能计分。"
            "请在办法文件里把 unset 换成经党员大会通过的分值，或选用带“样例”的办法。"
        )


class WrongBook(EngineRefusal):
    """Facts or members contradict each other or the plan."""
