"""A condition in Chinese, for explanations and `scheme show`: 「积分不低于 80 且人员类别为正式党员」."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jifen.rules.conditions.environment import Environment, Type
from jifen.rules.conditions.functions import FUNCTIONS
from jifen.rules.conditions.syntax import (
    Among,
    And,
    Arithmetic,
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
    number_text,
)
from jifen.rules.fields import Choice, FieldType, find_choice

_NUMBERS = {"==": "等于", "!=": "不等于", "<": "低于", "<=": "不高于", ">": "高于", ">=": "不低于"}
_DAYS = {"==": "为", "!=": "不为", "<": "早于", "<=": "不晚于", ">": "晚于", ">=": "不早于"}
_OPPOSITE: dict[ComparisonOperator, ComparisonOperator] = {
    "==": "!=",
    "!=": "==",
    "<": ">=",
    "<=": ">",
    ">": "<=",
    ">=": "<",
}
_MIRRORED: dict[ComparisonOperator, ComparisonOperator] = {
    "==": "==",
    "!=": "!=",
    "<": ">",
    "<=": ">=",
    ">": "<",
    ">=": "<=",
}
_SIGNS = {"+": "＋", "-": "－", "*": "×", "/": "÷"}


def in_words(node: Node, env: Environment) -> str:
    """Return a resolved condition or expression as a Chinese fragment, without a full stop.

    Names are given by their headings and options by their labels in `env`; what it does not know stays as
    written. Brackets stand wherever 且 and 或 would be ambiguous.
    """
    return _Speaker(env).say(node)


def range_in_words(within: Range, env: Environment) -> str:
    """Return a range as a Chinese fragment to follow a subject: `在 70（含）至 90（不含）之间`."""
    return _Speaker(env).range(within, days=False)


def join(*pieces: str) -> str:
    """Join pieces, with a blank where Chinese meets a figure or a Latin word."""
    text = ""
    for piece in pieces:
        if text and piece and _needs_blank(text[-1], piece[0]):
            text += " "
        text += piece
    return text


def _needs_blank(left: str, right: str) -> bool:
    return (_is_latin(left) and _is_chinese(right)) or (_is_chinese(left) and _is_latin(right))


def _is_latin(character: str) -> bool:
    return character.isascii() and not character.isspace()


def _is_chinese(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def _apart(label: str) -> str:
    """Put a label that is itself a list or a sentence in quotation marks."""
    return f"“{label}”" if any(mark in label for mark in "、，；") else label


class _Speaker:
    """Says one tree in one environment."""

    def __init__(self, env: Environment) -> None:
        self.env = env

    # -- conditions

    def say(self, node: Node) -> str:
        match node:
            case Or(items=items):
                return self._joined("或", (self._bracket(item, (And, Or)) for item in items))
            case And(items=items):
                return self._joined("且", (self._bracket(item, (And, Or)) for item in items))
            case Not(operand=operand):
                return self._denied(operand)
            case Compare():
                return self._compared(node, node.operator)
            case Within(item=item, range=within):
                return join(self.value(item), self.range(within, days=self._is_day(item)))
            case Among():
                return self._among(node, "属于")
            case Name() | Call():
                return self._holds(node, True)
            case _:
                return self.value(node)

    def _joined(self, word: str, parts: Iterable[str]) -> str:
        pieces: list[str] = []
        for part in parts:
            pieces += [word, part] if pieces else [part]
        return join(*pieces)

    def _bracket(self, node: Node, kinds: tuple[type[Node], ...]) -> str:
        said = self.say(node)
        return f"（{said}）" if isinstance(node, kinds) else said

    def _denied(self, node: Node) -> str:
        match node:
            case Compare(operator=operator):
                return self._compared(node, _OPPOSITE[operator])
            case Within(item=item, range=within):
                return join(self.value(item), "不", self.range(within, days=self._is_day(item)))
            case Among():
                return self._among(node, "不属于")
            case Name() | Call():
                return self._holds(node, False)
            case _:
                return f"并非（{self.say(node)}）"

    def _holds(self, node: Name | Call, holds: bool) -> str:
        """Say a yes-or-no name or function, or any other one as a value."""
        if isinstance(node, Call) and node.name in (("known",), ("unknown",)) and node.args:
            return join(self.value(node.args[0]), "已知" if (node.name == ("known",)) is holds else "不详")
        if isinstance(node, Name) and node.path[0] == "quota":
            return ("列入“" if holds else "未列入“") + self._name(node) + "”"
        if isinstance(node, Name) and node.path[0] == "finding":
            return ("经认定“" if holds else "未认定“") + self._name(node) + "”"
        if self._type(node).kind is FieldType.FLAG:
            return join(self.value(node), "为“是”" if holds else "为“否”")
        return self.value(node)

    def _compared(self, node: Compare, operator: ComparisonOperator) -> str:
        left, right = node.left, node.right
        if isinstance(left, (Number, Day, Clock)) and not isinstance(right, (Number, Day, Clock)):
            left, right, operator = right, left, _MIRRORED[operator]
        choices = self._choices(left) or self._choices(right)
        if self._is_day(left) or self._is_day(right):
            verb = _DAYS[operator]
        elif self._is_number(left) or self._is_number(right):
            verb = _NUMBERS[operator]
        else:
            verb = "为" if operator == "==" else "不为"
        return join(self.value(left, choices), verb, self.value(right, choices))

    def _among(self, node: Among, verb: str) -> str:
        choices = self._choices(node.item)
        options = "、".join(self.value(option, choices) for option in node.options)
        if len(node.options) == 1:
            return join(self.value(node.item), "为" if verb == "属于" else "不为", options)
        return join(self.value(node.item), verb, options, "之一")

    def range(self, within: Range, *, days: bool) -> str:
        """Say a range; `days` chooses the words for dates."""
        verbs = _DAYS if days else _NUMBERS
        if within.low is None and within.high is not None:
            return join(verbs["<" if within.high_open else "<="], self.value(within.high))
        if within.high is None and within.low is not None:
            return join(verbs[">" if within.low_open else ">="], self.value(within.low))
        ends = [self.value(end) for end in (within.low, within.high) if end is not None]
        marks = ["（不含）" if is_open else "（含）" for is_open in (within.low_open, within.high_open)]
        return join("在", ends[0], marks[0], "至", ends[1], marks[1], "之间")

    # -- values

    def value(self, node: Node, choices: Sequence[Choice] = ()) -> str:
        """Say a value; a code among `choices` is given by its label."""
        match node:
            case Number(value=number):
                return number_text(number)
            case Text(value=word):
                choice = find_choice(choices, word)
                return _apart(choice.label) if choice else f"“{word}”"
            case Day(value=day):
                return day.isoformat()
            case Clock(value=clock):
                return clock.strftime("%H:%M")
            case Truth(value=truth):
                return "“是”" if truth else "“否”"
            case Name():
                return _apart(self._name(node))
            case Call():
                return self._call(node)
            case Negate(operand=operand):
                return ("-" if isinstance(operand, Number) else "－") + self._factor(operand)
            case Arithmetic(operator=operator, left=left, right=right):
                before = self.value(left) if operator in "+-" else self._factor(left, "+-")
                after = self.value(right) if operator == "+" else self._factor(right)
                return f"{before} {_SIGNS[operator]} {after}"
            case _:
                return f"（{self.say(node)}）"

    def _factor(self, node: Node, looser: str = "+-*/") -> str:
        """Say an operand, in brackets where it is one of the `looser` operations."""
        said = self.value(node)
        return f"（{said}）" if isinstance(node, Arithmetic) and node.operator in looser else said

    def _name(self, node: Name) -> str:
        choice = find_choice(self.env.kinds, node.path[-1]) if node.path[0] == "kind" else None
        if choice is not None:
            return choice.label
        found = self.env.resolve(node.path)
        return next(iter(found.values())).heading if found else ".".join(node.path)

    def _call(self, node: Call) -> str:
        name = ".".join(node.name)
        args = [self.value(argument) for argument in node.args]
        named = {word: value.value for word, value in node.named if isinstance(value, Text)}
        listed = "、".join(args)
        function = FUNCTIONS.get(name)
        if function is None or len(args) < len(function.args):
            return join(name, f"（{listed}）")
        match name:
            case "count":
                return join(self._per(named), listed, "的次数")
            case "sum":
                what = join("、".join(args[1:]), "的") if args[1:] else ""
                return join(self._per(named), what, args[0], "合计")
            case "points":
                return join(listed, "的得分")
            case "share":
                return join(args[0], "占", args[1], "的比例")
            case "days" | "months":
                return join(args[0], "至", args[1], "的天数" if name == "days" else "的月数")
            case "age":
                return join(args[0], "时的年龄")
            case "prior":
                return self._prior(node)
            case "streak":
                return join(listed, "的连续次数")
            case "min" | "max":
                return join(listed, "中最小的一个" if name == "min" else "中最大的一个")
            case "pool.rank":
                return join(listed, "倒数名次" if named.get("from") == "bottom" else "名次")
            case "pool.mean" | "pool.best":
                return join("同组", listed, "的平均值" if name == "pool.mean" else "的最高值")
            case _:
                return f"（{self._holds(node, True)}）"

    def _per(self, named: dict[str, str]) -> str:
        span = next(
            (span for span in FUNCTIONS["count"].named[0].choices if span.code == named.get("per")), None
        )
        return f"单{span.label}内" if span else ""

    def _prior(self, node: Call) -> str:
        back = self.value(node.args[0])
        field = self.env.prior_field(".".join(node.then))
        what = field.heading if field else ".".join(node.then)
        return join("上一期的", what) if back == "1" else join("前第", back, "期的", what)

    # -- types

    def _type(self, node: Node) -> Type:
        match node:
            case Name(path=path):
                found = self.env.resolve(path)
                return self.env.type_of(next(iter(found.values()))) if found else Type(None)
            case Call(name=("prior",), then=then):
                field = self.env.prior_field(".".join(then))
                return self.env.type_of(field) if field else Type(None)
            case Call(name=name):
                function = FUNCTIONS.get(".".join(name))
                return Type(function.result) if function else Type(None)
            case Day():
                return Type(FieldType.DATE)
            case Clock():
                return Type(FieldType.TIME)
            case Number() | Negate() | Arithmetic():
                return Type(FieldType.NUMBER)
            case _:
                return Type(None)

    def _choices(self, node: Node) -> tuple[Choice, ...]:
        return self._type(node).choices

    def _is_day(self, node: Node) -> bool:
        return self._type(node).kind in (FieldType.DATE, FieldType.TIME)

    def _is_number(self, node: Node) -> bool:
        return self._type(node).kind in (FieldType.NUMBER, FieldType.POINTS)
