"""Gains that stand in the book without effect while a fault is open (`effect.hold`)."""

from __future__ import annotations

from datetime import date

from tests.oracle.book import Book, Desk, Entry
from tests.oracle.days import ONE_DAY
from tests.oracle.steps.override import is_repaired


def hold(book: Book, desk: Desk) -> None:
    """Drop the gains of the days between a fault and its correction, or the end of its window."""
    spans = [
        (entry.fact.occurred_on, last_day(book, entry))
        for entry in desk.entries
        if entry.override is not None and entry.override.effect.hold == "gains" and holds(book, desk, entry)
    ]
    for entry in desk.entries:
        day = entry.fact.occurred_on
        inside = any(first <= day and (last is None or day <= last) for first, last in spans)
        if inside and entry.counts and entry.item is not None and entry.multiplied > 0:
            entry.dropped = "held"


def holds(book: Book, desk: Desk, entry: Entry) -> bool:
    """Admitted and not repaired. That its window is over by E does not give back the gains of its days."""
    assert entry.override is not None
    there = entry.admitted and entry.dropped in (None, "window_over")
    return there and not is_repaired(book, desk, entry.override, entry)


def last_day(book: Book, entry: Entry) -> date | None:
    """The day before the correction, else the last day of the window, if it has one."""
    corrected = entry.fact.fields.get("corrected_on")
    if isinstance(corrected, date) and corrected <= book.as_of:
        return corrected - ONE_DAY
    return entry.until
