"""Who is scored at all."""

from __future__ import annotations

from datetime import date

from tests.oracle.asking import ask
from tests.oracle.book import Book, Desk
from tests.oracle.people import state_on
from tests.oracle.scopes import of_member


def is_scored(book: Book, desk: Desk) -> bool:
    """By status on E, not out, not exempt, not gone. Where `out` cannot be told he stays in."""
    row, people = state_on(desk.member, book.day), book.scheme.people
    exempt_from, left_on = row.get("exempt_from"), row.get("left_on")
    if row.get("status") not in people.scored or row.get("exempt") is True:
        return False
    if isinstance(exempt_from, date) and exempt_from <= book.day:
        return False
    if isinstance(left_on, date) and left_on < book.day:
        return False
    return people.out is None or ask(people.out, of_member(book, desk, book.day)) is not True
