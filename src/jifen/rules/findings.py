"""What the reader, the binder and lint have to say about a scheme file: findings, shown all together.

A finding says where, what (showing the value), by which clause and what to do. Its code is a permanent slug
from ``codes``; texts may improve, codes never change.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from jifen.rules.codes import CODES

MOST_FINDINGS = 200
"""How many findings one file is answered with."""


class Severity(Enum):
    """How much a finding weighs: an error cannot be adopted, a warning is adopted with a note."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def label(self) -> str:
        """The Chinese word shown to people."""
        return _LABELS[self]


_LABELS = {Severity.ERROR: "错误", Severity.WARNING: "提醒", Severity.INFO: "说明"}


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in a file; line and column count from 1, columns in characters."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. ``message`` and ``remedy`` are Chinese sentences without a closing full stop.

    ``clause`` is the clause of the nearest enclosing node; ``value`` the value found, as text, shortened.
    Raises KeyError for a code that ``codes`` does not list.
    """

    code: str
    severity: Severity
    message: str
    remedy: str
    place: Place
    clause: str | None = None
    value: str | None = None

    def __post_init__(self) -> None:
        """Hold every code to the list."""
        CODES[self.code]

    def __str__(self) -> str:
        clause = f"条款：{self.clause}。" if self.clause else ""
        head = f"{self.place} {self.severity.label} [{self.code}]"
        end = "" if self.remedy.endswith("？") else "。"
        return f"{head} {self.message}。{clause}改法：{self.remedy}{end}"


class SchemeRefused(Exception):
    """A scheme file that cannot be used; ``findings`` holds every fault found, in the order of the file."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = in_order(findings)
        super().__init__("\n".join(map(str, self.findings)))


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Sort findings by place and weight, without repeats; the first ``MOST_FINDINGS`` are kept."""
    weights = list(Severity)
    ordered = sorted(
        dict.fromkeys(findings), key=lambda f: (f.place, weights.index(f.severity), f.code, f.message)
    )
    if len(ordered) <= MOST_FINDINGS:
        return tuple(ordered)
    errors = [finding for finding in ordered if finding.severity is Severity.ERROR]
    shown = (errors or ordered)[:MOST_FINDINGS]
    rest = Finding(
        "many-findings",
        Severity.ERROR if errors else Severity.WARNING,
        f"问题太多，这里只列出前 {len(shown)} 处",
        "先改好已列出的，再检查一次",
        shown[-1].place,
    )
    return (*shown, rest)


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether any finding stands in the way of using the file."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def shorten(value: object, most: int = 40) -> str:
    """A value as one short line of text; true and false as a file writes them."""
    text = str(value).lower() if isinstance(value, bool) else " ".join(str(value).split())
    return text if len(text) <= most else f"{text[: most - 1]}…"
