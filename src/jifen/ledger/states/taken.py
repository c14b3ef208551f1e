"""How lines that were taken over are named: points of this year by part or item, and the result of a year before.

A line taken over stands under `code@n#place.taken_over`, where the place is a part or an item of the 办法; under
`code@n#taken_over` where the paper gave no place; the result of an earlier year under `code@n#year.2025`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

OPENING = "taken_over"
_YEAR = "year."

WORDS = frozenset({"grade", "appraisal", "tier"})
"""Figures of an earlier year that are words."""
COUNTS = frozenset({"rank", "months"})
"""Figures of an earlier year that are whole numbers; all others are hundredths of a point."""


def opening_item(reference: str, place: str = "") -> str:
    """Return the item of points of this year; without a place they count outside of all limits."""
    return f"{reference}#{place}.{OPENING}" if place else f"{reference}#{OPENING}"


def year_item(reference: str, year: str) -> str:
    """Return the item of the result of an earlier points year."""
    return f"{reference}#{_YEAR}{year}"


def path_of(item: str) -> str:
    """Return what stands behind the version."""
    return item.partition("#")[2]


def place_of(item: str) -> str:
    """Return the part or item whose points a line takes over; nothing where it names none."""
    return path_of(item).removesuffix(OPENING).rstrip(".") if path_of(item).endswith(f".{OPENING}") else ""


def year_of_item(item: str) -> str:
    """Return the earlier year a line tells the result of; nothing for points of this year."""
    path = path_of(item)
    return path.removeprefix(_YEAR) if path.startswith(_YEAR) else ""


def code_of(item: str) -> str:
    """Return the identifier of the 办法 a line quotes."""
    return item.partition("@")[0]


def say_figures(fields: Mapping[str, Any]) -> str:
    """Return the result of an earlier year in words."""
    ordered = [*(name for name in _SAID if name in fields), *(name for name in fields if name not in _SAID)]
    return "，".join(
        _SAID.get(name, f"{name} {{}} 分").format(_shown(name, fields[name])) for name in ordered
    )


_SAID = {
    "raw": "折算前 {} 分",
    "converted": "折算后 {} 分",
    "score": "积分 {} 分",
    "grade": "{}",
    "rank": "第 {} 名",
    "months": "{} 个月",
    "appraisal": "评议{}",
    "tier": "层次 {}",
}


def _shown(name: str, value: Any) -> str:
    if name in WORDS or name in COUNTS:
        return str(value)
    return f"{Decimal(int(value)) / 100:.2f}"


def plain_figures(fields: Mapping[str, Any]) -> dict[str, str | Decimal]:
    """Return the figures of an earlier year as conditions read them: words, counts, points."""
    return {name: _plain(name, value) for name, value in fields.items()}


def _plain(name: str, value: Any) -> str | Decimal:
    if name in WORDS:
        return str(value)
    return Decimal(int(value)) if name in COUNTS else Decimal(int(value)) / 100


def same_content(standing: Iterable[Any], asked: Iterable[Any]) -> bool:
    """Say whether two lists of lines take over the same, whatever their order and the version they quote."""
    return sorted(map(_content, standing)) == sorted(map(_content, asked))


def _content(line: Any) -> tuple[str, str, int, str]:
    fields = sorted((name, str(value)) for name, value in line.fields.items())
    return path_of(line.item), str(line.occurred_on), line.points, str(fields)
