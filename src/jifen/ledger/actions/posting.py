"""Writing lines into the book: exactly once, all or none, in one order (trust D1–D3, T2)."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from unicodedata import normalize
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from jifen.audit.actions import record
from jifen.common.actor import Actor
from jifen.common.basis import Basis, Decider
from jifen.common.orm import insert_rows, take_keys
from jifen.ledger.actions.lines import Line, refuse_faults
from jifen.ledger.actions.recording import about
from jifen.ledger.errors import ClockWentBack, OtherContent, TakenOverAlready
from jifen.ledger.models import Book, Entry, EntryText, Posting
from jifen.ledger.permissions import may
from jifen.ledger.queries.books import get_book_for
from jifen.ledger.queries.taken import list_standing, say_taken
from jifen.ledger.states.acts import Act
from jifen.ledger.states.books import BOOK, EntryKind
from jifen.ledger.states.chain import canonical, commit, digest
from jifen.ledger.states.taken import same_content


@dataclass(frozen=True, slots=True)
class Posted:
    """The entries of a posting, in order; `again`: they stood in the book before this call."""

    entries: tuple[Entry, ...]
    again: bool


def post_entries(
    *,
    actor: Actor,
    at: datetime,
    book_id: UUID | str,
    key: str,
    lines: Sequence[Line],
    basis: Basis,
    decider: Decider | None = None,
    clock_confirmed: bool = False,
) -> Posted:
    """Post decided lines. The same `key` with the same content answers with the first entries.

    Raises `NotFound`, `NotAllowed`, `NotNow` (closed), `OtherContent`, `LinesRefused`, `ClockWentBack`.
    """
    return _post(Act.POST, EntryKind.NORMAL, actor, at, book_id, key, lines, basis, decider, clock_confirmed)


def take_over(
    *,
    actor: Actor,
    at: datetime,
    book_id: UUID | str,
    key: str,
    lines: Sequence[Line],
    basis: Basis,
    decider: Decider | None = None,
    clock_confirmed: bool = False,
) -> Posted:
    """Post what a branch brings along from the books it kept before, marked as taken over.

    Whose lines stand there already, word for word, is left alone: the same file twice does nothing the second time.
    Raises as `post_entries`, and `TakenOverAlready` where somebody was taken over before with other content.
    """
    with transaction.atomic():
        book = get_book_for(actor, book_id, lock=True)
        may(actor, Act.TAKE_OVER, book.branch.place).require()
        fresh, there = _part_taken(book, lines)
        if there and not fresh:
            return Posted(tuple(there), again=True)
        kind = EntryKind.TAKEN_OVER
        return _post(Act.TAKE_OVER, kind, actor, at, book_id, key, fresh, basis, decider, clock_confirmed)


def _part_taken(book: Book, lines: Sequence[Line]) -> tuple[list[Line], list[Entry]]:
    """Return the lines about people who were not taken over yet, and the entries of those who were."""
    standing = list_standing(book)
    asked: dict[str, list[Line]] = {}
    for line in lines:
        asked.setdefault(line.person_id, []).append(line)
    there = {str(key): rows for key, rows in standing.items() if str(key) in asked}
    if said := [say_taken(rows) for key, rows in there.items() if not same_content(rows, asked[key])]:
        raise TakenOverAlready(*said)
    fresh = [line for line in lines if line.person_id not in there]
    return fresh, sorted((one for rows in there.values() for one in rows), key=lambda one: one.sequence)


def _post(
    act: Act,
    kind: EntryKind,
    actor: Actor,
    at: datetime,
    book_id: UUID | str,
    key: str,
    lines: Sequence[Line],
    basis: Basis,
    decider: Decider | None,
    clock_confirmed: bool,
) -> Posted:
    with transaction.atomic():
        book = get_book_for(actor, book_id, lock=True)
        may(actor, act, book.branch.place).require()
        asked = digest_of(book, act, basis, [line.asked() for line in lines])
        if before := find_before(book, key, asked):
            return before
        BOOK.find(act, book.state)
        refuse_clock(book, at, confirmed=clock_confirmed)
        refuse_faults(actor, book, lines, timezone.localdate(at))
        approver = decider.label if decider else basis.label
        entries = [
            Entry(
                kind=kind,
                person_id=UUID(line.person_id),
                item=line.item,
                occurred_on=line.occurred_on,
                points=line.points,
                fields=dict(line.fields),
                basis=basis,
                author_id=line.author_id or actor.person_id,
                approver=approver,
            )
            for line in lines
        ]
        append(book, key, asked, entries, [line.reason for line in lines], at)
        record(
            actor=actor,
            at=at,
            act=act,
            place=book.branch.place,
            subject=about(book),
            basis=basis,
            decider=decider,
            detail={"first": entries[0].sequence, "last": entries[-1].sequence, "head": book.head},
        )
        return Posted(tuple(entries), again=False)


def digest_of(book: Book, act: Act, basis: Basis, lines: list[list[object]]) -> str:
    """Return the digest of what was asked of a book."""
    return digest(book.algorithm.value, canonical([act.value, sorted(basis.to_json().items()), lines]))


def find_before(book: Book, key: str, asked: str) -> Posted | None:
    """Return what an earlier call with this key did; raise `OtherContent` where it asked for something else."""
    try:
        posting = Posting.objects.get(book=book, key=key)
    except Posting.DoesNotExist:
        return None
    if posting.asked != asked:
        raise OtherContent
    return Posted(tuple(Entry.objects.filter(posting=posting).order_by("sequence")), again=True)


def refuse_clock(book: Book, at: datetime, *, confirmed: bool) -> None:
    """Raise `ClockWentBack` where the clock stands before the last posting and nobody said that it is right."""
    last = book.last_posted_at
    if last is not None and at < last and not confirmed:
        said = timezone.localtime(last).strftime("%Y-%m-%d %H:%M")
        now = timezone.localtime(at).strftime("%Y-%m-%d %H:%M")
        raise ClockWentBack(
            f"电脑的时间（{now}）早于这本账上一次入账（{said}）。请先核对电脑的日期和时间；确实没有错的，确认后再入账。"
        )


def append(
    book: Book, key: str, asked: str, entries: list[Entry], reasons: Sequence[str], at: datetime
) -> None:
    """Chain entries to a locked book and write them with their texts; the head moves by compare-and-set.

    `entries` lack sequence, instant, commitment and digests: these are given here.
    """
    algorithm, book_id = book.algorithm.value, str(book.pk)
    length, head = book.length, book.head
    posting = Posting(book=book, key=key, asked=asked, first=length + 1, last=length + len(entries), at=at)
    texts = []
    keys = take_keys(Entry, len(entries))
    for number, (entry, said) in enumerate(zip(entries, reasons, strict=True), 1):
        reason = normalize("NFC", said)
        salt = secrets.token_bytes(16) if reason else b""
        entry.pk, entry.book, entry.posting = keys[number - 1], book, posting
        entry.sequence, entry.posted_at, entry.previous = length + number, at, head
        entry.commitment = commit(algorithm, salt, reason) if reason else ""
        original = entry.reverses.sequence if entry.reverses else 0
        entry.hash = head = entry.digest(algorithm, book_id, original)
        if reason:
            texts.append(EntryText(entry=entry, salt=salt.hex(), reason=reason))
    insert_rows([posting])
    insert_rows(entries)
    insert_rows(texts)
    book.control += sum(entry.points for entry in entries)
    book.length, book.head, book.last_posted_at = length + len(entries), head, at
    moved = Book.objects.filter(pk=book.pk, length=length).update(
        length=book.length, head=head, control=book.control, last_posted_at=at
    )
    if moved != 1:
        raise RuntimeError("the book moved while it was locked")
