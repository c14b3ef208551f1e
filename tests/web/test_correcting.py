"""A wrong line is put right in one step: what it should say, what that changes, reversal and correction together."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from jifen.ledger.models import Book, Entry
from tests.cast import NOW, Cast
from tests.web.test_posting import PAPER, fields, open_village, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def book(cast: Cast) -> Book:
    return open_village(cast)


def wrong_line(cast: Cast, book: Book) -> None:
    """孙记录员 posts 李明 missed the work; it was 郑流动."""
    cast.browser("recorder").post(reverse("post_entries", args=[book.pk]), fields(cast, step="post"))


def right(cast: Cast, who: str = "migrant", **more: Any) -> dict[str, Any]:
    return fields(cast, who) | {"entry": "1", "why": "看错了名字", "key": "b" * 32, "step": "try"} | more


def test_line_under_the_wrong_name_is_corrected_in_one_step(cast: Cast, book: Book) -> None:
    wrong_line(cast, book)
    browser, address = cast.browser("recorder"), reverse("correct_entries", args=[book.pk])
    form = browser.get(address, {"entry": "1"})
    assert "帮困难户清淤" in form.content.decode()
    assert re.search(r'value="help" selected', form.content.decode())

    tried = browser.post(address, right(cast))

    assert "李明的积分：现在 52，更正以后 50。" in words(tried)
    assert "郑流动的积分：现在 50，更正以后 52。" in words(tried)
    assert Entry.objects.count() == 1
    done = browser.post(address, right(cast, step="correct"), follow=True)
    assert "已更正第 1 条：第 2 条冲销，第 3 条更正。" in words(done)
    again = browser.post(address, right(cast, step="correct"), follow=True)
    assert "已由第 2 条冲销" in words(again)
    rows = Entry.objects.order_by("sequence")
    assert [(row.kind.value, str(row.person), row.points) for row in rows] == [
        ("NORMAL", "李明", 200),
        ("REVERSAL", "李明", -200),
        ("CORRECTION", "郑流动", 200),
    ]
    assert str(rows[1].text) == "看错了名字"
    assert str(rows[2].text) == "帮困难户清淤"


def test_what_cannot_be_corrected_says_what_to_do(cast: Cast, book: Book) -> None:
    wrong_line(cast, book)
    browser, address = cast.browser("recorder"), reverse("correct_entries", args=[book.pk])
    assert "要更正的账目的序号" in words(browser.get(address))
    assert "这本账里没有第 9 条。" in words(browser.get(address, {"numbers": "9"}))
    assert "一次更正一条" in words(browser.get(address, {"entry": ["1", "2"]}))
    browser.post(
        reverse("reverse_entries", args=[book.pk]), {"entry": "1", "key": "c" * 32, "reason": "记错", **PAPER}
    )

    assert "已由第 2 条冲销，不能在这里更正" in words(browser.get(address, {"entry": "1"}))
    assert "第 2 条是冲销，不能更正" in words(browser.get(address, {"entry": "2"}))


def test_reason_is_asked_for_and_what_was_filled_stays(cast: Cast, book: Book) -> None:
    wrong_line(cast, book)

    answer = cast.browser("recorder").post(
        reverse("correct_entries", args=[book.pk]), right(cast, why="", step="correct")
    )

    assert answer.status_code == 200
    assert "帮困难户清淤" in answer.content.decode()
    assert Entry.objects.count() == 1


def test_clock_that_went_back_is_asked_about_once(cast: Cast, book: Book) -> None:
    wrong_line(cast, book)
    Book.objects.filter(pk=book.pk).update(last_posted_at=NOW + timedelta(days=3650))
    browser, address = cast.browser("recorder"), reverse("correct_entries", args=[book.pk])

    asked = browser.post(address, right(cast, step="correct"))

    assert "电脑的日期和时间核对过了，没有错" in words(asked)
    assert Entry.objects.count() == 1
    browser.post(address, right(cast, step="correct", clock_confirmed="on"))
    assert Entry.objects.count() == 3


@pytest.mark.parametrize(("who", "status"), [("member", 404), ("commissioner", 403), ("stranger", 404)])
def test_who_may_not_post_corrects_nothing(cast: Cast, book: Book, who: str, status: int) -> None:
    wrong_line(cast, book)

    assert (
        cast.browser(who).post(reverse("correct_entries", args=[book.pk]), right(cast)).status_code == status
    )


def test_line_about_oneself_is_left_to_others(cast: Cast, book: Book) -> None:
    cast.browser("secretary").post(
        reverse("post_entries", args=[book.pk]), fields(cast, "recorder", step="post")
    )

    answer = cast.browser("recorder").get(reverse("correct_entries", args=[book.pk]), {"entry": "1"})

    assert "记的是您本人，请由别的同志办理" in words(answer)
