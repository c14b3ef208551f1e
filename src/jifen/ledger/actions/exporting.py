"""Carrying a book out as a file."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid4

from django.db import transaction

from jifen.audit.actions import record
from jifen.audit.states import RecordKind
from jifen.common.actor import Actor
from jifen.ledger.actions.recording import about
from jifen.ledger.permissions import may
from jifen.ledger.queries.books import get_book_for
from jifen.ledger.queries.writing import write_book
from jifen.ledger.states.acts import Act


def export_book(*, actor: Actor, at: datetime, book_id: UUID | str, path: Path) -> int:
    """Write the text form of a book to a new file, whole or not at all; return how many lines it has.

    It holds personal texts, so who took it out is recorded. Raises `NotFound`, `NotAllowed`, `FileExistsError`.
    """
    beside = path.with_name(f".{path.name}.{uuid4().hex}")
    try:
        with transaction.atomic():
            book = get_book_for(actor, book_id)
            may(actor, Act.EXPORT_BOOK, book.branch.place).require()
            count = 0
            with beside.open("x", encoding="utf-8", newline="\n") as file:
                for line in write_book(book):
                    file.write(line + "\n")
                    count += 1
            record(
                actor=actor,
                at=at,
                act=Act.EXPORT_BOOK,
                place=book.branch.place,
                subject=about(book),
                kind=RecordKind.EXPORT,
                detail={"count": book.length, "head": book.head},
            )
            if path.exists():
                raise FileExistsError(path)
            beside.rename(path)
            return count
    finally:
        beside.unlink(missing_ok=True)
