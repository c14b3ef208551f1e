"""Taking a book in again from its text form where it was lost: looked at whole first, then taken in or not at all."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from jifen.audit.actions import record
from jifen.common.actor import Actor
from jifen.common.basis import Basis, BasisKind
from jifen.ledger.actions.recording import about
from jifen.ledger.errors import BookDoesNotHold
from jifen.ledger.models import Book, Entry, EntryText, Posting, Seal
from jifen.ledger.permissions import may
from jifen.ledger.queries.verifying import verify_book, verify_with_kept
from jifen.ledger.states.acts import Act
from jifen.ledger.states.books import Algorithm, BookState, EntryKind
from jifen.ledger.states.chain import BOOK
from jifen.orgs.models import Person
from jifen.orgs.queries import get_organization_for

_BLOCK = 2_000
_MOST = 20


@dataclass(frozen=True, slots=True)
class BookFile:
    """What a file of a book holds, looked at and not taken in.

    `lines`: what stands in which lines, in words; `seals`: period, entries, sixteen characters; `warnings`: what the
    superior keeps and the file has not.
    """

    book: Book | None = None
    lines: list[tuple[str, str]] = field(default_factory=list)
    seals: list[tuple[str, str, str]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def check_book_file(*, actor: Actor, lines: Iterable[str]) -> BookFile:
    """Look at a file line by line, as `import_book` would, and write nothing. Raises `NotFound`, `NotAllowed`."""
    with transaction.atomic():
        try:
            return _look_at(actor, lines)
        finally:
            transaction.set_rollback(True)


def import_book(*, actor: Actor, at: datetime, lines: Iterable[str]) -> Book:
    """Take in a book that is not here, from its text form, for the same branch and people; verified before it stands.

    Raises `BookDoesNotHold` (with everything that is wrong), `NotFound`, `NotAllowed`; then nothing is taken in.
    """
    with transaction.atomic():
        book = _take_in(actor, lines, _Reader(actor))
        record(
            actor=actor,
            at=at,
            act=Act.IMPORT_BOOK,
            place=book.branch.place,
            subject=about(book),
            detail={"count": book.length, "head": book.head},
        )
        return book


def _look_at(actor: Actor, lines: Iterable[str]) -> BookFile:
    """Take a file in and tell what came of it; the caller takes everything back."""
    reader = _Reader(actor)
    try:
        with transaction.atomic():
            book = _take_in(actor, lines, reader)
    except BookDoesNotHold as wrong:
        return BookFile(lines=reader.told(), faults=list(wrong.reasons))
    warnings = [f"{alarm}。" for alarm in verify_with_kept(book)]
    seals = [(seal.period, _say_range(seal), seal.code) for seal in reader.seals]
    return BookFile(book, reader.told(), seals, [], warnings)


def _take_in(actor: Actor, lines: Iterable[str], reader: _Reader) -> Book:
    """Write the rows of a file and walk over them; raise `BookDoesNotHold` for what does not hold."""
    faults: list[str] = []
    for number, said in enumerate(lines, 1):
        if not said.strip():
            continue
        try:
            reader.take(number, json.loads(said))
        except BookDoesNotHold as wrong:
            faults += [f"第 {number} 行：{reason}" for reason in wrong.reasons]
        except (ValueError, KeyError, TypeError, IndexError) as wrong:
            faults.append(f"第 {number} 行不是账本的文字形式（{wrong}）。")
        if len(faults) >= _MOST:
            break
    if faults:
        raise BookDoesNotHold("这份文件没有恢复。", *faults)
    book = reader.finish()
    may(actor, Act.IMPORT_BOOK, book.branch.place).require()
    if alarms := [f"{alarm}。" for alarm in verify_book(book)]:
        raise BookDoesNotHold("这份文件核对不上，没有恢复。", *alarms[:_MOST])
    return book


def _say_range(seal: Seal) -> str:
    return f"第 {seal.first} 条至第 {seal.last} 条" if seal.last >= seal.first else "没有新的账目"


_WORDS = {
    "book": "账头",
    "person": "党员",
    "entry": "账目",
    "posting": "入账批次",
    "seal": "封条",
    "end": "最后一行",
}


class _Reader:
    """Writes rows as lines come: the head first, entries and texts in blocks, the rest at the end."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self.book: Book | None = None
        self.state = BookState.OPEN
        self.entries: list[tuple[Entry, int, Any]] = []
        self.postings: list[Posting] = []
        self.seals: list[Seal] = []
        self.people: set[str] = set()
        self.end: list[Any] = []
        self.seen: dict[str, list[int]] = {}

    def told(self) -> list[tuple[str, str]]:
        """Return what stands in which lines, in words."""
        return [
            (
                f"第 {rows[0]} 行" if len(rows) == 1 else f"第 {rows[0]} 至 {rows[-1]} 行",
                f"{_WORDS[kind]} {len(rows)} 行",
            )
            for kind, rows in self.seen.items()
        ]

    def take(self, number: int, said: dict[str, Any]) -> None:
        """Take one line."""
        kind = next((kind for kind in _WORDS if kind in said), "")
        if kind:
            self.seen.setdefault(kind, []).append(number)
        if "book" in said:
            self._begin(said["book"], BookState(said["state"]))
        elif "person" in said:
            self._person(*said["person"][:2])
        elif "entry" in said:
            self._entry(said["entry"], said["hash"], said["text"])
        elif "posting" in said:
            key, asked, first, last, when = said["posting"]
            self.postings.append(
                Posting(book=self.book, key=key, asked=asked, first=first, last=last, at=_instant(when))
            )
        elif "seal" in said:
            self._seal(said["seal"], said["hash"])
        elif "end" in said:
            self.end = said["end"]
        else:
            raise ValueError("不认得的一行")

    def _begin(self, head: list[Any], state: BookState) -> None:
        _, algorithm, book_id, branch_id, branch_code, year, starts_on, ends_on, opened_at = head
        if head[0] != BOOK or self.book is not None:
            raise ValueError("账头不对")
        branch = get_organization_for(self.actor, branch_id)
        if Book.objects.filter(pk=book_id).exists() or Book.objects.filter(branch=branch, year=year).exists():
            raise BookDoesNotHold(f"{branch}的{year}积分账在这里已经有了，不能再恢复一本；账只有一本。")
        self.book = Book(
            pk=UUID(book_id),
            branch=branch,
            branch_code=branch_code,
            year=year,
            starts_on=date.fromisoformat(starts_on),
            ends_on=date.fromisoformat(ends_on),
            algorithm=Algorithm(algorithm),
            opened_at=_instant(opened_at),
        )
        self.state = state

    def _person(self, person_id: str, name: str) -> None:
        if not Person.objects.filter(pk=UUID(person_id)).exists():
            raise BookDoesNotHold(f"账里的{name}（{person_id}）不在这里的名册上，请先恢复名册。")
        self.people.add(person_id)

    def _entry(self, line: list[Any], digest: str, text: Any) -> None:
        kind, label, on, document_no, reference = line[13]
        if line[6] not in self.people:
            raise ValueError("账目里的人前面没有列出")
        entry = Entry(
            book=self.book,
            sequence=line[3],
            previous=line[4],
            kind=EntryKind(line[5]),
            person_id=UUID(line[6]),
            item=line[7],
            occurred_on=date.fromisoformat(line[8]),
            posted_at=_instant(line[9]),
            points=line[10],
            fields=dict(line[12]),
            basis=Basis(
                BasisKind(kind), label, date.fromisoformat(on) if on else None, document_no, reference
            ),
            author_id=line[14],
            approver=line[15],
            commitment=line[16],
            hash=digest,
        )
        self.entries.append((entry, line[11], text))

    def _seal(self, line: list[Any], digest: str) -> None:
        names = "number period first last root head count control roster schemes program previous".split()
        values = dict(zip(names, line[3:15], strict=True))
        self.seals.append(Seal(book=self.book, **values, at=_instant(line[15]), hash=digest))

    def finish(self) -> Book:
        """Write everything; what does not fit together is found by the walk afterwards."""
        book = self.book
        if book is None or not self.end:
            raise BookDoesNotHold("文件不完整：没有账头，或者没有最后一行。")
        book.length, book.head, book.control = self.end[:3]
        if len(self.seals) != self.end[3] or len(self.entries) != book.length:
            raise BookDoesNotHold("文件不完整：条数或封条数和最后一行对不上。")
        book.state = self.state
        book.last_posted_at = self.entries[-1][0].posted_at if self.entries else None
        book.save(force_insert=True)
        Posting.objects.bulk_create(self.postings, _BLOCK)
        self._write_entries()
        Seal.objects.bulk_create(self.seals, _BLOCK)
        return book

    def _write_entries(self) -> None:
        ranges = iter(self.postings)
        posting = next(ranges, None)
        written: dict[int, Entry] = {}
        for low in range(0, len(self.entries), _BLOCK):
            block = self.entries[low : low + _BLOCK]
            for entry, _, _ in block:
                while posting is not None and posting.last < entry.sequence:
                    posting = next(ranges, None)
                if posting is None:
                    raise BookDoesNotHold(f"第 {entry.sequence} 条不在任何一次入账里。")
                entry.posting = posting
            # An original may stand in the same block: reversals go in after everything before them.
            plain = [(entry, text) for entry, original, text in block if not original]
            self._create(plain, written)
            for entry, original, text in block:
                if original:
                    entry.reverses = written.get(original)
                    if entry.reverses is None:
                        raise BookDoesNotHold(f"第 {entry.sequence} 条冲销的第 {original} 条不在它前面。")
                    self._create([(entry, text)], written)

    def _create(self, rows: list[tuple[Entry, Any]], written: dict[int, Entry]) -> None:
        Entry.objects.bulk_create([entry for entry, _ in rows])
        written.update((entry.sequence, entry) for entry, _ in rows)
        EntryText.objects.bulk_create(
            EntryText(entry=entry, erased_at=entry.posted_at)
            if text == "erased"
            else EntryText(entry=entry, salt=text[0], reason=text[1])
            for entry, text in rows
            if text is not None
        )


def _instant(said: str) -> datetime:
    return datetime.strptime(said, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
