"""李明 declares for himself, follows what becomes of it, corrects and takes back, and answers a deduction."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from jifen.cycles.models import Cycle, Declaration
from jifen.schemes.models import Enrolment
from tests.cast import Cast
from tests.cycles.months import begin, close, collect, declare, mark, register, village
from tests.cycles.test_deductions import propose, tell
from tests.web.test_hearing import send

pytestmark = pytest.mark.django_db


def address(cast: Cast, cycle: Cycle, who: str = "member") -> str:
    return reverse("declare_own", args=[cycle.pk, cast.person(who).pk])


def said(**more: str) -> dict[str, str]:
    return {
        "kind": "help", "occurred_on": "2026-03-08", "fact_evidence": "李会计看见", "reason": "帮王大娘家收麦子",
        "key": str(uuid4()), **more,
    }  # fmt: skip


def test_member_declares_on_his_own_page_and_sees_how_far_it_is(cast: Cast) -> None:
    village(cast)
    cycle, member = begin(cast), cast.browser("member")
    page = member.get(reverse("my"))
    assertContains(page, "申报2026年3月做的事")
    assertContains(page, "您这一期还没有申报。")
    form = member.get(address(cast, cycle))
    assertContains(form, "做了哪一类事")
    assertNotContains(form, "没有参加支部组织的义务劳动")
    fields = said()
    done = member.post(address(cast, cycle), fields, follow=True)
    assertContains(done, "已经申报，等支部登记；登记以前您可以撤回。")
    again = member.post(address(cast, cycle), fields, follow=True)
    assertContains(again, "这一次以前已经报过，没有重复记。")
    assertContains(again, '<span class="state">已申报</span>', html=True)
    row = Declaration.objects.get()
    assert (row.channel, row.declared, row.author_name) == ("FORM", 200, "李明")

    register(cast, cycle, row)
    assertContains(member.get(reverse("my")), '<span class="state">已登记</span>', html=True)


def test_what_is_asked_of_him_stands_first(cast: Cast) -> None:
    village(cast)
    cycle, member = begin(cast), cast.browser("member")
    (row,) = declare(cast, cycle)
    send(cast.browser("secretary"), "return_declaration", row, reason="请补证明人")
    loss = tell(cast, propose(cast, cycle))
    until = timezone.localdate() + timedelta(days=3)
    Declaration.objects.filter(pk=loss.pk).update(answer_until=until)
    page = member.get(reverse("my"))
    assertContains(page, "退回了，请补正：请补证明人")
    assertContains(page, f"还没有决定，您可以申辩到{until.year}年{until.month}月{until.day}日")
    assertContains(page, reverse("declaration", args=[loss.pk]), count=2)


def test_faults_stand_at_their_fields_and_nothing_is_kept(cast: Cast) -> None:
    village(cast)
    cycle = begin(cast)
    page = cast.browser("member").post(address(cast, cycle), said(occurred_on="2026-04-20", reason=""))
    assert set(page.context["form"].errors) == {"reason"}
    late = cast.browser("member").post(address(cast, cycle), said(occurred_on="2026-04-20"))
    assert set(late.context["form"].errors) == {"occurred_on"}
    assertContains(late, "帮王大娘家收麦子")
    assert Declaration.objects.count() == 0


def test_nobody_declares_on_the_page_of_another(cast: Cast) -> None:
    village(cast)
    cycle = begin(cast)
    refused = cast.browser("secretary").post(address(cast, cycle), said())
    assert refused.status_code == 403
    for who in ("stranger", "probationary"):
        assert cast.browser("stranger").get(address(cast, cycle, who)).status_code == 404
    assert Declaration.objects.count() == 0


def test_who_takes_no_part_is_told_so(cast: Cast) -> None:
    village(cast)
    cycle, member = begin(cast), cast.browser("member")
    listed = Enrolment.objects.filter(person=cast.person("member"))
    listed.update(participates=False, reason="经批准不参加", out_from=date(2026, 1, 1))
    assertNotContains(member.get(reverse("my")), "申报2026年3月做的事")
    assertContains(member.get(address(cast, cycle)), "您不在", status_code=409)


def test_after_the_register_is_closed_the_next_period_takes_it(cast: Cast) -> None:
    village(cast)
    cycle = begin(cast)
    collect(cast, cycle)
    mark(cast, cycle, "member", "secretary", "commissioner", "recorder", "probationary", "migrant")
    close(cast, cycle)
    member = cast.browser("member")
    assertNotContains(member.get(reverse("my")), "申报2026年3月做的事")
    answer = member.post(address(cast, cycle), said())
    assertContains(answer, "不再收申报；以后的事报到下一期", status_code=409)
