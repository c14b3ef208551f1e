"""Text a spreadsheet program would take for a formula or a number, made harmless and made whole again."""

from __future__ import annotations

import re

# The full-width forms are taken for formulas by Chinese editions of office programs.
_OPENER = r"[=+\-@\t\r＝＋－＠]"
# From 16 digits on a spreadsheet program that opens a CSV file keeps 15 and writes zeros for the rest.
_LONG_CODE = r"[0-9]{16,}\Z"
_TO_GUARD = re.compile(rf"'*(?:{_OPENER}|{_LONG_CODE})")
_GUARDED = re.compile(rf"'+(?:{_OPENER}|{_LONG_CODE})")
# What XML cannot carry, or a cell cannot show.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


def guard(text: str) -> str:
    """Return the text for a CSV cell: an apostrophe in front where a program would reckon instead of read.

    `unguard(guard(text)) == text` for every text.
    """
    return f"'{text}" if _TO_GUARD.match(text) else text


def unguard(text: str) -> str:
    """Take away the apostrophe `guard` put in front."""
    return text[1:] if _GUARDED.match(text) else text


def printable(text: str) -> str:
    """Return the text with signs no cell can hold (control characters, lone surrogates) shown as �."""
    # The first question is answered quickly and spares the second for nearly every text.
    return text if text.isprintable() else _UNPRINTABLE.sub("�", text)
