"""Asking many tables of which most have nothing to say: one short question first, then only those that answer."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

Key = TypeVar("Key")


def fetch_each(questions: Mapping[Key, QuerySet[Any]]) -> dict[Key, list[Any]]:
    """Return the rows of every question, in their order; those without rows are not asked in full.

    One statement finds out which have any: writing out all columns of all tables for rows that are not there is most
    of the work of a page like a person's file.
    """
    there = _list_answering(questions)
    return {key: list(rows) if key in there else [] for key, rows in questions.items()}


def _list_answering(questions: Mapping[Key, QuerySet[Any]]) -> set[Key]:
    """Return the questions that have rows; one that can have none is not put to the database at all."""
    parts, params, keys = [], [], []
    for key, rows in questions.items():
        with suppress(EmptyResultSet):
            statement, values = rows.query.exists().get_compiler(rows.db).as_sql()
            parts.append(f"EXISTS ({statement})")
            params += values
            keys.append(key)
    if not keys:
        return set()
    with connection.cursor() as cursor:
        statement = f"SELECT {', '.join(parts)}"
        cursor.execute(statement, params)
        return {key for key, some in zip(keys, cursor.fetchone(), strict=True) if some}
