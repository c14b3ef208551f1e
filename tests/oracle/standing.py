"""Who is scored at all."""

from __future__ import annotations

from datetime import date

from tests.oracle.asking import ask
from tests.oracle.book import Book, Desk
from tests.oracle.people import state_on
from tests.oracle.scopes import now


def is_scored(book: Book, desk: Desk) -> bool:
    """One of those meant, and on E neither exempt nor gone."""
    row = state_on(desk.member, book.day)
    exempt_from, left_on = row.get("exempt_from"), row.get("left_on")
    if isinstance(exempt_from, date) and exempt_from <= book.day:
        return False
    if isinstance(left_on, date) and left_on < book.day:
        return False
    return is_meant(book, desk)


def is_meant(book: Book, desk: Desk) -> bool:
    """By status on E, not out, not exempt for good. Where `out` cannot be told he stays in."""
    row, people = state_on(desk.member, book.day), book.scheme.people
    if row.get("status") not in people.scored or row.get("exempt") is True:
        return False
    return is_out(book, desk) is not True


def is_out(book: Book, desk: Desk) -> object:
    """`out` on E: true, false or unknown."""
    out = book.scheme.people.out
    return False if out is None else ask(out, now(book, desk))
