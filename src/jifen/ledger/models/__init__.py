"""Tables of the book. UPDATE and DELETE are refused by triggers (`migrations/*.sql`), not only by this code."""

from jifen.ledger.models.books import Book, Posting
from jifen.ledger.models.entries import Entry, EntryText
from jifen.ledger.models.seals import KeptSeal, Seal, Snapshot

__all__ = ["Book", "Entry", "EntryText", "KeptSeal", "Posting", "Seal", "Snapshot"]
