"""Before the steps: to which pool every member belongs."""

from __future__ import annotations

from tests.oracle.book import Book, Desk
from tests.oracle.people import state_on
from tests.oracle.scopes import tier_of
from tests.oracle.three_valued import Unknown


def place(book: Book) -> None:
    """Say for every member in which pool he is, by his state on E; who lacks the key is among those who do."""
    for desk in book.desks:
        desk.pool = pool_key(book, desk)


def pool_key(book: Book, desk: Desk) -> tuple[object, ...]:
    row = state_on(desk.member, book.day)
    match book.scheme.people.pool:
        case "branch":
            return (desk.member.branch,)
        case "group":
            return (desk.member.branch, row.get("group"))
        case "tier":
            tier = Unknown() if book.scheme.tiers is None else tier_of(book, desk, book.day)
            return (desk.member.branch, None if isinstance(tier, Unknown) else tier)
        case "pool":
            return (row.get("pool"),)
        case _:
            return ()
