"""Ground types of the scheme model: numbers, ranges, spans and the shape all words share.

A scheme file says numbers as decimals, fractions (``2/9``) or percentages (``85%``); inside they are exact
fractions. Points have at most two decimals. Conditions stay text here: they are parsed and type-checked by
``jifen.rules.binding``, which knows what may be named where.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    Strict,
    StringConstraints,
    WithJsonSchema,
)


class Word(BaseModel):
    """One word of the language with its fields. Unknown fields are faults; values never change."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, arbitrary_types_allowed=True, validate_by_name=True
    )


_NUMBER = re.compile(r"(?P<sign>-?)(?P<a>\d{1,9}(?:\.\d{1,6})?)(?:/(?P<b>[1-9]\d{0,5})|(?P<percent>%))?\Z")


def _quote(value: object) -> str:
    """A value in a message: as written, but never a page long."""
    text = str(value)
    return text if len(text) <= 40 else f"{text[:39]}…"


def to_number(value: object) -> Fraction:
    """Read a number as an exact fraction: ``3``, ``0.5``, ``2/9``, ``85%``. Raises ValueError (Chinese)."""
    if isinstance(value, Fraction):
        return value
    if isinstance(value, bool) or not isinstance(value, (int, str, Decimal)):
        raise ValueError("这里要写一个数，例如 5、0.5、1/3 或 85%")
    match = _NUMBER.match(str(value).strip())
    if match is None:
        raise ValueError(f"“{_quote(value)}”不是数，应写成 5、0.5、1/3 或 85% 这样的形式")
    number = Fraction(match["a"])
    if match["b"]:
        number /= int(match["b"])
    elif match["percent"]:
        number /= 100
    return -number if match["sign"] else number


def to_points(value: object) -> Fraction:
    """Read points: a number with at most two decimals (integer hundredths inside). Raises ValueError."""
    number = to_number(value)
    if (number * 100).denominator != 1:
        raise ValueError(f"分值“{_quote(value)}”超过两位小数，请改成最多两位小数")
    if abs(number) > 1_000_000:
        raise ValueError(f"分值“{_quote(value)}”超过一百万，请核对")
    return number


def _show(number: Fraction) -> str:
    if number.denominator == 1:
        return str(number.numerator)
    scaled = number * 1_000_000
    if scaled.denominator == 1:
        return f"{Decimal(scaled.numerator).scaleb(-6).normalize():f}"
    return f"{number.numerator}/{number.denominator}"


_AS_TEXT = PlainSerializer(_show, return_type=str)
Number = Annotated[
    Fraction, BeforeValidator(to_number), _AS_TEXT, WithJsonSchema({"type": ["number", "string"]})
]
Points = Annotated[
    Fraction, BeforeValidator(to_points), _AS_TEXT, WithJsonSchema({"type": ["number", "string"]})
]


def to_key(value: object) -> object:
    """Let keys and short texts that YAML reads as numbers or truth values be text again."""
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(value) if isinstance(value, (int, Decimal)) else value


Whole = Annotated[int, Strict()]
"""A whole number; ``true`` is none, although Python counts with it."""
Text = Annotated[
    str, BeforeValidator(to_key), StringConstraints(min_length=1, max_length=2000, strip_whitespace=True)
]
Condition = Annotated[str, BeforeValidator(to_key), StringConstraints(min_length=1, max_length=2000)]
Identifier = Annotated[
    str, BeforeValidator(to_key), StringConstraints(pattern=r"^[^\W\d][\w-]*(\.[\w-]+)*$", max_length=80)
]
Clause = Annotated[str, BeforeValidator(to_key), StringConstraints(min_length=1, max_length=120)]

SpanName = Literal["fact", "day", "week", "month", "quarter", "half", "period", "calendar_year", "life"]
Body = Literal[
    "member",
    "recorder",
    "supervising_leader",
    "branch_secretary",
    "branch_committee",
    "member_assembly",
    "party_group",
    "points_group",
    "general_branch",
    "superior",
    "county_org_department",
    "township_party_office",
]
Register = Literal[
    "attendance",
    "dues",
    "study",
    "exams",
    "thought_reports",
    "labour",
    "patrols",
    "tasks",
    "migrant_contacts",
    "duty_posts",
    "pairing",
    "led_enterprises",
    "discipline",
    "findings",
    "documents",
    "appraisal",
    "commendations",
]


@dataclass(frozen=True, slots=True)
class Range:
    """A range of numbers in the one notation of the language: ``70..90``, ``70..<90``, ``70<..90``, ``100..``.

    ``low``/``high`` are exact numbers or None for an open side; ``*_open`` excludes the end itself.
    """

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False

    def holds(self, number: Fraction) -> bool:
        """Whether the number lies in the range."""
        if self.low is not None and (number < self.low or (self.low_open and number == self.low)):
            return False
        return not (
            self.high is not None and (number > self.high or (self.high_open and number == self.high))
        )

    def __str__(self) -> str:
        low = "" if self.low is None else _show(self.low)
        high = "" if self.high is None else _show(self.high)
        return f"{low}{'<' if self.low_open else ''}..{'<' if self.high_open else ''}{high}"


_END = r"-?\d{1,9}(?:\.\d{1,6})?(?:/[1-9]\d{0,5}|%)?"
_RANGE = re.compile(rf"(?P<low>{_END})?\s*(?P<low_open><)?\s*\.\.\s*(?P<high_open><)?\s*(?P<high>{_END})?\Z")


def to_range(value: object) -> Range:
    """Read a range, a single number standing for itself. Raises ValueError (Chinese)."""
    if isinstance(value, Range):
        return value
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        number = to_number(value)
        return Range(number, number)
    match = _RANGE.match(value.strip()) if isinstance(value, str) else None
    if match is None or (match["low"] is None and match["high"] is None):
        raise ValueError(f"“{_quote(value)}”不是范围，应写成 70..90、70..<90、100.. 或 ..50 这样的形式")
    low = None if match["low"] is None else to_number(match["low"])
    high = None if match["high"] is None else to_number(match["high"])
    if low is not None and high is not None and low > high:
        raise ValueError(f"范围“{_quote(value)}”的下限大于上限")
    return Range(low, high, bool(match["low_open"]), bool(match["high_open"]))


RangeText = Annotated[
    Range,
    BeforeValidator(to_range),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string"}),
]


def listed(value: object) -> object:
    """Let a single entry stand where a list may stand."""
    return [value] if value is not None and not isinstance(value, (list, tuple)) else value


class Reading(Word):
    """A named reading (释义) of a place the text leaves open (domain §11). Shown with every result using it."""

    id: Identifier
    clause: Clause | None = None
    question: Text
    choice: Text
    because: Text


class Source(Word):
    """Where the 办法 comes from; ``document`` is a short name (S1 … S5 or the adopting document's number)."""

    document: Text
    issued_by: Text | None = None
    superior: Text | None = None
    note: Text | None = None


class Rounding(Word):
    """``round``: digits kept and the way; ``rest: last`` gives a split's remainder to the last share (E30)."""

    digits: Whole = Field(default=2, ge=0, le=6)
    way: Literal["half_up", "down", "up"] = "half_up"
    rest: Literal["last"] | None = None


def to_rounding(value: object) -> object:
    """``round: 2`` is short for half-up to two digits."""
    return {"digits": value} if isinstance(value, int) and not isinstance(value, bool) else value


Round = Annotated[Rounding, BeforeValidator(to_rounding)]
