"""Reads of this room; a row is obtained only by `get_…_for(actor, id)`."""

from jifen.registers.queries.due import Due, list_due
from jifen.registers.queries.files import FILE_TABLES, list_lines_of
from jifen.registers.queries.occasions import (
    find_dues,
    get_line_for,
    get_occasion_for,
    list_lines,
    list_occasions_for,
)
from jifen.registers.queries.people import list_people, list_people_of, list_remarks
from jifen.registers.queries.suggesting import ORIGIN, Proposals, list_said, list_suggestions, propose

__all__ = [
    "FILE_TABLES",
    "ORIGIN",
    "Due",
    "Proposals",
    "find_dues",
    "get_line_for",
    "get_occasion_for",
    "list_due",
    "list_lines",
    "list_lines_of",
    "list_occasions_for",
    "list_people",
    "list_people_of",
    "list_remarks",
    "list_said",
    "list_suggestions",
    "propose",
]
