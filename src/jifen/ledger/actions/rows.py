"""Entries of a book that is taken in, as rows: a hundred thousand lines are one statement, not a hundred thousand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from jifen.common.basis import Basis, BasisKind
from jifen.common.orm import adapters_of, take_keys, write_values
from jifen.ledger.models import Book, Entry, EntryText, Posting
from jifen.ledger.states.walking import ERASED, Text

Lines = Sequence[tuple[list[Any], str, Text]]
"""Canonical array, digest, text of each entry, in order from the first; verified."""
_COLUMNS = (
    "id book_id posting_id sequence kind person_id item occurred_on posted_at points reverses_id fields basis author_id"
    " approver commitment previous hash"
).split()


def write_entries(book: Book, lines: Lines, postings: Sequence[Posting]) -> None:
    """Write verified entries with their texts; `postings` (written already) cover them in order."""
    keys = take_keys(Entry, len(lines))
    write_values(Entry, _entries(book, lines, postings, keys))
    write_values(EntryText, _texts(lines, keys))


def _entries(
    book: Book, lines: Lines, postings: Sequence[Posting], keys: Sequence[int]
) -> Iterator[list[Any]]:
    adapt = adapters_of(Entry)
    if list(adapt) != _COLUMNS:
        raise RuntimeError("the columns of an entry are not those written here")
    person = cache(lambda said: adapt["person_id"](UUID(said)))
    day = cache(lambda said: adapt["occurred_on"](date.fromisoformat(said)))
    instant = cache(lambda said: adapt["posted_at"](instant_of(said)))
    basis = cache(lambda said: adapt["basis"](_basis(*said)))
    in_book = adapt["book_id"](book.pk)
    parts = ((adapt["posting_id"](posting.pk), posting.last) for posting in postings)
    posting, last = next(parts, (None, 0))
    for key, (line, kept, _) in zip(keys, lines, strict=True):
        (
            _,
            _,
            _,
            number,
            before,
            kind,
            whom,
            item,
            on,
            at,
            points,
            original,
            fields,
            why,
            author,
            who,
            bound,
        ) = line
        while number > last:
            posting, last = next(parts)
        yield [
            key, in_book, posting, number, kind, person(whom), item, day(on), instant(at), points,
            keys[original - 1] if original else None, adapt["fields"](dict(fields)), basis(tuple(why)), author, who,
            bound, before, kept,
        ]  # fmt: skip


def _texts(lines: Lines, keys: Sequence[int]) -> Iterator[list[Any]]:
    adapt = adapters_of(EntryText)["erased_at"]
    for key, (line, _, text) in zip(keys, lines, strict=True):
        if text == ERASED:
            yield [key, "", "", adapt(instant_of(line[9]))]
        elif text is not None:
            yield [key, text[0], text[1], None]


def _basis(kind: str, label: str, on: str | None, document_no: str, reference: str) -> Basis:
    return Basis(BasisKind(kind), label, date.fromisoformat(on) if on else None, document_no, reference)


def instant_of(said: str) -> datetime:
    """Return the instant that stands in a line."""
    return datetime.strptime(said, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
