"""Migrations that run the SQL file written for the database at hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.db import migrations


def run_sql_file(migration: str, name: str, *, undo: str = "") -> migrations.RunPython:
    """Return the operation that runs `name.<vendor>.sql` beside the migration whose `__file__` is given.

    Statements in a file are separated by blank lines: what stands inside a trigger has semicolons of its own.
    """
    return migrations.RunPython(
        _runner(migration, name), _runner(migration, undo) if undo else migrations.RunPython.noop
    )


def _runner(migration: str, name: str) -> Any:
    def run(apps: Any, schema_editor: Any) -> None:
        path = Path(migration).with_name(f"{name}.{schema_editor.connection.vendor}.sql")
        for statement in path.read_text(encoding="utf-8").split("\n\n"):
            schema_editor.execute(statement, params=None)

    return run
