"""An installation of every release there was becomes one of today, on both databases, and nothing is lost."""

from __future__ import annotations

import json
import lzma
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
RELEASES = sorted(path.name for path in HERE.iterdir() if (path / "sqlite.sql.xz").exists())
SERVER = os.environ.get("JIFEN_TEST_DATABASE", "")
GROW = {"django_migrations", "django_content_type", "auth_permission", "sqlite_sequence"}
"""What an upgrade itself adds rows to."""

pytestmark = pytest.mark.django_db


def run(home: Path, database: str, *words: str) -> str:
    surroundings = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("JIFEN_", "DJANGO_", "COV_"))},
        "JIFEN_HOME": str(home),
        "JIFEN_DATABASE": database,
        "JIFEN_ASSETS": str(home / "assets"),
        "DJANGO_SETTINGS_MODULE": "jifen.config.settings",
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, *words], env=surroundings, cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def prepare(home: Path, database: str) -> None:
    (home / "assets" / "vendor").mkdir(parents=True)
    (home / "assets" / "vendor" / "tabler.min.css").write_text("/* */", encoding="utf-8")
    run(home, database, "-c", "from jifen.cli.main import main; main()", "site", "prepare")


def look(home: Path, database: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run(home, database, "-m", "tests.upgrade.looking"))
    return found


def new_database() -> str:
    """Return the address of an empty database; none where SQLite is tested."""
    if not SERVER:
        return ""
    import psycopg

    name = f"upgrade_{uuid4().hex}"
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type]
    return urlsplit(SERVER)._replace(path=f"/{name}").geturl()


def restore(release: str, home: Path) -> str:
    """Put an old installation into a folder (and a database of its own); return the address of the database."""
    home.mkdir()
    database = new_database()
    kind = "postgresql" if database else "sqlite"
    text = lzma.decompress((HERE / release / f"{kind}.sql.xz").read_bytes()).decode()
    shutil.copy(HERE / release / f"{kind}.keys.json", home / "keys.json")
    if database:
        import psycopg

        with psycopg.connect(database) as server:
            server.execute(text)  # type: ignore[arg-type]
    else:
        connection = sqlite3.connect(home / "jifen.sqlite3")
        connection.executescript(text)
        connection.close()
    return database


def count_rows(home: Path, database: str) -> dict[str, int]:
    """Return the rows of every table of an installation that today's program does not know yet."""
    counting = "SELECT COUNT(*) FROM "
    if database:
        import psycopg

        with psycopg.connect(database) as server:
            names = server.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
            return {name: server.execute(f'{counting}"{name}"').fetchone()[0] for (name,) in names}  # type: ignore[index, arg-type]
    connection = sqlite3.connect(home / "jifen.sqlite3")
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    rows = {name: connection.execute(f'{counting}"{name}"').fetchone()[0] for (name,) in names}
    connection.close()
    return rows


@pytest.mark.parametrize("release", RELEASES)
def test_installation_of_a_release_becomes_one_of_today(release: str, tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    database = restore(release, old)
    before = {table: rows for table, rows in count_rows(old, database).items() if table not in GROW}
    prepare(old, database)
    upgraded = look(old, database)
    new.mkdir()
    fresh_database = new_database()
    prepare(new, fresh_database)
    fresh = look(new, fresh_database)

    assert upgraded["shape"] == fresh["shape"]
    assert upgraded["triggers"] == fresh["triggers"]
    assert {table: upgraded["rows"].get(table) for table in before} == before
    assert (upgraded["phone"], upgraded["branch"]) == ("13800000001", "青山村支部")
    assert upgraded["members"] == 22
