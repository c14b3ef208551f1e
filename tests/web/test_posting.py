"""孙记录员 posts what was decided: first what it would give, then the line; 李明 reads why his figure is what it is."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from jifen.ledger.models import Book, Entry
from jifen.schemes.actions import enrol_year
from tests.cast import NOW, TODAY, Cast
from tests.ledger.desk import ASSEMBLY, open_desk
from tests.schemes.acts import in_force

pytestmark = pytest.mark.django_db
PAPER = {"basis_kind": "MEETING", "basis_label": "支部党员大会", "basis_on": "2026-03-05"}


def open_village(cast: Cast) -> Book:
    """The village's 办法 in force, everybody on the list, the book open."""
    in_force(cast)
    enrol_year(
        actor=cast.actor("recorder"), at=NOW, branch_id=cast.organization().pk, on=TODAY, basis=ASSEMBLY
    )
    return open_desk(cast)


@pytest.fixture
def book(cast: Cast) -> Book:
    return open_village(cast)


def fields(cast: Cast, *who: str, **more: Any) -> dict[str, Any]:
    return {
        "people": [str(cast.person(key).pk) for key in who or ("member",)],
        "kind": "help",
        "occurred_on": "2026-03-01",
        "fact_decided_by": "member_assembly",
        "fact_evidence": "有照片",
        "reason": "帮困难户清淤",
        "key": "a" * 32,
        "step": "weigh",
        **PAPER,
        **more,
    }


def words(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_fact_is_weighed_first_and_posted_once(cast: Cast, book: Book) -> None:
    browser, address = cast.browser("recorder"), reverse("post_entries", args=[book.pk])
    assertContains(browser.get(address), "试算")

    weighed = browser.post(address, fields(cast, "member", "migrant"))

    assert weighed.status_code == 200
    assert "+2.00" in words(weighed)
    assert Entry.objects.count() == 0
    posted = browser.post(address, fields(cast, "member", "migrant", step="post"), follow=True)
    assert "已入账 2 条。" in words(posted)
    again = browser.post(address, fields(cast, "member", "migrant", step="post"), follow=True)
    assert "没有重复记" in words(again)
    assert [(row.item, row.points, row.fields) for row in Entry.objects.all()] == [
        (
            "village-branch@1#incentive.service.help",
            200,
            {"decided_by": "member_assembly", "evidence": "有照片"},
        )
    ] * 2


def test_a_deduction_goes_through_the_period_where_the_member_is_told_first(cast: Cast, book: Book) -> None:
    lost = fields(cast, kind="labour_missed", fact_decided_by="branch_committee", step="post")

    answer = words(cast.browser("recorder").post(reverse("post_entries", args=[book.pk]), lost))

    assert "“没有参加支部组织的义务劳动”照办法是扣分，不在这里记：请在“积分周期”里提出扣分" in answer
    assert Entry.objects.count() == 0


def test_fact_that_would_not_count_says_why(cast: Cast, book: Book) -> None:
    answer = cast.browser("recorder").post(
        reverse("post_entries", args=[book.pk]), fields(cast, fact_decided_by="", fact_evidence="")
    )

    assert "现在不计" in words(answer)


def test_wrong_fact_is_told_at_its_field_and_nothing_is_lost(cast: Cast, book: Book) -> None:
    address = reverse("post_entries", args=[book.pk])

    answer = cast.browser("recorder").post(
        address, fields(cast, kind="", occurred_on="2026-13-01", step="post")
    )

    assert "请填写日期，例如 2026-03-05。" in words(answer)
    assert "帮困难户清淤" in answer.content.decode()
    assert Entry.objects.count() == 0


def test_member_reads_his_figure_and_how_it_came_about(cast: Cast, book: Book) -> None:
    cast.browser("recorder").post(reverse("post_entries", args=[book.pk]), fields(cast, step="post"))
    address = reverse("statement", args=[book.pk, cast.person("member").pk])

    page = cast.browser("member").get(address)

    assertContains(page, "积分 52 分")
    assert "帮助困难群众" in words(page)
    assert "帮困难户清淤" in words(page)
    assertNotContains(page, "名次")
    assertNotContains(page, "village-branch@1")
    assert cast.browser("stranger").get(address).status_code == 404


def test_table_of_the_branch_is_by_name_and_for_its_desk(cast: Cast, book: Book) -> None:
    cast.browser("recorder").post(reverse("post_entries", args=[book.pk]), fields(cast, step="post"))
    address = reverse("book_table", args=[book.pk])

    page = words(cast.browser("secretary").get(address))

    assert re.findall(r"(\S+) 50 0 50 已计分|(\S+) 50 2 52 已计分", page)
    assert "不是名次" in page
    assert cast.browser("member").get(address).status_code == 404
    assert cast.browser("stranger").get(address).status_code == 404


def test_book_without_scheme_says_what_to_do_first(cast: Cast) -> None:
    book = open_desk(cast)
    recorder = cast.browser("recorder")

    assertContains(recorder.get(reverse("post_entries", args=[book.pk])), "请先施行办法")
    assertContains(recorder.get(reverse("book_table", args=[book.pk])), "请先施行办法")


def test_clock_that_went_back_is_asked_about_and_the_line_is_posted(cast: Cast, book: Book) -> None:
    Book.objects.update(last_posted_at=NOW + timedelta(days=4000))
    browser, address = cast.browser("recorder"), reverse("post_entries", args=[book.pk])
    assertNotContains(browser.post(address, fields(cast)), "电脑的日期和时间核对过了")

    asked = browser.post(address, fields(cast, step="post"))

    assertContains(asked, "请先核对电脑的日期和时间")
    assertContains(asked, "电脑的日期和时间核对过了，没有错")
    assert Entry.objects.count() == 0
    assert browser.post(address, fields(cast, step="post", clock_confirmed="on")).status_code == 302
    assert Entry.objects.count() == 1
