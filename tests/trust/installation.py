"""A whole installation for one test, on SQLite or PostgreSQL, with the cast and an open book."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

ROOT = Path(__file__).resolve().parents[2]
SERVER = os.environ.get("JIFEN_TEST_DATABASE", "")


def surroundings(home: Path, database: str) -> Mapping[str, str]:
    """Return the environment of a process that works on an installation."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("JIFEN_", "DJANGO_", "COV_"))
    }
    return {
        **kept,
        "JIFEN_HOME": str(home),
        "JIFEN_DATABASE": database,
        "DJANGO_SETTINGS_MODULE": "tests.trust.settings",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        "PYTHONUTF8": "1",
    }


def new_database() -> str:
    """Return the address of an empty database; none where SQLite is tested."""
    if not SERVER:
        return ""
    import psycopg

    name = f"trust_{uuid4().hex}"
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type]
    return urlsplit(SERVER)._replace(path=f"/{name}").geturl()


class Installation:
    """A data folder, its database, and processes that work on them."""

    def __init__(self, home: Path) -> None:
        """Prepare it, with the cast and an open book."""
        self.home, self.database = home, new_database()
        self.environment = surroundings(home, self.database)
        home.mkdir(exist_ok=True)
        self.book = self.do("begin")

    def do(self, *words: str) -> str:
        """Let a process do something to the end and return what it printed."""
        done = subprocess.run(
            self.command(*words), env=self.environment, cwd=ROOT, capture_output=True, encoding="utf-8", check=False
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def start(self, *words: str) -> subprocess.Popen[str]:
        """Start a process that is spoken to line by line."""
        how: dict[str, Any] = {
            "stdin": subprocess.PIPE,
            "stdout": subprocess.PIPE,
            "stderr": subprocess.DEVNULL,
        }
        return subprocess.Popen(
            self.command(*words), env=self.environment, cwd=ROOT, encoding="utf-8", bufsize=1, **how
        )

    def command(self, *words: str) -> list[str]:
        """Return the command of a process."""
        return [sys.executable, "-m", "tests.trust.worker", *words]
