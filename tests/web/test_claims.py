"""Declarations on their own page: sent back with a reason, corrected, taken back."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from tests.cast import Cast
from tests.cycles.months import begin, claim, declare, fresh, register, village
from tests.web.test_hearing import one, send

pytestmark = pytest.mark.django_db
CORRECTED = {"kind": "help", "occurred_on": "2026-03-08", "fact_evidence": "yes"}


def test_sent_back_corrected_by_the_member_and_taken_up(cast: Cast) -> None:
    village(cast)
    cycle = begin(cast)
    (row,) = declare(cast, cycle)
    secretary, member = cast.browser("secretary"), cast.browser("member")
    assertContains(one(secretary, row), "退回补正")
    assertContains(send(secretary, "return_declaration", row, reason=""), "这个字段是必填项")
    done = send(secretary, "return_declaration", row, reason="请补证明人")
    assertContains(done, "已退回，等本人补正。")

    page = one(member, row)
    assertContains(page, "<dd>请补证明人</dd>", html=True)
    assertContains(page, "补正后再报")
    form = member.get(reverse("resubmit_declaration", args=[row.pk]))
    assertContains(form, "退回的原因：请补证明人。")
    assertContains(form, "帮王大娘家收麦子")
    assertContains(form, 'name="fact_evidence" value="yes"')
    again = send(member, "resubmit_declaration", row, **CORRECTED, reason="帮王大娘家收麦子，李会计看见")
    assertContains(again, "已补正，重新申报。")
    register(cast, cycle, row)
    kept = fresh(row)
    assert (kept.state, kept.reason, kept.declared) == ("REGISTERED", "帮王大娘家收麦子，李会计看见", 200)
    assertContains(one(member, row), "李明：补正后再报</li>")


def test_deduction_cannot_be_handed_in_as_a_correction(cast: Cast) -> None:
    village(cast)
    (row,) = declare(cast, begin(cast))
    send(cast.browser("secretary"), "return_declaration", row, reason="请补证明人")
    loss = {**CORRECTED, "kind": "labour_missed", "reason": "没有来"}
    refused = send(cast.browser("member"), "resubmit_declaration", row, **loss)
    assert set(refused.context["form"].errors) == {"kind"}
    assert fresh(row).state == "RETURNED"


def test_member_takes_back_what_is_not_registered_yet(cast: Cast) -> None:
    village(cast)
    cycle = begin(cast)
    (row,) = declare(cast, cycle)
    (other,) = declare(cast, cycle, claim(cast, reason="又帮李家", kind="help"))
    member = cast.browser("member")
    assertContains(send(member, "withdraw_declaration", row, reason="报重了"), "已撤回。")
    register(cast, cycle, other)
    page = one(member, other)
    assertNotContains(page, "撤回申报")
    assert send(member, "withdraw_declaration", other).status_code == 409
    assert [fresh(one_).state for one_ in (row, other)] == ["WITHDRAWN", "REGISTERED"]


def test_somebody_else_changed_it_meanwhile(cast: Cast) -> None:
    village(cast)
    (row,) = declare(cast, begin(cast))
    old = {"version": str(row.version), "reason": "请补证明人"}
    send(cast.browser("member"), "withdraw_declaration", row)
    late = cast.browser("secretary").post(reverse("return_declaration", args=[row.pk]), old)
    assert late.status_code == 409
    assert fresh(row).returned == ""


def test_recorder_does_not_send_back_his_own(cast: Cast) -> None:
    village(cast)
    (row,) = declare(cast, begin(cast), claim(cast, "recorder"), by="recorder")
    page = one(cast.browser("recorder"), row)
    assertContains(page, "“退回补正”不能由本人办理")
    answer = cast.browser("recorder").get(reverse("return_declaration", args=[row.pk]))
    assert answer.status_code == 403


def test_another_branch_finds_nothing(cast: Cast) -> None:
    village(cast)
    (row,) = declare(cast, begin(cast))
    browser = cast.browser("stranger")
    for name in ("declaration", "return_declaration", "resubmit_declaration", "withdraw_declaration"):
        assert browser.get(reverse(name, args=[row.pk])).status_code == 404
