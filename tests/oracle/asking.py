"""Conditions, one at a time, in three values. Only the parser is shared with the product."""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache

from jifen.rules.conditions.parser import parse
from jifen.rules.conditions.syntax import (
    Among,
    And,
    Arithmetic,
    Call,
    Clock,
    Compare,
    Day,
    Name,
    Negate,
    Node,
    Not,
    Number,
    Or,
    Range,
    Text,
    Truth,
    Within,
)
from jifen.rules.fields import Field, find_choice, find_field
from tests.oracle.three_valued import all_of, any_of, known, opposite

_COMPARE: dict[str, Callable[[object, object], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_COUNT: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}


class NotAName(Exception):
    """The word is no name here: it stands for itself."""


@dataclass(frozen=True)
class Scope:
    """Where a condition is asked: what its names are worth, what its functions answer."""

    name: Callable[[tuple[str, ...]], object]
    call: Callable[[Call], object]


@lru_cache(maxsize=50_000)
def tree(text: str) -> Node:
    return parse(text)


def ask(text: str, scope: Scope) -> object:
    """The value of a condition or expression: True, False, a number, a text, a day, or Unknown."""
    return value_of(tree(text), scope)


def value_of(node: Node, scope: Scope) -> object:
    match node:
        case Number() | Text() | Day() | Clock() | Truth():
            return node.value
        case Name(path=path):
            return plain(scope.name(path))
        case Call():
            return plain(scope.call(node))
        case Negate(operand=operand):
            return known(operator.neg, value_of(operand, scope))
        case Not(operand=operand):
            return opposite(value_of(operand, scope))
        case Arithmetic(operator=sign, left=left, right=right):
            return known(_COUNT[sign], value_of(left, scope), value_of(right, scope))
        case Compare(operator=sign, left=left, right=right):
            return compare(sign, left, right, scope)
        case Among(item=item, options=options):
            return any_of(compare("==", item, option, scope) for option in options)
        case Within(item=item, range=found):
            return known(lambda value: within(value, found, scope), value_of(item, scope))
        case And(items=items):
            return all_of(value_of(item, scope) for item in items)
        case Or(items=items):
            return any_of(value_of(item, scope) for item in items)


def compare(sign: str, left: Node, right: Node, scope: Scope) -> object:
    """Compare two values. Of a field with several values, `==` needs one that fits and `!=` none."""
    one, other = side(left, right, scope), side(right, left, scope)
    if isinstance(one, (tuple, list, set, frozenset)):
        found = any_of(known(operator.eq, single, other) for single in one)
        return opposite(found) if sign == "!=" else found
    return known(_COMPARE[sign], one, other)


def side(node: Node, against: Node, scope: Scope) -> object:
    """One side of a comparison; a word that is no name is an option of the field on the other side."""
    field = field_of(against)
    if isinstance(node, Text):
        return code_of(node.value, field)
    if isinstance(node, Name):
        try:
            return plain(scope.name(node.path))
        except NotAName:
            return code_of(".".join(node.path), field)
    return value_of(node, scope)


def field_of(node: Node) -> Field | None:
    return find_field(".".join(node.path)) if isinstance(node, Name) else None


def code_of(word: str, field: Field | None) -> str:
    choice = find_choice(field.choices, word) if field is not None else None
    return word if choice is None else choice.code


def within(value: object, found: Range, scope: Scope) -> bool:
    low = None if found.low is None else value_of(found.low, scope)
    high = None if found.high is None else value_of(found.high, scope)
    if low is not None and (value < low or (found.low_open and value == low)):  # type: ignore[operator]
        return False
    return not (high is not None and (value > high or (found.high_open and value == high)))  # type: ignore[operator]


def plain(value: object) -> object:
    """Numbers as exact fractions."""
    if isinstance(value, (bool, date)):
        return value
    return Fraction(value) if isinstance(value, int) else value
