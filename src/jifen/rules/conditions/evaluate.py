"""Scalar, three-valued evaluation of a resolved tree (Kleene): for tests, `scheme show` and small uses.

`false and unknown` is false, `true or unknown` is true; everything else that touches unknown is unknown, only
`known(x)` and `unknown(x)` ask about it. Numbers are exact fractions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, time
from enum import Enum
from fractions import Fraction
from operator import eq, ge, gt, le, lt, ne
from typing import Any, Final, cast

from jifen.rules.conditions.syntax import (
    Among,
    And,
    Arithmetic,
    Call,
    Compare,
    ComparisonOperator,
    Name,
    Negate,
    Node,
    Not,
    Or,
    Range,
    Within,
)
from jifen.rules.period import exact_months


class Unknown(Enum):
    """The type of UNKNOWN, the third truth value and the value of everything missing."""

    UNKNOWN = "unknown"

    def __bool__(self) -> bool:
        """Refuse to be taken for true or false: ask `is UNKNOWN`."""
        raise TypeError("UNKNOWN is neither true nor false")


UNKNOWN: Final = Unknown.UNKNOWN

Value = Fraction | str | date | time | bool | frozenset[str]
Answer = Value | Unknown
Lookup = Callable[[Name | Call], Answer]

_COMPARISONS: dict[ComparisonOperator, Callable[[Any, Any], bool]] = {
    "==": eq,
    "!=": ne,
    "<": lt,
    "<=": le,
    ">": gt,
    ">=": ge,
}


def evaluate(node: Node, lookup: Lookup) -> Answer:
    """Return the value of a tree that passed `typecheck.check`, or UNKNOWN.

    `lookup` answers names and the functions that need a book (count sum points age prior streak pool.*).
    Raises TypeError for a tree that was not checked.
    """
    match node:
        case Name():
            return lookup(node)
        case Call():
            return _call(node, lookup)
        case Negate(operand=operand):
            value = evaluate(operand, lookup)
            return UNKNOWN if value is UNKNOWN else -_number(value)
        case Arithmetic():
            return _arithmetic(node, lookup)
        case Not(operand=operand):
            return _not(evaluate(operand, lookup))
        case And(items=items):
            return _not(_any(_not(evaluate(item, lookup)) for item in items))
        case Or(items=items):
            return _any(evaluate(item, lookup) for item in items)
        case Compare(operator=operator, left=left, right=right):
            return _compare(operator, evaluate(left, lookup), evaluate(right, lookup))
        case Within(item=item, range=within):
            return _within(evaluate(item, lookup), within, lookup)
        case Among(item=item, options=options):
            value = evaluate(item, lookup)
            return _any(_compare("==", value, evaluate(option, lookup)) for option in options)
        case _:
            return node.value


def compare_values(operator: ComparisonOperator, left: Value, right: Value) -> bool:
    """Compare two known values of one type. A set equals a word when it holds it, and another when they meet.

    Raises TypeError for values of different types.
    """
    if isinstance(left, frozenset) or isinstance(right, frozenset):
        meet = bool(_as_set(left) & _as_set(right))
        return meet if operator == "==" else not meet
    if type(left) is not type(right):
        raise TypeError(f"cannot compare {left!r} with {right!r}")
    return _COMPARISONS[operator](left, right)


def _as_set(value: Value) -> frozenset[str]:
    return value if isinstance(value, frozenset) else frozenset({cast(str, value)})


def _compare(operator: ComparisonOperator, left: Answer, right: Answer) -> Answer:
    if left is UNKNOWN or right is UNKNOWN:
        return UNKNOWN
    return compare_values(operator, left, right)


def _within(value: Answer, within: Range, lookup: Lookup) -> Answer:
    outside: list[Answer] = []
    if within.low is not None:
        outside.append(_compare("<=" if within.low_open else "<", value, evaluate(within.low, lookup)))
    if within.high is not None:
        outside.append(_compare(">=" if within.high_open else ">", value, evaluate(within.high, lookup)))
    return _not(_any(outside))


def _not(value: Answer) -> Answer:
    if value is UNKNOWN:
        return UNKNOWN
    if not isinstance(value, bool):
        raise TypeError(f"{value!r} is neither true nor false")
    return not value


def _any(values: Iterable[Answer]) -> Answer:
    """Kleene's or: true wins, then unknown, then false."""
    result: Answer = False
    for value in values:
        negated = _not(value)
        if negated is UNKNOWN:
            result = UNKNOWN
        elif negated is False:
            return True
    return result


def _number(value: Value) -> Fraction:
    if not isinstance(value, Fraction):
        raise TypeError(f"{value!r} is not a number")
    return value


def _arithmetic(node: Arithmetic, lookup: Lookup) -> Answer:
    a, b = evaluate(node.left, lookup), evaluate(node.right, lookup)
    if a is UNKNOWN or b is UNKNOWN:
        return UNKNOWN
    left, right = _number(a), _number(b)
    match node.operator:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case _:
            return left / right


def _call(node: Call, lookup: Lookup) -> Answer:
    function = _FUNCTIONS.get(".".join(node.name))
    if function is None:
        return lookup(node)
    return function([evaluate(argument, lookup) for argument in node.args])


def _of_known(function: Callable[..., Answer]) -> Callable[[list[Answer]], Answer]:
    """Return the function that is unknown as soon as one argument is."""

    def call(values: list[Answer]) -> Answer:
        return UNKNOWN if any(value is UNKNOWN for value in values) else function(*values)

    return call


def _share(part: Fraction, whole: Fraction) -> Answer:
    return part / whole if whole else UNKNOWN


def _days(since: date, until: date) -> Answer:
    return Fraction((until - since).days)


_FUNCTIONS: dict[str, Callable[[list[Answer]], Answer]] = {
    "known": lambda values: values[0] is not UNKNOWN,
    "unknown": lambda values: values[0] is UNKNOWN,
    "min": _of_known(min),
    "max": _of_known(max),
    "share": _of_known(_share),
    "days": _of_known(_days),
    "months": _of_known(exact_months),
}
