"""Days and times of day, in the ways people write them in China."""

from __future__ import annotations

import datetime as dt
import re

from jifen.workbook.findings import Finding, Raw, plain

_DAY = re.compile(
    r"(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})[日号]?|(\d{2})(\d{2}))", re.A
)
_WITH_TIME = re.compile(r"(.+?)(?:(?<=日)|[ T])(\d{1,2}:\d{1,2}(?::\d{1,2}(?:\.\d+)?)?)", re.A)
_MIDNIGHT = re.compile(r"0{1,2}:0{1,2}(?::0{1,2}(?:\.0+)?)?", re.A)
_MONTH_ONLY = re.compile(r"\d{4}(?:[-/.年]?(?:0?[1-9]|1[0-2])月?)", re.A)
_SHORT_YEAR = re.compile(r"\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}[日号]?", re.A)
_NO_YEAR = re.compile(r"\d{1,2}(?:月|[-/.])\d{1,2}[日号]?", re.A)
_YEAR_LAST = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{4}", re.A)
_TIME = re.compile(r"(\d{1,2})(?:[:时点](\d{1,2})(?:[:分](\d{1,2})秒?)?分?|[时点])", re.A)
_DASHES = str.maketrans("‐‑‒–—−", "------")
_YEARS = range(1900, 2101)
_FIRST_SERIAL, _LAST_SERIAL = 10_000, 80_000
_LONGEST = 40

_REMEDY = "请填成 2026-03-01 这样的格式"
_BAD = Finding("bad-date", "不是有效日期", _REMEDY)
_TIMED = Finding("date-with-time", "带有钟点，这里只要日期", _REMEDY)
_SHAPES = (
    (_MONTH_ONLY, Finding("date-month-only", "只有年月，缺少日", _REMEDY)),
    (_SHORT_YEAR, Finding("date-short-year", "的年份只有两位，分不清是哪一年", _REMEDY)),
    (_YEAR_LAST, Finding("date-unclear-order", "的年月日顺序不清楚", _REMEDY)),
    (_NO_YEAR, Finding("date-without-year", "缺少年份", _REMEDY)),
)
_SERIAL = Finding(
    "date-as-number",
    "是没有日期格式的数字",
    "请把这一列的单元格格式改成“日期”，或填成 2026-03-01 这样的文字",
)
_BAD_TIME = Finding("bad-time", "不是有效钟点", "请填成 8:30 或 14:00 这样的格式")


def to_day(raw: Raw) -> dt.date | Finding | None:
    """Return the day; None for an empty cell. Years 1900–2100; a date with the time midnight is a day."""
    if isinstance(raw, dt.datetime):
        return _in_years(raw.date()) if raw.time() == dt.time() else _TIMED
    if isinstance(raw, dt.date):
        return _in_years(raw)
    if isinstance(raw, str):
        text = plain(raw)
        return _read_day(text) if text else None
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        if _FIRST_SERIAL <= raw <= _LAST_SERIAL:
            return _SERIAL
        # 20260305 typed into a cell arrives as a number.
        return _read_day(format(raw, ".15g"))
    return _BAD


def to_time(raw: Raw) -> dt.time | Finding | None:
    """Return the time of day; None for an empty cell."""
    if isinstance(raw, dt.time):
        return raw
    if not isinstance(raw, str):
        return _BAD_TIME
    text = plain(raw).replace(" ", "")
    if not text:
        return None
    match = _TIME.fullmatch(text)
    if match is None:
        return _BAD_TIME
    try:
        hour, minute, second = (int(figure or 0) for figure in match.groups())
        return dt.time(hour, minute, second)
    except ValueError:
        return _BAD_TIME


def _read_day(text: str) -> dt.date | Finding:
    if len(text) > _LONGEST:
        return _BAD
    text = text.translate(_DASHES)
    timed = _WITH_TIME.fullmatch(text)
    if timed:
        text = timed[1]
    text = text.replace(" ", "")
    match = _DAY.fullmatch(text)
    if match is None:
        return next((finding for shape, finding in _SHAPES if shape.fullmatch(text)), _BAD)
    year, month, day = (int(figure) for figure in match.groups() if figure and figure.isdigit())
    try:
        date = dt.date(year, month, day)
    except ValueError:
        return _BAD
    if timed and not _MIDNIGHT.fullmatch(timed[2]):
        return _TIMED
    return _in_years(date)


def _in_years(date: dt.date) -> dt.date | Finding:
    return date if date.year in _YEARS else _BAD
