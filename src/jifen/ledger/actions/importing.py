"""Taking a book in again from its text form where it was lost: walked line by line before a row of it is written."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import DataError, transaction

from jifen.audit.actions import record
from jifen.common.actor import Actor
from jifen.ledger.actions.recording import about
from jifen.ledger.actions.rows import instant_of, refuse_other_spellings, write_entries
from jifen.ledger.errors import BookDoesNotHold
from jifen.ledger.models import Book, Posting, Seal
from jifen.ledger.permissions import may
from jifen.ledger.queries.verifying import Alarm, verify_around, verify_with_kept
from jifen.ledger.states.acts import Act
from jifen.ledger.states.books import Algorithm, BookState, EntryKind
from jifen.ledger.states.chain import BOOK, ENTRY
from jifen.ledger.states.walking import Text, Walk
from jifen.orgs.models import Person
from jifen.orgs.queries import get_organization_for

_BLOCK = 2_000
SHOWN = 20
"""How many things that do not hold are named."""


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
    """Walk over the lines of a file and write its rows; raise `BookDoesNotHold` for what does not hold."""
    faults: list[str] = []
    for number, said in enumerate(lines, 1):
        if not said.strip():
            continue
        try:
            reader.take(number, json.loads(said))
        except BookDoesNotHold as wrong:
            faults += [f"第 {number} 行：{reason}" for reason in wrong.reasons]
        except (ValueError, KeyError, TypeError, IndexError, AttributeError) as wrong:
            faults.append(f"第 {number} 行不是账本的文字形式（{wrong}）。")
        if len(faults) >= SHOWN:
            break
    if faults:
        raise BookDoesNotHold("这份文件没有恢复。", *faults)
    try:
        book = reader.finish()
    except (ValueError, TypeError, DataError) as wrong:  # a head or a last line that no book has
        raise BookDoesNotHold("这份文件没有恢复：里面有写不进账的内容，不是导出来的样子。") from wrong
    may(actor, Act.IMPORT_BOOK, book.branch.place).require()
    return book


def _say_range(seal: Seal) -> str:
    return f"第 {seal.first} 条至第 {seal.last} 条" if seal.last >= seal.first else "没有新的账目"


_WORDS = {
    "entry": "账目",
    "book": "账头",
    "person": "党员",
    "posting": "入账批次",
    "seal": "封条",
    "end": "最后一行",
}


class _Reader:
    """Takes a book line by line and walks it at once; at the end everything is written, or nothing."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self.book: Book | None = None
        self.walk = Walk("", "")
        self.begins: list[str] = []
        self.state = BookState.OPEN
        self.entries: list[tuple[list[Any], str, Text]] = []
        self.postings: list[Posting] = []
        self.seals: list[Seal] = []
        self.people: set[str] = set()
        self.end: list[Any] = []
        self.alarms: list[str] = []
        self.seen: dict[str, list[int]] = {}

    def told(self) -> list[tuple[str, str]]:
        """Return what stands in which lines, in words: first and last line of each kind, and how many."""
        return [
            (
                f"第 {first} 行" if count == 1 else f"第 {first} 至 {last} 行",
                f"{_WORDS[kind]} {count} 行",
            )
            for kind, (first, last, count) in self.seen.items()
        ]

    def _see(self, number: int, said: dict[str, Any]) -> None:
        kind = next((kind for kind in _WORDS if kind in said), "")
        if kind:
            spot = self.seen.setdefault(kind, [number, number, 0])
            spot[1], spot[2] = number, spot[2] + 1

    def take(self, number: int, said: dict[str, Any]) -> None:
        """Take one line, the first is number 1."""
        self._see(number, said)
        if "entry" in said:
            self._entry(said["entry"], said["hash"], said["text"])
        elif "book" in said:
            self._begin(said["book"], BookState(said["state"]))
        elif "person" in said:
            self._person(*said["person"][:2])
        elif "posting" in said:
            key, asked, first, last, when = said["posting"]
            self.postings.append(
                Posting(book=self.book, key=key, asked=asked, first=first, last=last, at=instant_of(when))
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
            opened_at=instant_of(opened_at),
        )
        self.state = state
        self.begins = [ENTRY, algorithm, str(self.book.pk)]
        self.walk = Walk(algorithm, self.book.genesis())

    def _person(self, person_id: str, name: str) -> None:
        if str(UUID(person_id)) != person_id:
            raise ValueError("编号不是账本的写法")
        if not Person.objects.filter(pk=person_id).exists():
            raise BookDoesNotHold(f"账里的{name}（{person_id}）不在这里的名册上，请先恢复名册。")
        self.people.add(person_id)

    def _entry(self, line: list[Any], kept: str, text: Text) -> None:
        if line[:3] != self.begins or len(line) != 17:
            raise ValueError("账目不是这本账的")
        if line[6] not in self.people:
            raise ValueError("账目里的人前面没有列出")
        if not (type(line[3]) is type(line[10]) is type(line[11]) is int):
            raise ValueError("序号和分值要是整数")
        EntryKind(line[5])
        refuse_other_spellings(line)
        if len(self.alarms) < SHOWN:
            found = self.walk.take(line, kept, text, line[11])
            self.alarms += [f"{Alarm(str(self.book), line[3], what)}。" for what in found]
        self.entries.append((line, kept, text))

    def _seal(self, line: list[Any], digest: str) -> None:
        names = "number period first last root head count control roster schemes program previous".split()
        values = dict(zip(names, line[3:15], strict=True))
        self.seals.append(Seal(book=self.book, **values, at=instant_of(line[15]), hash=digest))

    def finish(self) -> Book:
        """Write everything that was read, if all of it holds."""
        book = self.book
        if book is None or not self.end:
            raise BookDoesNotHold("文件不完整：没有账头，或者没有最后一行。")
        book.length, book.head, book.control = self.end[:3]
        if len(self.seals) != self.end[3] or len(self.entries) != book.length:
            raise BookDoesNotHold("文件不完整：条数或封条数和最后一行对不上。")
        self._refuse_alarms()
        book.state = self.state
        book.last_posted_at = instant_of(self.entries[-1][0][9]) if self.entries else None
        book.save(force_insert=True)
        Posting.objects.bulk_create(self.postings, _BLOCK)
        Seal.objects.bulk_create(self.seals, _BLOCK)
        self.alarms = [f"{alarm}。" for alarm in verify_around(book, self.walk)]
        self._refuse_alarms()
        write_entries(book, self.entries, self.postings)
        return book

    def _refuse_alarms(self) -> None:
        if self.alarms:
            raise BookDoesNotHold("这份文件核对不上，没有恢复。", *self.alarms[:SHOWN])
