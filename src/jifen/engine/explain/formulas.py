"""The lines of the total in words: the formula, the figures in it, floor, cap, rounding, and the result."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from jifen.engine.explain.amounts import amount, percent, points
from jifen.engine.explain.statute import Statute
from jifen.engine.result import Account
from jifen.rules.conditions.syntax import Arithmetic, Name, Negate, Node, Number
from jifen.rules.tables import LineRow

_WAYS = {"half_up": "四舍五入", "down": "舍去", "up": "进位"}
_SIGNS = {"+": "＋", "-": "－", "*": "×", "/": "÷"}
_NONE_WORDS = {
    "ask": "还不能确定，要先补齐这一项",
    "no_result": "没有这一项，按办法不出结果",
    "undefined": "办法没有规定这种情形",
}


class Formulas:
    """Says the lines of the total of accounts under one scheme."""

    def __init__(self, statute: Statute) -> None:
        self._statute = statute
        self._rows: dict[str, LineRow] = {row.line: row for row in statute.tables.lines}

    def line_title(self, name: str) -> str:
        """The heading of a line."""
        row = self._rows.get(name)
        return row.title if row else name

    def lines(self, account: Account) -> Iterator[str]:
        """Every line of the total in its order."""
        for row in self._statute.tables.lines:
            yield self.line(account, row)

    def line(self, account: Account, row: LineRow) -> str:
        """One line: 全年积分 ＝ 基础分 ＋ 激励分 ＝ 47.5 ＋ 9 ＝ 56.5 分."""
        value = account.lines[row.line]
        clause = f"（{row.clause}）" if row.clause else ""
        if row.by is not None:
            key = self._statute.words(row.by)
            if value is None:
                reason = row.none if isinstance(row.none, str) else "ask"
                return f"{row.title}：按{key}定，{_NONE_WORDS[reason]}{clause}"
            return f"{row.title}：按{key}定，为 {percent(value)}{clause}"
        assert row.value is not None
        formula = self._statute.words(row.value)
        if value is None:
            return f"{row.title} ＝ {formula}：其中有一项还不能确定{clause}"
        plain = self._reckon(account, row.value)
        figures = self._figures(account, row.value)
        middle = f" ＝ {figures}" if isinstance(row.value, Arithmetic) else ""
        return f"{row.title} ＝ {formula}{middle}{_adjusted(row, plain, value)} ＝ {points(value)}{clause}"

    def _figures(self, account: Account, node: Node) -> str:
        match node:
            case Arithmetic(operator=operator, left=left, right=right):
                before, after = self._figures(account, left), self._figures(account, right)
                if operator in "*/" and isinstance(left, Arithmetic) and left.operator in "+-":
                    before = f"（{before}）"
                if operator != "+" and isinstance(right, Arithmetic):
                    after = f"（{after}）"
                return f"{before} {_SIGNS[operator]} {after}"
            case Name():
                return self._figure(node, self._value(account, node))
            case Number(value=number):
                return percent(number) if 0 < number < 1 else amount(number)
            case _:
                return f"（{self._statute.words(node)}）"

    def _figure(self, node: Name, value: Fraction | None) -> str:
        """A figure; what the account does not keep (a field of the member) by its name."""
        if value is None:
            return self._statute.words(node)
        row = self._rows.get(node.path[1]) if node.path[0] == "line" else None
        if row is not None and row.by is not None:
            return percent(value)
        return amount(value) if value >= 0 else f"（{amount(value)}）"

    def _value(self, account: Account, node: Name) -> Fraction | None:
        """The figure of a part, a line or the months; a part that is switched off is worth nothing."""
        name = ".".join(node.path[1:])
        if node.path[0] == "part":
            return account.parts.get(name, Fraction(0))
        return Fraction(account.months) if node.path == ("months",) else account.lines.get(name)

    def _reckon(self, account: Account, node: Node) -> Fraction | None:
        """The formula's value before floor, cap and rounding; None where it names more than parts and lines."""
        match node:
            case Arithmetic(operator=operator, left=left, right=right):
                a, b = self._reckon(account, left), self._reckon(account, right)
                return None if a is None or b is None else _OPERATIONS[operator](a, b)
            case Name():
                return self._value(account, node)
            case Number(value=number):
                return number
            case Negate(operand=operand):
                inner = self._reckon(account, operand)
                return None if inner is None else -inner
            case _:
                return None


_OPERATIONS = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
}


def _adjusted(row: LineRow, plain: Fraction | None, value: Fraction) -> str:
    """What floor, cap and rounding did, where they did something."""
    if plain is None or plain == value:
        return ""
    if row.floor is not None and plain < row.floor:
        return f"，不足 {points(row.floor)}的按 {points(row.floor)}计"
    if row.cap is not None and plain > row.cap:
        return f"，超过 {points(row.cap)}的按 {points(row.cap)}计"
    assert row.round is not None
    kept = f"保留 {row.round.digits} 位小数" if row.round.digits else "取整数"
    return f" ＝ {amount(plain)}，{_WAYS[row.round.way]}，{kept}"
