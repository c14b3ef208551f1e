"""The handbooks beside the sheet on their page, and the list of who still has to bring his."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from jifen.cycles.models import Reconciliation
from tests.cast import Cast
from tests.cycles.months import fresh
from tests.cycles.test_reconciling import decided

pytestmark = pytest.mark.django_db


def test_desk_enters_what_differs_and_then_the_rest_with_one_button(cast: Cast) -> None:
    cycle, member = decided(cast), cast.person("member")
    browser, address = cast.browser("recorder"), reverse("record_reconciliation", args=[cycle.pk])
    assertContains(
        browser.get(reverse("cycle", args=[cycle.pk])), "办法规定积分手册核对无误再公布，还有 6 人没有核对"
    )
    page = browser.get(address)
    assertContains(page, "您本人的由别的同志登记。")
    assertContains(page, "还有 6 人没有核对。")

    sent = {"version": str(fresh(cycle).version), "on": "2026-04-08", f"said_{member.pk}": "DIFFERS"}
    refused = browser.post(address, sent)
    assertContains(refused, "李明：请写明手册和评定表哪一行不一致。")
    sent |= {f"difference_{member.pk}": "手册多记了一次宣传", "rest": "1"}
    assertContains(browser.post(address, sent, follow=True), "已登记 5 人的核对结果。")
    assert sorted(Reconciliation.objects.values_list("outcome", flat=True)) == ["AGREES"] * 4 + ["DIFFERS"]

    paper = cast.browser("secretary").get(reverse("print_missing_handbooks", args=[cycle.pk]))
    assertContains(paper, "孙记录员")
    assertNotContains(paper, '<td class="short">李明</td>')


def test_period_of_another_branch_is_not_found(cast: Cast) -> None:
    cycle = decided(cast)
    for name in ("record_reconciliation", "print_missing_handbooks"):
        assert cast.browser("stranger").get(reverse(name, args=[cycle.pk])).status_code == 404
    assert cast.browser("organizer").get(reverse("record_reconciliation", args=[cycle.pk])).status_code == 403
