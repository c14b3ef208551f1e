"""What is wrong with one value, and how a value is shown to the person who typed it."""

from __future__ import annotations

import datetime as dt
import difflib
import math
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

Raw = str | float | int | bool | dt.date | dt.time | dt.timedelta
"""What the readers deliver for a cell (a `datetime` is a `date`); an empty cell is the empty string."""

_PLACES = Decimal("1E-10")
_LONGEST_COMPARED = 60


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with one value; `kept` stands for the value where it is only a `warning`."""

    code: str
    message: str
    remedy: str
    warning: bool = False
    kept: Any = None


def plain(text: str) -> str:
    """Return the text with full-width signs made half-width, without blanks at its ends."""
    if text.isascii():
        return text.strip()
    return unicodedata.normalize("NFKC", text).strip(" \t\r\n\x0b\x0c\ufeff\u200b\u200e\u200f\u2060").strip()


def exact(number: float) -> Decimal:
    """Return the decimal number a cell shows, which is not quite the binary one it stores.

    A cell computed as 0.1+0.2 stores 0.30000000000000004, and 0.3-0.1-0.2 stores -2.8E-17. Fifteen
    significant digits are what spreadsheet programs show; ten places are more than any figure here has.
    """
    value = Decimal(format(number, ".15g"))
    if value != value.to_integral_value():
        value = Decimal(format(value.quantize(_PLACES), "f").rstrip("0").rstrip("."))
    return value + 0


def shown(raw: Raw) -> str:
    """Return a cell's value as its owner sees it."""
    if isinstance(raw, bool):
        return "TRUE" if raw else "FALSE"
    if isinstance(raw, int | float):
        return format(exact(raw), "f") if math.isfinite(raw) else str(raw)
    if isinstance(raw, dt.datetime):
        return raw.strftime("%Y-%m-%d %H:%M:%S").removesuffix(" 00:00:00")
    return str(raw)


def nearest(text: str, names: Iterable[str]) -> str | None:
    """Return the name most like the text, if any is."""
    close = difflib.get_close_matches(text[:_LONGEST_COMPARED], list(names), n=1, cutoff=0.5)
    return close[0] if close else None
