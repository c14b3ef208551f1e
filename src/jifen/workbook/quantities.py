"""Numbers: exact decimals, whole numbers."""

from __future__ import annotations

import datetime as dt
import math
import re
from decimal import Decimal

from jifen.workbook.findings import Finding, Raw, exact, plain

_NUMBER = re.compile(r"[+-]?(?:\d{1,18}|\d{1,3}(?:,\d{3}){1,5})(?:\.\d{1,12})?|[+-]?\.\d{1,12}", re.A)
_MINUS = str.maketrans("−–—", "---")
_TOO_LARGE = 10**15

_TEXT = Finding(
    "not-a-number", "是文字，这里应当是数字", "请只填数字，例如 2 或 1.5，不要带“分”“次”“%”等字样"
)
_DATE = Finding("not-a-number", "是日期或时间，这里应当是数字", "请把这一格的格式改成“常规”，再重新填数字")
_LARGE = Finding("number-too-large", "太大，超出了能精确计算的范围", "请检查是否填错了格子")
_NOT_WHOLE = Finding("not-an-integer", "不是整数", "请填整数，例如 3")


def to_number(raw: Raw) -> Decimal | Finding | None:
    """Return the exact decimal number below 10^15; None for an empty cell."""
    if isinstance(raw, str):
        text = plain(raw)
        return _read_number(text) if text else None
    if isinstance(raw, dt.date | dt.time | dt.timedelta):
        return _DATE
    if isinstance(raw, bool) or not math.isfinite(raw):
        return _TEXT
    return exact(raw) if abs(raw) < _TOO_LARGE else _LARGE


def to_integer(raw: Raw) -> int | Finding | None:
    """Return the whole number below 10^15; None for an empty cell."""
    number = to_number(raw)
    if not isinstance(number, Decimal):
        return number
    return int(number) if number == int(number) else _NOT_WHOLE


def _read_number(text: str) -> Decimal | Finding:
    text = text.translate(_MINUS)
    if not _NUMBER.fullmatch(text):
        return _TEXT
    number = Decimal(text.replace(",", ""))
    return number if abs(number) < _TOO_LARGE else _LARGE
