"""The month on its pages: opened, filled in, registered, decided by the meeting that was entered, posted."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from jifen.cycles.models import Cycle, Declaration
from jifen.ledger.models import Entry
from tests.cast import Cast
from tests.cycles.months import begin, claim, close, collect, declare, evaluate, fresh, mark, resolve, village
from tests.cycles.test_bureau_month import FRIDAY, planned

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


def test_month_of_the_bureau_goes_from_the_plan_to_the_notice_on_its_pages(cast: Cast) -> None:
    cycle = planned(cast)
    leader = cast.browser("secretary", "SUPERVISING_LEADER")
    secretary, recorder = cast.browser("secretary"), cast.browser("recorder")
    rows = list(Declaration.objects.order_by("person__pinyin"))
    shown = leader.get(reverse("cycle", args=[cycle.pk]))
    assertContains(shown, "签注意见")
    words = {"on": "2026-04-01", **{f"said_{row.pk}": "DONE" for row in rows}}
    done = leader.post(reverse("endorse_declarations", args=[cycle.pk]), words, follow=True)
    assertContains(done, "已签注 2 项。")
    nothing = leader.post(reverse("endorse_declarations", args=[cycle.pk]), {"on": "2026-04-01"})
    assertContains(nothing, "一项也没有填，没有可保存的。")

    ticked = {"declaration": [str(row.pk) for row in rows]}
    secretary.post(reverse("register_declarations", args=[cycle.pk]), ticked)
    collect(cast, cycle)
    mark(cast, cycle, "secretary", "commissioner", "probationary", "migrant")
    close(cast, cycle, date(2026, 4, 2))
    early = secretary.post(reverse("conclude_review", args=[cycle.pk]), concluded(cycle))
    assertContains(early, "还有 2 项没有初评意见")
    doubtful = {f"said_{rows[0].pk}": "LEAVE_UNCLEAR"}
    refused = secretary.post(reverse("give_opinions", args=[cycle.pk]), doubtful)
    assertContains(refused, "要写明理由")
    given = {f"said_{row.pk}": "ACCEPT_FIRST" for row in rows}
    secretary.post(reverse("give_opinions", args=[cycle.pk]), given)
    secretary.post(reverse("conclude_review", args=[cycle.pk]), concluded(cycle))
    assert fresh(cycle).state == "PRELIMINARY"

    evaluate(cast, cycle, resolve(cast, FRIDAY), FRIDAY)
    waiting = recorder.get(reverse("cycle", args=[cycle.pk]))
    assertContains(waiting, "办法规定2026年3月先公示、无异议的再入账；还没有公示。")
    version = {"version": str(fresh(cycle).version)}
    published = recorder.post(reverse("publish_cycle", args=[cycle.pk]), version, follow=True)
    assertContains(published, "公示已经拟定，下一步登记保密审查。")
    assertContains(published, "2026年3月的公示现在是“拟公示”，期满以后再入账。")


def concluded(cycle: Cycle) -> dict[str, str]:
    basis = {"basis_kind": "MEETING", "basis_label": "支委会会议", "basis_on": "2026-04-02"}
    return {"version": str(fresh(cycle).version), **basis}


def test_what_looks_like_one_fact_twice_is_looked_at_on_its_page(cast: Cast) -> None:
    village(cast)
    cycle = begin(cast)
    one, other = declare(cast, cycle, claim(cast), claim(cast, reason="又帮李家收麦子"))
    browser = cast.browser("secretary")
    assertContains(browser.get(reverse("cycle", args=[cycle.pk])), "核对重复…")
    for row in (one, other):
        fields = {"version": str(fresh(row).version), "reason": "上午、下午各一次，两户人家"}
        browser.post(reverse("look_at_conflict", args=[row.pk]), fields)
    taken = browser.post(
        reverse("register_declarations", args=[cycle.pk]),
        {"declaration": [str(one.pk), str(other.pk)]},
        follow=True,
    )
    assertContains(taken, "已登记 2 项申报。")
