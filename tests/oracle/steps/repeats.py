"""Repeats (`times.repeat`): more for the same again while an earlier one still stands."""

from __future__ import annotations

from datetime import date

from jifen.rules.model.items import FactRule
from tests.oracle.asking import ask
from tests.oracle.book import Book, Desk, Entry
from tests.oracle.days import span_of
from tests.oracle.scopes import of_fact
from tests.oracle.steps.admit import counting_day


def repeats(book: Book, desk: Desk) -> None:
    """Multiply entries by what stands earlier in canonical order, as it was before any repeat."""
    entries = sorted(
        (one for one in desk.entries if one.counts and one.item is not None), key=Entry.canonical
    )
    for place, entry in enumerate(entries):
        if not isinstance(entry.rule, FactRule):
            continue
        for times in entry.rule.times:
            if times.repeat is None:
                continue
            if times.when is not None and ask(times.when, of_fact(book, desk, entry.fact)) is not True:
                continue
            before = [
                one for one in entries[:place] if same(one, entry, times.repeat) and stands(book, one, entry)
            ]
            for _ in before if times.each else before[:1]:
                entry.factor *= times.by
                entry.multiplied *= times.by
                entry.credited = entry.multiplied


def same(earlier: Entry, entry: Entry, repeat: str) -> bool:
    """Of the same item; for `class` also of the same class, which both must say."""
    if earlier.item is not entry.item:
        return False
    said = entry.fact.fields.get("class")
    return repeat == "item" or (said is not None and earlier.fact.fields.get("class") == said)


def stands(book: Book, earlier: Entry, entry: Entry) -> bool:
    """Its window holds the day of the later fact; without a window it is of the same period."""
    day = entry.fact.occurred_on
    if earlier.since is not None:
        return earlier.since <= day and (earlier.until is None or day <= earlier.until)
    return period_of(book, counting_day(book, earlier)) == period_of(book, counting_day(book, entry))


def period_of(book: Book, day: date) -> object:
    return span_of(day, "period", book.year)
