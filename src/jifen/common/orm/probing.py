"""Asking many tables of which most have nothing to say: one short question first, then only those that answer."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Probe:
    """One statement that finds out which of several questions have rows: an answer for each key, in order."""

    statement: str
    values: tuple[Any, ...]
    keys: tuple[Hashable, ...]

    def ask(self) -> set[Hashable]:
        """Return the keys of the questions that have rows."""
        if not self.keys:
            return set()
        with connection.cursor() as cursor:
            cursor.execute(self.statement, self.values)
            return {key for key, some in zip(self.keys, cursor.fetchone(), strict=True) if some}


def compile_probe(questions: Mapping[Key, QuerySet[Any]]) -> Probe:
    """Return the statement for some questions; one that can have no rows is not put to the database at all."""
    parts, values, keys = [], [], []
    for key, rows in questions.items():
        with suppress(EmptyResultSet):
            statement, given = rows.query.exists().get_compiler(rows.db).as_sql()
            parts.append(f"EXISTS ({statement})")
            values += given
            keys.append(key)
    return Probe(f"SELECT {', '.join(parts)}", tuple(values), tuple(keys))


def fetch_each(questions: Mapping[Key, QuerySet[Any]]) -> dict[Key, list[Any]]:
    """Return the rows of every question, in their order; those without rows are not asked in full.

    One statement finds out which have any: writing out all columns of all tables for rows that are not there is most
    of the work of a page like a person's file.
    """
    there = compile_probe(questions).ask()
    return {key: list(rows) if key in there else [] for key, rows in questions.items()}
