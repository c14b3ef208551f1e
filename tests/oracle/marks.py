"""Marks of a fact, each with the day on which it was reached, if written (A7)."""

from __future__ import annotations

import re
from datetime import date

from tests.oracle.three_valued import MISSING

_DATED = re.compile(r"(?P<mark>.+?)\s*[@＠ ]\s*(?P<day>\d{4}-\d{2}-\d{2})\Z")


def marks_there(written: object, day: date) -> object:
    """The marks reached up to a day, without their days; unknown where none was yet."""
    if not isinstance(written, tuple):
        return MISSING
    found = []
    for text in written:
        match = _DATED.match(text)
        if match is None:
            found.append(text)
        elif date.fromisoformat(match["day"]) <= day:
            found.append(match["mark"])
    return tuple(found) if found else MISSING
