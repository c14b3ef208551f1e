"""The compiled tables of a scheme: plain tuples of numbers, codes and parsed conditions, ready for the engine.

Points and limits are exact fractions of a point; days are proleptic day numbers since 1970-01-01
(``date.toordinal() - 719163``); indices refer to the other tables. Nothing here computes.
"""

from __future__ import annotations

from dataclasses import dataclass

from jifen.rules.conditions.syntax import Node
from jifen.rules.fields import FieldType
from jifen.rules.tables.facts import (
    ExpectRow,
    FreeRow,
    KeepRow,
    Level,
    LimitRow,
    NeedRow,
    PooledRow,
    PooledStep,
    RepeatRow,
    RuleRow,
    TermTable,
)
from jifen.rules.tables.ground import (
    EPOCH,
    FIRST_DAY,
    LAST_DAY,
    FigureRow,
    Form,
    PointsTable,
    RoundRow,
    TableRow,
    day_number,
)
from jifen.rules.tables.items import AllotRow, GateRow, ItemRow, PartRow, StartRow
from jifen.rules.tables.totals import (
    FeedRow,
    GradeRow,
    LineRow,
    OutcomeRow,
    OverrideRow,
    QuotaRow,
    SpendRow,
)

__all__ = [
    "EPOCH", "FIRST_DAY", "LAST_DAY", "AllotRow", "ExpectRow", "FeedRow", "FigureRow", "Form", "FreeRow", "GateRow",
    "GradeRow", "ItemRow", "KeepRow", "Level", "LimitRow", "LineRow", "NeedRow", "OutcomeRow", "OverrideRow",
    "PartRow", "PointsTable", "PooledRow", "PooledStep", "QuotaRow", "RepeatRow", "RoundRow", "RuleRow", "SpendRow",
    "StartRow", "TableRow", "Tables", "TermTable", "day_number",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tables:
    """One scheme, compiled. ``unit``: fixed points of facts are whole multiples of ``1 / unit`` of a point.

    ``tiers_on``: the day ages in tiers refer to (AMB-19): period.start, period.end or fact. ``flags``: the scheme's
    own fields of members with their types. ``pool``: who is ranked together; ``gates``: conditions without which
    the score is no result.
    """

    scheme: str
    version: str
    title: str
    content_hash: str
    period_kind: str
    starts: tuple[int, int]
    counts_decided: bool
    scored: tuple[str, ...]
    graded: tuple[str, ...]
    out: Node | None
    min_months: int
    from_day: int
    tiers: tuple[tuple[str, str, Node | None], ...]
    tiers_on: str
    tier_prorate: bool
    flags: tuple[tuple[str, FieldType], ...]
    findings: tuple[str, ...]
    kinds: tuple[str, ...]
    rules: tuple[RuleRow, ...]
    keeps: tuple[KeepRow, ...]
    limits: tuple[LimitRow, ...]
    items: tuple[ItemRow, ...]
    parts: tuple[PartRow, ...]
    expects: tuple[ExpectRow, ...]
    lines: tuple[LineRow, ...]
    quotas: tuple[QuotaRow, ...]
    grades: tuple[GradeRow, ...]
    grades_by: str
    gap: str
    overrides: tuple[OverrideRow, ...]
    outcomes: tuple[OutcomeRow, ...]
    ranked: bool
    readings: tuple[tuple[str, str], ...]
    holes: tuple[str, ...]
    unit: int
    terms: tuple[tuple[int, int], ...] = ()
    since: int = FIRST_DAY
    pool: str = "branch"
    account: str = "person"
    pooled: tuple[PooledRow, ...] = ()
    gates: tuple[GateRow, ...] = ()
    feeds: tuple[FeedRow, ...] = ()
    spend: SpendRow | None = None

    @property
    def reference(self) -> str:
        """``id@version``."""
        return f"{self.scheme}@{self.version}"

    @property
    def wide(self) -> bool:
        """Whether members of several branches are ranked together."""
        return self.pool in ("pool", "all")
