"""Marks of facts that carry their day, as 采纳@2026-05-01: one that is dated later is not there yet (B7)."""

from __future__ import annotations

import re
from datetime import date

_DATED = re.compile(r"(.*\S)[@ ]\s*(\d{4}-\d{2}-\d{2})")


def marks_there(text: str, as_of: date | None) -> str | None:
    """The marks of a cell (采纳@2026-05-01、推广) that are there on a day, without their days; None: none of them."""
    found = [there for piece in text.split("、") if (there := _there(piece.strip(), as_of))]
    return "、".join(found) or None


def _there(mark: str, as_of: date | None) -> str | None:
    match = _DATED.fullmatch(mark)
    if match is None:
        return mark
    try:
        day = date.fromisoformat(match[2])
    except ValueError:
        return mark
    return None if as_of is not None and day > as_of else match[1]
