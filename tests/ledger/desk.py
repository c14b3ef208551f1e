"""What the stories of the book have in common: 青山村's book of 2026, and lines to write into it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from jifen.common.basis import Basis, BasisKind
from jifen.ledger.actions import Line, Posted, open_book, post_entries
from jifen.ledger.models import Book
from jifen.ledger.states.books import Algorithm
from tests.cast import NOW, Cast

ASSEMBLY = Basis(BasisKind.MEETING, "支部党员大会", date(2026, 3, 5), "青山〔2026〕3号")
VILLAGE = "village@1"
START, END = date(2025, 6, 1), date(2026, 5, 31)


def open_desk(
    cast: Cast,
    branch: str = "branch",
    recorder: str = "recorder",
    algorithm: Algorithm = Algorithm.SHA256,
) -> Book:
    """Open the book of a branch for the village's points year."""
    return open_book(
        actor=cast.actor(recorder),
        at=NOW,
        branch_id=cast.organization(branch).pk,
        year="2025",
        starts_on=START,
        ends_on=END,
        algorithm=algorithm,
    )


def line(cast: Cast, who: str = "member", points: int = 200, **more: Any) -> Line:
    """Return a line about somebody: two points for a good deed, unless told otherwise."""
    more.setdefault("item", f"{VILLAGE}#good_deeds.help")
    more.setdefault("occurred_on", date(2026, 3, 1))
    return Line(person_id=str(cast.person(who).pk), points=points, **more)


def post(cast: Cast, book: Book, key: str = "一月", *lines: Line, minutes: int = 0, **more: Any) -> Posted:
    """Let 孙记录员 post lines on the assembly's decision."""
    more.setdefault("actor", cast.actor("recorder"))
    more.setdefault("basis", ASSEMBLY)
    return post_entries(
        at=NOW + timedelta(minutes=minutes), book_id=book.pk, key=key, lines=lines or (line(cast),), **more
    )
