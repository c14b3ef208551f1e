"""Entries of a book that is taken in, as rows: a hundred thousand lines are one statement, not a hundred thousand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from typing import Any
from uuid import UUID

from jifen.common.basis import Basis, BasisKind
from jifen.common.orm import adapters_of, take_keys, write_values
from jifen.ledger.models import Book, Entry, EntryText, Posting
from jifen.ledger.states.chain import instant
from jifen.ledger.states.walking import ERASED, Text

Lines = Sequence[tuple[list[Any], str, Text]]
"""Canonical array, digest, text of each entry, in order from the first; verified."""
_COLUMNS = (
    "id book_id posting_id sequence kind person_id item occurred_on posted_at points reverses_id fields basis author_id"
    " approver commitment previous hash"
).split()


def refuse_other_spellings(line: list[Any]) -> None:
    """Raise `ValueError` or `TypeError` for a line that would not come out of its row as it went in.

    A day or an instant can be written in several ways, a figure twice: the digest is of one of them, the row keeps the
    value.
    """
    names = [name for name, _ in line[12]]
    texts = [line[5], line[7], line[14], line[15], line[16], *names]
    if names != sorted(set(names)) or not all(type(text) is str for text in texts):
        raise ValueError("条款、数量、决定人不是账本的写法")
    _refuse_spelling(line[8], line[9], *line[13])


@lru_cache(4_096)
def _refuse_spelling(day: str, at: str, kind: str, label: str, on: str | None, *papers: str) -> None:
    BasisKind(kind)
    same = date.fromisoformat(day).isoformat() == day and instant(instant_of(at)) == at
    same = same and (on is None or date.fromisoformat(on).isoformat() == on)
    if not same or len(papers) != 2 or not all(type(text) is str for text in (label, *papers)):
        raise ValueError("日期、时间或者依据不是账本的写法")


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
    moment = cache(lambda said: adapt["posted_at"](instant_of(said)))
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
            key, in_book, posting, number, kind, person(whom), item, day(on), moment(at), points,
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
