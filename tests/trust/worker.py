"""One process of a harness: `python -m tests.trust.worker begin | post BOOK | write BOOK ACK | look`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import django

WAYS = {"hasty", "careless"}
"""Defects a canary plants: acknowledging before the commit; a key of one's own for what all ask for."""


def main() -> None:
    """Do one of the things above."""
    django.setup()
    what, *words = sys.argv[1:]
    way = next((word for word in words if word in WAYS), "")
    words = [word for word in words if word not in WAYS]
    {"begin": begin, "post": post_on_demand, "write": write_on, "look": look}[what](way, *words)


def say(said: str) -> None:
    """Print a line at once."""
    sys.stdout.write(said + "\n")
    sys.stdout.flush()


def begin(way: str) -> None:
    """Make tables, cast and book; print the id of the book."""
    from django.core.management import call_command

    from tests import database
    from tests.cast import Cast
    from tests.ledger.desk import open_desk

    call_command("migrate", verbosity=0)
    database.fill()
    say(str(open_desk(Cast()).pk))


def _post(book: str, key: str, points: int = 100) -> bool:
    from jifen.cli.site.starting import now
    from jifen.ledger.actions import post_entries
    from tests.cast import Cast
    from tests.ledger.desk import ASSEMBLY, line

    global _desk
    if _desk is None:
        cast = Cast()
        _desk = (cast.actor("recorder"), line(cast, points=points, reason="帮五保户收麦"))
    actor, one = _desk
    done = post_entries(
        actor=actor,
        at=now(),
        book_id=book,
        key=key,
        lines=[one],
        basis=ASSEMBLY,
        clock_confirmed=True,
    )
    return not done.again


_desk: Any = None


def post_on_demand(way: str, book: str) -> None:
    """Read keys from the input; post under each, and say `new`, `again`, or the refusal."""
    say("ready")
    for key in sys.stdin:
        try:
            own = f"-{os.getpid()}" if way == "careless" else ""
            say("new" if _post(book, key.strip() + own) else "again")
        except Exception as wrong:
            say(type(wrong).__name__)


def write_on(way: str, book: str, acknowledged: str) -> None:
    """Post under new keys until killed; each key that was answered is put on the disk."""
    me = os.getpid()
    with Path(acknowledged).open("a", encoding="utf-8") as file:
        number = 0
        while True:
            number += 1
            key = f"{me}-{number}"
            if way == "hasty":
                _put(file, key)
            _post(book, key)
            if way != "hasty":
                _put(file, key)


def _put(file: Any, key: str) -> None:
    file.write(key + "\n")
    file.flush()
    os.fsync(file.fileno())


def look(way: str) -> None:
    """Print every alarm, then every key that was posted with its number of entries."""
    from django.db import connection

    from jifen.ledger.queries import verify_all

    for alarm in verify_all():
        say(f"alarm {alarm}")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.key, COUNT(e.id), COUNT(t.entry_id) FROM ledger_posting p"
            " LEFT JOIN ledger_entry e ON e.posting_id = p.id LEFT JOIN ledger_entrytext t ON t.entry_id = e.id"
            " GROUP BY p.id, p.key"
        )
        for key, entries, texts in cursor.fetchall():
            say(f"key {key} {entries} {texts}")


if __name__ == "__main__":
    main()
