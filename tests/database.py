"""The database of the tests: the cast is there from the start; books that only grow are emptied by force.

A test that commits (a live server, threads) leaves rows that triggers protect; only here are they taken out.
"""

from datetime import UTC, datetime

from django.apps import apps
from django.db import connection

from jifen.cli.site.cast import Cast, assemble

STARTED = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


def empty_tables() -> None:
    """Empty every table, triggers notwithstanding; the schema stays."""
    tables = [model._meta.db_table for model in apps.get_models(include_auto_created=True)]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
            cursor.execute(f"TRUNCATE {', '.join(tables)} RESTART IDENTITY CASCADE")
            cursor.execute("SET session_replication_role = DEFAULT")
            return
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        cursor.execute("PRAGMA foreign_keys = OFF")
        for name, _ in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
        for table in tables:
            cursor.execute(f"DELETE FROM {table}")
        for _, statement in triggers:
            cursor.execute(statement)
        cursor.execute("PRAGMA foreign_keys = ON")


def fill() -> Cast:
    """Enter the cast."""
    return assemble(STARTED)
