"""A place in a list of tokens: looking, taking, refusing, and the bounds on depth."""

from __future__ import annotations

from typing import NoReturn

from jifen.rules.conditions.problems import ConditionError, Problem
from jifen.rules.conditions.tokens import Token

MAX_DEPTH = 30
MAX_OPERATORS = 60


class Cursor:
    """Walks over the tokens of one condition, one token of look-ahead, never backwards."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.place = 0
        self.depth = 0
        self.operators = 0
        if tokens[0].kind == "end":
            self.refuse("EMPTY", "条件是空的", "请写出条件，例如 积分 >= 80", tokens[0])

    @property
    def next(self) -> Token:
        return self.tokens[self.place]

    def take(self) -> Token:
        token = self.tokens[self.place]
        self.place += 1
        return token

    def sees(self, *signs: str) -> bool:
        """Tell whether the next token is one of the signs or keywords."""
        return self.next.kind == "sign" and self.next.text in signs

    def refuse(self, code: str, message: str, remedy: str, token: Token) -> NoReturn:
        raise ConditionError([Problem(code, message, token.at, token.length, remedy)])

    def expect(self, sign: str, opening: Token) -> None:
        """Take the closing bracket that belongs to `opening`."""
        if not self.sees(sign):
            cut = "；写在花括号、方括号里的条件有逗号的，整句要加引号" if self.next.kind == "end" else ""
            self.refuse(
                "MISSING_BRACKET",
                f"第 {opening.at + 1} 个字的“{opening.text}”没有配上“{sign}”",
                f"请在这里补上“{sign}”，或检查前面是否少了逗号或连接词{cut}",
                self.next,
            )
        self.take()

    def finish(self) -> None:
        """Refuse whatever is left over."""
        token = self.next
        if token.kind != "end":
            self.refuse(
                "UNEXPECTED",
                f"“{shown(token)}”放在这里读不懂",
                "两个条件之间要用“且”或“或”连接，文字里有空格或符号时要加引号",
                token,
            )

    def descend(self) -> Token:
        """Take a token that opens one level: a bracket, `not` or minus."""
        token = self.take()
        self.depth += 1
        if self.depth > MAX_DEPTH:
            message = f"括号和“非”套得太深，超过 {MAX_DEPTH} 层"
            self.refuse("TOO_DEEP", message, "请去掉多余的括号，或拆成几个条件", token)
        return token

    def operator(self) -> Token:
        """Take one of + - * /. A long chain makes a deep tree, so the number of them is bounded."""
        token = self.take()
        self.operators += 1
        if self.operators > MAX_OPERATORS:
            message = f"一个条件里的加减乘除超过 {MAX_OPERATORS} 个"
            self.refuse("TOO_MANY_OPERATORS", message, "请拆成几行分别计算", token)
        return token

    def miss(self, token: Token) -> NoReturn:
        what = f"“{shown(token)}”前面" if token.kind == "sign" else "条件末尾"
        remedy = "请补上数、文字、日期或名称；文字里有符号时要加引号"
        self.refuse("MISSING_OPERAND", f"{what}少了一个值", remedy, token)


def shown(token: Token) -> str:
    """The token as its author wrote it, near enough to be recognised."""
    return str(token.value) if token.kind == "sign" and token.value else token.text
