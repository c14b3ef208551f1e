"""How one fact gets its points: ``points`` with its forms, ``times``, ``plus``, ``limit``, ``keep`` and ``needs``."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from jifen.rules.model.base import (
    Body,
    Condition,
    Identifier,
    Number,
    Points,
    RangeText,
    SpanName,
    Text,
    Whole,
    Word,
    listed,
)


class Fixed(Word):
    """The same points every time (B1)."""

    form: Literal["fixed"] = "fixed"
    value: Points


class Between(Word):
    """People choose a value inside a range, in steps (B3). ``outside: flag`` admits and flags other values."""

    form: Literal["between"] = "between"
    between: tuple[Points, Points]
    step: Points | None = None
    outside: Literal["refuse", "flag"] = "refuse"


class Everything(Word):
    """``all``: the named trigger leaves nothing of the item (该项不得分, B24)."""

    form: Literal["all"] = "all"


class Ask(Word):
    """People enter a value with a reason (B4); values outside ``usual`` are flagged, not refused."""

    form: Literal["ask"] = "ask"
    usual: RangeText | None = None
    side: Literal["gain", "loss"]


class Unset(Word):
    """A hole: the text announces a value it does not give (B42)."""

    form: Literal["unset"] = "unset"
    side: Literal["gain", "loss", "either"] = "either"


class RowValue(Word):
    """One row of a table: ``points`` in total, ``each`` per counted fact, or everything of the item."""

    points: Points | None = None
    each: Points | None = None
    all: bool = False
    unset: bool = False


def _to_row(value: object) -> object:
    if value == "all":
        return {"all": True}
    if value == "unset":
        return {"unset": True}
    return value if isinstance(value, (dict, RowValue)) else {"points": value}


Row = Annotated[RowValue, BeforeValidator(_to_row)]
Missing = Row | Literal["ask", "skip", "no_result"] | None
"""What stands where a value cannot be found: points, a question, nothing, or (``value`` of an item) no result."""


def _text_keys(value: object) -> object:
    if isinstance(value, dict):
        return {("是" if k is True else "否" if k is False else str(k)): v for k, v in value.items()}
    return value


class Table(Word):
    """``by``: points by a key: a field, an option, a level, a number in ranges (B5 B8 B12 B14 B15 B21)."""

    form: Literal["table"] = "table"
    by: Condition
    rows: Annotated[dict[str, Row], BeforeValidator(_text_keys)] = Field(min_length=1)
    none: Row | Literal["ask", "lowest", "skip", "no_result"] | None = None


class Per(Word):
    """A rate per unit of ``of``; ``whole`` counts full units only (B10 B11)."""

    form: Literal["per"] = "per"
    per: Number = Field(gt=0)
    give: Points
    of: Condition = "quantity"
    whole: bool = False
    none: Missing = None


class Slice(Word):
    """One marginal bracket up to ``to`` at its own rate."""

    to: Number | None = None
    per: Number = Field(gt=0)
    give: Points


class Slices(Word):
    """Progressive brackets, each slice at its own rate (B13)."""

    form: Literal["slices"] = "slices"
    slices: tuple[Slice, ...] = Field(min_length=1, max_length=100)
    of: Condition = "quantity"
    whole: bool = False
    none: Missing = None


class Around(Word):
    """A target earns ``at``; every step above or below adds ``more`` or ``less`` (B18 B19)."""

    form: Literal["around"] = "around"
    around: Number
    at: Points
    more: Points = Field(default=Fraction(0), ge=0)
    less: Points = Field(default=Fraction(0), ge=0)
    step: Number = Field(default=Fraction(1), gt=0)
    of: Condition = "quantity"
    whole: bool = True
    none: Missing = None


class Share(Word):
    """The exact fraction a of b, times ``full`` (B17 J4)."""

    form: Literal["share"] = "share"
    share: tuple[Condition, Condition]
    full: Points
    none: Missing = None


class Mean(Word):
    """The mean of a rater group's values (J1 J3 J7 J9), or of earlier periods (D7); only as ``value`` of an item.

    ``mean`` names a number field of the facts of kind ``of`` (one fact a rating; field ``rater`` says whose), or,
    with ``periods``, a line or field that earlier periods keep. ``trim``: so many highest and lowest left out.
    """

    form: Literal["mean"] = "mean"
    mean: Condition
    of: Identifier | None = None
    periods: Whole | None = Field(default=None, ge=1, le=50)
    without_self: bool = False
    trim: Whole = Field(default=0, ge=0, le=100)
    times: Number | None = None
    none: Missing = None


PointsForm = Fixed | Between | Everything | Ask | Unset | Table | Per | Slices | Around | Share | Mean
_FORMS: dict[str, type[Word]] = {
    "between": Between,
    "rows": Table,
    "per": Per,
    "slices": Slices,
    "around": Around,
    "share": Share,
    "mean": Mean,
}


def to_form(value: Any) -> Any:
    """Choose the form of ``points`` by what is written; a plain number is a fixed value. Raises ValueError."""
    if value == "all":
        return Everything()
    if value == "unset":
        return Unset()
    if isinstance(value, dict):
        for word, model in (("unset", Unset), ("ask", Ask)):
            if word in value:
                side, rest = value[word], {key: held for key, held in value.items() if key != word}
                return model.model_validate(rest | (side if isinstance(side, dict) else {"side": side}))
        for key, form in _FORMS.items():
            if key in value:
                return form.model_validate(value)
        raise ValueError(
            "points 只能写一个数、all、unset、{ask: gain} 或 {ask: loss}，"
            "或含 between、rows、per、slices、around、share、mean 之一"
        )
    if isinstance(value, Word):
        return value
    return Fixed(value=value)


PointsRule = Annotated[PointsForm, BeforeValidator(to_form)]


class Times(Word):
    """A multiplier (B9), or a repeat of the same item or class while an earlier one is valid (B35).

    ``each``: multiply once for every earlier one that is still valid, not once for all.
    """

    by: Number
    when: Condition | None = None
    repeat: Literal["item", "class"] | None = None
    each: bool = False


class Plus(Word):
    """A cumulative top-up: every row that holds adds its points (B7)."""

    when: Condition
    points: Points
    clause: Text | None = None


class Free(Word):
    """The first n facts, minutes or units of a span cost nothing (B28 B39)."""

    first: Number = Field(gt=0)
    of: Literal["facts", "quantity", "minutes_late"] = "facts"
    per: SpanName = "period"


class Limit(Word):
    """A gross cap by span: on points of one side, on the number of facts, or on a quantity (C1 C2 C4).

    ``shared`` names a cap several items draw on together; ``facts: 1`` is "once".
    """

    per: SpanName
    points: Points | None = None
    facts: Whole | None = Field(default=None, ge=1, le=100_000)
    quantity: Number | None = None
    side: Literal["gains", "losses"] | None = None
    shared: Identifier | None = None
    clause: Text | None = None
    assumed: bool = False


class Keep(Word):
    """Only the largest (or the first) of the same matter or act counts (B6 B36); ``group`` spans items."""

    largest: Literal["matter", "act"] | None = None
    first: Literal["matter", "act"] | None = None
    scope: Literal["period", "life"] = "period"
    group: Identifier | None = None
    prefer: tuple[Identifier, ...] = ()


class Need(Word):
    """Papers and bodies that must be there together: who decided, a document, evidence, a reason, a filing above."""

    decided_by: Annotated[tuple[Body, ...], BeforeValidator(listed)] = ()
    document: bool = False
    evidence: bool = False
    reason: bool = False
    filed: bool = False


class Needs(Need):
    """What must be there before a fact counts; of the ways under ``any_of`` one is enough."""

    any_of: tuple[Need, ...] = Field(default=(), max_length=10)


Months = Annotated[Whole, Field(ge=1, le=1200)]


class Valid(Word):
    """Window in which an entry counts (E4 E5): from a date field until a date field or for a length.

    The entry counts in every period whose last day lies in the window. ``by``/``rows``: months by a table (its key a
    field of the fact, or ``value``, its points). ``corrected``: open until the period in which it was put right.
    """

    since: Condition = Field(default="occurred_on", alias="from")
    until: Condition | None = None
    months: Whole | None = Field(default=None, ge=1, le=1200)
    days: Whole | None = Field(default=None, ge=1, le=36_600)
    by: Condition | None = None
    rows: Annotated[dict[str, Months], BeforeValidator(_text_keys)] | None = None
    corrected: bool = False


def _to_free(value: object) -> object:
    return value if isinstance(value, (dict, Free)) or value is None else {"first": value}


FreeRule = Annotated[Free, BeforeValidator(_to_free)]
Limits = Annotated[tuple[Limit, ...], BeforeValidator(listed)]
