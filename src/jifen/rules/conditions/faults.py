"""The problems a check can report: one place for their Chinese wording."""

from __future__ import annotations

from collections.abc import Iterable

from jifen.rules.conditions.environment import FAMILIES, Environment, Path, family_of
from jifen.rules.conditions.functions import FUNCTIONS, function_words
from jifen.rules.conditions.problems import Problem
from jifen.rules.conditions.syntax import (
    Among,
    Arithmetic,
    Call,
    Clock,
    Compare,
    Day,
    Name,
    Node,
    Number,
    Range,
    Text,
    Truth,
    Within,
)
from jifen.rules.conditions.text import to_text
from jifen.rules.conditions.tokens import WORD_SIGNS
from jifen.rules.fields import ALL_FIELDS, Choice, FieldType, find_field
from jifen.rules.guesses import Guesses

_GLUED = sorted((word for word in WORD_SIGNS if not word.isascii()), key=len, reverse=True)
_MEANT = {"名次": "排名", "排位": "排名", "平均": "同组平均", "最高": "同组最高"}
"""What people call a function by, beside names that are merely misspelt."""
_SCOPES = {"fact": "事实", "member": "党员", "context": "周期和登记", "result": "结果"}


class Faults:
    """The problems found so far, with the words known in one environment to suggest from."""

    def __init__(self, env: Environment) -> None:
        self.env = env
        self.guesses = env.guesses or Guesses()
        self.problems: list[Problem] = []

    def report(self, code: str, message: str, node: Node | Range, remedy: str) -> None:
        """Add one problem at the place of `node`."""
        self.problems.append(Problem(code, message, node.at, _length(node), remedy))

    def nearest(self, word: str, words: Iterable[str]) -> str | None:
        """Return the known word most like `word`, at bounded cost."""
        return self.guesses.nearest(word, words)

    # -- names

    def unknown_name(self, node: Name) -> None:
        """Report a name that means nothing here, saying so where it means something elsewhere."""
        word = ".".join(node.path)
        known = find_field(word)
        if known is not None and known.scope not in self.env.scopes:
            remedy = "请改用这里能用的名称，或把这个条件写到别处"
            self.report("NOT_HERE", f"这里不能用{_SCOPES[known.scope]}的栏目“{word}”", node, remedy)
            return
        glued = next((sign for sign in _GLUED if self._is_name(word.partition(sign))), None)
        if glued is not None:
            self.report("UNKNOWN_NAME", f"没有“{word}”这个名称", node, f"“{glued}”两边请各空一格")
            return
        family = family_of(node.path[0]) if len(node.path) > 1 else None
        if family == "kind":
            code = ".".join(node.path[1:])
            remedy = f"次数请写 count({code})，得分请写 points({code})"
            self.report("UNKNOWN_NAME", f"事项“{word}”本身不是一个值", node, remedy)
            return
        meant = self._fraction_or_option(word)
        if meant is not None:
            self.report("UNKNOWN_NAME", f"没有“{word}”这个名称", node, meant)
            return
        words = self._family_words(family) if family else self.env.words()
        self._unknown("UNKNOWN_NAME", f"没有“{word}”这个名称", node, word, words)

    def _fraction_or_option(self, word: str) -> str | None:
        """Return what to write for a fraction in words, or for an option without the field it belongs to."""
        if "分之" in word:
            return "数请写成 2/3、0.5 或 85% 这样的形式"
        here = (field for field in ALL_FIELDS.values() if field.scope in self.env.scopes)
        for field in here:
            if any(word in (choice.code, choice.label, *choice.aliases) for choice in field.choices):
                return f"“{word}”是“{field.heading}”的一个选项，请写成 {field.heading} == {word}"
        return None

    def _is_name(self, parts: tuple[str, str, str]) -> bool:
        return parts[1] != "" and parts[2] != "" and len(self.env.resolve((parts[0],))) > 0

    def _family_words(self, family: str) -> list[str]:
        declared = [f"{family}.{choice.code}" for choice in self.env.members_of(family)]
        if family in ("finding", "measure", "relation"):
            declared = [known.name for known in self.env.names if known.name.startswith(f"{family}.")]
        return [*declared, *(name for name in ALL_FIELDS if name.startswith(f"{family}."))]

    def _unknown(self, code: str, message: str, node: Node, word: str, words: Iterable[str]) -> None:
        near = self.nearest(word, words)
        remedy = f"最接近的是“{near}”，请核对" if near else "请核对写法；若是文字，请加引号并写在名称的另一边"
        self.report(code, message, node, remedy)

    def ambiguous(self, node: Name, paths: list[Path]) -> None:
        """Report a name with several readings."""
        spelled = "、".join(".".join(path) for path in paths)
        word = ".".join(node.path)
        remedy = f"请写全名，可以是 {spelled}；同名的栏目请改名"
        self.report("AMBIGUOUS_NAME", f"“{word}”有 {len(paths)} 种意思", node, remedy)

    def unknown_reference(self, node: Node, word: str, families: tuple[str, ...]) -> None:
        """Report an argument that names no kind, item or part of the scheme."""
        what = "、".join(FAMILIES[family][0] for family in families)
        choices = [choice for family in families for choice in self.env.members_of(family)]
        words = [word for choice in choices for word in (choice.code, choice.label)]
        self._unknown("UNKNOWN_NAME", f"本办法没有叫“{word}”的{what}", node, word, words)

    def unknown_function(self, node: Call) -> None:
        """Report a function that is not in the closed list, or not allowed here."""
        word = ".".join(node.name)
        near = _MEANT.get(word) or self.nearest(word, function_words())
        remedy = f"最接近的是“{near}”，请核对" if near else "能用的有 " + " ".join(FUNCTIONS)
        self.report("UNKNOWN_FUNCTION", f"没有“{word}”这个函数", node, remedy)

    def bad_choice(self, node: Node, word: str, choices: tuple[Choice, ...]) -> None:
        """Report a word that is none of the options."""
        words = [word for choice in choices for word in (choice.label, choice.code, *choice.aliases)]
        near = self.nearest(word, words)
        listed = "、".join(choice.label for choice in choices[:12])
        hint = f"最接近的是“{near}”；" if near else ""
        remedy = f"{hint}可以写：{listed}{' 等' if len(choices) > 12 else ''}"
        self.report("BAD_CHOICE", f"选项里没有“{word}”", node, remedy)

    # -- types

    def wrong_type(self, node: Node, found: FieldType, wanted: FieldType) -> None:
        """Report an operand of the wrong type."""
        what, remedy = wanted.value, f"请换成{wanted.value}"
        if wanted is FieldType.FLAG:
            what, remedy = "成立或不成立的条件", "请写成比较，例如 积分 >= 80"
        elif wanted is FieldType.NUMBER and found is FieldType.DATE:
            remedy = "两个日期相隔多少，请用 days(起始日期, 截止日期) 或 months(起始日期, 截止日期)"
        self.report("WRONG_TYPE", f"这里要{what}，写的却是{found.value}", node, remedy)

    def unlike(self, node: Node, left: FieldType, right: FieldType) -> None:
        """Report a comparison of two types that have nothing in common."""
        remedy = "请让两边同类：日期写成 2026-06-30，文字加引号，数不加引号，是否类写“是”或“否”"
        self.report("WRONG_TYPE", f"{left.value}不能和{right.value}比较", node, remedy)

    def no_order(self, node: Node, kind: FieldType) -> None:
        """Report an order asked of something that has none."""
        remedy = "请用 ==、!= 或 属于 [甲, 乙]"
        self.report("WRONG_TYPE", f"{kind.value}没有大小先后", node, remedy)

    def not_constant(self, node: Node, what: str, remedy: str) -> None:
        """Report something that had to be a fixed value."""
        self.report("NOT_CONSTANT", f"{what}必须是固定的值", node, remedy)


def _length(node: Node | Range) -> int:
    """Return how many characters to underline: a name, a literal, or the sign of an operator."""
    match node:
        case Name(path=path) | Call(name=path):
            return len(".".join(path))
        case Compare(operator=operator) | Arithmetic(operator=operator):
            return len(operator)
        case Within() | Among() | Range():
            return 2
        case Text(value=words):
            return len(words) + 2
        case Number() | Day() | Clock() | Truth():
            return len(to_text(node))
        case _:
            return 1
