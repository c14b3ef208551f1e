"""Reads of the book. A book is obtained only by `get_book_for`."""

from jifen.ledger.queries.books import (
    find_kept_by_code,
    find_seal_by_code,
    find_struck,
    get_book_for,
    get_seal_for,
    get_statement_for,
    list_all_books,
    list_books_for,
    list_books_in,
    list_books_of,
    list_entries_for,
    list_entries_of,
    list_people_in,
    list_seals_for,
)
from jifen.ledger.queries.deriving import Derived, Difference, Proposed, Weighed, derive, weigh
from jifen.ledger.queries.due import Due, find_due_period, list_due
from jifen.ledger.queries.files import FILE_TABLES, list_entries_about
from jifen.ledger.queries.naming import name_items
from jifen.ledger.queries.verifying import Alarm, verify_all, verify_book, verify_with_kept

__all__ = [
    "FILE_TABLES",
    "Alarm",
    "Derived",
    "Difference",
    "Due",
    "Proposed",
    "Weighed",
    "derive",
    "find_due_period",
    "find_kept_by_code",
    "find_seal_by_code",
    "find_struck",
    "get_book_for",
    "get_seal_for",
    "get_statement_for",
    "list_all_books",
    "list_books_for",
    "list_books_in",
    "list_books_of",
    "list_due",
    "list_entries_about",
    "list_entries_for",
    "list_entries_of",
    "list_people_in",
    "list_seals_for",
    "name_items",
    "verify_all",
    "verify_book",
    "verify_with_kept",
    "weigh",
]
