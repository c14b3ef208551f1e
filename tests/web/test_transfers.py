"""Pages of transfers: writing, printing, answering; what the receiving branch sees."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from jifen.orgs.models import Transfer
from jifen.orgs.states.transfers import TransferState
from tests.cast import Cast
from tests.orgs.acts import send

pytestmark = pytest.mark.django_db


def page_of(cast: Cast, key: str = "branch", rest: str = "") -> str:
    return f"/organizations/{cast.organization(key).pk}/transfers/{rest}"


def fresh(cast: Cast, who: str = "member", **changes: Any) -> Transfer:
    """Send a letter that is valid on the day of the test: pages read the real clock."""
    return send(cast, who, sent_on=timezone.localdate() - timedelta(days=1), **changes)


def test_recorder_writes_a_letter_and_prints_it(cast: Cast) -> None:
    browser = cast.browser("recorder")
    form = {
        "person": str(cast.person("member").pk),
        "to": "红旗镇白水村党支部",
        "letter_no": "红旗组介〔2026〕3号",
        "sent_on": "2026-03-10",
        "valid_days": "90",
    }

    answer = browser.post(page_of(cast, rest="send/"), form, follow=True)

    assertContains(answer, "已为李明开出介绍信；对方接收以前，仍是本支部的党员。")
    letter = Transfer.objects.get()
    paper = browser.get(f"/transfers/{letter.pk}/letter/")
    for words in ("组织关系介绍信存根", "编号：红旗组介〔2026〕3号", "回执", "有效期至2026年6月8日"):
        assertContains(paper, words)
    assertContains(
        browser.post(page_of(cast, rest="send/"), {**form, "to": "白水"}), "没有找到全称或代码是“白水”"
    )


def test_receiver_sees_name_and_plain_facts_and_accepts(cast: Cast) -> None:
    letter = fresh(cast)
    browser = cast.browser("stranger")

    assertContains(browser.get(page_of(cast, "other_branch")), "李明")
    page = browser.get(f"/transfers/{letter.pk}/")
    assertContains(page, "正式党员")
    assertNotContains(page, "138")
    assertNotContains(page, "撤回")
    answer = browser.post(
        f"/transfers/{letter.pk}/accept/", {"on": f"{timezone.localdate():%Y-%m-%d}"}, follow=True
    )

    assertContains(answer, "已接收李明，组织关系转到红旗镇白水村党支部。")
    assert cast.person("member").branch == cast.organization("other_branch")
    assert browser.get(f"/transfers/{letter.pk}/accept/").status_code == 409


def test_receiver_returns_with_a_reason_and_sender_withdraws(cast: Cast) -> None:
    today = f"{timezone.localdate():%Y-%m-%d}"
    letter = fresh(cast)
    stranger, recorder = cast.browser("stranger"), cast.browser("recorder")

    assertContains(stranger.post(f"/transfers/{letter.pk}/return/", {"on": today}), "有 1 处要改")
    stranger.post(f"/transfers/{letter.pk}/return/", {"on": today, "reason": "档案没有到"})
    assertContains(recorder.get(f"/transfers/{letter.pk}/"), "档案没有到")
    second = fresh(cast, letter_no="4")
    recorder.post(f"/transfers/{second.pk}/cancel/", {"on": today, "reason": "写错了"})

    assert list(Transfer.objects.order_by("letter_no").values_list("state", flat=True)) == [
        TransferState.CANCELLED,
        TransferState.RETURNED,
    ]


def test_letter_whose_time_is_over_says_so_and_offers_no_acceptance(cast: Cast) -> None:
    letter = send(cast, valid_days=1)

    page = cast.browser("stranger").get(f"/transfers/{letter.pk}/")

    assertContains(page, "已于2026年3月11日过期，不能再接收")
    assertNotContains(page, "/accept/")


@pytest.mark.parametrize("rest", ["", "letter/", "accept/", "return/", "cancel/"])
def test_who_has_nothing_to_do_with_a_letter_does_not_find_it(cast: Cast, rest: str) -> None:
    letter = fresh(cast, to="邻省某村党支部", outside=True)

    for who in ("stranger", "admin", "auditor"):
        for verb in ("get", "post"):
            answer = getattr(cast.browser(who), verb)(f"/transfers/{letter.pk}/{rest}")
            assert answer.status_code in (404, 405)
    assert cast.browser("stranger").get(page_of(cast)).status_code == 404


def test_person_himself_reads_his_letter_and_answers_nothing(cast: Cast) -> None:
    letter = fresh(cast)
    browser = cast.browser("member")

    assert browser.get(f"/transfers/{letter.pk}/").status_code == 200
    assert browser.post(f"/transfers/{letter.pk}/accept/").status_code == 403
    assert browser.get(f"/transfers/{letter.pk}/letter/").status_code == 403


def test_superior_sees_all_letters_of_the_tree(cast: Cast) -> None:
    fresh(cast)
    browser = cast.browser("organizer")

    for way in ("in", "out"):
        assertContains(browser.get(page_of(cast, "township", f"?way={way}")), "李明")


def test_list_costs_the_same_for_few_and_many(cast: Cast, django_assert_num_queries: Any) -> None:
    fresh(cast)
    browser = cast.browser("organizer")
    browser.get(page_of(cast, "township", "?way=out"))
    with CaptureQueriesContext(connection) as few:
        browser.get(page_of(cast, "township", "?way=out"))
    for key in ("secretary", "commissioner", "migrant", "probationary"):
        fresh(cast, key, letter_no=key)
    with django_assert_num_queries(len(few)):
        browser.get(page_of(cast, "township", "?way=out"))


def test_who_comes_back_from_outside_is_taken_in(cast: Cast) -> None:
    browser = cast.browser("stranger")

    page = browser.post(
        page_of(cast, "other_branch", "take-back/"),
        {
            "name": "李明",
            "id_no": "11010519491231002X",
            "letter_from": "外省",
            "letter_no": "1",
            "on": "2026-03-09",
        },
    )

    assertContains(page, "没有找到从本系统转出、姓名和公民身份号码都对得上的党员")
    assert cast.browser("member").get(page_of(cast, rest="take-back/")).status_code == 403
