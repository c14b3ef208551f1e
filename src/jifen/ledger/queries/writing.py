"""The text form of a book (docs/spec/ledger.md): one JSON object a line, for people, for verifiers, for rebuilding."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.db.models import F, QuerySet

from jifen.ledger.models import Book, Entry, EntryText, Posting, Seal
from jifen.ledger.states.chain import BOOK, canonical, instant
from jifen.orgs.models import Person

_AT_ONCE = 2_000


def write_book(book: Book) -> Iterator[str]:
    """Yield the lines of the text form, in its order."""
    seals = list(Seal.objects.filter(book=book).order_by("number"))
    yield from _write(book, Entry.objects.filter(book=book), Posting.objects.filter(book=book), seals)
    yield _line({"end": [book.length, book.head, book.control, len(seals)]})


def write_period(book: Book, seal: Seal) -> Iterator[str]:
    """Yield the lines of what one seal covers, in the same form; the last line says where the book stood then."""
    entries = Entry.objects.filter(book=book, sequence__gte=seal.first, sequence__lte=seal.last)
    postings = Posting.objects.filter(book=book, first__gte=seal.first, last__lte=seal.last)
    yield from _write(book, entries, postings, [seal])
    yield _line({"end": [seal.count, seal.head, seal.control, seal.number]})


def _write(
    book: Book, entries: QuerySet[Entry], postings: QuerySet[Posting], seals: list[Seal]
) -> Iterator[str]:
    algorithm, book_id = book.algorithm.value, str(book.pk)
    yield _line(
        {
            "book": _plain([BOOK, algorithm, *book.first_line()]),
            "state": book.state.value,
            "name": book.branch.full_name,
        }
    )
    for person in Person.objects.filter(pk__in=entries.order_by().values("person")).order_by("pk"):
        yield _line({"person": [str(person.pk), person.name, person.mark, person.member_no]})
    texts = {text.pk: text for text in EntryText.objects.filter(entry__in=entries.order_by())}
    for entry in entries.annotate(original=F("reverses__sequence")).order_by("sequence").iterator(_AT_ONCE):
        line = _plain(entry.line(algorithm, book_id, entry.original or 0))
        yield _line({"entry": line, "hash": entry.hash, "text": _text(texts.get(entry.pk))})
    for posting in postings.order_by("first"):
        yield _line(
            {"posting": [posting.key, posting.asked, posting.first, posting.last, instant(posting.at)]}
        )
    for seal in seals:
        yield _line({"seal": _plain(seal.line(algorithm)), "hash": seal.hash})


def _text(text: EntryText | None) -> Any:
    if text is None:
        return None
    return [text.salt, text.reason] if text.erased_at is None else "erased"


def _plain(values: list[Any]) -> Any:
    return json.loads(canonical(values))


def _line(said: dict[str, Any]) -> str:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))
