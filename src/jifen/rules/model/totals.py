"""From parts to a score, a grade and proposals: ``total``, ``quota``, ``grades``, ``override``, ``outcomes``."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from jifen.rules.model.base import (
    Body,
    Clause,
    Condition,
    Identifier,
    Number,
    Points,
    RangeText,
    Round,
    Text,
    Whole,
    Word,
    listed,
    to_key,
)
from jifen.rules.model.items import FactBase, FloorRule, Gates
from jifen.rules.model.points import Keep, _text_keys


class Line(Word):
    """A named line of the total: an expression over parts and earlier lines, or a table by a field.

    ``none`` says what stands where the table's key is missing or not listed.
    """

    value: Condition | None = Field(default=None, alias="is")
    by: Condition | None = None
    rows: Annotated[dict[str, Number], BeforeValidator(_text_keys)] | None = None
    none: Number | Literal["no_result", "ask", "undefined"] = "ask"
    title: Text | None = None
    clause: Clause | None = None
    assumed: bool = False
    floor: FloorRule | None = None
    cap: Points | None = None
    round: Round | None = None
    gate: Gates = ()


def _to_line(value: object) -> object:
    return value if isinstance(value, (dict, Line)) else {"is": value}


TotalLine = Annotated[Line, BeforeValidator(_to_line)]


class Quota(Word):
    """Share or places from one end of the pool (G4-G9 H4). A tie at the edge stays open unless ``ties`` says.

    In conditions ``quota.<name>`` is true inside, false outside, unknown for those tied at the edge.
    """

    title: Text
    share: Number | None = None
    places: Whole | None = Field(default=None, ge=1, le=1_000_000)
    of: Literal["scored", "graded", "all"] = "graded"
    end: Literal["top", "bottom"] = Field(default="top", alias="from")
    by: Identifier = "score"
    round: Literal["down", "half_up", "up"] = "down"
    ties: Literal["flag", "in", "out", "keys"] = "flag"
    keys: Annotated[tuple[Condition, ...], BeforeValidator(listed)] = ()
    clause: Clause | None = None
    assumed: bool = False


class Grade(Word):
    """One grade, best first: a range of the score, a condition, and a quota on those who reach it.

    ``surplus: next`` lets those beyond the quota fall to the next grade they fit; ``flag`` leaves the decision
    to people.
    """

    grade: Text
    title: Text | None = None
    range: RangeText | None = None
    when: Condition | None = None
    quota: Identifier | None = None
    surplus: Literal["next", "flag"] = "flag"
    proposal: bool = True
    clause: Clause | None = None


class Grades(Word):
    """The grades: by ranges of a line, or elected by ballot (then the score is only evidence, G13)."""

    by: Identifier = "score"
    rows: tuple[Grade, ...] = Field(default=(), max_length=50)
    gap: Literal["down", "up", "flag"] = "flag"
    overlap: Literal["first", "flag"] = "flag"
    clause: Clause | None = None


class Effect(Word):
    """What an override does: zero a part, an item or the total; force a grade; set a ceiling; hold gains."""

    zero: Identifier | None = None
    grade: Text | None = None
    ceiling: Text | None = None
    hold: Literal["gains"] | None = None
    ranked: bool = True


class Repair(Word):
    """What stands instead once the fault is repaired (F11)."""

    points: Points
    when: Condition


class OverrideFact(FactBase):
    """A fact that triggers an override; it carries no points of its own, but may absorb those of its act (F10)."""

    keep: Keep | None = None


class Override(Word):
    """Veto, forced grade, ceiling or hold: an overlay on the score, nothing below is rewritten (F1-F14)."""

    override: Identifier
    title: Text
    clause: Clause | None = None
    assumed: bool = False
    enabled: bool = True
    note: Text | None = None
    facts: dict[Identifier, OverrideFact] = {}
    when: Condition | None = None
    effect: Effect
    open_while: Condition | None = Field(default=None, alias="while")
    repaired: Repair | None = None


class Term(Word):
    """How long a measure lasts."""

    years: Whole | None = Field(default=None, ge=1, le=100)
    months: Whole | None = Field(default=None, ge=1, le=1200)


When = Annotated[
    str, BeforeValidator(to_key), Field(pattern=r"^(always|close|month_end|quarter_end|\d{2}-\d{2})$")
]


class Outcome(Word):
    """A proposal to people (结果运用): when it applies, what is proposed, what they must find or choose."""

    outcome: Identifier
    title: Text
    clause: Clause | None = None
    assumed: bool = False
    enabled: bool = True
    note: Text | None = None
    kind: Literal[
        "commendation",
        "recommendation",
        "disqualify_for_awards",
        "talk",
        "rectification",
        "help_measures",
        "self_criticism",
        "extend_probation",
        "cancel_probation",
        "cancel_activist",
        "development_priority",
        "handling_case",
        "role_model_register",
        "list",
        "flag",
    ]
    when: Condition | None = None
    members: Condition | None = Field(default=None, alias="for")
    at: When = "always"
    one_of: tuple[Text, ...] = ()
    helpers: Whole | None = Field(default=None, ge=1, le=100)
    asks: Annotated[tuple[Text, ...], BeforeValidator(listed)] = ()
    decided_by: Body | None = None
    term: Term | None = None
