"""Reads of this room; a row is obtained only by `get_…_for(actor, id)`."""

from jifen.schemes.queries.enrolments import (
    get_enrolment_for,
    list_enrolled,
    list_enrolments_for,
    list_years,
)
from jifen.schemes.queries.files import FILE_TABLES, list_enrolments_about
from jifen.schemes.queries.holidays import get_holiday_table, list_entered_years
from jifen.schemes.queries.recorders import RECORDER_WORDS, get_recorder_rule
from jifen.schemes.queries.starts import (
    earliest_start,
    find_predecessor,
    name_of_current_span,
    needs_approval,
    propose_period,
    rhythm_of_version,
)
from jifen.schemes.queries.texts import (
    bound_of,
    check_of,
    clauses_of,
    file_name_of,
    read_of,
    tables_of,
    years_to_try,
)
from jifen.schemes.queries.versions import (
    builds_on,
    find_holding,
    find_upper,
    find_version,
    get_scheme_for,
    get_version_for,
    list_held_by,
    list_same_code,
    list_schemes_for,
    list_upper_versions,
    list_versions_for,
    period_of,
    reference_of,
    year_of,
)

__all__ = [
    "FILE_TABLES",
    "RECORDER_WORDS",
    "bound_of",
    "builds_on",
    "check_of",
    "clauses_of",
    "earliest_start",
    "file_name_of",
    "find_holding",
    "find_predecessor",
    "find_upper",
    "find_version",
    "get_enrolment_for",
    "get_holiday_table",
    "get_recorder_rule",
    "get_scheme_for",
    "get_version_for",
    "list_enrolled",
    "list_enrolments_about",
    "list_enrolments_for",
    "list_entered_years",
    "list_held_by",
    "list_same_code",
    "list_schemes_for",
    "list_upper_versions",
    "list_versions_for",
    "list_years",
    "name_of_current_span",
    "needs_approval",
    "period_of",
    "propose_period",
    "read_of",
    "reference_of",
    "rhythm_of_version",
    "tables_of",
    "year_of",
    "years_to_try",
]
