"""The to-do page: one's own work, and where to do it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from jifen.cycles.actions import Claim, give_notice, propose_deduction
from jifen.cycles.models import Declaration
from jifen.cycles.states.declarations import Track
from jifen.filing.models import Package
from jifen.ledger.actions import open_book
from jifen.orgs.models import Organization, Person
from jifen.orgs.states.people import Standing
from tests.cast import NOW, TODAY, Cast
from tests.cycles.months import at, begin, village
from tests.filing.acts import prepare
from tests.ledger.desk import open_desk
from tests.orgs.acts import enter, send
from tests.schemes import acts

pytestmark = pytest.mark.django_db


def test_letter_stands_on_the_page_of_the_receiver_with_its_address(cast: Cast) -> None:
    letter = send(cast, sent_on=timezone.localdate())

    page = cast.browser("stranger").get("/")

    assertContains(page, "接收组织关系")
    assertContains(page, f'<a href="/transfers/{letter.pk}/">李明的组织关系从青山村支部转来</a>', html=True)
    assertNotContains(cast.browser("member").get("/"), "李明的组织关系")


def test_who_has_nothing_due_is_told_so(cast: Cast) -> None:
    assertContains(cast.browser("member").get("/"), "现在没有要办的事。")
    assertContains(cast.browser("auditor").get("/"), "现在没有要办的事。")


def test_election_that_is_late_is_marked(cast: Cast) -> None:
    day = timezone.localdate() - timedelta(days=3)
    Organization.objects.filter(code="62000101").update(term_to=day)

    page = cast.browser("secretary").get("/")

    assertContains(page, f"已过期 {day.year}年{day.month}月{day.day}日")
    assertContains(page, f"/organizations/{cast.organization().pk}/offices/")


def test_hat_decides_what_is_due(cast: Cast) -> None:
    assertContains(cast.browser("organizer").get("/"), "红旗镇党委没有登记书记")
    assertNotContains(cast.browser("organizer", "MEMBER").get("/"), "没有登记书记")


def test_page_costs_the_same_for_few_and_many(cast: Cast, django_assert_num_queries: Any) -> None:
    browser = cast.browser("recorder")
    browser.get("/")
    with CaptureQueriesContext(connection) as few:
        browser.get("/")
    for number in range(30):
        enter(cast, f"积极{number}", Standing.ACTIVIST)
    with django_assert_num_queries(len(few)):
        page = browser.get("/")
    assertContains(page, "还有没列出来的")


def test_books_and_schemes_have_their_lines_with_the_page_each_is_done_on(cast: Cast) -> None:
    acts.in_force(cast)
    book = open_desk(cast)
    branch = cast.organization().pk

    page = cast.browser("secretary").get("/")

    assertContains(page, f'<a href="/books/{book.pk}/seal/">', html=False)
    assertContains(page, f'<a href="/books/{book.pk}/close/">', html=False)
    assertContains(page, "这本账还没有封过，请先封账。")
    assertContains(page, f'<a href="/organizations/{branch}/enrolments/make/">')
    assertNotContains(cast.browser("recorder").get("/"), "年度结账")
    assertNotContains(cast.browser("stranger").get("/"), "按期封账")


def test_page_costs_the_same_for_one_book_and_for_many(cast: Cast, django_assert_num_queries: Any) -> None:
    acts.in_force(cast)
    open_desk(cast)
    browser = cast.browser("secretary")
    browser.get("/")
    with CaptureQueriesContext(connection) as few:
        browser.get("/")
    for year in range(2020, 2025):
        open_book(
            actor=cast.actor("secretary"),
            at=NOW,
            branch_id=cast.organization().pk,
            year=str(year),
            starts_on=date(year, 6, 1),
            ends_on=date(year + 1, 5, 31),
        )

    with django_assert_num_queries(len(few)):
        page = browser.get("/")
    assertContains(page, "的年度已经过完，还没有结账", count=6)


def test_periods_and_packages_have_their_lines_with_their_days(cast: Cast) -> None:
    village(cast)
    cycle = begin(cast)
    package = prepare(cast)

    page = cast.browser("recorder").get("/")

    assertContains(page, f'<a href="/cycles/{cycle.pk}/">')
    assertContains(page, f"/organizations/{cast.organization().pk}/cycles/open/")
    assertContains(page, f'<a href="/filing/{package.pk}/">')
    assertContains(page, "已过期 2026年4月7日")
    for who in ("stranger", "organizer", "member", "auditor"):
        assertNotContains(cast.browser(who).get("/"), "青山村支部2026-03")


def test_page_costs_the_same_for_one_period_and_for_several(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    village(cast)
    begin(cast)
    browser = cast.browser("recorder")
    browser.get("/")
    with CaptureQueriesContext(connection) as few:
        browser.get("/")
    for month in (4, 5):
        begin(cast, when=at(date(2026, month, 2)), reason="上期还没有评定")

    with django_assert_num_queries(len(few)):
        page = browser.get("/")
    assertContains(page, "在例会上报告上月活动", count=3)


def test_what_is_late_and_what_is_near_is_counted_and_marked(cast: Cast) -> None:
    today = timezone.localdate()
    Person.objects.filter(pk=cast.person("probationary").pk).update(joined_on=today)
    package = prepare(cast, due_on=today + timedelta(days=3))
    browser = cast.browser("recorder")
    assertContains(browser.get("/"), "三天内到期 1 件。")
    for days, said in ((0, "（今天）"), (1, "（明天）"), (3, "（还有 3 天）")):
        Package.objects.filter(pk=package.pk).update(due_on=today + timedelta(days=days))
        assertContains(browser.get("/"), said)
    Package.objects.filter(pk=package.pk).update(due_on=today + timedelta(days=4))
    assertNotContains(browser.get("/"), "还有 4 天")
    assertNotContains(browser.get("/"), "三天内到期")
    Package.objects.filter(pk=package.pk).update(due_on=today - timedelta(days=30))

    assertContains(browser.get("/"), "已过期 1 件。")


def test_who_is_to_lose_points_reads_until_when_he_may_answer(cast: Cast) -> None:
    village(cast)
    until, member = timezone.localdate() + timedelta(days=2), cast.person("member")
    cycle, secretary = begin(cast), cast.actor("secretary")
    missed = Claim(member.pk, "labour_missed", date(2026, 3, 8), "没有参加义务劳动")
    row = propose_deduction(actor=secretary, at=NOW, cycle_id=cycle.pk, claim=missed, track=Track.ROUTINE)
    give_notice(
        actor=secretary, at=NOW, declaration_id=row.pk, version=row.version, on=TODAY, way="当面送达"
    )  # fmt: skip
    Declaration.objects.filter(pk=row.pk).update(answer_until=until)

    page = cast.browser("member").get("/")

    assertContains(page, "拟扣您的分，可以申辩")
    assertContains(page, f"{until.month}月{until.day}日（还有 2 天）")
    assertContains(page, f'href="/declarations/{row.pk}/"')
    assertContains(cast.browser("member").get(f"/declarations/{row.pk}/"), "您可以申辩")
    assertNotContains(cast.browser("stranger").get("/"), "拟扣您的分")
