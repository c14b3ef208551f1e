"""A deduction on its pages: proposed, told, answered in the member's own words, and never in silence (trust §6.1)."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from jifen.cycles.models import Cycle, Declaration
from jifen.cycles.states.declarations import Track
from tests.cast import Cast
from tests.cycles.months import begin, fresh, village
from tests.cycles.test_deductions import propose, tell

pytestmark = pytest.mark.django_db


def lost(cast: Cast, who: str = "member", **more: Any) -> dict[str, Any]:
    return {
        "people": str(cast.person(who).pk), "kind": "labour_missed", "occurred_on": "2026-03-02", "track": "ROUTINE",
        "reason": "三月二日清淤没有来，也没有请假", "key": uuid4().hex, **more,
    }  # fmt: skip


def told(cast: Cast, track: Track = Track.ROUTINE) -> Declaration:
    village(cast)
    return tell(cast, propose(cast, begin(cast), track))


def runs(row: Declaration, days: int = 3) -> None:
    """Let the days to answer run from today on, whatever day the tests run."""
    Declaration.objects.filter(pk=row.pk).update(answer_until=timezone.localdate() + timedelta(days=days))


def send(browser: Client, name: str, row: Declaration, **fields: str) -> Any:
    version = str(fresh(row).version)
    return browser.post(reverse(name, args=[row.pk]), {"version": version, **fields}, follow=True)


def one(browser: Client, row: Declaration) -> Any:
    return browser.get(reverse("declaration", args=[row.pk]))


def test_deduction_is_proposed_from_the_period_and_takes_nothing_yet(cast: Cast) -> None:
    village(cast)
    cycle, browser = begin(cast), cast.browser("recorder")
    assertContains(browser.get(reverse("cycle", args=[cycle.pk])), "提出扣分")
    form = browser.get(reverse("propose_deduction", args=[cycle.pk]))
    assertContains(form, "没有参加支部组织的义务劳动")
    assertNotContains(form, "孙记录员</option>")  # nobody proposes about himself
    fields = lost(cast)
    done = browser.post(reverse("propose_deduction", args=[cycle.pk]), fields, follow=True)
    assertContains(done, "已提出，还没有扣；下一步告知本人")
    assertContains(done, "-2.00（照办法算）")
    assertContains(done, '<li aria-current="step">告知本人</li>', html=True)
    assertContains(done, "，孙记录员：提出扣分</li>")
    browser.post(reverse("propose_deduction", args=[cycle.pk]), fields)
    row = Declaration.objects.get()
    assert (row.state, row.track, row.declared) == ("PROPOSED", "ROUTINE", -200)


def test_gain_is_not_offered_and_refused_as_a_deduction(cast: Cast) -> None:
    village(cast)
    cycle, browser = begin(cast), cast.browser("recorder")
    address = reverse("propose_deduction", args=[cycle.pk])
    assertNotContains(browser.get(address), 'value="help"')
    refused = browser.post(address, lost(cast, kind="help", reason="", track=""))
    assert set(refused.context["form"].errors) == {"kind", "reason", "track"}
    assert Declaration.objects.count() == 0


def test_notice_is_entered_and_the_last_day_is_computed(cast: Cast) -> None:
    village(cast)
    row = propose(cast, begin(cast))
    assertContains(
        cast.browser("secretary").get(reverse("give_notice", args=[row.pk])), "申辩时间 3 个工作日"
    )
    done = send(cast.browser("secretary"), "give_notice", row, on="2026-04-01", way="当面送达")
    assertContains(done, "已登记告知本人。")
    assertContains(done, "<dd>2026年4月7日</dd>", html=True)  # 4–6 April are free
    assert fresh(row).answer_until == date(2026, 4, 7)


def test_member_reads_it_and_answers_in_his_own_words(cast: Cast) -> None:
    row = told(cast)
    runs(row)
    member = cast.browser("member")
    page = one(member, row)
    assertContains(page, "支部拟扣您 2 分，还没有决定。您可以申辩")
    assertContains(page, "写下我的申辩")
    assertNotContains(page, "登记放弃申辩")
    assertNotContains(page, reverse("cycle", args=[row.cycle_id]))
    said = "  那天腰疼，\r\n走不动。"
    done = send(member, "record_answer", row, on="2026-04-02", answer=said)
    assertContains(done, "申辩已经保存，原话不改。")
    assert (fresh(row).answer, fresh(row).state) == (said, "HEARD")
    assertNotContains(done, "照原话代录")


def test_desk_writes_down_what_the_member_says_and_the_page_tells_it(cast: Cast) -> None:
    row = told(cast)
    done = send(cast.browser("recorder"), "record_answer", row, on="2026-04-02", answer="那天腰疼")
    assertContains(done, "孙记录员：登记本人申辩（照原话代录）")


def test_end_of_the_days_is_grey_until_they_are_over(cast: Cast) -> None:
    row = told(cast)
    runs(row)
    browser = cast.browser("recorder")
    assertContains(one(browser, row), "这一天过了才能登记期满；本人可以先申辩，或者签字放弃。")
    refused = send(browser, "end_answer_time", row)
    assertContains(refused, "还没有满；本人可以先申辩，或者签字放弃。")
    assert fresh(row).state == "NOTIFIED"
    runs(row, -1)
    assertContains(send(browser, "end_answer_time", row), "期满没有申辩")


def test_waiver_and_withdrawal_say_why(cast: Cast) -> None:
    row = told(cast)
    browser = cast.browser("recorder")
    assertContains(send(browser, "record_waiver", row, on="2026-04-02"), "本人签字放弃申辩")
    assertContains(send(browser, "withdraw_deduction", row, reason=""), "这个字段是必填项")
    done = send(browser, "withdraw_deduction", row, reason="核实以后当天请了假")
    assertContains(done, "已撤回，不再扣分。")
    assertContains(done, "核实以后当天请了假")
    assert fresh(row).state == "WITHDRAWN"


def test_grave_one_asks_for_the_two_who_were_there(cast: Cast) -> None:
    row = told(cast, Track.GRAVE)
    browser = cast.browser("recorder")
    alone = send(browser, "record_waiver", row, on="2026-04-02", present="赵书记")
    assertContains(alone, "重大扣分要有两名同志在场")
    send(browser, "record_waiver", row, on="2026-04-02", present="赵书记、钱组织委员")
    assert fresh(row).present == "赵书记、钱组织委员"


def test_only_others_hear_the_recorder(cast: Cast) -> None:
    village(cast)
    cycle = begin(cast)
    own = propose_about(cast, cycle, "recorder")
    page = one(cast.browser("recorder"), own)
    assertContains(page, "“登记告知本人”不能由本人办理")
    assert send(cast.browser("recorder"), "give_notice", own, on="2026-04-01", way="电话").status_code == 403
    assert fresh(own).state == "PROPOSED"


def propose_about(cast: Cast, cycle: Cycle, who: str) -> Declaration:
    fields = lost(cast, who)
    cast.browser("secretary").post(reverse("propose_deduction", args=[cycle.pk]), fields)
    return Declaration.objects.get(person=cast.person(who))


def test_another_branch_finds_nothing(cast: Cast) -> None:
    row, browser = told(cast), cast.browser("stranger")
    for name in ("declaration", "give_notice", "record_answer", "record_waiver", "end_answer_time"):
        assert browser.get(reverse(name, args=[row.pk])).status_code == 404
    assert browser.get(reverse("propose_deduction", args=[row.cycle_id])).status_code == 404


def test_step_that_is_over_is_refused_with_its_state(cast: Cast) -> None:
    row = told(cast)
    again = cast.browser("recorder").get(reverse("give_notice", args=[row.pk]))
    assert again.status_code == 409
