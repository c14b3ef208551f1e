"""An objection on the pages: received, looked into, decided, told, put before the assembly; one to the township."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from jifen.meetings.models import Convocation
from jifen.publicity.models import Objection
from jifen.publicity.states.objections import ObjectionState
from tests.cast import Cast
from tests.publicity.acts import on_show

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = TODAY.isoformat()
WORDS = "三月一日李明去医院了，扣分不对"
DECIDED = {
    "outcome": "UPHELD", "decided_on": DAY, "reasons": "当天在住院", "findings": "看了住院证明",
    "basis_kind": "MEETING", "basis_label": "支委会会议", "basis_on": DAY,
}  # fmt: skip


class Desk:
    """孙记录员 before the pages of one objection."""

    def __init__(self, cast: Cast) -> None:
        self.notice, self.browser = on_show(cast), cast.browser("recorder")
        line = self.notice.lines.get(person=cast.person("member"))
        form = {
            "received_on": DAY,
            "channel": "PHONE",
            "line_id": str(line.pk),
            "statement": WORDS,
            "objector": "张某",
        }
        self.page = self.browser.post(f"/notices/{self.notice.pk}/objections/receive/", form, follow=True)
        self.address = f"/objections/{Objection.objects.get().pk}/"

    def take(self, step: str, **form: str) -> Any:
        """Take a step as its form does; return the page that follows."""
        version = Objection.objects.get().version
        return self.browser.post(f"{self.address}{step}/", {"version": version, **form}, follow=True)


def test_objection_goes_its_way_and_what_was_said_stays_closed(cast: Cast) -> None:
    desk = Desk(cast)
    assertContains(desk.page, "回执号：异议第 1 号")
    assertNotContains(desk.page, "医院")
    assertContains(desk.browser.get("/"), "异议等受理")
    assertContains(desk.browser.get(f"/notices/{desk.notice.pk}/"), "<dt>有异议、复核中</dt><dd>李明</dd>")
    book = f"/books/{desk.notice.origin_id}/people/{cast.person('member').pk}/"
    assertContains(desk.browser.get(book), "有异议、复核中")

    desk.take("admit")
    page = desk.browser.get(f"{desk.address}assign/")
    assertContains(page, "赵书记")
    assertNotContains(page, "钱组织委员")
    desk.take("assign", reviewer_id=str(cast.person("secretary").pk))
    page = desk.take("decide", **DECIDED)
    assertContains(page, "撤下公示")
    assertNotContains(page, "住院证明")
    assertNotContains(desk.browser.get(book), "有异议、复核中")
    desk.take("tell", member_on=DAY, objector_on=DAY)

    form = {
        "kind": "MEMBER_ASSEMBLY",
        "planned_on": (TODAY + timedelta(days=5)).isoformat(),
        "starts_at": "09:00",
    }
    place = f"/organizations/{cast.organization().pk}/meetings/plan/"
    desk.browser.post(place, {**form, "place": "村委会"})
    agenda = f"/meetings/notices/{Convocation.objects.get().pk}/agenda/put/"
    assertContains(
        desk.browser.get(agenda), "等着向大会报告的：青山村支部2025年度积分公示的异议第 1 号（更正）"
    )
    desk.take("report", basis_kind="MEETING", basis_label="支部党员大会", basis_on=DAY)
    assert Objection.objects.get().state is ObjectionState.CLOSED
    assertNotContains(desk.browser.get(agenda), "等着向大会报告的")


def test_township_enters_what_it_decided(cast: Cast) -> None:
    desk = Desk(cast)
    desk.take("appeal", appealed_on=DAY, appeal="请上级直接核对住院证明")
    township = cast.browser("organizer")
    form = {
        "version": Objection.objects.get().version, "outcome": "UPHELD", "decided_on": DAY, "reasons": "住院证明属实",
        "basis_kind": "REPLY", "basis_label": "镇党委的答复", "basis_on": DAY,
    }  # fmt: skip
    page = township.post(f"{desk.address}settle/", form, follow=True)

    assertContains(page, "上级已作出处理")
    assertContains(page, "住院证明属实")
    assertContains(desk.browser.get("/"), "异议的处理等告知")


def test_notice_is_closed_without_a_number_and_says_how_many_there_are(cast: Cast) -> None:
    desk = Desk(cast)
    close = f"/notices/{desk.notice.pk}/close/"
    assertContains(desk.browser.get(close), "登记的异议有 1 件。")
    page = desk.browser.post(close, {"version": desk.notice.version}, follow=True)

    assertContains(page, "期满有异议")
    assertContains(page, "异议第 1 号（已收到）还没有作出处理，处理以后再办。")
