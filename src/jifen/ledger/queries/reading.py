"""The entries of a book as the database holds them: plain columns, read past the ORM.

A walk over a million entries is mostly reading; and a column whose bits rotted must be named, not fail while rows are
made of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from jifen.ledger.models import Book, EntryText
from jifen.ledger.states.chain import instant
from jifen.ledger.states.walking import ERASED, Text

_AT_ONCE = 2_000
_COLUMNS = (
    "id, sequence, previous, kind, person_id, item, {on}, {at}, points, reverses_id, fields, basis, author_id,"
    " approver, commitment, hash, posting_id"
)


BASIS = ("kind", "label", "on", "document_no", "reference")


class Read(NamedTuple):
    """An entry as it stands in its row; `line` makes of it what the chain is made of (docs/spec/ledger.md)."""

    key: int
    sequence: int
    previous: str
    kind: str
    person: UUID | str
    item: str
    occurred_on: date | str
    posted_at: datetime | str
    points: int
    reverses: int | None
    fields: str
    basis: str
    author: str
    approver: str
    commitment: str
    hash: str
    posting: UUID | str

    def line(self, begin: list[str], original: int) -> list[Any]:
        """Return the canonical array; `original` is the sequence of the entry it reverses, 0 where there is none.

        `begin`: format, algorithm and book. Raises `ValueError`, `TypeError`, `KeyError` or `AttributeError` where the
        row holds what none of ours does.
        """
        why = json.loads(self.basis)
        if len(why) != len(BASIS):
            raise ValueError("not a basis of ours")
        kind, label, on, document_no, reference = (why[name] for name in BASIS)
        return [
            *begin,
            self.sequence,
            self.previous,
            self.kind,
            _id(self.person),
            self.item,
            self.occurred_on,
            _instant(self.posted_at),
            self.points,
            original,
            json.loads(self.fields),
            [kind, label, on or None, document_no, reference],
            self.author,
            self.approver,
            self.commitment,
        ]


def read_entries(book: Book) -> Iterator[Read]:
    """Yield the entries of a book in their order, a block at a time."""
    key = Book._meta.pk.get_db_prep_value(book.pk, connection)
    # Joined with nothing, days and instants of SQLite stay the text they are: one that rotted would end the walk.
    as_text = " || ''" if connection.vendor == "sqlite" else ""
    columns = _COLUMNS.format(on=f"occurred_on{as_text}", at=f"posted_at{as_text}")
    with connection.chunked_cursor() as cursor:
        statement = f"SELECT {columns} FROM ledger_entry WHERE book_id = %s ORDER BY sequence"
        cursor.execute(statement, [key])
        while rows := cursor.fetchmany(_AT_ONCE):
            yield from map(Read._make, rows)


def read_postings(book: Book) -> list[tuple[UUID | str, int, int]]:
    """Return the postings of a book in their order: key as `Read.posting` has it, first and last entry."""
    key = Book._meta.pk.get_db_prep_value(book.pk, connection)
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, first, last FROM ledger_posting WHERE book_id = %s ORDER BY first", [key])
        return [(posting, first, last) for posting, first, last in cursor.fetchall()]


def read_texts(book: Book) -> dict[int, Text]:
    """Return what stands beside the entries of a book, by the key of the entry."""
    rows = EntryText.objects.filter(entry__book=book).order_by()
    found = rows.values_list("pk", "salt", "reason", "erased_at")
    return {
        key: ERASED if erased else (salt, reason) for key, salt, reason, erased in found.iterator(_AT_ONCE)
    }


def _id(said: UUID | str) -> str:
    """Return an id as it stands in a line; SQLite keeps the bare digits."""
    return (
        str(said)
        if isinstance(said, UUID)
        else f"{said[:8]}-{said[8:12]}-{said[12:16]}-{said[16:20]}-{said[20:]}"
    )


def _instant(said: datetime | str) -> str:
    """Return an instant as it stands in a line; SQLite keeps text in UTC, without a fraction where it is nought."""
    if isinstance(said, datetime):
        return instant(said)
    day, _, time = said.partition(" ")
    return f"{date.fromisoformat(day)}T{time if '.' in time else f'{time}.000000'}Z"
