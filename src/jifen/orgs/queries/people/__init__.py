"""Reads about people."""

from jifen.orgs.queries.people.aliases import list_aliases, resolve
from jifen.orgs.queries.people.duplicates import Likeness, list_likely_duplicates_for
from jifen.orgs.queries.people.endings import Endings, find_endings
from jifen.orgs.queries.people.file import FILE_TABLES, PersonFile, get_file_for
from jifen.orgs.queries.people.finding import (
    get_bond_for,
    get_circumstance_for,
    get_household_for,
    get_person_for,
    list_households_for,
    list_people_for,
    list_same_name,
    list_without_household_for,
)
from jifen.orgs.queries.people.marks import Mark, list_marks
from jifen.orgs.queries.people.status import Status, has_vote, status_of, status_on
from jifen.orgs.queries.people.weighing import build_case

__all__ = [
    "FILE_TABLES",
    "Endings",
    "Likeness",
    "Mark",
    "PersonFile",
    "Status",
    "build_case",
    "find_endings",
    "get_bond_for",
    "get_circumstance_for",
    "get_file_for",
    "get_household_for",
    "get_person_for",
    "has_vote",
    "list_aliases",
    "list_households_for",
    "list_likely_duplicates_for",
    "list_marks",
    "list_people_for",
    "list_same_name",
    "list_without_household_for",
    "resolve",
    "status_of",
    "status_on",
]
