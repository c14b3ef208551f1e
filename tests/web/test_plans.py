"""Pages of plans: a branch lays them out, members write and offer, the committee accepts, the sheet is hung out."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from jifen.meetings.states.meetings import MeetingKind
from jifen.meetings.states.motions import MotionKind
from jifen.meetings.states.tally import Votes
from jifen.orgs.models import Person
from jifen.schemes.models import Enrolment, TaskPlan
from jifen.schemes.states.plans import PlanState
from tests.cast import NOW, Cast
from tests.meetings.acts import attend, confirm, hold, put
from tests.schemes import acts
from tests.schemes.planned import COMMITTEE, draft, enrolled, offer, save, standing, usual
from tests.web.test_schemes import page, send

pytestmark = pytest.mark.django_db
PAPER = {"basis_kind": "MEETING", "basis_label": "支委会", "basis_on": "2026-03-10"}


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let requests come on the day of the cast."""
    monkeypatch.setattr("jifen.web.middleware.timezone.now", lambda: NOW)


def months(row: Enrolment, **changes: str) -> dict[str, str]:
    """Return the fields of the months as the form shows them."""
    return {f"month_{n}": f"{points / 100:g}" for n, points in enumerate(usual(row).values(), 1)} | changes


def test_recorder_runs_the_year_for_people_who_never_sign_in(cast: Cast) -> None:
    rows = enrolled(cast)
    browser, branch = cast.browser("recorder"), cast.organization().pk
    secretary = str(cast.person("secretary").pk)
    assert "参加积分 6 人，6 人还没有计划" in page(browser, "task_plans", branch)

    said = send(browser, "lay_out_plans", branch, year="2026", supervisor=secretary)
    assert "已铺开 6 人的计划" in said
    assert "李明 起草 没有写 70（12 个月） 赵书记" in said
    plan = TaskPlan.objects.get(enrolment=rows["李明"])
    form = page(browser, "save_plan", plan.pk)
    assert "办法规定每月 5—6 分，全年合计 70 分（S5-三-一-2(2)c）" in form
    said = send(
        browser, "save_plan", plan.pk, seen="1", supervisor=secretary, kind_2="DUTY", promise_2="河道巡查",
        done_2="每月 8 次", due_2="2026-06-01", **months(rows["李明"]),
    )  # fmt: skip
    assert "已保存李明2026年度目标任务" in said
    assert "1 岗位职责 河道巡查 每月 8 次 2026年6月" in said
    assert "承诺事项有 0 项，一般一名党员一年承诺 2 至 5 项" in said

    said = send(browser, "offer_plans", branch, year="2026", plans=[plan.pk], on="2026-03-10")
    assert "提诺：已登记 1 份" in said
    assert "李明（分管领导赵书记） 1. 河道巡查（岗位职责；每月 8 次；2026年6月）" in page(
        cast.browser("secretary"), "accept_plans", branch
    )
    said = send(cast.browser("secretary"), "accept_plans", branch, year="2026", plans=[plan.pk], **PAPER)
    assert "审定承诺：已登记 1 份" in said
    sheet = page(browser, "plan_sheet", branch)
    assert "红旗镇青山村党支部2026年度党员承诺公示" in sheet
    assert "1 李明 1. 河道巡查 每月 8 次 2026年6月" in sheet
    assert "70" not in sheet
    said = send(browser, "show_plans", branch, year="2026", plans=[plan.pk], on="2026-03-10")
    assert "登记亮诺" not in page(browser, "task_plans", branch).partition("现在不能办的")[0]
    plan.refresh_from_db()
    assert (plan.state, plan.shown_on) == (PlanState.SHOWN, date(2026, 3, 10))


def test_member_writes_and_offers_from_his_own_page(cast: Cast) -> None:
    row = enrolled(cast)["李明"]
    browser = cast.browser("member")
    assertContains(browser.get(reverse("my")), "起草2026年度目标任务")

    said = send(browser, "draft_plan", row.pk)
    assert "已起草李明2026年度目标任务" in said
    plan = TaskPlan.objects.get()
    said = send(browser, "offer_plan", plan.pk)
    assert "还不能办理，有 2 处要改" in said
    assert "李明：还没有写目标任务，请至少写一项（S5-三-一-2(2)b）。" in said
    said = send(
        browser, "save_plan", plan.pk, seen="1", supervisor=str(cast.person("secretary").pk), promise_1="下河巡查",
        done_1="每月 8 次", **months(row),
    )  # fmt: skip
    assert "审定承诺" not in said
    assert "已提诺，等支委会审定" in send(browser, "offer_plan", plan.pk)
    assert "2026年度：已提诺，分管领导赵书记。下河巡查（每月 8 次）。" in page(browser, "my")
    assert "起草2026年度目标任务" not in page(browser, "my")
    assert "分管李明2026年度的目标任务（已提诺）。" in page(cast.browser("secretary"), "my")


def test_faults_stand_at_the_lines_they_were_written_on_and_nothing_typed_is_lost(cast: Cast) -> None:
    row = enrolled(cast)["李明"]
    plan = draft(cast, row)
    browser = cast.browser("recorder")

    answer = browser.post(
        reverse("save_plan", args=[plan.pk]),
        {
            "seen": "1",
            "promise_3": "巡查",
            "done_3": "",
            "due_3": "",
            **months(row, month_4="5.5", month_5="六"),
        },
    )

    text = answer.content.decode()
    assert (
        '<p class="said" id="id_done_3_error">第 1 项没有写怎样算完成' not in text
    )  # the figure was unreadable
    assert '<p class="said" id="id_month_5_error">分值“六”不是数' in text
    assert ">\n巡查</textarea>" in text
    answer = browser.post(
        reverse("save_plan", args=[plan.pk]),
        {"seen": "1", "promise_3": "巡查", "done_3": "", "due_3": "", **months(row, month_4="5.5")},
    )
    text = answer.content.decode()
    assert '<p class="said" id="id_done_3_error">第 1 项没有写怎样算完成' in text
    assert "全年合计 69.5 分，办法规定任务分合计 70 分（S5-三-一-2(2)c），少了 0.5 分。" in text
    assert plan.lines.count() == 0


def test_more_lines_come_without_script_and_keep_what_was_typed(cast: Cast) -> None:
    row = enrolled(cast)["李明"]
    plan = draft(cast, row)
    browser = cast.browser("recorder")

    answer = browser.post(
        reverse("save_plan", args=[plan.pk]), {"more": "1", "seen": "1", "promise_1": "巡查", "promise_5": ""}
    )

    assertContains(answer, ">\n巡查</textarea>")
    assertContains(answer, 'name="promise_8"')
    assertNotContains(answer, 'class="said"')
    assert TaskPlan.objects.get().version == 1


def test_committee_sends_back_and_the_member_reads_why(cast: Cast) -> None:
    plan = offer(cast, save(cast, draft(cast, enrolled(cast)["李明"])))

    said = send(cast.browser("secretary"), "return_plan", plan.pk, reason="写明数量")

    assert "李明2026年度目标任务：已退回修改。" in said
    assert "退回修改：写明数量" in page(cast.browser("member"), "task_plan", plan.pk)


def test_own_plan_cannot_be_ticked_and_the_page_says_why(cast: Cast) -> None:
    rows = enrolled(cast)
    own = offer(cast, save(cast, draft(cast, rows["孙记录员"])))
    other = offer(cast, save(cast, draft(cast, rows["李明"])))
    browser, branch = cast.browser("recorder"), cast.organization().pk

    text = browser.get(reverse("accept_plans", args=[branch])).content.decode()

    assert f'value="{other.pk}"' in text
    assert f'value="{own.pk}"' not in text
    assert "孙记录员：“审定承诺”不能由本人办理" in text
    said = send(browser, "accept_plans", branch, year="2026", plans=[own.pk], **PAPER)
    assert "选的计划刚才有同志办理过" in said


def test_change_in_midyear_goes_through_the_pages(cast: Cast) -> None:
    first = standing(cast, enrolled(cast)["李明"])
    browser = cast.browser("recorder")
    assert "2026年3月" in page(browser, "change_plan", first.pk)

    said = send(browser, "change_plan", first.pk, from_on="2026-05-01", reason="换岗")

    assert "已起草李明2026年度目标任务（第2份）" in said
    assert "以前的计划已经分了 22 分，一起算" in said
    plan = TaskPlan.objects.get(number=2)
    shown = page(browser, "task_plan", plan.pk)
    assert "加上以前的计划 22，全年 70" in shown
    assert "李明2026年度目标任务（第2份）还在办理（起草），请接着办它。" in page(
        browser, "task_plan", first.pk
    )
    assert "原来的已亮诺，仍有效" in page(browser, "task_plans", cast.organization().pk)
    assert "已作罢" in send(browser, "withdraw_plan", plan.pk, reason="不换了")


def test_pasted_table_is_checked_first_and_written_when_it_was_seen(cast: Cast) -> None:
    enrolled(cast)
    browser, branch = cast.browser("recorder"), cast.organization().pk
    address = reverse("import_promises", args=[branch])
    bad = browser.post(address, {"year": "2026", "table": "姓名\t目标任务\t怎样算完成\n李四\t巡查\t8 次\n"})
    assertContains(bad, "表里有 1 处要改")
    assertContains(bad, "李四\t巡查\t8 次")
    assertContains(browser.post(address, {"year": "2026"}), "两样选一样")

    good = browser.post(address, {"year": "2026", "table": "姓名\t目标任务\t怎样算完成\n李明\t巡查\t8 次\n"})

    assertContains(good, "1 人，1 项")
    assert TaskPlan.objects.count() == 0
    rows = re.search(r'name="rows" value="([^"]*)"', good.content.decode())
    assert rows is not None
    said = send(browser, "import_promises", branch, year="2026", rows=rows[1])
    assert "已导入 1 人的目标任务，共 1 项" in said
    assert TaskPlan.objects.get().lines.get().text == "巡查"
    for wrong in ({"year": "2025", "rows": rows[1]}, {"year": "2026", "rows": rows[1][:-2]}):
        assert "核对过的内容已经失效" in send(browser, "import_promises", branch, **wrong)


def test_branch_of_another_scheme_is_told_so(cast: Cast) -> None:
    acts.in_force(cast)
    browser, branch = cast.browser("recorder"), cast.organization().pk

    assert "这里没有目标任务计划" in page(browser, "task_plans", branch)
    assert "目标任务" not in page(browser, "schemes", branch).partition("本组织的办法")[0]


def test_group_leader_sees_his_group(cast: Cast) -> None:
    rows = enrolled(cast)
    group = cast.organization("first_group")
    Person.objects.filter(pk=rows["李明"].person_id).update(group=group)
    Person.objects.exclude(pk=rows["李明"].person_id).update(group=None)

    said = page(cast.browser("recorder"), "task_plans", group.pk)

    assert "参加积分 1 人，1 人还没有计划" in said
    assert "郑流动" not in said


def test_list_costs_the_same_for_few_and_many(cast: Cast, django_assert_num_queries: Any) -> None:
    rows = enrolled(cast)
    browser, branch = cast.browser("recorder"), cast.organization().pk
    draft(cast, rows["李明"])
    browser.get(reverse("task_plans", args=[branch]))
    with CaptureQueriesContext(connection) as few:
        browser.get(reverse("task_plans", args=[branch]))
    for name in ("郑流动", "周预备", "钱组织委员"):
        save(cast, draft(cast, rows[name]))

    with django_assert_num_queries(len(few)):
        browser.get(reverse("task_plans", args=[branch]))


def test_home_names_what_is_missing_and_what_waits(cast: Cast) -> None:
    rows = enrolled(cast)
    browser = cast.browser("recorder")
    assert "青山村支部2026年度有 6 人还没有目标任务计划" in page(browser, "home")
    offer(cast, save(cast, draft(cast, rows["李明"])))

    said = page(browser, "home")

    assert "青山村支部2026年度有 5 人还没有目标任务计划" in said
    assert "青山村支部有 1 份承诺等支委会审定" in said
    assert str(COMMITTEE) not in said


def test_second_press_leads_to_the_plan_that_is_there(cast: Cast) -> None:
    row = enrolled(cast)["李明"]
    browser = cast.browser("recorder")
    send(browser, "draft_plan", row.pk)

    assert "李明2026年度目标任务已经有了（起草）" in send(browser, "draft_plan", row.pk)
    Enrolment.objects.filter(pk=row.pk).update(participates=False, reason="经批准")
    TaskPlan.objects.all().delete()
    assert "不用制订目标任务计划" in send(cast.browser("member"), "draft_plan", row.pk)


def test_motion_of_a_confirmed_meeting_is_chosen_instead_of_a_paper(cast: Cast) -> None:
    plan = save(cast, draft(cast, enrolled(cast)["李明"]))
    plan = offer(cast, plan, at=acts.at(date(2026, 3, 5)))
    meeting = hold(cast, kind=MeetingKind.BRANCH_COMMITTEE)
    attend(cast, meeting)
    motion = put(cast, meeting, kind=MotionKind.OTHER, wording="审定2026年度承诺", votes=Votes(2, 0, 0))
    confirm(cast, meeting)
    browser, branch = cast.browser("recorder"), cast.organization().pk
    assert "审定2026年度承诺" in page(browser, "accept_plans", branch)

    said = send(browser, "accept_plans", branch, year="2026", plans=[plan.pk], motion=motion.pk)

    assert "审定承诺：已登记 1 份" in said


def test_table_seen_before_somebody_offered_is_not_written(cast: Cast) -> None:
    row = enrolled(cast)["李明"]
    browser, branch = cast.browser("recorder"), cast.organization().pk
    table = "姓名\t目标任务\t怎样算完成\n李明\t巡查\t8 次\n"
    seen = browser.post(reverse("import_promises", args=[branch]), {"year": "2026", "table": table})
    rows = re.search(r'name="rows" value="([^"]*)"', seen.content.decode())
    assert rows is not None
    offer(cast, save(cast, draft(cast, row)))

    said = send(browser, "import_promises", branch, year="2026", rows=rows[1])

    assert "李明的目标任务计划已提诺，不能再导入；请先退回以后再改。" in said
