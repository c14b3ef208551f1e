"""Reads of the book. A book is obtained only by `get_book_for`."""

from jifen.ledger.queries.books import (
    find_seal_by_code,
    get_book_for,
    get_statement_book_for,
    list_all_books,
    list_books_for,
    list_entries_for,
    list_entries_of,
    list_seals_for,
    list_seals_of,
)
from jifen.ledger.queries.deriving import Derived, Difference, Proposed, Weighed, derive, weigh
from jifen.ledger.queries.files import FILE_TABLES, list_entries_about
from jifen.ledger.queries.verifying import Alarm, verify_all, verify_book

__all__ = [
    "FILE_TABLES",
    "Alarm",
    "Derived",
    "Difference",
    "Proposed",
    "Weighed",
    "derive",
    "find_seal_by_code",
    "get_book_for",
    "get_statement_book_for",
    "list_all_books",
    "list_books_for",
    "list_entries_about",
    "list_entries_for",
    "list_entries_of",
    "list_seals_for",
    "list_seals_of",
    "verify_all",
    "verify_book",
    "weigh",
]
