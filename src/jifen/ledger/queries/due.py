"""What is due in this room for an office: spans that are over and not sealed, years that are over and not closed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import OuterRef, Subquery

from jifen.common.actor import Actor
from jifen.ledger.models import Book, Seal
from jifen.ledger.permissions import RULES
from jifen.ledger.states.books import BookState
from jifen.ledger.states.due import ACT_OF, DueKind
from jifen.rules.findings import SchemeRefused
from jifen.rules.periodname import say_period
from jifen.schemes.models import SchemeVersion
from jifen.schemes.queries import find_versions, rhythm_of_version, tables_of
from jifen.schemes.states.periods import name_of_span, span_at

_MOST = 20
"""How many open books are looked at."""


@dataclass(frozen=True, slots=True)
class Due:
    """One thing to do with a book: what, whose, and what must be done before."""

    kind: DueKind
    what: str
    organization: str
    book_id: UUID
    blocked: str = ""


def list_due(actor: Actor, on: date) -> list[Due]:
    """Return what the actor's present office has to do with the books of its own branch on a day, kind by kind."""
    if actor.hat is None or not actor.hat.organization_id or not _kinds(actor):
        return []
    sealed = Seal.objects.filter(book=OuterRef("pk")).order_by("-number")
    rows = Book.objects.filter(branch_id=UUID(actor.hat.organization_id), state=BookState.OPEN).annotate(
        sealed=Subquery(sealed.values("last")[:1])
    )
    books: Sequence[Book] = list(rows.select_related("branch").order_by("starts_on")[:_MOST])
    found: list[Due] = []
    if DueKind.SEAL_PERIOD in _kinds(actor):
        found += _to_seal(books, on)
    if DueKind.CLOSE_YEAR in _kinds(actor):
        found += _to_close(books, on)
    return found


def find_due_period(book: Book, on: date) -> str:
    """Return the name of the first span of a book that is over and waits for its seal; nothing where none does."""
    found = _due_spans([book], on)[book.pk]
    return found[0] if found else ""


def _kinds(actor: Actor) -> set[DueKind]:
    return {kind for kind, act in ACT_OF.items() if actor.role in RULES[act].roles}


def _to_seal(books: Sequence[Book], on: date) -> Iterator[Due]:
    spans = _due_spans(books, on)
    for book in books:
        if found := spans[book.pk]:
            first, last = say_period(found[0]), say_period(found[-1])
            said = first if len(found) == 1 else f"{first}至{last}共 {len(found)} 期"
            waiting = _count_unsealed(book)
            more = f"有 {waiting} 条账目等着封" if waiting else "没有新的账目也要封"
            what = f"{book}的{said}还没有封账，{more}"
            yield Due(DueKind.SEAL_PERIOD, what, str(book.branch), book.pk)


def _due_spans(books: Sequence[Book], on: date) -> dict[UUID, list[str]]:
    """Return the spans of each book that are over and come after the last sealed one; books of one branch."""
    days = {book.pk: min(on, book.ends_on) for book in books}
    versions = find_versions(books[0].branch, days.values()) if books else {}
    sealed: dict[UUID, set[str]] = {book.pk: set() for book in books}
    for book_id, period in Seal.objects.filter(book__in=books).values_list("book_id", "period"):
        sealed[book_id].add(period)
    found: dict[UUID, list[str]] = {}
    for book in books:
        version = versions[days[book.pk]]
        try:
            found[book.pk] = _spans_of(version, book, sealed[book.pk], on) if version else []
        except SchemeRefused:  # the page of the version says what cannot be read
            found[book.pk] = []
    return found


def _spans_of(version: SchemeVersion, book: Book, sealed: set[str], on: date) -> list[str]:
    tables, rhythm = tables_of(version), rhythm_of_version(version)
    if rhythm == "day":
        return []
    found: list[str] = []
    day = max(book.starts_on, version.from_on or book.starts_on)
    while day <= book.ends_on:
        span = span_at(tables, rhythm, day)
        if span.end >= on:
            break
        name = name_of_span(tables, rhythm, day)
        found = [] if name in sealed else [*found, name]
        day = span.end + timedelta(days=1)
    return found


def _to_close(books: Sequence[Book], on: date) -> Iterator[Due]:
    for book in books:
        if book.ends_on < on:
            waiting = _count_unsealed(book)
            blocked = f"还有 {waiting} 条账目没有封，请先封账。" if waiting else ""
            if _sealed(book) is None:
                blocked = "这本账还没有封过，请先封账。"
            what = f"{book}的年度已经过完，还没有结账"
            yield Due(DueKind.CLOSE_YEAR, what, str(book.branch), book.pk, blocked)


def _count_unsealed(book: Book) -> int:
    return book.length - (_sealed(book) or 0)


def _sealed(book: Book) -> int | None:
    """Return the number of the last sealed entry, None for a book that was never sealed."""
    sealed: int | None = book.sealed  # type: ignore[attr-defined]
    return sealed
