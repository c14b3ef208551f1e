"""The disk is full at the N-th write: the act is not done at all, and is done once there is room (trust D3)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection

from jifen.common.actor import INSTALLER
from jifen.ledger.actions import (
    Correction,
    correct_entries,
    erase_texts,
    import_book,
    reverse_entries,
    seal_period,
    take_over,
)
from jifen.ledger.models import Book, Entry, EntryText, Posting
from jifen.ledger.queries import verify_all
from jifen.ledger.queries.writing import write_book
from jifen.ledger.states.books import BookState
from tests.cast import NOW, Cast
from tests.ledger.desk import ASSEMBLY, line, open_desk, post
from tests.trust.installation import SERVER, Installation
from tests.web.walk.eyes import digest_tables

pytestmark = [pytest.mark.django_db, pytest.mark.harness, pytest.mark.both]
WRITES = ("INSERT", "UPDATE", "DELETE")
Act = Callable[[Cast, Book], object]


@dataclass
class FullDisk:
    """Refuses the N-th statement that writes; `wrote` counts those before it."""

    at: int
    wrote: int = field(default=0)

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        """Run a statement, or say what a database says whose disk is full."""
        if sql.lstrip().upper().startswith(WRITES):
            if self.wrote + 1 == self.at:
                raise OperationalError("database or disk is full")
            self.wrote += 1
        return execute(sql, params, many, context)


def fill_up(act: Act, cast: Cast, book: Book) -> tuple[int, list[int]]:
    """Do an act with the disk full at its first write, at its second, … until it is done; return its writes, and where
    rows were left behind.
    """
    halves: list[int] = []
    number = 1
    while True:
        before = digest_tables(lambda _: False)
        disk = FullDisk(number)
        try:
            with connection.execute_wrapper(disk):
                act(cast, book)
        except OperationalError:
            if digest_tables(lambda _: False) != before:
                halves.append(number)
            number += 1
        else:
            return disk.wrote, halves


def post_two(cast: Cast, book: Book) -> None:
    post(cast, book, "四月", line(cast, reason="帮五保户收麦"), line(cast, "migrant", -50, reason="缺会"))


def take(cast: Cast, book: Book) -> None:
    lines = [line(cast, points=800, reason="承接上半年")]
    who = cast.actor("recorder")
    take_over(actor=who, at=NOW, book_id=book.pk, key="承接", lines=lines, basis=ASSEMBLY)


def reverse(cast: Cast, book: Book) -> None:
    who = cast.actor("recorder")
    reverse_entries(
        actor=who, at=NOW, book_id=book.pk, key="冲销", sequences=[1], reason="查无此事", basis=ASSEMBLY
    )


def correct(cast: Cast, book: Book) -> None:
    corrections = [Correction(1, line(cast, points=100))]
    who = cast.actor("recorder")
    correct_entries(
        actor=who,
        at=NOW,
        book_id=book.pk,
        key="更正",
        corrections=corrections,
        reason="分值写错",
        basis=ASSEMBLY,
    )


def seal(cast: Cast, book: Book) -> None:
    seal_period(actor=cast.actor("recorder"), at=NOW, book_id=book.pk, period="2026-03")


def erase(cast: Cast, book: Book) -> None:
    who = cast.actor("secretary")
    erase_texts(actor=who, at=NOW, book_id=book.pk, before=date(2026, 4, 1), basis=ASSEMBLY)


def take_in(cast: Cast, lines: list[str]) -> None:
    import_book(actor=INSTALLER, at=NOW, lines=lines)


ACTS: dict[str, Act] = {
    "入账": post_two,
    "承接": take,
    "冲销": reverse,
    "更正": correct,
    "封账": seal,
    "清除文字": erase,
}


@pytest.mark.parametrize("name", ACTS)
def test_act_on_a_full_disk_is_not_done_at_all(cast: Cast, name: str, record_property: Any) -> None:
    book = open_desk(cast)
    post(cast, book, "三月", line(cast, reason="修水渠"), line(cast, "migrant"))

    if name == "清除文字":
        seal(cast, book)
        Book.objects.update(state=BookState.CLOSED)
    writes, halves = fill_up(ACTS[name], cast, book)

    record_property("writes", writes)
    assert writes >= 2
    assert halves == []
    assert list(verify_all()) == []


def test_book_is_not_taken_in_by_halves(cast: Cast, record_property: Any) -> None:
    book = open_desk(cast)
    post(cast, book, "三月", line(cast, reason="修水渠"))
    lines = list(write_book(Book.objects.get()))
    _forget(book)

    writes, halves = fill_up(lambda *_: take_in(cast, lines), cast, book)

    record_property("writes", writes)
    assert writes >= 4
    assert halves == []
    assert list(write_book(Book.objects.get())) == lines


def _forget(book: Book) -> None:
    """Take a book out of the tables, as if the computer had been lost."""
    from tests.web.walk.markers import lifted_guards

    with lifted_guards():
        EntryText.objects.filter(entry__book=book).delete()
        Entry.objects.filter(book=book).delete()
        Posting.objects.filter(book=book).delete()
        Book.objects.filter(pk=book.pk).delete()


@pytest.mark.canary("磁盘写满", "两次写库不在一个事务里")
def test_act_in_two_transactions_is_noticed(cast: Cast) -> None:
    book = open_desk(cast)

    def careless(cast: Cast, book: Book) -> None:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE orgs_person SET remark = remark || '一'")
            cursor.execute("UPDATE orgs_person SET remark = remark || '二'")

    writes, halves = fill_up(careless, cast, book)

    assert (writes, halves) == (2, [2])


@pytest.mark.skipif(bool(SERVER), reason="a quota on the size of the file is SQLite's")
def test_file_that_may_not_grow_keeps_what_was_acknowledged(tmp_path: Path, record_property: Any) -> None:
    installation, acknowledged = Installation(tmp_path), tmp_path / "acknowledged"

    said = installation.do("fill", installation.book, str(acknowledged))

    keys = acknowledged.read_text(encoding="utf-8").splitlines()
    record_property("acknowledged", len(keys))
    assert said == "OperationalError"
    assert len(keys) >= 5
    assert sorted(installation.do("look").splitlines()) == sorted(f"key {key} 1 1" for key in keys)
    assert installation.do("again", installation.book) == "new"
