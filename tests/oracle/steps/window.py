"""Step 4: entries that count only while their window holds E."""

from __future__ import annotations

from datetime import date, timedelta

from jifen.rules.model.points import Valid
from tests.oracle.asking import ask
from tests.oracle.book import Book
from tests.oracle.days import add_months
from tests.oracle.scopes import of_fact


def window(book: Book) -> None:
    """Drop what is not valid on E; a window without a beginning leaves a question."""
    for desk in book.desks:
        for entry in desk.entries:
            valid = None if entry.rule is None else entry.rule.valid
            if not entry.counts or valid is None:
                continue
            scope = of_fact(book, desk, entry.fact)
            since = ask(valid.since, scope)
            until = None if valid.until is None else ask(valid.until, scope)
            if not isinstance(since, date):
                entry.dropped = "condition_unknown"
            elif not in_window(book.day, since, until, valid):
                entry.dropped = "window_over"


def in_window(day: date, since: date, until: object, valid: Valid) -> bool:
    """Both ends belong to the window; without an end it stays open."""
    if day < since or (isinstance(until, date) and day > until):
        return False
    if valid.months is None and valid.days is None:
        return True
    return day <= add_months(since, valid.months or 0) + timedelta(days=(valid.days or 0) - 1)
