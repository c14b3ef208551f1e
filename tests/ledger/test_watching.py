"""All books are walked once a day; a book that does not hold stands on the first page of those who see it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from jifen.audit.models import Record
from jifen.cli.site.clock import verify_by_night
from jifen.common.actor import CLOCK
from jifen.common.refusals import NotAllowed
from jifen.ledger.actions import verify_books
from jifen.ledger.models import Entry
from tests.cast import NOW, Cast
from tests.ledger.desk import line, open_desk, post
from tests.web.walk.markers import lifted_guards

pytestmark = pytest.mark.django_db


def test_book_that_was_changed_by_night_is_named_the_next_morning(cast: Cast) -> None:
    book = open_desk(cast)
    post(cast, book, "三月", line(cast), line(cast, "migrant"))
    assert verify_by_night(NOW) == "全部核对得上。"
    with lifted_guards():
        Entry.objects.filter(sequence=2).update(points=900)
    assert verify_by_night(NOW + timedelta(hours=19, minutes=59)) == "今天已经核对过。"
    assert verify_by_night(NOW + timedelta(hours=23, minutes=59)) == "今天已经核对过。"
    assertNotContains(cast.browser("recorder").get("/"), "对不上")

    said = verify_by_night(NOW + timedelta(hours=20))

    assert said.startswith("有 2 处对不上，请先不要入账：青山村支部2025积分账第 2 条：内容和封存时不一样；")
    assert Record.objects.get(act="ledger.VERIFY_BOOKS", detail__alarms=2).detail["books"] == [str(book.pk)]
    page = cast.browser("recorder").get("/")
    assertContains(page, "青山村支部2025积分账对不上，请先不要入账")
    assertContains(page, reverse("check_book", args=[book.pk]))
    assertContains(cast.browser("organizer").get("/"), "青山村支部2025积分账对不上")
    assertNotContains(cast.browser("stranger").get("/"), "对不上")
    assertNotContains(cast.browser("member").get("/"), "对不上")


def test_walk_over_all_books_is_the_clocks(cast: Cast) -> None:
    assert verify_books(actor=CLOCK, at=NOW) == ()
    with pytest.raises(NotAllowed, match="由系统每天自动核对"):
        verify_books(actor=cast.actor("secretary"), at=NOW)
