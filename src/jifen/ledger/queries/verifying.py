"""Re-walking books: every digest made anew, every figure that is kept beside the chain compared with it.

Read by table scan, never by an index alone: a bit that rotted in one of the two would hide behind the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection

from jifen.ledger.models import Book, Entry, EntryText, KeptSeal, Posting, Seal
from jifen.ledger.queries.deriving import list_changed_results
from jifen.ledger.states.books import BookState, EntryKind
from jifen.ledger.states.chain import commit, root


@dataclass(frozen=True, slots=True)
class Alarm:
    """One thing that does not agree: in which book, at which entry (0: the book itself), and what."""

    book: str
    sequence: int
    what: str

    def __str__(self) -> str:
        """Return the alarm as a sentence."""
        where = f"第 {self.sequence} 条" if self.sequence else ""
        return f"{self.book}{where}：{self.what}"


def verify_all() -> Iterator[Alarm]:
    """Verify the database file, every book, and every seal a superior keeps."""
    yield from verify_storage()
    books = {}
    for book in Book.objects.select_related("branch").order_by("branch__path", "starts_on"):
        books[str(book.pk)] = book
        alarms = list(verify_book(book))
        yield from alarms
        if not alarms:
            yield from verify_results(book)
    yield from verify_kept(books)


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
    name = str(book)
    algorithm, book_id = book.algorithm.value, str(book.pk)
    texts = {row.pk: row for row in EntryText.objects.filter(entry__book=book)}
    seals = list(Seal.objects.filter(book=book).order_by("number"))
    head, control, sequence = book.genesis(), 0, 0
    hashes: list[str] = []
    controls: list[int] = [0]
    numbers: dict[int, tuple[int, EntryKind, object, int]] = {}
    reversed_by: dict[int, int] = {}
    for entry in Entry.objects.filter(book=book).order_by("sequence").iterator(2_000):
        sequence += 1
        if entry.sequence != sequence:
            yield Alarm(name, sequence, f"账目缺了，下一条是第 {entry.sequence} 条")
            sequence = entry.sequence
        if entry.previous != head:
            yield Alarm(name, entry.sequence, "接不上前一条，前面的账目改过或者少了")
        original = 0
        if entry.reverses_id is not None:
            found = numbers.get(entry.reverses_id)
            if found is None:
                yield Alarm(name, entry.sequence, "冲销的原账目不在它前面")
            else:
                original, _, person, points = found
                if original in reversed_by:
                    yield Alarm(name, entry.sequence, f"第 {original} 条冲销了两次")
                reversed_by[original] = entry.sequence
                if person != entry.person_id or points != -entry.points:
                    yield Alarm(name, entry.sequence, f"冲销和原账目（第 {original} 条）对不上")
        elif entry.kind is EntryKind.REVERSAL:
            yield Alarm(name, entry.sequence, "冲销没有写明原账目")
        if entry.digest(algorithm, book_id, original) != entry.hash:
            yield Alarm(name, entry.sequence, "内容和封存时不一样")
        yield from _text(name, algorithm, entry, texts.pop(entry.pk, None))
        numbers[entry.pk] = (entry.sequence, entry.kind, entry.person_id, entry.points)
        head, control = entry.hash, control + entry.points
        hashes.append(entry.hash)
        controls.append(control)
    if (book.length, book.head, book.control) != (sequence, head, control):
        yield Alarm(
            name, 0, f"账头写的是 {book.length} 条、控制数 {book.control}，账里是 {sequence} 条、{control}"
        )
    yield from _postings(name, book, sequence)
    yield from _seals(name, algorithm, seals, hashes, controls)
    if book.state is BookState.CLOSED and (not seals or seals[-1].last > sequence):
        yield Alarm(name, 0, "已经结账，却没有封条")


def verify_results(book: Book) -> Iterator[Alarm]:
    """Reckon every sealed period again and compare with what was stored."""
    for sequence, what in list_changed_results(book):
        yield Alarm(str(book), sequence, what)


def _text(name: str, algorithm: str, entry: Entry, text: EntryText | None) -> Iterator[Alarm]:
    if not entry.commitment:
        if text is not None:
            yield Alarm(name, entry.sequence, "多出了当时没有的文字")
        return
    if text is None:
        yield Alarm(name, entry.sequence, "事由的文字不见了")
    elif text.erased_at is None and not _is_bound(algorithm, text, entry):
        yield Alarm(name, entry.sequence, "事由的文字和封存时不一样")


def _is_bound(algorithm: str, text: EntryText, entry: Entry) -> bool:
    try:
        return commit(algorithm, bytes.fromhex(text.salt), text.reason) == entry.commitment
    except ValueError:  # somebody wrote into the column what is no digest
        return False


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
        label = f"第 {seal.number} 次封账（{seal.period}）"
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
    yield from verify_book(book)
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
            yield from _compare(kept, seals)


def _compare(kept: KeptSeal, seals: dict[tuple[str, int], Seal]) -> Iterator[Alarm]:
    seal = seals.get((kept.book_id, kept.number))
    if seal is None:
        yield Alarm(str(kept), 0, "上级收存了封条，账本里没有这一次：账本退回了以前的样子")
    elif (seal.hash, seal.head, seal.count) != (kept.hash, kept.head, kept.count):
        yield Alarm(str(kept), 0, "和上级收存的封条不一样：封过的账改写过")
