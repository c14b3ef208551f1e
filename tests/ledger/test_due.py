"""Which books wait for a seal or for the close of their year, and for whom they stand on the to-do page."""

from __future__ import annotations

from datetime import date

import pytest

from jifen.common.actor import INSTALLER
from jifen.ledger.actions import close_year, open_book, seal_period
from jifen.ledger.models import Book
from jifen.ledger.queries import find_due_period, list_due
from tests.cast import NOW, Cast
from tests.ledger.desk import ASSEMBLY, line, open_desk, post
from tests.schemes import acts

pytestmark = pytest.mark.django_db


def due(cast: Cast, who: str, on: date, hat: str = "") -> list[tuple[str, str, str]]:
    return [(one.kind.value, one.what, one.blocked) for one in list_due(cast.actor(who, hat), on)]


def seal(cast: Cast, book: Book, period: str) -> None:
    seal_period(actor=cast.actor("recorder"), at=NOW, book_id=book.pk, period=period)


def test_span_that_is_over_waits_for_its_seal(cast: Cast) -> None:
    acts.in_force(cast)
    book = open_desk(cast)
    post(cast, book, "三月", line(cast))

    assert due(cast, "recorder", date(2026, 3, 31)) == []
    march = [("SEAL_PERIOD", "青山村支部2025积分账的2026年3月还没有封账，有 1 条账目等着封", "")]
    assert due(cast, "recorder", date(2026, 4, 1)) == march
    assert due(cast, "secretary", date(2026, 4, 1)) == march
    assert due(cast, "member", date(2026, 4, 1)) == due(cast, "commissioner", date(2026, 4, 1)) == []
    assert due(cast, "stranger", date(2026, 4, 1)) == due(cast, "organizer", date(2026, 4, 1)) == []
    assert due(cast, "auditor", date(2026, 4, 1)) == list_due(INSTALLER, date(2026, 4, 1)) == []
    assert find_due_period(book, date(2026, 4, 1)) == "2026-03"
    seal(cast, book, "2026-03")
    assert due(cast, "recorder", date(2026, 4, 1)) == []
    assert find_due_period(book, date(2026, 4, 1)) == ""
    assert due(cast, "recorder", date(2026, 5, 1)) == [
        ("SEAL_PERIOD", "青山村支部2025积分账的2026年4月还没有封账，没有新的账目也要封", "")
    ]


def test_several_spans_are_one_line_and_a_later_seal_covers_them(cast: Cast) -> None:
    acts.in_force(cast)
    book = open_desk(cast)
    may = date(2026, 5, 20)

    [(_, what, _)] = due(cast, "recorder", may)
    assert what == "青山村支部2025积分账的2026年3月至2026年4月共 2 期还没有封账，没有新的账目也要封"
    seal(cast, book, "2026-04")
    assert due(cast, "recorder", may) == []


def test_year_that_is_over_waits_for_the_secretary_and_says_what_comes_first(cast: Cast) -> None:
    book = open_desk(cast)
    june = date(2026, 6, 1)
    said = "青山村支部2025积分账的年度已经过完，还没有结账"

    assert due(cast, "secretary", date(2026, 5, 31)) == []
    assert due(cast, "secretary", june) == [("CLOSE_YEAR", said, "这本账还没有封过，请先封账。")]
    seal(cast, book, "2026-05")
    post(cast, book, "补记", line(cast), line(cast, "migrant"))
    assert due(cast, "secretary", june) == [("CLOSE_YEAR", said, "还有 2 条账目没有封，请先封账。")]
    seal(cast, book, "2026-05补")
    assert due(cast, "secretary", june) == [("CLOSE_YEAR", said, "")]
    assert due(cast, "recorder", june) == []
    close_year(actor=cast.actor("secretary"), at=NOW, book_id=book.pk, basis=ASSEMBLY)
    assert due(cast, "secretary", june) == []


def test_without_a_scheme_nobody_says_when_to_seal(cast: Cast) -> None:
    book = open_desk(cast)

    assert due(cast, "recorder", date(2026, 5, 1)) == []
    assert find_due_period(book, date(2026, 5, 1)) == ""


def test_book_of_a_year_to_come_waits_for_nothing(cast: Cast) -> None:
    acts.in_force(cast)
    open_book(
        actor=cast.actor("recorder"),
        at=NOW,
        branch_id=cast.organization().pk,
        year="2027",
        starts_on=date(2027, 6, 1),
        ends_on=date(2028, 5, 31),
    )

    assert due(cast, "recorder", date(2026, 4, 1)) == []
