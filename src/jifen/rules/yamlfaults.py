"""What the YAML parser could not read, told in the words of an office: where, what, and what to do."""

from __future__ import annotations

import re
from typing import Any

from jifen.rules.findings import Finding, Place, Severity, shorten
from jifen.rules.yamlscanner import Forbidden

# By a piece of the parser's own words: what it means, what to do. The first that fits is taken.
_FAULTS: tuple[tuple[str, str, str], ...] = (
    ("found '<stream end>'", "到文件末尾还缺少内容，或括号没有配对", "补上缺少的内容或括号"),
    ("'\\t' that cannot start", "这里用了制表符（Tab）", "缩进一律用空格，把制表符改成空格"),
    ("that cannot start any token", "这一段文字不能以这个符号开头", "把整段文字放进英文引号"),
    ("found unexpected end of stream", "从这里开始的引号没有配对", "补上后一个引号，或删去前一个"),
    ("unknown escape character", "双引号里的反斜杠写法不对", "改用单引号，或把反斜杠写成两个"),
    ("expected escape sequence", "双引号里的反斜杠写法不对", "改用单引号，或把反斜杠写成两个"),
    ("expected ',' or ']'", "方括号里的各项没有用逗号隔开，或缺少“]”", "各项之间用半角逗号隔开，末尾写“]”"),
    ("expected ',' or '}'", "花括号里的各项没有用逗号隔开，或缺少“}”", "各项之间用半角逗号隔开，末尾写“}”"),
    ("found unexpected ':'", "花括号里的冒号后面没有空格", "冒号后空一格；值里含有冒号的，把值放进引号"),
    (
        "mapping values are not",
        "这里多了一个冒号，或上一行的缩进不对",
        "值里有冒号的，把值放进引号；再核对缩进",
    ),
    ("find expected ':'", "这一行缺少冒号，或冒号后面没有空格", "写成“字段: 值”，用半角冒号，后面空一格"),
    ("sequence entries are not allowed", "这里不能写以“-”开头的条目", "条目另起一行写，核对缩进"),
    ("mapping keys are not allowed", "这里不能写字段", "字段另起一行写，核对缩进"),
    ("expected <block end>", "这一行的缩进与上面各行没有对齐", "同一层的行左边对齐，一律用空格缩进"),
    ("more indented follow up line", "这一段文字的缩进不齐", "这一段各行左边对齐"),
    ("expected a comment or a line break", "“|”或“>”后面不能接着写文字", "文字从下一行开始写，左边多空两格"),
    ("indentation indicator", "“|”或“>”后面写错了", "只写“|”，文字从下一行开始写"),
    ("expected alphabetic or numeric", "文字不能以 * 或 & 开头", "把整段文字放进英文引号"),
    ("expected the node content", "这里缺少内容，或多了一个符号", "核对逗号和括号，删去多余的符号"),
)
_OTHER = ("格式不对，读不下去", "核对这一行的缩进、冒号、引号和括号")

_QUOTE = "如果是正文以这个符号开头，把整段文字放进英文引号"
_FORBIDDEN: dict[str, tuple[str, str]] = {
    "alias": ("这里用了引用记号“*”或“&”，方案文件里不能用", f"把内容照写一遍；{_QUOTE}"),
    "tag": ("这里用了类型记号“!”，方案文件里不能用", f"删去以“!”开头的记号；{_QUOTE}"),
    "yaml-directive": ("这一行以“%”开头，方案文件里不能这样写", f"删去这一行；{_QUOTE}"),
    "many-documents": (
        "从这一行起是另一份内容，一个文件只能写一份方案",
        "删去单独一行的“---”或“...”，两份方案分成两个文件",
    ),
    "too-deep": ("内容套得太深", "方案一般只有七八层，核对这一行的缩进和括号"),
}

# Traps of a Chinese keyboard, looked for in the line of the fault.
_HINTS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"^[ \t]*[\u3000\xa0]"), "行首用了全角空格，改成半角空格"),
    (re.compile(r"^\s*(?:- )?[^\s:：'\"#]{1,40}："), "这一行用的是全角冒号“：”，改成半角冒号加空格“: ”"),
    (re.compile(r"[\[{][^\]}\n]*，"), "括号里用了全角逗号“，”，改成半角逗号“,”"),
    (re.compile(r"^\s*(?:- )?[\w.-]{1,40}:[^\s/]"), "冒号后面要空一格"),
    (re.compile(r"^\s*-[^\s\d-]"), "“-”后面要空一格"),
)


def explain(error: Exception, text: str, name: str, last: tuple[int, int]) -> Finding:
    """Tell in Chinese what the parser could not read; ``error`` is what it raised behind ``last``."""
    problem = str(getattr(error, "problem", None) or "")
    mark: Any = getattr(error, "problem_mark", None)
    if "end of stream" in problem or "expected ':'" in problem:  # where it began says more than the end
        mark = getattr(error, "context_mark", mark)
    line, column = (mark.line + 1, mark.column + 1) if mark is not None else last
    message, remedy = next(((m, r) for words, m, r in _FAULTS if words in problem), _OTHER)
    shown = text.split("\n")[line - 1]
    return Finding(
        "yaml-syntax",
        Severity.ERROR,
        f"{message}（{shorten(shown)}）" if shown.strip() else message,
        hint(shown) or remedy,
        Place(name, line, column),
        value=shorten(shown) or None,
    )


def forbidden(sign: Forbidden, text: str, name: str) -> Finding:
    """Tell in Chinese which sign a scheme file cannot hold."""
    message, remedy = _FORBIDDEN[sign.code]
    shown = shorten(text.split("\n")[sign.line - 1])
    place = Place(name, sign.line, sign.column)
    return Finding(sign.code, Severity.ERROR, f"{message}（{shown}）", remedy, place, value=shown)


def hint(written: str) -> str | None:
    """Return what to do about a trap of a Chinese keyboard in a line or value, if there is one."""
    return next((remedy for trap, remedy in _HINTS if trap.search(written[:500])), None)
