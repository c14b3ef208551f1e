"""Carrying a book out as a file: the whole, or what one seal covers."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid4

from django.db import transaction

from jifen.audit.actions import record
from jifen.audit.states import RecordKind
from jifen.common.actor import Actor
from jifen.common.refusals import Invalid
from jifen.ledger.actions.recording import about
from jifen.ledger.models import Book, Seal
from jifen.ledger.permissions import may
from jifen.ledger.queries.books import get_book_for
from jifen.ledger.queries.writing import write_book, write_period
from jifen.ledger.states.acts import Act


def export_book(
    *, actor: Actor, at: datetime, book_id: UUID | str, path: Path, period: str | None = None
) -> int:
    """Write the text form of a book to a new file, whole or not at all; return how many lines it has.

    `period`: only what the seal of this period covers; the files of all periods together are the book again
    (`rebuild_books`). It holds personal texts, so who took it out is recorded. Raises `NotFound`, `NotAllowed`,
    `Invalid` (no such seal), `FileExistsError`.
    """
    beside = path.with_name(f".{path.name}.{uuid4().hex}")
    try:
        with transaction.atomic():
            book = get_book_for(actor, book_id)
            may(actor, Act.EXPORT_BOOK, book.branch.place).require()
            seal = _seal_of(book, period)
            count = 0
            with beside.open("x", encoding="utf-8", newline="\n") as file:
                for line in write_period(book, seal) if seal else write_book(book):
                    file.write(line + "\n")
                    count += 1
            record(
                actor=actor,
                at=at,
                act=Act.EXPORT_BOOK,
                place=book.branch.place,
                subject=about(book),
                kind=RecordKind.EXPORT,
                detail={"count": book.length, "head": book.head, **({"period": seal.period} if seal else {})},
            )
            if path.exists():
                raise FileExistsError(path)
            beside.rename(path)
            return count
    finally:
        beside.unlink(missing_ok=True)


def _seal_of(book: Book, period: str | None) -> Seal | None:
    """Return the seal of a period, None for the whole book; raise `Invalid`."""
    if period is None:
        return None
    seal = Seal.objects.filter(book=book, period=period.strip()).first()
    if seal is None:
        raise Invalid(period=f"{book}没有封过“{period.strip()}”这一期；封过的各期见这本账的页面。")
    return seal
