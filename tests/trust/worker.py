"""One process of a harness: `python -m tests.trust.worker begin | post BOOK | write BOOK ACK | look | …`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import django

ROOM = 12
"""Pages a file may still grow by."""
WAYS = {"hasty", "careless", "blind"}
"""Defects a canary plants: acknowledging before the commit; a key of one's own for what all ask for; no walk."""


def main() -> None:
    """Do one of the things above."""
    django.setup()
    what, *words = sys.argv[1:]
    way = next((word for word in words if word in WAYS), "")
    words = [word for word in words if word not in WAYS]
    DOINGS[what](way, *words)


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


def nest(way: str) -> None:
    """Read what is to be done, line by line; let a child of this process do it, and say its number.

    A child begins where this process stands, with everything loaded: it is killed as any other process is.
    """
    import signal

    import tests.ledger.desk  # noqa: F401 -- loaded once, with the room and the tables it knows, for all children

    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for them: the dead are gone at once
    say("ready")
    for line in sys.stdin:
        what, *words = line.rstrip("\n").split("\t")
        child = os.fork()
        if child:
            say(str(child))
            continue
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        found = next((word for word in words if word in WAYS), "")
        DOINGS[what](found, *(word for word in words if word not in WAYS))
        os._exit(0)


def fill(way: str, book: str, acknowledged: str) -> None:
    """Post until the file of the database may not grow any more; say what was raised."""
    from django.db import DatabaseError, connection

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0] + ROOM}")
    with Path(acknowledged).open("a", encoding="utf-8") as file:
        for number in range(10_000):
            try:
                _post(book, f"fill-{number}")
            except DatabaseError as full:
                say(type(full).__name__)
                return
            _put(file, f"fill-{number}")


def again(way: str, book: str) -> None:
    """Post once more; say `new`."""
    say("new" if _post(book, "after") else "again")


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


def flip(way: str, book: str, count: str) -> None:
    """Turn bits of the database file over, one at a time; say for each what the walk said, or that nothing changed.

    Bits are taken from the pages that hold entries, texts, seals and the head of the book: at random, from one seed.
    """
    import random

    from django.db import connection

    for number in range(40):
        _post(book, f"flip-{number}", points=100 + number)
    _seal(book)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.execute("PRAGMA page_size")
        size = cursor.fetchone()[0]
        marks = _marks(cursor)
    connection.close()
    path = Path(connection.settings_dict["NAME"])
    whole, before = path.read_bytes(), _content()
    connection.close()
    pages = sorted({place // size for mark in marks if (place := whole.find(mark)) > 0})
    chance = random.Random(7)
    for _ in range(int(count)):
        place = chance.choice(pages) * size + chance.randrange(size)
        bent = bytearray(whole)
        bent[place] ^= 1 << chance.randrange(8)
        path.write_bytes(bent)
        say(_told(before, blind=way == "blind"))
        connection.close()
        for beside in (f"{path}-wal", f"{path}-shm"):
            Path(beside).unlink(missing_ok=True)
    path.write_bytes(whole)


def _seal(book: str) -> None:
    from jifen.cli.site.starting import now
    from jifen.ledger.actions import seal_period
    from tests.cast import Cast

    seal_period(actor=Cast().actor("recorder"), at=now(), book_id=book, period="2026-03")


def _marks(cursor: Any) -> list[bytes]:
    """Return texts of the rows that are protected: where they stand in the file, bits are turned over."""
    columns = {
        "ledger_entry": "hash",
        "ledger_entrytext": "salt",
        "ledger_book": "head",
        "ledger_seal": "root",
    }
    found = []
    for table, column in columns.items():
        cursor.execute(f"SELECT {column} FROM {table}")
        found += [said.encode() for (said,) in cursor.fetchall()]
    return found


def _content() -> list[Any]:
    """Return every protected row by what it says: an escape of JSON may be written in two ways."""
    from django.db import connection

    found = []
    with connection.cursor() as cursor:
        for table in ("ledger_book", "ledger_entry", "ledger_entrytext", "ledger_seal"):
            cursor.execute(f"SELECT * FROM {table} NOT INDEXED ORDER BY rowid")
            own = 1 if table == "ledger_seal" else 0  # a seal's own key, to which nothing points
            rows = [row[own:] for row in cursor.fetchall()]
            found.append([[_said(value) for value in row] for row in rows])
    return found


def _said(value: Any) -> Any:
    import json

    try:
        return json.loads(value) if isinstance(value, str) and value[:1] in ("{", "[") else value
    except ValueError:
        return value


def _told(before: list[Any], *, blind: bool) -> str:
    """Return `named`, `unread` (the database itself refuses), `same`, or `missed`."""
    from django.db import DatabaseError

    from jifen.ledger.queries import verify_all

    try:
        if not blind and list(verify_all()):
            return "named"
        return "same" if _content() == before else "missed"
    except DatabaseError:
        return "unread"
    except Exception as wrong:
        return f"fell {type(wrong).__name__}: {wrong}"


DOINGS = {
    "begin": begin,
    "post": post_on_demand,
    "write": write_on,
    "fill": fill,
    "flip": flip,
    "again": again,
    "nest": nest,
    "look": look,
}

if __name__ == "__main__":
    main()
