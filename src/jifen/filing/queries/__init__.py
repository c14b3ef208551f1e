"""Reads of this room; a row is obtained only by `get_…_for(actor, id)`."""

from jifen.filing.queries.due import Due, list_due
from jifen.filing.queries.packages import (
    find_last_day,
    get_package_for,
    is_late,
    list_packages_for,
    list_versions,
)
from jifen.filing.queries.sealed import build_sealed_sheet, derive_sealed
from jifen.filing.queries.words import find_addressee, find_due_day, find_filing

__all__ = [
    "Due",
    "build_sealed_sheet",
    "derive_sealed",
    "find_addressee",
    "find_due_day",
    "find_filing",
    "find_last_day",
    "get_package_for",
    "is_late",
    "list_due",
    "list_packages_for",
    "list_versions",
]
