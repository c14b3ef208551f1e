"""How acts of this room are written into the memory."""

from jifen.audit.actions import Subject
from jifen.ledger.models import Book


def about(book: Book) -> Subject:
    """Return what a record says an act is about."""
    return Subject("book", str(book.pk), str(book))
