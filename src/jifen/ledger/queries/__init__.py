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
from jifen.ledger.queries.taken import Carried, TakenYear, list_carried, list_standing, list_taken_years
from jifen.ledger.queries.trying import Trial, list_misfit_bases, try_take_over
from jifen.ledger.queries.verifying import Alarm, verify_all, verify_book, verify_with_kept
from jifen.ledger.queries.watching import last_verified_at, list_alarming_for

__all__ = [
    "FILE_TABLES",
    "Alarm",
    "Carried",
    "Derived",
    "Difference",
    "Due",
    "Proposed",
    "TakenYear",
    "Trial",
    "Weighed",
    "derive",
    "find_due_period",
    "find_kept_by_code",
    "find_seal_by_code",
    "find_struck",
    "get_book_for",
    "get_seal_for",
    "get_statement_for",
    "last_verified_at",
    "list_alarming_for",
    "list_all_books",
    "list_books_for",
    "list_books_in",
    "list_books_of",
    "list_carried",
    "list_due",
    "list_entries_about",
    "list_entries_for",
    "list_entries_of",
    "list_misfit_bases",
    "list_people_in",
    "list_seals_for",
    "list_standing",
    "list_taken_years",
    "name_items",
    "try_take_over",
    "verify_all",
    "verify_book",
    "verify_with_kept",
    "weigh",
]
