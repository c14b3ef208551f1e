"""A tree back to text: the one canonical spelling, in half-width signs and English keywords."""

from __future__ import annotations

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
    Range,
    Text,
    Truth,
    Within,
    number_text,
)

_OR, _AND, _NOT, _COMPARISON, _SUM, _PRODUCT, _MINUS, _OPERAND = range(8)


def to_text(node: Node) -> str:
    """Return the canonical spelling; `parse(to_text(tree)) == tree` for every tree that `parse` can give."""
    return _write(node)[0]


def range_text(within: Range) -> str:
    """Return a range in the one notation: `70..<90`, `100..`."""
    low = "" if within.low is None else _at_least(within.low, _SUM)
    high = "" if within.high is None else _at_least(within.high, _SUM)
    return f"{low}{'<' if within.low_open else ''}..{'<' if within.high_open else ''}{high}"


def _at_least(node: Node, level: int) -> str:
    """Return the text of an operand, in brackets where it binds more loosely than `level`."""
    text, own = _write(node)
    return text if own >= level else f"({text})"


def _write(node: Node) -> tuple[str, int]:
    """Return the text and how tightly its outermost operator binds."""
    match node:
        case Number(value=number):
            return number_text(number), _OPERAND
        case Text(value=words):
            return _quoted(words), _OPERAND
        case Day(value=day):
            return day.isoformat(), _OPERAND
        case Clock(value=clock):
            return clock.strftime("%H:%M"), _OPERAND
        case Truth(value=truth):
            return ("true" if truth else "false"), _OPERAND
        case Name(path=path):
            return ".".join(path), _OPERAND
        case Call():
            return _call(node), _OPERAND
        case Negate(operand=operand):
            return "-" + _at_least(operand, _MINUS), _MINUS
        case Arithmetic(operator=operator, left=left, right=right):
            level = _SUM if operator in "+-" else _PRODUCT
            return f"{_at_least(left, level)} {operator} {_at_least(right, level + 1)}", level
        case Compare(operator=operator, left=left, right=right):
            return f"{_at_least(left, _SUM)} {operator} {_at_least(right, _SUM)}", _COMPARISON
        case Within(item=item, range=within):
            return f"{_at_least(item, _SUM)} in {range_text(within)}", _COMPARISON
        case Among(item=item, options=options):
            listed = ", ".join(_at_least(option, _SUM) for option in options)
            return f"{_at_least(item, _SUM)} in [{listed}]", _COMPARISON
        case Not(operand=operand):
            return f"not {_at_least(operand, _NOT)}", _NOT
        case And(items=items):
            return " and ".join(_at_least(item, _NOT) for item in items), _AND
        case _:
            return " or ".join(_at_least(item, _AND) for item in node.items), _OR


def _call(node: Call) -> str:
    args = [to_text(argument) for argument in node.args]
    args += [f"{name}: {to_text(value)}" for name, value in node.named]
    return "".join([".".join(node.name), "(", ", ".join(args), ")", *(f".{step}" for step in node.then)])


def _quoted(words: str) -> str:
    for marks, opening, closing in (('"＂“”', '"', '"'), ("'＇‘’", "'", "'")):
        if not any(mark in words for mark in marks):
            return opening + words + closing
    return f"「{words}」"
