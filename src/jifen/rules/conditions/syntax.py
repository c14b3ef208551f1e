"""The syntax tree of a condition. `at` is the offset in the text and takes no part in equality.

After `typecheck.check` the tree is *resolved*: every `Name` is canonical (`("age",)`, `("line", "score")`,
`("item", "base.duty")`), every bare word or option is a `Text` holding the permanent code.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time
from fractions import Fraction
from typing import Literal

ArithmeticOperator = Literal["+", "-", "*", "/"]
ComparisonOperator = Literal["==", "!=", "<", "<=", ">", ">="]


@dataclass(frozen=True, slots=True)
class Number:
    """An exact number; `85%` is 85/100."""

    value: Fraction
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Text:
    """Text in quotes, or a resolved option."""

    value: str
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Day:
    """A date."""

    value: date
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day, `19:30`."""

    value: time
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Truth:
    """`true` or `false`."""

    value: bool
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Name:
    """A field, a named line, part or item, a finding … or, before checking, a bare word."""

    path: tuple[str, ...]
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Call:
    """A function of the closed list; `then` is the path after the call, as in `prior(1).score`."""

    name: tuple[str, ...]
    args: tuple[Node, ...]
    named: tuple[tuple[str, Node], ...] = ()
    then: tuple[str, ...] = ()
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Negate:
    """Minus one operand."""

    operand: Node
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Not:
    """`not` one condition."""

    operand: Node
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """`+ - *`, and `/` by a constant."""

    operator: ArithmeticOperator
    left: Node
    right: Node
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Compare:
    """One comparison; a chain `0 < x <= 5` is an `And` of two."""

    operator: ComparisonOperator
    left: Node
    right: Node
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Range:
    """`70..90`, `70..<90`, `70<..90`, `100..`, `..50`; at least one end is there."""

    low: Node | None
    low_open: bool
    high: Node | None
    high_open: bool
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Within:
    """`x in 70..90`."""

    item: Node
    range: Range
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Among:
    """`x in [a, b]`."""

    item: Node
    options: tuple[Node, ...]
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class And:
    """All hold."""

    items: tuple[Node, ...]
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Or:
    """At least one holds."""

    items: tuple[Node, ...]
    at: int = field(default=0, compare=False)


Literals = Number | Text | Day | Clock | Truth
Node = Literals | Name | Call | Negate | Not | Arithmetic | Compare | Within | Among | And | Or


def children(node: Node) -> tuple[Node, ...]:
    """Return the nodes directly below `node`, in the order of the text."""
    match node:
        case Call(args=args, named=named):
            return (*args, *(value for _, value in named))
        case Negate(operand=operand) | Not(operand=operand):
            return (operand,)
        case Arithmetic(left=left, right=right) | Compare(left=left, right=right):
            return (left, right)
        case Within(item=item, range=within):
            return (item, *(end for end in (within.low, within.high) if end is not None))
        case Among(item=item, options=options):
            return (item, *options)
        case And(items=items) | Or(items=items):
            return items
        case _:
            return ()


def walk(node: Node) -> Iterator[Node]:
    """Yield `node` and everything below it, without recursion."""
    waiting = [node]
    while waiting:
        current = waiting.pop()
        yield current
        waiting.extend(reversed(children(current)))


def number_text(value: Fraction) -> str:
    """Return an exact number in its shortest spelling: `12.5`, `-3`, or `2/9` where no decimal ends."""
    places = 0
    denominator = value.denominator
    while denominator % 10 == 0:
        denominator //= 10
        places += 1
    for prime in (2, 5):
        while denominator % prime == 0:
            denominator //= prime
            places += 1
    if denominator != 1:
        return str(value)
    digits = str(abs(value.numerator) * 10**places // value.denominator).rjust(places + 1, "0")
    whole, decimals = (digits[: len(digits) - places], digits[len(digits) - places :].rstrip("0"))
    return ("-" if value < 0 else "") + whole + ("." + decimals if decimals else "")
