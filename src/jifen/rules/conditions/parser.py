"""Tokens to a tree: plain recursive descent, bounded depth, one token of look-ahead.

From loosest to tightest: `or`, `and`, `not`, comparison and `in`, `+ -`, `* /`, minus, names and calls.
"""

from __future__ import annotations

from datetime import date, time
from fractions import Fraction
from typing import cast

from jifen.rules.conditions.cursor import Cursor, shown
from jifen.rules.conditions.syntax import (
    Among,
    And,
    Arithmetic,
    ArithmeticOperator,
    Call,
    Clock,
    Compare,
    ComparisonOperator,
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
from jifen.rules.conditions.tokens import Token, tokenize

_COMPARISONS = ("==", "!=", "<", "<=", ">", ">=")
_TRUTHS = ("true", "是", "false")
_RANGES = ("..", "..<", "<..", "<..<")


def parse(text: str) -> Node:
    """Return the tree of a condition or expression.

    Raises ConditionError. Besides the lexical faults of `tokenize`: EMPTY, TOO_DEEP, TOO_MANY_OPERATORS,
    MISSING_OPERAND, MISSING_BRACKET, MISSING_NAME, MISSING_LIST, EMPTY_LIST, BAD_RANGE, UNEXPECTED. Takes
    linear time; at most 30 levels of brackets, `not` and minus and 60 of + - * /, so that no input can
    exhaust the stack, neither here nor in whatever walks the tree later.
    """
    parser = _Parser(tokenize(text))
    node = parser.alternatives()
    parser.finish()
    return node


def parse_range(text: str) -> Range:
    """Return a range written in the one notation of the language; a lone value `3` means `3..3`.

    Raises ConditionError like `parse`.
    """
    parser = _Parser(tokenize(text))
    found = parser.range_or_value()
    parser.finish()
    if isinstance(found, Range):
        return found
    return Range(found, False, found, False, found.at)


class _Parser(Cursor):
    """One reading of one list of tokens."""

    # -- conditions

    def alternatives(self) -> Node:
        first = self.conjunction()
        if not self.sees("or"):
            return first
        items, at = [first], self.next.at
        while self.sees("or"):
            self.take()
            items.append(self.conjunction())
        return Or(tuple(items), at)

    def conjunction(self) -> Node:
        first = self.denial()
        if not self.sees("and"):
            return first
        items, at = [first], self.next.at
        while self.sees("and"):
            self.take()
            items.append(self.denial())
        return And(tuple(items), at)

    def denial(self) -> Node:
        if not self.sees("not", "不是"):
            return self.comparison()
        token = self.descend()
        operand = self.denial()
        self.depth -= 1
        return Not(operand, token.at)

    def comparison(self) -> Node:
        left = self.sum()
        if self.sees("in", "not in", "not"):
            return self.membership(left)
        found: list[Node] = []
        while self.sees(*_COMPARISONS, "是", "不是"):
            token = self.take()
            sign = {"是": "==", "不是": "!="}.get(token.text, token.text)
            right = self.sum()
            found.append(Compare(cast(ComparisonOperator, sign), left, right, token.at))
            left = right
        if not found:
            return left
        return found[0] if len(found) == 1 else And(tuple(found), found[0].at)

    # -- membership and ranges

    def membership(self, item: Node) -> Node:
        token = self.take()
        if token.text == "not":
            if not self.sees("in"):
                self.refuse("UNEXPECTED", f"“{shown(token)}”放在这里读不懂", "“不属于”请写成 not in", token)
            self.take()
        found = self.options(item, token.at) if self.sees("[") else self.within(item, token.at)
        return found if token.text == "in" else Not(found, token.at)

    def options(self, item: Node, at: int) -> Among:
        opening = self.take()
        if self.sees("]"):
            self.refuse("EMPTY_LIST", "方括号里一项也没有", "请至少写一项，例如 [正式党员]", opening)
        options = [self.sum()]
        while self.sees(","):
            self.take()
            options.append(self.sum())
        self.expect("]", opening)
        return Among(item, tuple(options), at)

    def within(self, item: Node, at: int) -> Within:
        start = self.next
        found = self.range_or_value()
        if not isinstance(found, Range):
            self.refuse(
                "MISSING_LIST",
                f"“属于”后面的“{shown(start)}”既不是列表也不是范围",
                "列表请写 [甲, 乙]，范围请写 70..90；只有一个值就用 ==",
                start,
            )
        return Within(item, found, at)

    def range_or_value(self) -> Range | Node:
        low = None if self.sees(*_RANGES) else self.sum()
        if not self.sees(*_RANGES):
            return cast(Node, low)
        sign = self.take()
        high = self.sum() if self.starts_operand() else None
        low_open, high_open = sign.text.startswith("<"), sign.text.endswith("<")
        if (low is None and (high is None or low_open)) or (high is None and high_open):
            remedy = "请写成 70..90、70..<90、100.. 或 ..50 的样子"
            self.refuse("BAD_RANGE", f"范围“{sign.text}”缺少一端的数", remedy, sign)
        return Range(low, low_open, high, high_open, sign.at)

    def starts_operand(self) -> bool:
        return self.next.kind not in ("sign", "end") or self.sees("(", "-", *_TRUTHS)

    # -- numbers and names

    def sum(self) -> Node:
        left = self.product()
        while self.sees("+", "-"):
            sign = self.operator()
            left = Arithmetic(cast(ArithmeticOperator, sign.text), left, self.product(), sign.at)
        return left

    def product(self) -> Node:
        left = self.minus()
        while self.sees("*", "/"):
            sign = self.operator()
            left = Arithmetic(cast(ArithmeticOperator, sign.text), left, self.minus(), sign.at)
        return left

    def minus(self) -> Node:
        if not self.sees("-"):
            return self.operand()
        token = self.descend()
        operand = self.minus()
        self.depth -= 1
        return Negate(operand, token.at)

    def operand(self) -> Node:
        token = self.next
        if self.sees("("):
            opening = self.descend()
            inner = self.alternatives()
            self.expect(")", opening)
            self.depth -= 1
            return inner
        if token.kind == "word":
            return self.name_or_call()
        if token.kind == "end" or (token.kind == "sign" and token.text not in _TRUTHS):
            self.miss(token)
        return _literal(self.take())

    def name_or_call(self) -> Node:
        at = self.next.at
        path = self.path(self.take().text)
        if not self.sees("("):
            return Name(path, at)
        opening = self.descend()
        args: list[Node] = []
        named: list[tuple[str, Node]] = []
        if not self.sees(")"):
            self.argument(args, named)
        while self.sees(","):
            self.take()
            self.argument(args, named)
        self.expect(")", opening)
        self.depth -= 1
        return Call(path, tuple(args), tuple(named), self.path(), at)

    def argument(self, args: list[Node], named: list[tuple[str, Node]]) -> None:
        """Read `value` or `name: value` into one of the two lists."""
        token = self.next
        value = self.alternatives()
        if self.sees(":") and isinstance(value, Name) and len(value.path) == 1:
            self.take()
            named.append((value.path[0], self.alternatives()))
        elif named:
            remedy = "带名称的写法（如 from: bottom）要放在最后"
            self.refuse("UNEXPECTED", f"“{shown(token)}”的位置不对", remedy, token)
        else:
            args.append(value)

    def path(self, *first: str) -> tuple[str, ...]:
        """Read `.name.name…` after an optional first segment."""
        segments = list(first)
        while self.sees("."):
            dot = self.take()
            if self.next.kind != "word":
                self.refuse("MISSING_NAME", "点后面少了名称", "请写成 period.end 的样子", dot)
            segments.append(self.take().text)
        return tuple(segments)


def _literal(token: Token) -> Node:
    match token.value:
        case Fraction() as number:
            return Number(number, token.at)
        case time() as clock:
            return Clock(clock, token.at)
        case date() as day:
            return Day(day, token.at)
        case str() as text if token.kind == "text":
            return Text(text, token.at)
        case _:
            return Truth(token.text != "false", token.at)
