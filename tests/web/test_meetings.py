"""Pages of meetings: from the minutes on paper to a record others rest on."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from jifen.meetings.models import Meeting
from jifen.meetings.states.meetings import MeetingKind, MeetingState
from jifen.meetings.states.motions import MotionKind
from tests.cast import Cast
from tests.meetings.acts import attend, confirm, exclude, hold, put
from tests.orgs.acts import enter

pytestmark = pytest.mark.django_db
FORM = {
    "kind": "MEMBER_ASSEMBLY",
    "held_on": "2026-03-06",
    "place": "村委会二楼会议室",
    "chair": "赵书记",
    "keeper": "孙记录员",
    "document_no": "2026年记录本第6页",
    "agenda": "讨论积分办法",
}


def page_of(cast: Cast, key: str = "branch", rest: str = "") -> str:
    return f"/organizations/{cast.organization(key).pk}/meetings/{rest}"


def test_recorder_takes_an_assembly_from_paper_to_confirmation(cast: Cast) -> None:
    browser = cast.browser("recorder")
    hold(cast, place="老祠堂")
    Meeting.objects.update(state="CANCELLED", cancel_reason="没有开成")
    opened = browser.get(page_of(cast, rest="record/"))
    assertContains(opened, 'value="老祠堂"')
    assertContains(opened, 'value="赵书记"')
    assertContains(opened, 'value="孙记录员"')

    page = browser.post(page_of(cast, rest="record/"), FORM, follow=True)
    meeting = Meeting.objects.get(state="RECORDED")
    assertContains(page, "已登记2026年3月6日党员大会，名单已经列好；接着填写到会情况，登记议题。")
    assertContains(page, "还有6人没有填到会情况")
    assertContains(page, "还有 1 处要先办好，列在下面")

    one = f"/meetings/{meeting.pk}/"
    sheet = browser.get(f"{one}attendance/")
    assertContains(sheet, f'name="presence-{cast.person("probationary").pk}" value="LEFT_EARLY"')
    assertContains(sheet, 'type="radio"', 30)
    sent = {"version": "1", "rest": "1", f"presence-{cast.person('migrant').pk}": "LEAVE"}
    page = browser.post(f"{one}attendance/", sent, follow=True)
    assertContains(page, "已保存，都填好了。")
    assertContains(page, "应到 5 人，实到 4 人；请假 1 人；列席 1 人。")

    motion = {
        "version": "2",
        "kind": "ADOPT_SCHEME",
        "wording": "通过《青山村党支部积分管理办法》",
        "ayes": "4",
        "noes": "0",
        "abstentions": "0",
    }
    page = browser.post(f"{one}motions/put/", motion, follow=True)
    assertContains(page, "已登记第1项议题。")
    assertContains(page, "应到 5 人，3 票赞成才通过")

    assertContains(browser.get(f"{one}confirm/"), "请对着纸上的会议记录（2026年记录本第6页）再核一遍")
    page = browser.post(f"{one}confirm/", {"version": "3"}, follow=True)
    assertContains(page, "2026年3月6日党员大会的记录已确认，可以作为依据了。")
    assertNotContains(page, "填写到会情况")
    paper = browser.get(f"{one}minutes/")
    for words in ("红旗镇青山村党支部党员大会记录", "赞成 4、不赞成 0、弃权 0", "主持人（签字）："):
        assertContains(paper, words)


def test_confirmation_shows_everything_that_blocks_it(cast: Cast) -> None:
    meeting = hold(cast, document_no="")
    browser = cast.browser("recorder")

    page = browser.post(f"/meetings/{meeting.pk}/confirm/", {"version": "1"})

    assertContains(page, "还没有填会议记录编号")
    assertContains(page, "还有6人没有填到会情况")
    assert Meeting.objects.get().state is MeetingState.RECORDED


def test_stale_page_saves_nothing_and_says_so(cast: Cast) -> None:
    meeting = hold(cast)
    put(cast, meeting)
    browser = cast.browser("secretary")

    page = browser.post(f"/meetings/{meeting.pk}/attendance/", {"version": "1", "rest": "1"})

    assertContains(page, "别的同志改过这次会议的记录，这次没有保存")
    assert not meeting.attendances.exclude(presence="").exists()
    answer = browser.post(f"/meetings/motions/{meeting.motions.get().pk}/remove/", {"version": "x"})
    assert answer.status_code == 409


def test_who_does_not_count_is_named_with_the_papers(cast: Cast) -> None:
    meeting = hold(cast)
    browser = cast.browser("recorder")
    row = meeting.attendances.get(person=cast.person("migrant"))
    form = {
        "version": "1",
        "ground": "MIGRANT",
        "agreement_on": "2026-03-06",
        "consent_kind": "REPLY",
        "consent_label": "关于不计入应到会人数的批复",
        "consent_on": "2026-03-09",
    }

    refused = browser.post(f"/meetings/lines/{row.pk}/exclude/", form)
    assertContains(refused, "会后才同意的，这次会上要计入应到")
    page = browser.post(
        f"/meetings/lines/{row.pk}/exclude/", {**form, "consent_on": "2026-03-02"}, follow=True
    )
    assertContains(
        page, "流动党员，本人申请；2026年3月6日党员大会同意，2026年3月2日关于不计入应到会人数的批复"
    )
    page = browser.post(f"/meetings/lines/{row.pk}/include/", {"version": "2"}, follow=True)
    assertContains(page, "郑流动恢复计入应到；请填他的到会情况。")


def test_motion_is_corrected_and_taken_out(cast: Cast) -> None:
    meeting = hold(cast)
    motion = put(cast, meeting)
    browser = cast.browser("recorder")
    address = f"/meetings/motions/{motion.pk}/edit/"
    assertContains(browser.get(address), 'value="5"')
    form = {"version": "2", "kind": "CONVERT", "wording": "周预备转正"}

    assertContains(browser.post(address, form), "要写明是哪位同志")
    page = browser.post(address, {**form, "subject": str(cast.person("probationary").pk)}, follow=True)
    assertContains(page, "第1项：周预备转正")
    page = browser.post(f"/meetings/motions/{motion.pk}/remove/", {"version": "3"}, follow=True)
    assertContains(page, "没有登记议题。")


def test_list_shows_the_branch_and_filters(cast: Cast) -> None:
    hold(cast)
    hold(cast, kind=MeetingKind.BRANCH_COMMITTEE)
    browser = cast.browser("recorder")

    assertContains(browser.get("/meetings/"), "2026年3月6日支部委员会会议")
    assertContains(browser.get("/meetings/"), '<option value="PARTY_COMMITTEE">党委会议</option>', html=True)
    found = browser.get(page_of(cast) + "?kind=MEMBER_ASSEMBLY&state=RECORDED")
    assertContains(found, "2026年3月6日党员大会")
    assertNotContains(found, "2026年3月6日支部委员会会议")
    assertContains(browser.get(page_of(cast) + "?state=CONFIRMED"), "没有符合条件的会议。")
    assertContains(cast.browser("organizer").get(page_of(cast, "township")), "青山村支部")
    county = cast.browser("county_organizer").get(page_of(cast, "county"))
    assertContains(county, "登记会议")
    assertContains(county, "disabled")


def test_strangers_and_plain_members_see_no_meeting(cast: Cast) -> None:
    meeting = hold(cast)

    for who in ("stranger", "member", "auditor", "admin"):
        assert cast.browser(who).get(f"/meetings/{meeting.pk}/").status_code == 404
    assert cast.browser("member").get(page_of(cast)).status_code == 403
    assert cast.browser("stranger").get(page_of(cast)).status_code == 404
    page = cast.browser("organizer").get(f"/meetings/{meeting.pk}/")
    assertContains(page, "“填写到会情况”由本组织书记")
    assertNotContains(cast.browser("member").get("/"), 'href="/meetings/"')


def test_confirmed_meeting_answers_late_forms_with_a_refusal(cast: Cast) -> None:
    meeting = hold(cast)
    attend(cast, meeting)
    confirm(cast, meeting)
    browser = cast.browser("recorder")

    for rest in ("edit/", "attendance/", "motions/put/", "confirm/", "cancel/"):
        answer = browser.get(f"/meetings/{meeting.pk}/{rest}")
        assertContains(answer, "这份会议记录现在是“已确认”", status_code=409)


def test_meeting_left_unconfirmed_stands_on_the_first_page(cast: Cast) -> None:
    day = timezone.localdate() - timedelta(days=8)
    meeting = hold(cast, held_on=day)

    page = cast.browser("recorder").get("/")

    assertContains(page, "确认会议记录")
    assertContains(page, f"/meetings/{meeting.pk}/")
    assertContains(page, "已过期")
    assertNotContains(cast.browser("organizer").get("/"), "确认会议记录")


def test_form_made_up_by_hand_names_nothing_that_exists(cast: Cast) -> None:
    meeting = hold(cast)
    browser = cast.browser("recorder")
    address = f"/meetings/{meeting.pk}/attendance/"

    for sent in (
        {"presence-x": "PRESENT"},
        {f"presence-{cast.person('member').pk}": "MAYBE"},
        {f"presence-{cast.person('stranger').pk}": "PRESENT"},
    ):
        assert browser.post(address, {"version": "1", **sent}).status_code == 404


def test_excluded_person_has_no_boxes_to_tick(cast: Cast) -> None:
    meeting = hold(cast)
    exclude(cast, meeting)
    browser = cast.browser("recorder")

    page = browser.get(f"/meetings/{meeting.pk}/attendance/")

    assertNotContains(page, f"presence-{cast.person('migrant').pk}")
    answer = browser.post(f"/meetings/{meeting.pk}/attendance/", {"version": "2", "rest": "1"})
    assertRedirects(answer, f"/meetings/{meeting.pk}/")


def test_page_costs_the_same_for_few_and_many(cast: Cast, django_assert_num_queries: Any) -> None:
    meeting = hold(cast)
    exclude(cast, meeting)
    browser = cast.browser("recorder")
    addresses = [f"/meetings/{meeting.pk}/{rest}" for rest in ("", "attendance/", "minutes/")]
    costs = []
    for address in addresses:
        browser.get(address)
        with CaptureQueriesContext(connection) as few:
            browser.get(address)
        costs.append(len(few))
    for number in range(12):
        enter(cast, f"新来{number}号")
    attend(cast, meeting)
    for number in range(6):
        put(cast, meeting, kind=MotionKind.OTHER, wording=f"第{number}件事")
    for address, cost in zip(addresses, costs, strict=True):
        with django_assert_num_queries(cost):
            browser.get(address)
