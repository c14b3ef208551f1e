"""Twenty-five ways to cheat with the database in one's hands; each is named by the walk (trust L6)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import Error, connection, transaction

from jifen.ledger.actions import close_year, reverse_entries, seal_period
from jifen.ledger.models import Book, Entry, EntryText, KeptSeal, Posting, Seal
from jifen.ledger.queries import verify_all
from jifen.ledger.queries.verifying import GUARDS
from jifen.ledger.states.books import Algorithm
from tests.cast import NOW, Cast
from tests.ledger.desk import ASSEMBLY, line, open_desk, post

pytestmark = pytest.mark.django_db
Manipulation = Callable[[Cast, Book], None]
MANIPULATIONS: dict[str, Manipulation] = {}
GUARDED = ("entry", "entrytext", "book", "posting", "seal", "keptseal", "snapshot")


def manipulation(said: str) -> Callable[[Manipulation], Manipulation]:
    def put(do: Manipulation) -> Manipulation:
        MANIPULATIONS[said] = do
        return do

    return put


def make_book(cast: Cast, algorithm: Algorithm = Algorithm.SHA256) -> Book:
    """A sealed month, an unsealed one, a reversal: everything there is to attack."""
    book = open_desk(cast, algorithm=algorithm)
    post(
        cast,
        book,
        "二月",
        line(cast, reason="帮五保户收麦"),
        line(cast, "migrant", -100),
        line(cast, "probationary", 300),
    )
    seal_period(actor=cast.actor("recorder"), at=NOW, book_id=book.pk, period="2026-02")
    post(cast, book, "三月", line(cast, points=50), line(cast, "migrant", 70, reason="照看老人"))
    reverse_entries(
        actor=cast.actor("recorder"),
        at=NOW,
        book_id=book.pk,
        key="冲",
        sequences=[4],
        reason="查无此事",
        basis=ASSEMBLY,
    )
    return Book.objects.get(pk=book.pk)


def lift_guards() -> None:
    """Take the triggers away, as whoever owns the database can; they are put back before the walk."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for table in GUARDED:
                cursor.execute(f"ALTER TABLE ledger_{table} DISABLE TRIGGER USER")
            return
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'ledger%'")
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {name}")


def put_guards_back(statements: list[str]) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for table in GUARDED:
                cursor.execute(f"ALTER TABLE ledger_{table} ENABLE TRIGGER USER")
            return
        for statement in statements:
            cursor.execute(statement)


def read_guards() -> list[str]:
    if connection.vendor == "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'ledger%'")
        return [statement for (statement,) in cursor.fetchall()]


def rows(sequence: int) -> Any:
    return Entry.objects.filter(sequence=sequence)


def rechain(book: Book, first: int, *, head: bool = True) -> None:
    """What a clever cheat does: reckon every digest anew from an entry on, and set the head to fit."""
    entries = list(Entry.objects.filter(book=book).select_related("reverses").order_by("sequence"))
    previous, control = book.genesis(), 0
    for number, entry in enumerate(entries, 1):
        if number >= first:
            entry.sequence, entry.previous = number, previous
            original = entry.reverses.sequence if entry.reverses else 0
            entry.hash = entry.digest(book.algorithm.value, str(book.pk), original)
            rows_of = Entry.objects.filter(pk=entry.pk)
            rows_of.update(sequence=number, previous=previous, hash=entry.hash)
        previous, control = entry.hash, control + entry.points
    if head:
        Book.objects.filter(pk=book.pk).update(head=previous, length=len(entries), control=control)


@manipulation("改分值")
def _(cast: Cast, book: Book) -> None:
    rows(2).update(points=100)


@manipulation("改分值，控制数也改")
def _(cast: Cast, book: Book) -> None:
    rows(2).update(points=100)
    Book.objects.update(control=book.control + 200)


@manipulation("改事由")
def _(cast: Cast, book: Book) -> None:
    EntryText.objects.filter(entry__sequence=1).update(reason="救火立功")


@manipulation("删掉事由")
def _(cast: Cast, book: Book) -> None:
    EntryText.objects.filter(entry__sequence=1).delete()


@manipulation("给没有事由的添一段事由")
def _(cast: Cast, book: Book) -> None:
    EntryText.objects.create(entry=rows(2).get(), salt="00", reason="补的")


@manipulation("随机字节改成乱字")
def _(cast: Cast, book: Book) -> None:
    EntryText.objects.filter(entry__sequence=1).update(salt="乱写")


@manipulation("封过的摘要改成乱字")
def _(cast: Cast, book: Book) -> None:
    rows(2).update(hash="乱写")


@manipulation("换人")
def _(cast: Cast, book: Book) -> None:
    rows(1).update(person=cast.person("secretary"))


@manipulation("改发生日期")
def _(cast: Cast, book: Book) -> None:
    rows(1).update(occurred_on="2026-02-01")


@manipulation("改条款")
def _(cast: Cast, book: Book) -> None:
    rows(1).update(item="village@1#good_deeds.rescue")


@manipulation("改办法的版本")
def _(cast: Cast, book: Book) -> None:
    rows(1).update(item="village@2#good_deeds.help")


@manipulation("改依据")
def _(cast: Cast, book: Book) -> None:
    entry = rows(1).get()
    entry.basis = type(entry.basis)(entry.basis.kind, "支委会", entry.basis.on)
    Entry.objects.bulk_update([entry], ["basis"])


@manipulation("改决定人")
def _(cast: Cast, book: Book) -> None:
    rows(1).update(approver="书记一人")


@manipulation("改经手人")
def _(cast: Cast, book: Book) -> None:
    rows(1).update(author_id=str(cast.person("migrant").pk))


@manipulation("改入账时间")
def _(cast: Cast, book: Book) -> None:
    rows(1).update(posted_at=NOW.replace(year=2025))


@manipulation("改事实里的数量")
def _(cast: Cast, book: Book) -> None:
    rows(1).update(fields={"quantity": 9})


@manipulation("两条对调")
def _(cast: Cast, book: Book) -> None:
    rows(1).update(sequence=99)
    rows(2).update(sequence=1)
    rows(99).update(sequence=2)


@manipulation("插一条，后面全部重算")
def _(cast: Cast, book: Book) -> None:
    for number in (6, 5, 4, 3):
        rows(number).update(sequence=number + 1)
    twin = rows(2).get()
    twin.pk, twin.sequence, twin.points = None, 3, 900
    twin._state.adding = True
    Entry.objects.bulk_create([twin])
    rechain(book, 3)


@manipulation("删中间一条")
def _(cast: Cast, book: Book) -> None:
    rows(5).get().text.delete()
    Entry.objects.filter(sequence=5).delete()


@manipulation("删中间一条，后面全部重算")
def _(cast: Cast, book: Book) -> None:
    rows(2).delete()
    rechain(book, 2)


@manipulation("删最后一条")
def _(cast: Cast, book: Book) -> None:
    rows(6).get().text.delete()
    rows(6).delete()


@manipulation("删最后一次入账，账头退回去")
def _(cast: Cast, book: Book) -> None:
    rows(6).get().text.delete()
    rows(6).delete()
    rechain(book, 99)


@manipulation("改账头的控制数")
def _(cast: Cast, book: Book) -> None:
    Book.objects.update(control=book.control + 1)


@manipulation("改年度的起止")
def _(cast: Cast, book: Book) -> None:
    Book.objects.update(starts_on="2025-05-01")


@manipulation("改封条")
def _(cast: Cast, book: Book) -> None:
    Seal.objects.update(control=0)


@manipulation("改封过的账，从头重算，封条也重做")
def _(cast: Cast, book: Book) -> None:
    rows(2).update(points=500)
    rechain(book, 2)
    from jifen.ledger.states.chain import root

    seal = Seal.objects.get()
    entries = list(Entry.objects.filter(sequence__lte=3).order_by("sequence"))
    seal.root, seal.head = root("SHA256", [entry.hash for entry in entries]), entries[-1].hash
    seal.control = sum(entry.points for entry in entries)
    seal.hash = seal.digest("SHA256")
    Seal.objects.bulk_update([seal], ["root", "head", "control", "hash"])


@manipulation("退回封账以前的旧备份")
def _(cast: Cast, book: Book) -> None:
    Seal.objects.all().delete()
    EntryText.objects.filter(entry__sequence__gt=3).delete()
    rows(6).delete()
    Entry.objects.filter(sequence__gt=3).delete()
    Posting.objects.filter(first__gt=3).delete()
    rechain(book, 99)


@manipulation("封条删掉，收存的那份还在")
def _(cast: Cast, book: Book) -> None:
    Seal.objects.all().delete()


@manipulation("整本账换掉")
def _(cast: Cast, book: Book) -> None:
    Seal.objects.all().delete()
    EntryText.objects.all().delete()
    Entry.objects.filter(kind="REVERSAL").delete()
    Entry.objects.all().delete()
    Posting.objects.all().delete()
    Book.objects.all().delete()
    open_desk(cast)


@manipulation("冲销的去向改到别的一条")
def _(cast: Cast, book: Book) -> None:
    rows(6).update(reverses=rows(5).get())


@manipulation("冲销改成普通的")
def _(cast: Cast, book: Book) -> None:
    rows(6).update(kind="NORMAL", reverses=None)


@manipulation("删掉入账批次")
def _(cast: Cast, book: Book) -> None:
    last = Posting.objects.order_by("first").last()
    Entry.objects.filter(posting=last).update(posting=Posting.objects.order_by("first").first())
    Posting.objects.filter(pk=last.pk).delete()  # type: ignore[union-attr]


@pytest.mark.canary("账本复核", "二十五种以上的改账办法，守护规则先拿掉、改完再放回")
@pytest.mark.parametrize("said", MANIPULATIONS)
def test_manipulation_is_named(cast: Cast, said: str) -> None:
    book = make_book(cast)
    assert list(verify_all()) == []
    statements = read_guards()
    with transaction.atomic():
        lift_guards()
        MANIPULATIONS[said](cast, book)
        put_guards_back(statements)

    assert list(verify_all())


def test_there_are_twenty_five_and_more() -> None:
    assert len(MANIPULATIONS) >= 25


def test_guard_that_is_missing_is_named(cast: Cast) -> None:
    make_book(cast)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE ledger_entry DISABLE TRIGGER ledger_entry_no_update")
        else:
            cursor.execute("DROP TRIGGER ledger_entry_no_update")

    assert [str(alarm) for alarm in verify_all()] == ["数据库：没有守护规则 ledger_entry_no_update"]


ATTEMPTS = {
    "entry": "UPDATE ledger_entry SET points = 0",
    "delete": "DELETE FROM ledger_entry",
    "text": "UPDATE ledger_entrytext SET reason = 'x'",
    "text delete": "DELETE FROM ledger_entrytext",
    "head": "UPDATE ledger_book SET head = 'x'",
    "back": "UPDATE ledger_book SET length = 0",
    "year": "UPDATE ledger_book SET ends_on = '2027-01-01'",
    "book delete": "DELETE FROM ledger_book",
    "posting": "UPDATE ledger_posting SET key = 'x'",
    "posting delete": "DELETE FROM ledger_posting",
    "seal": "UPDATE ledger_seal SET hash = 'x'",
    "seal delete": "DELETE FROM ledger_seal",
    "kept": "UPDATE ledger_keptseal SET hash = 'x'",
    "kept delete": "DELETE FROM ledger_keptseal",
}


@pytest.mark.canary("积分账只增不改", "用数据库语句修改、删除账目、文字、账头、批次、封条")
@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_database_itself_refuses(cast: Cast, attempt: str) -> None:
    make_book(cast)

    with pytest.raises(Error, match="不能"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(ATTEMPTS[attempt])

    assert list(verify_all()) == []


def test_every_guard_of_the_files_is_looked_for() -> None:
    from tests.house.test_constraints import list_triggers

    named = {name for name in list_triggers() if name.startswith("ledger")}
    assert {name for name in named if not name.endswith("truncate")} == set(GUARDS)


def test_closing_without_seal_is_named(cast: Cast) -> None:
    book = make_book(cast)
    seal_period(actor=cast.actor("recorder"), at=NOW, book_id=book.pk, period="2026-03")
    close_year(actor=cast.actor("secretary"), at=NOW, book_id=book.pk, basis=ASSEMBLY)
    statements = read_guards()
    lift_guards()
    KeptSeal.objects.all().delete()
    Seal.objects.all().delete()
    put_guards_back(statements)

    assert "已经结账，却没有封条" in [alarm.what for alarm in verify_all()]
