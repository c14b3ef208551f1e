"""Reads of this room; a row is obtained only by `get_…_for(actor, id)`."""

from jifen.publicity.queries.due import Due, list_due
from jifen.publicity.queries.files import FILE_TABLES, list_notices_about
from jifen.publicity.queries.notices import (
    count_over,
    find_notice,
    find_notices,
    get_notice_for,
    is_over,
    list_notices_for,
)
from jifen.publicity.queries.objections import (
    get_objection_for,
    list_contested,
    list_objections_of,
    list_open_objections,
    list_open_objections_of,
    list_reviewed_by,
    list_reviewers,
    list_to_report,
    list_upheld,
    name_contested,
    say_undecided,
)

__all__ = [
    "FILE_TABLES",
    "Due",
    "count_over",
    "find_notice",
    "find_notices",
    "get_notice_for",
    "get_objection_for",
    "is_over",
    "list_contested",
    "list_due",
    "list_notices_about",
    "list_notices_for",
    "list_objections_of",
    "list_open_objections",
    "list_open_objections_of",
    "list_reviewed_by",
    "list_reviewers",
    "list_to_report",
    "list_upheld",
    "name_contested",
    "say_undecided",
]
