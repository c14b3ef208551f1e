"""Text to tokens in one linear pass.

Full-width signs and digits are read like half-width ones; texts in quotes stay as written. The joining words
且 或 并且 而且 或者 属于 不属于 need no blanks around them, every other word does.
Limits are checked first: 2,000 characters, 400 tokens (so a list can never reach 200 options).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time
from fractions import Fraction
from typing import Literal

from jifen.rules.conditions.problems import ConditionError, Problem

MAX_CHARACTERS = 2_000
MAX_TOKENS = 400
MAX_DIGITS = 15
_MAX_PROBLEMS = 20
_MAX_SHOWN = 20

TokenKind = Literal["number", "text", "day", "clock", "word", "sign", "end"]
Value = Fraction | str | date | time


@dataclass(frozen=True, slots=True)
class Token:
    """One token: `text` is canonical (`and`, `>=`, `true`), `value` the value of a literal."""

    kind: TokenKind
    text: str
    at: int
    length: int
    value: Value = ""


_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | str.maketrans(
    "\u3000、。【】〔〕×÷−“”‘’『』",  # what an input method produces
    " ,.[][]*/-\"\"''「」",
)

_SIGNS = {"≥": ">=", "≧": ">=", "≤": "<=", "≦": "<=", "≠": "!=", "<>": "!=", "=": "=="}

WORD_SIGNS = {
    "and": "and", "且": "and", "并且": "and", "而且": "and",
    "or": "or", "或": "or", "或者": "or",
    "not": "not", "非": "not", "并非": "not",
    "in": "in", "属于": "in", "在": "in",
    "不属于": "not in", "不在": "not in",
    "true": "true", "false": "false", "否": "false",
    "是": "是", "不是": "不是",
    "为": "==", "等于": "==", "不为": "!=", "不等于": "!=",
    "大于": ">", "高于": ">", "超过": ">", "多于": ">", "晚于": ">",
    "小于": "<", "低于": "<", "少于": "<", "早于": "<",
    "大于等于": ">=", "不低于": ">=", "不少于": ">=", "不早于": ">=",
    "小于等于": "<=", "不高于": "<=", "不超过": "<=", "不多于": "<=", "不晚于": "<=",
}  # fmt: skip

_JOINING = "并且|而且|或者|且|或|不属于|属于"

_PATTERN = re.compile(
    rf"""(?P<space>\s+)
    |(?P<day>[0-9]{{4}}-[0-9]{{1,2}}-[0-9]{{1,2}}(?![0-9])|[0-9]{{4}}年[0-9]{{1,2}}月[0-9]{{1,2}}日)
    |(?P<clock>[0-9]{{1,2}}:[0-9]{{2}}(?![0-9]))
    |(?P<number>[0-9]+(?:\.[0-9]+)?%?)
    |(?P<text>"[^"]*"|'[^']*'|「[^」]*」)
    |(?P<sign><\.\.<|<\.\.|\.\.<|\.\.|<=|>=|==|!=|<>|[<>=≥≧≤≦≠+\-*/()\[\],.:])
    |(?P<joining>{_JOINING})
    |(?P<word>(?:(?!{_JOINING})\w)+)
    |(?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)

_OTHER_REMEDIES = {
    "~": "范围请写成 70..90",
    "&": "请改用“且”或 and",
    "|": "请改用“或”或 or",
    "!": "请改用“非”或 not；不等于写成 !=",
    "《": "小于号请写成 <",
    "》": "大于号请写成 >",
}


def tokenize(text: str) -> list[Token]:
    """Return the tokens of `text`, the last one of kind `end`.

    Raises ConditionError with every lexical fault (at most 20): TOO_LONG, TOO_MANY_TOKENS, BAD_CHARACTER,
    OPEN_QUOTE, BAD_NUMBER, NUMBER_TOO_LONG, BAD_DATE, BAD_TIME.
    """
    if len(text) > MAX_CHARACTERS:
        raise ConditionError([_too_long(text)])
    tokens: list[Token] = []
    problems: list[Problem] = []
    for match in _PATTERN.finditer(text.translate(_NARROW)):
        kind, at, end = str(match.lastgroup), match.start(), match.end()
        if kind == "space":
            continue
        if len(tokens) == MAX_TOKENS:
            raise ConditionError([_too_many(at)])
        found = _token(kind, match.group(), text[at:end], at)
        if isinstance(found, Token) and kind == "word" and tokens and _is_unit(tokens[-1], at):
            found = _bad_number(text, tokens[-1], end)
        if isinstance(found, Token):
            tokens.append(found)
        else:
            problems.append(found)
            if len(problems) == _MAX_PROBLEMS:
                break
    if problems:
        raise ConditionError(problems)
    tokens.append(Token("end", "", len(text.rstrip()), 1))
    return tokens


def _token(kind: str, narrow: str, written: str, at: int) -> Token | Problem:
    """Return the token for one match; `narrow` is the half-width reading of `written`."""
    length = len(written)
    match kind:
        case "number":
            return _number(narrow, at)
        case "day":
            return _day(narrow, written, at)
        case "clock":
            return _clock(narrow, written, at)
        case "text":
            return Token("text", narrow, at, length, written[1:-1])
        case "sign":
            return Token("sign", _SIGNS.get(narrow, narrow), at, length)
        case "joining" | "word":
            sign = WORD_SIGNS.get(narrow.lower() if narrow.isascii() else narrow)
            return Token("sign", sign, at, length, narrow) if sign else Token("word", narrow, at, length)
        case _:
            return _bad_character(narrow, written, at)


def _number(narrow: str, at: int) -> Token | Problem:
    digits = sum(map(str.isdigit, narrow))
    if digits + 2 * narrow.endswith("%") > MAX_DIGITS:
        shown = narrow if len(narrow) <= _MAX_SHOWN else narrow[:_MAX_SHOWN] + "…"
        remedy = f"一个数最多 {MAX_DIGITS} 位数字，百分数最多 {MAX_DIGITS - 2} 位，请改短"
        return Problem("NUMBER_TOO_LONG", f"“{shown}”有 {digits} 位数字，太长", at, len(narrow), remedy)
    value = Fraction(narrow[:-1]) / 100 if narrow.endswith("%") else Fraction(narrow)
    return Token("number", narrow, at, len(narrow), value)


def _day(narrow: str, written: str, at: int) -> Token | Problem:
    year, month, day = (int(part) for part in re.findall("[0-9]+", narrow))
    try:
        return Token("day", narrow, at, len(narrow), date(year, month, day))
    except ValueError:
        remedy = "请按 2026-06-30 的样子写一个日历上有的日期"
        return Problem("BAD_DATE", f"没有“{written}”这一天", at, len(written), remedy)


def _clock(narrow: str, written: str, at: int) -> Token | Problem:
    hour, minute = (int(part) for part in narrow.split(":"))
    try:
        return Token("clock", narrow, at, len(narrow), time(hour, minute))
    except ValueError:
        remedy = "请按 19:30 的样子写，小时 0 至 23，分钟 00 至 59"
        return Problem("BAD_TIME", f"没有“{written}”这个时刻", at, len(written), remedy)


def _is_unit(before: Token, at: int) -> bool:
    """Tell whether a word at `at` hangs on a number, date or time, as in 80分."""
    return before.kind in ("number", "day", "clock") and before.at + before.length == at


def _bad_number(text: str, before: Token, end: int) -> Problem:
    written = text[before.at : end]
    remedy = f"请只写 {before.text}，不写单位；后面若是别的词，中间空一格"
    return Problem("BAD_NUMBER", f"“{written}”中数字和文字连在一起", before.at, len(written), remedy)


def _bad_character(narrow: str, written: str, at: int) -> Problem:
    if narrow in "\"'「」":
        remedy = "请在文字后面补上引号，前后引号要成对"
        return Problem("OPEN_QUOTE", f"引号“{written}”没有配成对", at, 1, remedy)
    shown = written if written.isprintable() else f"U+{ord(written):04X}"
    remedy = _OTHER_REMEDIES.get(narrow, "请删去这个符号；要当作文字就加引号")
    return Problem("BAD_CHARACTER", f"条件里不能用“{shown}”", at, 1, remedy)


def _too_long(text: str) -> Problem:
    message = f"这个条件有 {len(text)} 个字符，最多 {MAX_CHARACTERS} 个"
    return Problem("TOO_LONG", message, MAX_CHARACTERS, len(text) - MAX_CHARACTERS, "请拆成几个条件分别写")


def _too_many(at: int) -> Problem:
    message = f"这个条件超过 {MAX_TOKENS} 个词和符号"
    return Problem("TOO_MANY_TOKENS", message, at, 1, "请拆成几个条件分别写")
