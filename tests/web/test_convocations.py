"""Pages before and after a meeting: announced in time or late, put off, held; written minutes; a spot check."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from jifen.meetings.models import Convocation, Meeting, SpotCheck
from jifen.meetings.states.convocations import ConvocationState
from tests.cast import Cast
from tests.meetings.acts import attend, confirm, hold
from tests.schemes.acts import in_force

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
TOLD = {"channel": "PHONE", "told_on": TODAY.isoformat(), "receipt": ""}


def announce(cast: Cast, days: int) -> tuple[Any, Convocation, str]:
    browser, on = cast.browser("recorder"), TODAY + timedelta(days=days)
    form = {"kind": "MEMBER_ASSEMBLY", "planned_on": on.isoformat(), "starts_at": "09:00", "place": "村委会"}
    page = browser.post(f"/organizations/{cast.organization().pk}/meetings/plan/", form, follow=True)
    row = Convocation.objects.get(planned_on=on)
    assertContains(page, "接着列议程，登记通知。")
    return browser, row, f"/meetings/notices/{row.pk}/"


def test_township_scheme_asks_for_notices_and_late_ones_are_said(cast: Cast) -> None:
    in_force(cast, "township-branch-sample")
    browser, row, one = announce(cast, 2)
    assert (row.office_days, row.leader_days, row.member_days) == (3, 2, 2)
    early = TODAY - timedelta(days=1)
    assertContains(browser.get(one), f"{early.month}月{early.day}日以前报党建办（提前 3 天）")
    assertContains(browser.get(one), "已经过了最后一天，还没有登记")

    browser.post(f"{one}office/", {"version": "1", "name": "吴干事", **TOLD})
    sheet = browser.get(f"{one}members/")
    assertContains(sheet, 'value="UNREACHED"', 6)
    browser.post(
        f"{one}members/",
        {
            "version": "2",
            "told_on": TODAY.isoformat(),
            f"channel-{cast.person('migrant').pk}": "UNREACHED",
            "rest": "MESSAGE",
        },
    )

    page = browser.get(one)
    assertContains(page, f"{TODAY.month}月{TODAY.day}日报告；晚 1 天")
    assertContains(page, "应通知 6 人，已通知 5 人；1 人没有联系上")
    assertContains(page, "已通知党员")
    assertContains(page, "开会的日子还没有到")
    assertContains(browser.get(f"{one}print/"), "红旗镇青山村党支部会议预告登记")
    assertContains(browser.get("/"), "党员大会：已通知党员")


def test_branch_without_such_a_scheme_is_asked_nothing(cast: Cast) -> None:
    browser, row, one = announce(cast, 2)

    assert row.lead.members is None
    assertContains(browser.get(one), "通知应到会的党员（办法没有规定提前几天）")
    assertNotContains(browser.get(one), "以前报党建办")


def test_faults_come_back_at_their_fields_and_nothing_is_lost(cast: Cast) -> None:
    browser, row, one = announce(cast, 0)
    later = (TODAY + timedelta(days=1)).isoformat()

    page = browser.post(f"{one}leader/", {"version": "1", "name": "何副乡长", **TOLD, "told_on": later})
    assertContains(page, "还没有到，请核对")
    assertContains(page, 'value="何副乡长"')
    page = browser.post(f"{one}members/", {"version": "1", "told_on": later, "rest": "PHONE"})
    assertContains(page, "李明：通知的日期")
    assert row.deliveries.count() == 0


def test_agenda_goes_into_the_record_and_minutes_are_written_here(cast: Cast) -> None:
    browser, _, one = announce(cast, 0)
    page = browser.post(
        f"{one}agenda/put/",
        {"version": "1", "wording": "评定二月积分", "kind": "CONFIRM_PERIOD"},
        follow=True,
    )
    assertContains(page, "已列入议程第1项。")

    page = browser.post(f"{one}hold/", {"version": "2", "chair": "赵书记", "keeper": "孙记录员"}, follow=True)
    meeting = Meeting.objects.get()
    assertContains(page, "会议记录已经建好")
    assertContains(page, "第1项：评定二月积分")
    text = {
        "version": str(meeting.version),
        "began_at": "09:00",
        "ended_at": "10:30",
        "statements": "逐项念了初评结果",
        "resolutions": "同意",
    }
    page = browser.post(f"/meetings/{meeting.pk}/write/", text, follow=True)
    assertContains(page, "逐项念了初评结果")
    assertNotContains(page, "还没有填会议记录编号")
    assertContains(browser.get(f"/meetings/{meeting.pk}/minutes/"), "<h2>会议决定</h2><p>同意</p>")
    assertContains(browser.get(one), "会议记录")


def test_put_off_leads_to_the_new_notice(cast: Cast) -> None:
    browser, row, one = announce(cast, 1)
    form = {
        "version": "1",
        "planned_on": (TODAY + timedelta(days=5)).isoformat(),
        "starts_at": "19:30",
        "place": "学校",
        "reason": "与春耕冲突",
    }

    page = browser.post(f"{one}adjourn/", form, follow=True)

    assertContains(page, "请按新的日期重新通知")
    assertContains(page, "原来的通知见")
    row.refresh_from_db()
    assert row.state is ConvocationState.ADJOURNED
    assertContains(browser.get(one), "原因：与春耕冲突。")


def test_organizer_draws_asks_and_concludes_the_branch_only_reads(cast: Cast) -> None:
    meeting = hold(cast)
    attend(cast, meeting)
    confirm(cast, meeting)
    organizer = cast.browser("organizer")
    assertContains(organizer.get(f"/meetings/{meeting.pk}/"), "抽查核实")
    assertContains(organizer.get(f"/meetings/{meeting.pk}/spot-check/"), "随机抽 3 人，不超过应到的 10%")
    organizer.post(f"/meetings/{meeting.pk}/spot-check/", {"checker": "吴干事"})
    check = SpotCheck.objects.get()
    one = f"/meetings/spot-checks/{check.pk}/"

    asked = {"version": "1", "asked_on": TODAY.isoformat(), "answer-1": "DIFFERS", "remark-1": "说没有去"}
    page = organizer.post(f"{one}fill/", asked, follow=True)
    assertContains(page, "与记录不符")
    page = organizer.post(f"{one}conclude/", {"version": "2", "conclusion": "一人不符"})
    assertContains(page, "有与记录不符的，请写明怎么处理")
    organizer.post(f"{one}conclude/", {"version": "2", "conclusion": "一人不符", "follow_up": "退回更正"})

    seen = cast.browser("recorder").get(one)
    assertContains(seen, "退回更正")
    assertContains(seen, check.seed)
    assertNotContains(seen, "登记核实情况")
    assert cast.browser("stranger").get(one).status_code == 404
    assert cast.browser("recorder").get(f"{one}fill/").status_code == 403
