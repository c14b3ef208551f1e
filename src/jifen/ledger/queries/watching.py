"""What the last walk over all books found."""

from __future__ import annotations

from datetime import datetime

from jifen.audit.queries import get_last_detail_on
from jifen.common.actor import Actor
from jifen.ledger.models import Book
from jifen.ledger.permissions import may
from jifen.ledger.states.acts import Act

ALL_BOOKS = "all-books"
"""What a record of such a walk is about."""


def last_verified_at() -> datetime | None:
    """Return when all books were verified last."""
    last = get_last_detail_on(ALL_BOOKS)
    return last[0] if last else None


def list_alarming_for(actor: Actor) -> list[Book]:
    """Return the books the actor sees that did not hold when all were verified last."""
    last = get_last_detail_on(ALL_BOOKS)
    if last is None or not last[1]["books"]:
        return []
    rows = Book.objects.filter(pk__in=last[1]["books"]).select_related("branch")
    return [book for book in rows if may(actor, Act.VIEW_BOOK, book.branch.place)]
