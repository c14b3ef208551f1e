"""What this room refuses, named by the obstacle."""

from __future__ import annotations

from collections.abc import Iterable

from jifen.common.refusals import Blocked, NotNow
from jifen.rules.findings import Finding, Severity


class DraftChangedMeanwhile(NotNow):
    """Somebody else saved the draft since it was opened; nothing is saved, nothing typed is lost."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__(
            "您打开这份草稿以后，别的同志改过它。您改的都还在这一页上，请另外打开草稿核对，再保存一次。"
        )


class StateChangedMeanwhile(NotNow):
    """Somebody else was faster."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__("刚才有别的同志办理过，内容已经变了；请刷新页面看看再办。")


class SchemeFaulty(Blocked):
    """The text cannot become a rule: `findings` are its errors, each with file, line and remedy."""

    def __init__(self, findings: Iterable[Finding], *more: str) -> None:
        """Say all of them, and what else speaks against the text."""
        self.findings = tuple(finding for finding in findings if finding.severity is Severity.ERROR)
        super().__init__(*map(str, self.findings), *more)


class NoSchemeInForce(Blocked):
    """There is no 办法 that holds for a branch on a day."""


class Retroactive(Blocked):
    """A rule cannot hold for days before it was adopted."""


class OnlyFromNextYear(Blocked):
    """Base items change only with a points year (domain §8.15)."""


class FrameFromAbove(Blocked):
    """A superior's 办法 holds here, and leaves no room for another."""


class NotChosenAsTheSchemeSays(Blocked):
    """The recorder is not found in the way the 办法 asks for (AMB-40)."""
