"""The to-do page: one's own work, and where to do it."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from jifen.orgs.models import Organization
from jifen.orgs.states.people import Standing
from tests.cast import Cast
from tests.orgs.acts import enter, send

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
