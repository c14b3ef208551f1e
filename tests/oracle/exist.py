"""Whether an item exists at all for a member."""

from __future__ import annotations

from jifen.rules.model.items import Item, Part
from tests.oracle.asking import ask
from tests.oracle.book import Book, Desk
from tests.oracle.scopes import now
from tests.oracle.steps.admit import in_force_in


def exists(book: Book, desk: Desk, part: Part, item: Item) -> bool:
    """Enabled, in force on some day of P up to E, and meant for him on E."""
    if not (part.enabled and item.enabled and in_force_in(book, item)):
        return False
    return item.members is None or ask(item.members, now(book, desk)) is True
