"""The month on its pages: opened, filled in, registered, decided by the meeting that was entered, posted."""

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from jifen.cycles.models import Cycle, Declaration
from jifen.ledger.models import Entry
from tests.cast import Cast
from tests.cycles.months import begin, claim, declare, fresh, village

pytestmark = pytest.mark.django_db


def fields(cast: Cast, who: str = "member", **more: Any) -> dict[str, Any]:
    return {
        "people": [str(cast.person(who).pk)], "kind": "help", "occurred_on": "2026-03-08", "fact_evidence": "yes",
        "reason": "帮王大娘家收麦子", "key": uuid4().hex, **more,
    }  # fmt: skip


def test_nothing_can_be_opened_before_the_book_is(cast: Cast) -> None:
    page = cast.browser("recorder").get("/cycles/")
    assertContains(page, "还没有开始过。")
    assertContains(page, "开始下一期")


def test_recorder_fills_in_and_secretary_takes_up(cast: Cast) -> None:
    village(cast)
    cycle = begin(cast)
    browser = cast.browser("recorder")
    form = fields(cast)
    done = browser.post(reverse("declare", args=[cycle.pk]), form, follow=True)
    assertContains(done, "已登记 1 项。")
    assertContains(done, "帮王大娘家收麦子（代填，孙记录员）")
    again = browser.post(reverse("declare", args=[cycle.pk]), form, follow=True)
    assertContains(again, "这一次以前已经登记，没有重复记。")

    row = Declaration.objects.get()
    taken = cast.browser("secretary").post(
        reverse("register_declarations", args=[cycle.pk]), {"declaration": [str(row.pk)]}, follow=True
    )
    assertContains(taken, "已登记 1 项申报。")
    assert fresh(row).state == "REGISTERED"


def test_fault_of_a_claim_stands_on_the_form_and_nothing_is_kept(cast: Cast) -> None:
    village(cast)
    cycle = begin(cast)
    page = cast.browser("recorder").post(
        reverse("declare", args=[cycle.pk]), fields(cast, kind="labour_missed", reason="没有来")
    )
    assertContains(page, "照办法是扣分，由支部提出并告知本人，不在这里申报。")
    assertContains(page, "没有来")
    assert Declaration.objects.count() == 0


def test_same_fact_twice_is_shown_and_stops(cast: Cast) -> None:
    village(cast)
    cycle = begin(cast)
    rows = declare(cast, cycle, claim(cast), claim(cast, reason="又帮李大爷家"))
    browser = cast.browser("secretary")
    assertContains(browser.get(reverse("cycle", args=[cycle.pk])), "里已有同一天的", count=2)
    stopped = browser.post(
        reverse("register_declarations", args=[cycle.pk]),
        {"declaration": [str(row.pk) for row in rows]},
        follow=True,
    )
    assertContains(stopped, "确实不是重复的，请先“核对重复”写明理由。")
    assert {row.state for row in Declaration.objects.all()} == {"SUBMITTED"}


def test_page_of_a_period_says_which_step_is_next(cast: Cast) -> None:
    village(cast)
    cycle = begin(cast)
    page = cast.browser("recorder").get(reverse("cycle", args=[cycle.pk]))
    assertContains(page, '<li aria-current="step">记录中</li>', html=True)
    assertNotContains(page, "已初评")  # S2 has no opinion of its own
    assertContains(page, "2026年4月5日（星期日）逢清明放假，顺延到2026年4月7日（星期二）")


def test_period_of_another_branch_is_not_found(cast: Cast) -> None:
    village(cast)
    cycle = begin(cast)
    browser = cast.browser("stranger")
    for name in ("cycle", "declare", "start_collecting", "evaluate_cycle", "post_cycle"):
        assert browser.get(reverse(name, args=[cycle.pk])).status_code == 404


def test_nobody_posts_before_the_decision(cast: Cast) -> None:
    village(cast)
    cycle = begin(cast)
    answer = cast.browser("secretary").post(reverse("post_cycle", args=[cycle.pk]), {"version": "1"})
    assert answer.status_code == 409
    assert (Cycle.objects.get().state, Entry.objects.count()) == ("OPEN", 0)
