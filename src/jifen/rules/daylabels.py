"""Days and ranges of days in the words of an office."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

_WEEKDAYS = "一二三四五六日"


def day_label(day: date) -> str:
    """``2026年10月2日（星期五）``."""
    return f"{_plain_label(day)}（星期{_WEEKDAYS[day.weekday()]}）"


def range_label(start: date, end: date) -> str:
    """The shortest words for a range of days: ``2026年``, ``2026年第1季度``, ``2026年6月—2027年5月`` …"""
    if start == end:
        return _plain_label(start)
    year = f"{start.year}年"
    if start.day != 1 or end.day != monthrange(end.year, end.month)[1]:
        last = f"{end.month}月{end.day}日" if end.year == start.year else _plain_label(end)
        return f"{_plain_label(start)}—{last}"
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    match months, start.month:
        case 12, 1:
            return year
        case 6, (1 | 7):
            return f"{year}{'上' if start.month == 1 else '下'}半年"
        case 3, (1 | 4 | 7 | 10):
            return f"{year}第{start.month // 3 + 1}季度"
        case 1, _:
            return f"{year}{start.month}月"
    last = f"{end.month}月" if end.year == start.year else f"{end.year}年{end.month}月"
    return f"{year}{start.month}月—{last}"


def _plain_label(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
