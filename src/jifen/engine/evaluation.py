"""Conditions over columns: the vectorised, three-valued evaluator (never Python's eval).

A *scope* gives names their columns for the rows at hand; see ``jifen.engine.scopes``.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Protocol

import numpy as np

from jifen.engine.book import Vocabulary
from jifen.engine.days import exact_months
from jifen.engine.vectors import (
    Array,
    Truth,
    Vec,
    add,
    both_known,
    compare,
    constant,
    divide,
    multiply,
    ratio,
)
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
    Within,
)
from jifen.rules.conditions.syntax import Truth as TruthLiteral
from jifen.rules.fields import ALL_FIELDS
from jifen.rules.tables import day_number

Value = Vec | Truth


class Scope(Protocol):
    """Rows of something with named columns."""

    rows: int

    @property
    def vocabulary(self) -> Vocabulary:
        """The words of the run."""

    def name(self, path: tuple[str, ...]) -> Value:
        """The column of a resolved name."""

    def call(self, node: Call) -> Value:
        """The value of a function that looks at the book, the pool or earlier periods."""


def evaluate(node: Node, scope: Scope) -> Value:
    """Evaluate a resolved condition or expression for all rows of a scope."""
    return _EVALUATORS[type(node)](node, scope)


def truth(node: Node, scope: Scope) -> Truth:
    """Evaluate a condition; the type checker has made sure it is one."""
    value = evaluate(node, scope)
    assert isinstance(value, Truth)
    return value


def number(node: Node, scope: Scope) -> Vec:
    """Evaluate an expression that is a number, a day or a word."""
    value = evaluate(node, scope)
    assert isinstance(value, Vec)
    return value


def certain(yes: Array) -> Truth:
    """A truth without unknowns."""
    return Truth(yes, ~yes)


def _everywhere(holds: bool, rows: int) -> Truth:
    return certain(np.full(rows, holds))


def _name(node: Name, scope: Scope) -> Value:
    return scope.name(node.path)


def _negate(node: Negate, scope: Scope) -> Vec:
    value = number(node.operand, scope)
    return Vec(-value.num, value.den, value.known)


def _not(node: Not, scope: Scope) -> Truth:
    value = truth(node.operand, scope)
    return Truth(value.no, value.yes)


def _arithmetic(node: Arithmetic, scope: Scope) -> Vec:
    left, right = number(node.left, scope), number(node.right, scope)
    if node.operator == "/":
        divisor = right.fraction(0)
        assert divisor is not None
        return divide(left, divisor)
    if node.operator == "*":
        return multiply(left, right)
    return add(left, right, 1 if node.operator == "+" else -1)


def _is_many(node: Node) -> bool:
    known = ALL_FIELDS.get(".".join(node.path)) if isinstance(node, Name) else None
    return known is not None and known.many


def _equals(left: Node, right: Node, scope: Scope) -> Truth:
    if _is_many(left) and isinstance(right, Text):
        held = number(left, scope)
        hits = scope.vocabulary.holding(right.value)[held.num]
        known = np.broadcast_to(True if held.known is None else held.known, (scope.rows,))
        hits = np.broadcast_to(hits, (scope.rows,))
        return Truth(hits & known, ~hits & known)
    a, b = evaluate(left, scope), evaluate(right, scope)
    if isinstance(a, Truth):
        assert isinstance(b, Truth)
        return Truth((a.yes & b.yes) | (a.no & b.no), (a.yes & b.no) | (a.no & b.yes))
    assert isinstance(b, Vec)
    return compare("==", a, b, scope.rows)


def _compare(node: Compare, scope: Scope) -> Truth:
    if node.operator in ("==", "!="):
        same = _equals(node.left, node.right, scope)
        return same if node.operator == "==" else Truth(same.no, same.yes)
    return compare(node.operator, number(node.left, scope), number(node.right, scope), scope.rows)


def _within(node: Within, scope: Scope) -> Truth:
    value = number(node.item, scope)
    return in_range(value, node.range, scope)


def in_range(value: Vec, bounds: Range, scope: Scope) -> Truth:
    """Whether the value lies in a range of the condition language."""
    inside = _everywhere(True, scope.rows)
    for end, closed, open_ in ((bounds.low, ">=", bounds.low_open), (bounds.high, "<=", bounds.high_open)):
        if end is not None:
            held = compare(closed[0] if open_ else closed, value, number(end, scope), scope.rows)
            inside = Truth(inside.yes & held.yes, inside.no | held.no)
    return inside


def _among(node: Among, scope: Scope) -> Truth:
    found = _everywhere(False, scope.rows)
    for option in node.options:
        same = _equals(node.item, option, scope)
        found = Truth(found.yes | same.yes, found.no & same.no)
    return found


def _and(node: And, scope: Scope) -> Truth:
    held = truth(node.items[0], scope)
    for item in node.items[1:]:
        other = truth(item, scope)
        held = Truth(held.yes & other.yes, held.no | other.no)
    return held


def _or(node: Or, scope: Scope) -> Truth:
    held = truth(node.items[0], scope)
    for item in node.items[1:]:
        other = truth(item, scope)
        held = Truth(held.yes | other.yes, held.no & other.no)
    return held


def _call(node: Call, scope: Scope) -> Value:
    function = _FUNCTIONS.get(node.name)
    return scope.call(node) if function is None else function(node, scope)


def _known(node: Call, scope: Scope) -> Truth:
    value = evaluate(node.args[0], scope)
    if isinstance(value, Truth):
        return certain(~value.unknown)
    return certain(np.broadcast_to(True if value.known is None else value.known, (scope.rows,)).copy())


def _unknown(node: Call, scope: Scope) -> Truth:
    value = _known(node, scope)
    return Truth(value.no, value.yes)


def _extreme(operator: str) -> Callable[[Call, Scope], Vec]:
    def choose(node: Call, scope: Scope) -> Vec:
        best = number(node.args[0], scope)
        for argument in node.args[1:]:
            other = number(argument, scope)
            wins = compare(operator, other, best, scope.rows)
            den = np.where(wins.yes, other.den, best.den)
            best = Vec(np.where(wins.yes, other.num, best.num), den, both_known(best.known, other.known))
        return best

    return choose


def _share(node: Call, scope: Scope) -> Vec:
    return ratio(number(node.args[0], scope), number(node.args[1], scope))


def _days(node: Call, scope: Scope) -> Vec:
    return add(number(node.args[1], scope), number(node.args[0], scope), -1)


def _months(node: Call, scope: Scope) -> Vec:
    since, until = number(node.args[0], scope), number(node.args[1], scope)
    return exact_months(since, until)


def _literal_number(node: Number, scope: Scope) -> Vec:
    return constant(node.value)


def _literal_text(node: Text, scope: Scope) -> Vec:
    return constant(Fraction(scope.vocabulary.code(node.value)))


def _literal_day(node: Day, scope: Scope) -> Vec:
    return constant(Fraction(day_number(node.value)))


def _literal_clock(node: Clock, scope: Scope) -> Vec:
    return constant(Fraction(node.value.hour * 60 + node.value.minute))


def _literal_truth(node: TruthLiteral, scope: Scope) -> Truth:
    return _everywhere(node.value, scope.rows)


_FUNCTIONS: dict[tuple[str, ...], Callable[[Call, Scope], Value]] = {
    ("known",): _known,
    ("unknown",): _unknown,
    ("min",): _extreme("<"),
    ("max",): _extreme(">"),
    ("share",): _share,
    ("days",): _days,
    ("months",): _months,
}
_EVALUATORS: dict[type, Callable[..., Value]] = {
    Number: _literal_number,
    Text: _literal_text,
    Day: _literal_day,
    Clock: _literal_clock,
    TruthLiteral: _literal_truth,
    Name: _name,
    Call: _call,
    Negate: _negate,
    Not: _not,
    Arithmetic: _arithmetic,
    Compare: _compare,
    Within: _within,
    Among: _among,
    And: _and,
    Or: _or,
}
