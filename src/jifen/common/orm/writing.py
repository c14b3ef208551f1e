"""Rows written in bulk, or many times a minute: the statement of a table is made once, not for every row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache, partial
from typing import Any

from django.db import connection, models

Values = Sequence[Any]


def insert_rows(rows: Sequence[models.Model]) -> None:
    """Insert rows of one table as they stand, their keys given beforehand; nothing is read back.

    For the few tables whose speed is measured; no signal is sent and no default of the database applies.
    """
    if rows:
        model = type(rows[0])
        shape = _shape_of(model)
        write_values(model, ([adapt(getattr(row, name)) for name, adapt in shape] for row in rows))
        for row in rows:
            row._state.adding, row._state.db = False, connection.alias


def write_values(model: type[models.Model], values: Iterable[Values]) -> None:
    """Insert rows given as the values of all columns in their order, fit for the driver."""
    block = list(values)
    with connection.cursor() as cursor:
        if len(block) == 1:
            cursor.execute(_insert_of(model), block[0])
        elif connection.vendor == "postgresql":
            with cursor.copy(_copy_of(model)) as copy:
                for row in block:
                    copy.write_row(row)
        else:
            cursor.executemany(_insert_of(model), block)


def adapters_of(model: type[models.Model]) -> dict[str, Callable[[Any], Any]]:
    """Return, for every column in its order, what makes a value fit for the driver."""
    return dict(_shape_of(model))


def take_keys(model: type[models.Model], count: int) -> Sequence[int]:
    """Return so many fresh keys of a table with a counted key, in ascending order; call it in a transaction."""
    table, key = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            counter = "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)"
            cursor.execute(counter, [table, key, count])
            return [number for (number,) in cursor.fetchall()]
        # The transaction is IMMEDIATE: nobody else writes, and inserting the keys moves the counter on.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = cursor.fetchone()
        first = last[0] + 1 if last else 1
        return range(first, first + count)


@cache
def _shape_of(model: type[models.Model]) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    return tuple(
        (column.attname, partial(column.get_db_prep_save, connection=connection))
        for column in model._meta.concrete_fields
    )


@cache
def _insert_of(model: type[models.Model]) -> str:
    names = _names_of(model)
    marks = ", ".join(["%s"] * len(names))
    return f'INSERT INTO "{model._meta.db_table}" ({", ".join(names)}) VALUES ({marks})'


@cache
def _copy_of(model: type[models.Model]) -> str:
    return f'COPY "{model._meta.db_table}" ({", ".join(_names_of(model))}) FROM STDIN'


def _names_of(model: type[models.Model]) -> list[str]:
    return [f'"{column.column}"' for column in model._meta.concrete_fields]
