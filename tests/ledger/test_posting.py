"""孙记录员 posts what the assembly decided: once, all or none, in an order that only grows."""

from datetime import date
from typing import Any

import pytest

from jifen.audit.models import Record
from jifen.common.refusals import Invalid, NotAllowed, NotFound, NotNow
from jifen.ledger.actions import close_year, open_book, post_entries, seal_period, take_over
from jifen.ledger.errors import ClockWentBack, LinesRefused, OtherContent
from jifen.ledger.models import Book, Entry, EntryText, Posting
from jifen.ledger.queries import list_books_for, list_entries_for, list_entries_of, verify_book
from tests.cast import NOW, Cast
from tests.ledger.desk import ASSEMBLY, END, START, VILLAGE, line, open_desk, post

pytestmark = pytest.mark.django_db


def test_book_is_opened_once_for_a_branch_and_year(cast: Cast) -> None:
    book = open_desk(cast)

    assert (str(book), book.length, book.head) == ("青山村支部2025积分账", 0, book.genesis())
    with pytest.raises(Invalid, match="已经建好"):
        open_desk(cast)
    with pytest.raises(Invalid) as refused:
        open_book(
            actor=cast.actor("recorder"),
            at=NOW,
            branch_id=cast.organization().pk,
            year=" ",
            starts_on=END,
            ends_on=START,
        )
    assert set(refused.value.fields) == {"year", "ends_on"}


def test_lines_are_posted_with_basis_author_and_place_in_the_chain(cast: Cast) -> None:
    book = open_desk(cast)

    posted = post(cast, book, "三月", line(cast, reason="帮五保户收麦"), line(cast, "migrant", -100))

    first, second = posted.entries
    assert (first.sequence, second.sequence, first.previous, second.previous) == (
        1,
        2,
        book.genesis(),
        first.hash,
    )
    assert (first.points, second.points, first.approver) == (200, -100, "支部党员大会")
    assert first.author_id == str(cast.person("recorder").pk)
    assert first.text.reason == "帮五保户收麦"
    assert not EntryText.objects.filter(entry=second).exists()
    book = Book.objects.get()
    assert (book.length, book.head, book.control) == (2, second.hash, 100)
    assert list(verify_book(book)) == []
    assert Record.objects.order_by("number").last().act == "ledger.POST"  # type: ignore[union-attr]


def test_same_key_with_same_content_answers_with_the_first_entries(cast: Cast) -> None:
    book = open_desk(cast)
    first = post(cast, book, "三月")

    second = post(cast, book, "三月", minutes=5)

    assert second.again
    assert not first.again
    assert [entry.pk for entry in second.entries] == [entry.pk for entry in first.entries]
    assert Entry.objects.count() == Posting.objects.count() == 1


def test_same_key_with_other_content_is_refused_and_writes_nothing(cast: Cast) -> None:
    book = open_desk(cast)
    post(cast, book, "三月")

    with pytest.raises(OtherContent, match="刷新页面"):
        post(cast, book, "三月", line(cast, points=300))

    assert Entry.objects.count() == 1


FAULTS: dict[str, tuple[dict[str, Any], str]] = {
    "1.item": ({"item": "village"}, "没有写明是哪份办法"),
    "1.occurred_on": ({"occurred_on": date(2025, 5, 31)}, "不在这本账的年度里"),
    "1.points": ({"points": 1.5}, "整数"),
    "1.reason": ({"reason": "长" * 2001}, "最多 2000 个字"),
    "1.fields": ({"fields": {"quantity": 0.5}}, "浮点"),
}


@pytest.mark.parametrize("where", FAULTS)
def test_fault_of_a_line_is_named_and_nothing_is_posted(cast: Cast, where: str) -> None:
    book = open_desk(cast)
    wrong, said = FAULTS[where]

    with pytest.raises(LinesRefused, match=said) as refused:
        post(cast, book, "三月", line(cast, **wrong), line(cast))

    assert set(refused.value.fields) == {where}
    assert Entry.objects.count() == 0


def test_all_faults_of_all_lines_are_named_at_once(cast: Cast) -> None:
    book = open_desk(cast)

    with pytest.raises(LinesRefused) as refused:
        post(
            cast,
            book,
            "三月",
            line(cast, "stranger", item="x"),
            line(cast),
            line(cast, occurred_on=date(2026, 3, 11)),
            line(cast, "recorder", author_id=str(cast.person("recorder").pk)),
        )

    assert set(refused.value.fields) == {"1.person", "1.item", "3.occurred_on", "4.author"}
    with pytest.raises(LinesRefused, match="一行也没有"):
        post_entries(
            actor=cast.actor("recorder"), at=NOW, book_id=book.pk, key="空", lines=[], basis=ASSEMBLY
        )


def test_posting_before_the_last_posting_asks_about_the_clock(cast: Cast) -> None:
    book = open_desk(cast)
    post(cast, book, "一", minutes=10)

    with pytest.raises(ClockWentBack, match="核对电脑的日期"):
        post(cast, book, "二")
    second = post(cast, book, "二", clock_confirmed=True)

    assert second.entries[0].sequence == 2
    assert list(verify_book(Book.objects.get())) == []


def test_what_a_branch_brings_along_is_marked_as_taken_over(cast: Cast) -> None:
    book = open_desk(cast)

    posted = take_over(
        actor=cast.actor("secretary"),
        at=NOW,
        book_id=book.pk,
        key="期初",
        lines=[line(cast, points=1850, item=f"{VILLAGE}#good_deeds")],
        basis=ASSEMBLY,
    )

    assert posted.entries[0].kind.label == "承接"
    assert list(verify_book(Book.objects.get())) == []


@pytest.mark.parametrize(
    ("who", "hat"),
    [("stranger", ""), ("other_recorder", "RECORDER"), ("member", ""), ("organizer", "ORGANIZER")],
)
def test_who_does_not_keep_the_book_posts_nothing(cast: Cast, who: str, hat: str) -> None:
    book = open_desk(cast)
    cast_actor = cast.actor(who, hat) if who != "other_recorder" else cast.actor("stranger")

    with pytest.raises((NotFound, NotAllowed)):
        post(cast, book, actor=cast_actor)

    assert Entry.objects.count() == 0


def test_stranger_sees_neither_book_nor_entries_nor_statement(cast: Cast) -> None:
    book, stranger = open_desk(cast), cast.actor("stranger")

    for look in (
        lambda: list_books_for(stranger, cast.organization()),
        lambda: list_entries_for(stranger, book),
        lambda: list_entries_of(stranger, book, cast.person("member").pk),
    ):
        with pytest.raises(NotFound):
            look()


def test_member_sees_his_own_lines_and_no_others(cast: Cast) -> None:
    book = open_desk(cast)
    post(cast, book, "三月", line(cast), line(cast, "migrant"))
    li = cast.actor("member")

    assert [entry.sequence for entry in list_entries_of(li, book, cast.person("member").pk)] == [1]
    with pytest.raises(NotFound):
        list_entries_of(li, book, cast.person("migrant").pk)
    with pytest.raises(NotFound):
        list_entries_for(li, book)


def test_closed_year_takes_no_ordinary_line(cast: Cast) -> None:
    book = open_desk(cast)
    post(cast, book)
    seal_period(actor=cast.actor("recorder"), at=NOW, book_id=book.pk, period="2025")
    close_year(actor=cast.actor("secretary"), at=NOW, book_id=book.pk, basis=ASSEMBLY)

    with pytest.raises(NotNow, match="已结账"):
        post(cast, book, "四月", minutes=60)
