"""Texts, codes, choices, and yes or no."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable

from jifen.workbook.columns import Column, plain_heading
from jifen.workbook.faults import listing
from jifen.workbook.findings import Finding, Raw, nearest, plain, shown

_LONGEST = 32_767
_MOST_EXACT = 10**15
_MOST_SUGGESTIONS = 200
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[Ee]\+?\d{2,3}", re.A)
_MARKS = {"√": "是", "✓": "是", "✔": "是", "☑": "是", "×": "否", "✗": "否", "✘": "否"}
_FLAGS = {
    **dict.fromkeys(("是", "有", "对", "1", "Y", "YES", "TRUE"), True),
    **dict.fromkeys(("否", "无", "错", "0", "N", "NO", "FALSE", "X"), False),
}

_TOO_LONG = Finding("text-too-long", f"超过 {_LONGEST} 个字", "请缩短后重新填写")
_UNPRINTABLE = Finding("control-character", "含有看不见的控制字符", "请删去这一格，手工重新填写")
_DIGITS_LOST = Finding(
    "digits-lost",
    "是按数字存的，第 15 位以后的数字已经丢失",
    "请把这一列的单元格格式设为“文本”，再重新填写完整的号码",
)
_BECAME_DATE = Finding(
    "became-date",
    "被表格软件变成了日期",
    "请把这一列的单元格格式设为“文本”，再重新填写",
)
_BAD_FLAG = Finding("bad-flag", "看不出是“是”还是“否”", "请填“是”或“否”")


def to_text(raw: Raw) -> str | Finding | None:
    """Return the text without blanks at its ends; None if nothing remains."""
    if isinstance(raw, str):
        text = raw.strip()
        # Answered quickly and true of nearly every text; marks and control characters are not printable.
        if not text.isprintable():
            text = text.strip("\ufeff\u200b")
            if _CONTROL.search(text):
                return _UNPRINTABLE
        return _TOO_LONG if len(text) > _LONGEST else text or None
    if _has_lost_digits(raw):
        return _DIGITS_LOST
    return shown(raw)


def to_code(raw: Raw) -> str | Finding | None:
    """Return the code as text, full-width signs made half-width; None for an empty cell.

    A number of more than 15 digits has lost the rest; it is refused, not guessed.
    """
    if isinstance(raw, dt.date | dt.time | dt.timedelta):
        return _BECAME_DATE
    text = to_text(raw)
    if not isinstance(text, str):
        return text
    code = plain(text)
    if _SCIENTIFIC.fullmatch(code):
        return _DIGITS_LOST
    if len(code) == 18 and code.isdecimal() and code.endswith("000"):
        message = "以 000 结尾，可能是按数字保存时丢了后三位"
        return Finding("digits-doubtful", message, "请核对这个号码", warning=True, kept=code)
    return code or None


def to_flag(raw: Raw) -> bool | Finding | None:
    """Return True for 是 √ 1 Y, False for 否 × 0 N; None for an empty cell."""
    if isinstance(raw, str):
        text = raw.strip()
        text = _MARKS.get(text) or plain(text).upper()
        return _FLAGS.get(text, _BAD_FLAG) if text else None
    if isinstance(raw, int | float) and raw in (0, 1):
        return bool(raw)
    return _BAD_FLAG


def choice_of(column: Column) -> Callable[[Raw], str | Finding | None]:
    """Return the conversion to one of the column's choices; width of signs, blanks and case do not count."""
    known = {plain_heading(choice): choice for choice in column.choices}
    suggested = 0

    def to_choice(raw: Raw) -> str | Finding | None:
        nonlocal suggested
        text = plain_heading(shown(raw))
        if text in known or not text:
            return known.get(text)
        suggested += 1
        # Comparing is slow; whoever has 200 different mistakes in a column does not read so many suggestions.
        name = nearest(text, known) if suggested <= _MOST_SUGGESTIONS else None
        hint = f"是不是“{known[name]}”？" if name else ""
        remedy = f"{hint}可以填：{listing(column.choices)}"
        return Finding("bad-choice", "不在可以填的范围内", remedy)

    return to_choice


def _has_lost_digits(raw: Raw) -> bool:
    return isinstance(raw, int | float) and (not math.isfinite(raw) or abs(raw) >= _MOST_EXACT)
