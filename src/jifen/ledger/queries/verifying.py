"""Re-walking books: every digest made anew, every figure that is kept beside the chain compared with it.

Read by table scan, never by an index alone: a bit that rotted in one of the two would hide behind the other.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.db import connection

from jifen.ledger.models import Book, KeptSeal, Posting, Seal
from jifen.ledger.queries.deriving import list_changed_results
from jifen.ledger.queries.reading import read_entries, read_postings, read_texts
from jifen.ledger.states.books import BookState
from jifen.ledger.states.chain import ENTRY, root
from jifen.ledger.states.walking import Walk
from jifen.rules.periodname import say_period


@dataclass(frozen=True, slots=True)
class Alarm:
    """One thing that does not agree: in which book, at which entry (0: the book itself), and what.

    `book_id` is told where all books are verified.
    """

    book: str
    sequence: int
    what: str
    book_id: str = ""

    def __str__(self) -> str:
        """Return the alarm as a sentence."""
        where = f"第 {self.sequence} 条" if self.sequence else ""
        return f"{self.book}{where}：{self.what}"


def verify_all() -> Iterator[Alarm]:
    """Verify the database file, every book, and every seal a superior keeps."""
    yield from verify_storage()
    yield from _readable("积分账", _verify_books())


def _verify_books() -> Iterator[Alarm]:
    books = {}
    for book in Book.objects.select_related("branch").order_by("branch__path", "starts_on"):
        books[str(book.pk)] = book
        found = list(_readable(str(book), verify_book(book)))
        found = found or list(_readable(str(book), verify_results(book)))
        yield from (replace(alarm, book_id=str(book.pk)) for alarm in found)
    yield from verify_kept(books)


def _readable(name: str, alarms: Iterator[Alarm]) -> Iterator[Alarm]:
    """Yield alarms; a row that no longer can be read (bits that are not what they were) is one."""
    try:
        yield from alarms
    except (ValueError, TypeError, KeyError) as wrong:
        yield Alarm(name, 0, f"有内容读不出来（{wrong}）")


def verify_storage() -> Iterator[Alarm]:
    """Let the database check itself, and see that its guards are in place."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA integrity_check")
            yield from (Alarm("数据库", 0, said) for (said,) in cursor.fetchall() if said != "ok")
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'ledger%'")
        else:
            cursor.execute(
                "SELECT tgname FROM pg_trigger WHERE tgname LIKE 'ledger%%' AND tgenabled IN ('O', 'A')"
            )
        there = {name for (name,) in cursor.fetchall()}
    yield from (Alarm("数据库", 0, f"没有守护规则 {name}") for name in GUARDS if name not in there)


GUARDS = (
    "ledger_entry_no_update", "ledger_entry_no_delete", "ledger_entrytext_only_erased", "ledger_entrytext_no_delete",
    "ledger_book_only_forward", "ledger_book_no_delete", "ledger_posting_no_update", "ledger_posting_no_delete",
    "ledger_seal_no_update", "ledger_seal_no_delete", "ledger_keptseal_no_update", "ledger_keptseal_no_delete",
    "ledger_snapshot_no_update", "ledger_snapshot_no_delete",
)  # fmt: skip


def verify_book(book: Book) -> Iterator[Alarm]:
    """Walk one book from its genesis and name everything that does not hold."""
    name, walk = str(book), Walk(book.algorithm.value, book.genesis())
    begin, texts = [ENTRY, book.algorithm.value, str(book.pk)], read_texts(book)
    sequences: dict[int, int] = {}
    postings = deque(read_postings(book))
    for entry in read_entries(book):
        while postings and postings[0][2] < entry.sequence:
            postings.popleft()
        if postings and postings[0][0] != entry.posting:
            yield Alarm(name, entry.sequence, "记在别的入账批次下面")
        original = 0 if entry.reverses is None else sequences.get(entry.reverses, -1)
        sequences[entry.key] = entry.sequence
        try:
            line = entry.line(begin, max(original, 0))
            alarms = list(walk.take(line, entry.hash, texts.get(entry.key), original))
        except (ValueError, TypeError, KeyError, AttributeError):  # bits that are no longer what they were
            alarms = ["内容读不出来"]
            walk.skip(entry.sequence, entry.hash)
        yield from (Alarm(name, entry.sequence, what) for what in alarms)
    yield from verify_around(book, walk)


def verify_around(book: Book, walk: Walk) -> Iterator[Alarm]:
    """Compare what is kept beside a chain (head, postings, seals, state) with a walk that has reached its end."""
    name, sequence = str(book), walk.length
    if (book.length, book.head, book.control) != (sequence, walk.head, walk.control):
        said = f"账头写的是 {book.length} 条、控制数 {book.control}，账里是 {sequence} 条、{walk.control}"
        yield Alarm(name, 0, said)
    yield from _postings(name, book, sequence)
    seals = list(Seal.objects.filter(book=book).order_by("number"))
    yield from _seals(name, book.algorithm.value, seals, walk.hashes, walk.controls)
    if book.state is BookState.CLOSED and (not seals or seals[-1].last > sequence):
        yield Alarm(name, 0, "已经结账，却没有封条")


def verify_results(book: Book) -> Iterator[Alarm]:
    """Reckon every sealed period again and compare with what was stored."""
    for sequence, what in list_changed_results(book):
        yield Alarm(str(book), sequence, what)


def _postings(name: str, book: Book, length: int) -> Iterator[Alarm]:
    expected = 1
    for posting in Posting.objects.filter(book=book).order_by("first"):
        if posting.first != expected:
            yield Alarm(name, posting.first, "入账批次接不上")
        expected = posting.last + 1
    if expected != length + 1:
        yield Alarm(name, 0, f"入账批次到第 {expected - 1} 条为止，账里有 {length} 条")


def _seals(
    name: str, algorithm: str, seals: list[Seal], hashes: list[str], controls: list[int]
) -> Iterator[Alarm]:
    previous, expected = "", 1
    for number, seal in enumerate(seals, 1):
        label = f"第 {seal.number} 次封账（{say_period(seal.period)}）"
        if seal.number != number or seal.first != expected or seal.previous != previous:
            yield Alarm(name, 0, f"{label}接不上前一次")
        if seal.digest(algorithm) != seal.hash:
            yield Alarm(name, 0, f"{label}的封条改过")
        if seal.last > len(hashes):
            yield Alarm(name, 0, f"{label}封了 {seal.last} 条，账里只有 {len(hashes)} 条：账本短了")
        elif (
            _root(algorithm, hashes[seal.first - 1 : seal.last]) != seal.root
            or (hashes[seal.last - 1] if seal.last else seal.head) != seal.head
        ):
            yield Alarm(name, 0, f"{label}以后，封过的账目改过")
        elif (seal.count, seal.control) != (seal.last, controls[seal.last]):
            yield Alarm(name, 0, f"{label}的条数或控制数和账目对不上")
        previous, expected = seal.hash, seal.last + 1


def _root(algorithm: str, hashes: list[str]) -> str:
    try:
        return root(algorithm, hashes)
    except ValueError:  # somebody wrote into the column what is no digest
        return ""


def verify_with_kept(book: Book) -> Iterator[Alarm]:
    """Verify one book, and compare its seals with those its superior keeps."""
    yield from _readable(str(book), verify_book(book))
    seals = {(str(seal.book_id), seal.number): seal for seal in Seal.objects.filter(book=book)}
    for kept in KeptSeal.objects.filter(book_id=str(book.pk)).order_by("number"):
        yield from _compare(kept, seals)


def verify_kept(books: dict[str, Book]) -> Iterator[Alarm]:
    """Compare what superiors keep with what the branches show: a history shortened or rewritten is named."""
    seals = {(str(seal.book_id), seal.number): seal for seal in Seal.objects.all()}
    for kept in KeptSeal.objects.order_by("book_id", "number"):
        if kept.book_id not in books:
            yield Alarm(str(kept), 0, "上级收存了封条，账本却不见了")
        else:
            yield from (replace(alarm, book_id=kept.book_id) for alarm in _compare(kept, seals))


def _compare(kept: KeptSeal, seals: dict[tuple[str, int], Seal]) -> Iterator[Alarm]:
    seal = seals.get((kept.book_id, kept.number))
    if seal is None:
        yield Alarm(str(kept), 0, "上级收存了封条，账本里没有这一次：账本退回了以前的样子")
    elif (seal.hash, seal.head, seal.count) != (kept.hash, kept.head, kept.count):
        yield Alarm(str(kept), 0, "和上级收存的封条不一样：封过的账改写过")
