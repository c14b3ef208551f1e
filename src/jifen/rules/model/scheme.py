"""The scheme as a whole: one 办法 in one version."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from jifen.rules.model.base import (
    Clause,
    Condition,
    Identifier,
    Number,
    Points,
    Reading,
    Source,
    SpanName,
    Text,
    Whole,
    Word,
    listed,
    to_key,
)
from jifen.rules.model.cycle import Cycle
from jifen.rules.model.items import Gates, Kind, Part
from jifen.rules.model.people import Flag, People, PeriodRule, Tiers
from jifen.rules.model.points import PointsRule
from jifen.rules.model.totals import Grades, Outcome, Override, Quota, TotalLine


class Slot(Word):
    """An open place of an upper scheme: how many items of at most how many points may be added (B40)."""

    slot: Identifier
    part: Identifier
    items: Whole = Field(ge=1, le=1000)
    points: Points


class Extends(Word):
    """The upper scheme this one builds on."""

    scheme: Identifier
    version: Text


class Feed(Word):
    """The result becomes a dated fact of another scheme (D9)."""

    to: Identifier
    kind: Identifier
    when: Condition | None = None
    value: Condition = "score"
    clause: Clause | None = None


class Often(Word):
    """How often points may be exchanged in a span (I3)."""

    per: SpanName
    facts: Whole = Field(ge=1, le=1000)
    clause: Clause | None = None


class Spend(Word):
    """A purse of points to be exchanged (I1-I9). Off unless the scheme says otherwise; never touches the score.

    Facts of ``kind`` spend: ``quantity`` points, or the price of their ``option``, or ``amount`` times ``rate``
    (points a yuan). ``free``: so many points cannot be exchanged (I9). ``bar``: who may not spend (I7).
    ``compulsory``: what is not covered is recorded as a shortfall instead of refused (I5).
    """

    enabled: bool = False
    kind: Identifier = "spending"
    rate: Number | None = None
    prices: dict[Text, Points] = {}
    free: Points = Fraction(0)
    expires: Literal["period_end", "years", "never"] = "never"
    years: Whole | None = Field(default=None, ge=1, le=100)
    bar: Condition | None = None
    limit: Annotated[tuple[Often, ...], BeforeValidator(listed)] = ()
    compulsory: bool = False
    clause: Clause | None = None


class Scheme(Word):
    """One version of a 办法: everything the engine, the procedure and the reader need, with its clauses."""

    scheme: Identifier
    version: Annotated[str, BeforeValidator(to_key), Field(min_length=1, max_length=40)] = "1"
    title: Text
    source: Source | None = None
    sample: Text | None = None
    assumed: bool = False
    note: Text | None = None
    readings: tuple[Reading, ...] = Field(default=(), max_length=500)
    extends: Extends | None = None
    open: Annotated[tuple[Slot, ...], BeforeValidator(listed)] = ()
    fill: dict[Identifier, PointsRule] = Field(default={}, max_length=1000)
    period: PeriodRule = PeriodRule()
    cycle: Cycle | None = None
    people: People
    flags: dict[Identifier, Flag] = Field(default={}, max_length=200)
    tiers: Tiers | None = None
    kinds: dict[Identifier, Kind] = {}
    parts: tuple[Part, ...] = Field(min_length=1, max_length=100)
    quotas: dict[Identifier, Quota] = Field(default={}, max_length=50)
    override: tuple[Override, ...] = Field(default=(), max_length=200)
    gate: Gates = ()
    total: dict[Identifier, TotalLine] = Field(min_length=1, max_length=100)
    grades: Grades | None = None
    outcomes: tuple[Outcome, ...] = Field(default=(), max_length=500)
    ranked: bool = False
    feeds: Annotated[tuple[Feed, ...], BeforeValidator(listed)] = ()
    spend: Spend | None = None

    @property
    def reference(self) -> str:
        """``id@version``, as quoted by ledger lines and results."""
        return f"{self.scheme}@{self.version}"
