"""The account book against the raw driver doing the same writes: waits of one run, as ratios.

    PYTHONPATH=src:. python -m benchmarks.ledger [ENTRIES]                          (SQLite)
    python tools/postgresql.py python -m benchmarks.ledger [ENTRIES]                (PostgreSQL)

Posting one line at a time and thirty at once, taking in a book of ENTRIES lines, and walking it.
"""

from __future__ import annotations

import os
import secrets
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

ONE_BY_ONE, AT_ONCE, MONTHS = 300, 30, 30
START = datetime(2026, 3, 10, 1, 0, tzinfo=UTC)
REASON = "帮五保户收麦，支部党员大会认定"


def main() -> None:
    """Make an installation, and measure one thing after another."""
    entries = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as home:
        os.environ["JIFEN_HOME"] = home
        os.environ["JIFEN_DATABASE"] = os.environ.get("JIFEN_TEST_DATABASE", "")
        os.environ["DJANGO_SETTINGS_MODULE"] = "jifen.config.settings"
        from jifen.cli.site.home import prepare_home

        prepare_home(Path(home))
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        _measure(entries)


def _measure(entries: int) -> None:
    from django.db import connection

    from benchmarks.ledger_raw import Raw
    from jifen.common.actor import INSTALLER
    from jifen.ledger.actions import import_book, open_book
    from jifen.ledger.queries import verify_book
    from tests import database
    from tests.cast import NOW, Cast
    from tests.ledger.desk import END, open_desk
    from tests.ledger.desk import START as FIRST

    database.fill()
    cast = Cast()
    book = open_desk(cast)
    other = open_book(
        actor=INSTALLER,
        at=NOW,
        branch_id=cast.organization("other_branch").pk,
        year="2025",
        starts_on=FIRST,
        ends_on=END,
    )
    raw = Raw(other, str(cast.person("stranger").pk))
    _say(f"{connection.vendor}, {entries} entries")
    one = _clock("post one line", lambda: _post(cast, book, ONE_BY_ONE, 1))
    plain = _clock("the driver, the same rows", lambda: raw.post(ONE_BY_ONE))
    month = _clock("post thirty lines at once", lambda: _post(cast, book, MONTHS, AT_ONCE))
    _say(f"posting, of the driver's speed: {plain / one:.2f} (limit 0.5)")
    each, together = one / ONE_BY_ONE, month / (MONTHS * AT_ONCE)
    _say(f"a line among thirty, of the speed of one: {each / together:.1f} (limit 5 on SQLite)")
    lines = list(_invent(cast, entries))
    taken = _clock("take a book in", lambda: import_book(actor=INSTALLER, at=NOW, lines=lines))
    written = _clock("hash and executemany or COPY, the same rows", lambda: raw.write_many(entries))
    _say(f"taking in / executemany or COPY: {taken / written:.2f} (limit 1.5)")
    from jifen.ledger.models import Book

    large = Book.objects.get(year="2024")
    walked = _clock("walk it", lambda: list(verify_book(large)))
    _say(f"walking a million: {walked / entries * 1_000_000:.0f} s (limit 60)")


def _post(cast: Any, book: Any, times: int, lines: int) -> None:
    from jifen.ledger.actions import post_entries
    from tests.ledger.desk import ASSEMBLY, line

    actor, one = cast.actor("recorder"), line(cast, reason=REASON)
    for _ in range(times):
        post_entries(
            actor=actor,
            at=datetime.now(UTC) + timedelta(days=400),
            book_id=book.pk,
            key=uuid.uuid4().hex,
            lines=[one] * lines,
            basis=ASSEMBLY,
        )


def _invent(cast: Any, entries: int) -> Iterator[str]:
    """Yield the text form of a book of so many lines, as another installation would have written it."""
    import json

    from jifen.ledger.states.chain import BOOK, ENTRY, canonical, commit, digest, genesis

    branch, person = cast.organization(), cast.person("member")
    book_id = str(uuid.uuid4())
    head = [book_id, str(branch.pk), branch.code, "2024", date(2024, 6, 1), date(2025, 5, 31), START]
    previous = genesis("SHA256", head)

    def line(said: dict[str, Any]) -> str:
        return json.dumps(said, ensure_ascii=False)

    plain = json.loads(canonical([BOOK, "SHA256", *head]))
    yield line({"book": plain, "state": "OPEN", "name": branch.full_name})
    yield line({"person": [str(person.pk), person.name, "", ""]})
    basis = ["MEETING", "支部党员大会", "2025-03-05", "", ""]
    for number in range(1, entries + 1):
        salt = secrets.token_bytes(16)
        entry = [
            ENTRY, "SHA256", book_id, number, previous, "NORMAL", str(person.pk), "village@1#good_deeds.help",
            "2025-03-01", "2025-03-10T01:00:00.000000Z", 100, 0, [["quantity", "1"]], basis, str(person.pk),
            "支部党员大会", commit("SHA256", salt, REASON),
        ]  # fmt: skip
        previous = digest("SHA256", canonical(entry))
        yield line({"entry": entry, "hash": previous, "text": [salt.hex(), REASON]})
    yield line({"posting": ["期初", "0" * 64, 1, entries, "2025-03-10T01:00:00.000000Z"]})
    yield line({"end": [entries, previous, entries * 100, 0]})


def _clock(what: str, act: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    act()
    seconds = time.perf_counter() - begun
    _say(f"{what}: {seconds:.2f} s")
    return seconds


def _say(said: str) -> None:
    print(said, flush=True)


if __name__ == "__main__":
    main()
