"""Spans in which entries are counted together."""

from __future__ import annotations

from tests.oracle.book import Book, Entry
from tests.oracle.days import span_of

LONG = ("calendar_year", "life")


def bucket_of(book: Book, entry: Entry, span: str) -> object:
    """Equal answers are counted together. Memory meets the entries of P only where a span reaches beyond P."""
    if span == "fact":
        return id(entry)
    found = span_of(entry.fact.occurred_on, span, book.year)
    return found if span in LONG else (entry.memory, found)


def buckets(book: Book, entries: list[Entry], span: str) -> list[list[Entry]]:
    """The entries by span, each in the order given."""
    found: dict[object, list[Entry]] = {}
    for entry in entries:
        found.setdefault(bucket_of(book, entry, span), []).append(entry)
    return list(found.values())
