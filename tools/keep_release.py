"""Keeps a small database of a release, for the upgrade tests of all later ones.

`python tools/postgresql.py .venv/bin/python tools/keep_release.py 0.1`: makes an installation of the present version on
SQLite and on PostgreSQL, fills both with the cast and one row of everything, and writes them, compressed, with the keys
of their sealed columns (keys of nobody: they were made for this) below tests/upgrade/.
"""

from __future__ import annotations

import lzma
import os
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

from bootstrap import ROOT
from postgresql import find_programs

KEPT = ROOT / "tests" / "upgrade"


def keep(release: str) -> None:
    """Write `sqlite.sql.xz`, `postgresql.sql.xz` and the keys of both."""
    address = os.environ.get("JIFEN_TEST_DATABASE") or sys.exit("run this by tools/postgresql.py")
    folder = KEPT / release
    folder.mkdir(exist_ok=False)
    for name, database in (("sqlite", ""), ("postgresql", address)):
        with tempfile.TemporaryDirectory() as home:
            fill(Path(home), database)
            text = dump_postgresql(database) if database else dump_sqlite(Path(home))
            (folder / f"{name}.sql.xz").write_bytes(lzma.compress(text.encode()))
            (folder / f"{name}.keys.json").write_bytes((Path(home) / "keys.json").read_bytes())


def fill(home: Path, database: str) -> None:
    """Prepare an installation as a user does, and fill it."""
    surroundings = {
        **os.environ,
        "JIFEN_HOME": str(home),
        "JIFEN_DATABASE": database,
        "DJANGO_SETTINGS_MODULE": "jifen.config.settings",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
    }
    prepare = [sys.executable, "-c", "from jifen.cli.main import main; main()", "site", "prepare"]
    for command in (prepare, [sys.executable, "-m", "tests.upgrade.filling"]):
        subprocess.run(command, check=True, env=surroundings, cwd=ROOT)


def dump_sqlite(home: Path) -> str:
    """Return the statements that make the database again."""
    connection = sqlite3.connect(home / "jifen.sqlite3")
    try:
        return "\n".join(connection.iterdump()) + "\n"
    finally:
        connection.close()


def dump_postgresql(address: str) -> str:
    """Return the statements that make the database again; none is for psql alone."""
    programs = find_programs()
    assert programs is not None
    found = subprocess.run(
        [str(programs / "pg_dump"), "--no-owner", "--no-privileges", "--inserts", address],
        check=True,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    return "".join(line for line in found.stdout.splitlines(keepends=True) if not line.startswith("\\"))


if __name__ == "__main__":
    keep(sys.argv[1])
