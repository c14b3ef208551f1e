"""What the 办法 lists: fact kinds, items (小项), sections and parts (大项)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from jifen.rules.model.base import (
    Clause,
    Condition,
    Identifier,
    Number,
    Points,
    Register,
    Round,
    SpanName,
    Text,
    Whole,
    Word,
    listed,
)
from jifen.rules.model.points import (
    FreeRule,
    Keep,
    Limits,
    Needs,
    Plus,
    PointsRule,
    Row,
    Times,
    Valid,
    _text_keys,
)


class Kind(Word):
    """A kind of fact declared once for several items (``kinds`` at the top of the file)."""

    title: Text
    source: Register | None = Field(default=None, alias="from")
    clause: Clause | None = None
    note: Text | None = None


class FactBase(Word):
    """What every reading of a fact kind can say: for whom, when it counts, what must be there."""

    title: Text | None = None
    clause: Clause | None = None
    assumed: bool = False
    enabled: bool = True
    note: Text | None = None
    members: Condition | None = Field(default=None, alias="for")
    to: Condition | None = None
    counts_when: Condition | None = None
    needs: Needs = Needs()
    valid: Valid | None = None
    source: Register | None = Field(default=None, alias="from")


class FactRule(FactBase):
    """How one kind of fact scores in one item. The key in ``facts`` is the kind's identifier."""

    points: PointsRule
    plus: Annotated[tuple[Plus, ...], BeforeValidator(listed)] = ()
    times: Annotated[tuple[Times, ...], BeforeValidator(listed)] = ()
    free: FreeRule | None = None
    keep: Keep | None = None
    limit: Limits = ()
    over: SpanName | None = None


class Expect(Word):
    """A duty (B29 B30 B31): something must happen in every span, or a run without it costs.

    A member who was due in a span and has no fact of ``any_of`` in it gets a derived fact worth ``missed``
    (``else`` in the file), dated on the span's last day, marked "not decided". What is done within ``within_days``
    after a span serves it too, the earlier span first (ADR 29). ``run``: so many idle days on end; ``after``: within
    ``within_days`` of every fact of that kind (a notice, a task handed out).
    """

    expect: Identifier
    title: Text
    clause: Clause | None = None
    assumed: bool = False
    every: Literal["month", "quarter", "half", "period"] | None = None
    run: Whole | None = Field(default=None, ge=1, le=366)
    after: Identifier | None = None
    required: Whole | None = Field(default=None, ge=1, le=1000)
    any_of: Annotated[tuple[Identifier, ...], BeforeValidator(listed)] = ()
    members: Condition | None = Field(default=None, alias="for")
    within_days: Whole = Field(default=0, ge=0, le=366)
    missed: Points | Literal["all", "target_only", "gate"] = Field(alias="else")
    note: Text | None = None


class Pooled(Word):
    """A value from the whole list, not fact by fact: a table by count or by summed quantity (B14 B25 B26)."""

    pooled: Identifier
    title: Text | None = None
    clause: Clause | None = None
    assumed: bool = False
    by: Literal["count", "sum"]
    of: Annotated[tuple[Identifier, ...], BeforeValidator(listed)]
    field: Identifier = "quantity"
    over: SpanName = "period"
    rows: Annotated[dict[str, Row], BeforeValidator(_text_keys)] = Field(min_length=1)


class Gate(Word):
    """A validity condition on an input, an item or the total (J2 J4 F8 B31)."""

    gate: Condition
    otherwise: Literal["no_result", "zero", "grade"] = "no_result"
    grade: Text | None = None
    clause: Clause | None = None
    title: Text | None = None


def _to_gates(value: object) -> object:
    return [{"gate": one} if isinstance(one, str) else one for one in listed(value) or ()]  # type: ignore[attr-defined]


Gates = Annotated[tuple[Gate, ...], BeforeValidator(_to_gates)]


def _to_floor(value: object) -> object:
    return value if isinstance(value, dict) or value is None else {"at": value}


class Floor(Word):
    """Lower end: applied once at the end, or after each entry (C7)."""

    at: Points
    each: bool = False


FloorRule = Annotated[Floor, BeforeValidator(_to_floor)]


class Carry(Word):
    """A share of a named line of last year (D8); ``first`` where there is no last year; ``cap`` above."""

    line: Identifier
    share: Number
    first: Points
    cap: Points | None = None
    round: Round | None = None
    clause: Clause | None = None


class Start(Word):
    """The opening value: a number, a table (by tier), or carried; ``prorate``: for part years by months (E10)."""

    points: Points | None = None
    by: Literal["tier"] | None = None
    rows: Annotated[dict[str, Row], BeforeValidator(_text_keys)] | None = None
    carry: Carry | None = None
    prorate: Literal["months"] | None = None
    round: Round | None = None
    clause: Clause | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Start:
        if (self.rows is None) != (self.by is None):
            raise ValueError("start 按层次写起始分时，by: tier 和 rows 要一起写")
        if sum(way is not None for way in (self.points, self.rows, self.carry)) != 1:
            raise ValueError("start 只能写一种：一个数、by: tier 和 rows，或 carry")
        return self


def _to_start(value: object) -> object:
    return value if isinstance(value, (dict, Start)) or value is None else {"points": value}


StartRule = Annotated[Start, BeforeValidator(_to_start)]


class InForce(Word):
    """Days between which an item exists; an outdated clause stays in the file, end-dated (AMB-30)."""

    since: Text | None = Field(default=None, alias="from")
    until: Text | None = None


class Item(Word):
    """The smallest scoring rule (小项). ``full: n`` is short for start n, floor 0, cap n."""

    item: Identifier
    title: Text
    clause: Clause | None = None
    assumed: bool = False
    enabled: bool = True
    note: Text | None = None
    section: Identifier | None = None
    in_force: InForce | None = None
    members: Condition | None = Field(default=None, alias="for")
    full: Points | None = None
    start: StartRule | None = None
    floor: FloorRule | None = None
    cap: Points | None = None
    facts: dict[Identifier, FactRule] = {}
    value: PointsRule | None = None
    pooled: Annotated[tuple[Pooled, ...], BeforeValidator(listed)] = ()
    expect: Annotated[tuple[Expect, ...], BeforeValidator(listed)] = ()
    keep: Keep | None = None
    limit: Limits = ()
    gate: Gates = ()


class Section(Word):
    """A heading inside a part, with the full mark the text prints for it (checked by lint)."""

    section: Identifier
    title: Text
    clause: Clause | None = None
    full: Points | None = None


class Allot(Word):
    """A yearly part handed out by month (B41): months' full marks, bounds for each, their sum.

    ``scale: allotted``: the part is ``sum x earned / allotted`` for a member who was there only part of the
    year (AMB-36), rounded by ``round``.
    """

    per: Literal["month"] = "month"
    months: tuple[Points, ...] = Field(min_length=12, max_length=12)
    between: tuple[Points, Points]
    sum: Points
    scale: Literal["allotted"] | None = None
    round: Round | None = None
    clause: Clause | None = None

    @model_validator(mode="after")
    def _rounded(self) -> Allot:
        if self.scale is not None and self.round is None:
            raise ValueError("按赋分月数折算（scale: allotted）会除不尽，要写明 round，例如 round: 2")
        return self


class Part(Word):
    """A component of the score (大项 / 组成部分): its items and the rules on their sum.

    ``spread`` scales the items' full marks to the part's start (S5: base 16.11 over 4/4/3/3/3/3).
    """

    part: Identifier
    title: Text
    clause: Clause | None = None
    assumed: bool = False
    enabled: bool = True
    note: Text | None = None
    full: Points | None = None
    start: StartRule | None = None
    spread: Round | None = None
    floor: FloorRule | None = None
    cap: Points | None = None
    limit: Limits = ()
    allot: Allot | None = None
    sections: tuple[Section, ...] = ()
    items: tuple[Item, ...] = ()
