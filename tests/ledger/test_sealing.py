"""A period is sealed, the superior keeps a copy, the year is closed, texts end; the chain holds throughout."""

from datetime import date, timedelta

import pytest

from jifen.audit.models import Record
from jifen.common.refusals import Blocked, NotAllowed, NotFound, NotNow
from jifen.ledger.actions import close_year, correct_entries, erase_texts, reverse_entries, seal_period
from jifen.ledger.actions.reversing import Correction
from jifen.ledger.models import Book, EntryText, KeptSeal, Seal
from jifen.ledger.queries import find_seal_by_code, list_seals_for, verify_all
from jifen.ledger.states.chain import root
from tests.cast import NOW, Cast
from tests.ledger.desk import ASSEMBLY, line, open_desk, post

pytestmark = pytest.mark.django_db


def seal(cast: Cast, book: Book, period: str, who: str = "recorder") -> Seal:
    return seal_period(actor=cast.actor(who), at=NOW, book_id=book.pk, period=period)


def test_seal_says_where_the_book_stands_and_the_superior_keeps_it(cast: Cast) -> None:
    book = open_desk(cast)
    posted = post(cast, book, "三月", line(cast), line(cast, "migrant", -50))

    made = seal(cast, book, "2026-03")

    assert (made.number, made.first, made.last, made.count, made.control) == (1, 1, 2, 2, 150)
    assert made.root == root("SHA256", [entry.hash for entry in posted.entries])
    assert (made.head, made.previous, made.roster) == (posted.entries[-1].hash, "", 7)
    kept = KeptSeal.objects.get()
    assert (kept.keeper, kept.hash, kept.branch_name) == (
        cast.organization("township"), made.hash, "红旗镇青山村党支部",
    )  # fmt: skip
    assert find_seal_by_code(cast.actor("organizer"), made.code.lower()) == made
    assert find_seal_by_code(cast.actor("stranger"), made.code) is None
    assert Record.objects.order_by("number").last().detail["code"] == made.code  # type: ignore[union-attr]
    assert list(verify_all()) == []


def test_next_seal_follows_the_one_before_and_may_cover_nothing(cast: Cast) -> None:
    book = open_desk(cast)
    post(cast, book)
    first = seal(cast, book, "2026-03")

    second = seal(cast, book, "2026-04")

    assert (second.number, second.first, second.last, second.previous) == (2, 2, 1, first.hash)
    assert list(list_seals_for(cast.actor("recorder"), book)) == [first, second]
    assert list(verify_all()) == []


def test_period_is_sealed_once(cast: Cast) -> None:
    book = open_desk(cast)
    seal(cast, book, "2026-03")

    with pytest.raises(Blocked, match="已经封过账"):
        seal(cast, book, "2026-03")
    with pytest.raises(Blocked, match="写明封的是哪一期"):
        seal(cast, book, " ")


def test_year_is_closed_when_all_is_sealed_and_then_takes_only_corrections(cast: Cast) -> None:
    book = open_desk(cast)
    post(cast, book)
    with pytest.raises(Blocked, match="还没有封过"):
        close_year(actor=cast.actor("secretary"), at=NOW, book_id=book.pk, basis=ASSEMBLY)
    seal(cast, book, "2026-03")
    post(cast, book, "补记", line(cast, "migrant"))
    with pytest.raises(Blocked, match="还有 1 条账目没有封账"):
        close_year(actor=cast.actor("secretary"), at=NOW, book_id=book.pk, basis=ASSEMBLY)
    seal(cast, book, "2026-03 补")
    with pytest.raises(NotAllowed, match="书记"):
        close_year(actor=cast.actor("recorder"), at=NOW, book_id=book.pk, basis=ASSEMBLY)

    closed = close_year(actor=cast.actor("secretary"), at=NOW, book_id=book.pk, basis=ASSEMBLY)

    assert closed.state.label == "已结账"
    with pytest.raises(NotNow):
        close_year(actor=cast.actor("secretary"), at=NOW, book_id=book.pk, basis=ASSEMBLY)
    correct_entries(
        actor=cast.actor("recorder"),
        at=NOW,
        book_id=book.pk,
        key="更正",
        corrections=[Correction(1, line(cast, points=100))],
        reason="复核",
        basis=ASSEMBLY,
    )
    seal(cast, book, "2025 更正")
    assert list(verify_all()) == []


def test_personal_texts_end_and_the_chain_still_verifies(cast: Cast) -> None:
    book = open_desk(cast)
    post(
        cast,
        book,
        "三月",
        line(cast, reason="老人住院，去照顾"),
        line(cast, reason="帮收麦", occurred_on=date(2026, 3, 8)),
    )
    secretary = cast.actor("secretary")
    with pytest.raises(Blocked, match="还没有结账"):
        erase_texts(actor=secretary, at=NOW, book_id=book.pk, before=date(2026, 3, 5), basis=ASSEMBLY)
    seal(cast, book, "2026-03")
    close_year(actor=secretary, at=NOW, book_id=book.pk, basis=ASSEMBLY)

    done = erase_texts(
        actor=secretary, at=NOW + timedelta(days=1), book_id=book.pk, before=date(2026, 3, 5), basis=ASSEMBLY
    )

    assert done == 1
    assert [str(text) for text in EntryText.objects.order_by("entry")] == ["（文字已按规定清除）", "帮收麦"]
    assert list(verify_all()) == []


def test_stranger_seals_and_closes_nothing(cast: Cast) -> None:
    book, stranger = open_desk(cast), cast.actor("stranger")

    with pytest.raises(NotFound):
        seal(cast, book, "2026-03", "stranger")
    with pytest.raises(NotFound):
        close_year(actor=stranger, at=NOW, book_id=book.pk, basis=ASSEMBLY)
    with pytest.raises(NotFound):
        reverse_entries(
            actor=stranger, at=NOW, book_id=book.pk, key="x", sequences=[1], reason="x", basis=ASSEMBLY
        )
