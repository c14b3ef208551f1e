"""What the registers suggest for a period, on its page: taken, passed over, put off; faults at their rows."""

from datetime import date

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from jifen.cycles.actions import Answer
from jifen.cycles.models import AnsweredSuggestion, Declaration
from tests.cast import Cast
from tests.cycles.months import begin, claim, close, collect, declare, mark, register, village
from tests.cycles.test_suggesting import key_of, march, take, township_march

pytestmark = pytest.mark.django_db


def test_page_of_the_period_leads_to_the_suggestions_and_nothing_is_written_by_looking(cast: Cast) -> None:
    cycle = march(cast)
    browser, address = cast.browser("recorder"), reverse("take_suggestions", args=[cycle.pk])
    assertContains(browser.get(reverse("cycle", args=[cycle.pk])), address)
    page = browser.get(address)
    assertContains(page, "清理村道：缺席")
    assertContains(page, "没有参加支部组织的义务劳动")
    assert AnsweredSuggestion.objects.count() == 0


def test_one_is_taken_one_passed_over_and_sent_twice_it_stays_so(cast: Cast) -> None:
    cycle = march(cast)
    browser, address = cast.browser("recorder"), reverse("take_suggestions", args=[cycle.pk])
    labour, late = key_of(cast, cycle, "labour_missed"), key_of(cast, cycle, "meeting_late")
    sent = {
        f"answer_{labour}": "yes", f"track_{labour}": "GRAVE",
        f"answer_{late}": "no", f"reason_{late}": "路上帮人推车",
    }  # fmt: skip
    assertContains(browser.post(address, sent, follow=True), "采用了 1 条，不采用 1 条。")
    assertContains(browser.post(address, sent, follow=True), "这一次以前已经保存，没有重复记。")

    assert [(row.kind, row.track, row.state) for row in Declaration.objects.all()] == [
        ("labour_missed", "GRAVE", "PROPOSED")
    ]
    page = browser.get(address)
    assertContains(page, "路上帮人推车")
    assertContains(page, "没有等着办的建议。")


def test_fault_stands_at_its_row_and_what_was_typed_is_kept(cast: Cast) -> None:
    cycle = march(cast)
    labour, late = key_of(cast, cycle, "labour_missed"), key_of(cast, cycle, "meeting_late")
    sent = {f"answer_{labour}": "yes", f"reason_{labour}": "写过的话", f"answer_{late}": "no"}
    page = cast.browser("recorder").post(reverse("take_suggestions", args=[cycle.pk]), sent)

    assertContains(page, "有 1 处要改")
    assertContains(page, "李明：2026年3月6日党员大会迟到：不采用的要写明理由。")
    assertContains(page, "写过的话")
    assert Declaration.objects.count() == 0
    undecided = cast.browser("recorder").post(page.wsgi_request.path, {f"reason_{late}": "路上帮人推车"})
    assertContains(undecided, "李明：2026年3月6日党员大会迟到：写了理由，请选采用还是不采用。")
    nothing = cast.browser("recorder").post(reverse("take_suggestions", args=[cycle.pk]), {})
    assertContains(nothing, "一条也没有选，没有可保存的。")


def test_all_plain_gains_are_taken_with_one_button_but_his_own(cast: Cast) -> None:
    cycle = township_march(cast)
    browser, address = cast.browser("recorder"), reverse("take_suggestions", args=[cycle.pk])
    page = browser.get(address)
    assertContains(page, "没有选的加分 6 条都采用，保存")
    assertContains(page, "另有 2 条是您本人的，请别的同志办。")
    assertContains(browser.post(address, {"rest": "1"}, follow=True), "采用了 6 条，不采用 0 条。")
    assert {row.state for row in Declaration.objects.all()} == {"REGISTERED"}


def test_first_opinion_sees_declaration_register_and_endorsement_side_by_side(cast: Cast) -> None:
    """李明 worked and it is in the register; 郑流动 says so, and the register says nothing of him."""
    cycle = township_march(cast)
    (taken,) = take(cast, cycle, Answer(key_of(cast, cycle, "labour_half_day"), taken=True)).declared
    work = {"kind": "labour_half_day", "day": date(2026, 3, 5), "fields": {}}
    (alone,) = declare(cast, cycle, claim(cast, "migrant", reason="也去清理了村道", **work), by="recorder")
    (free,) = declare(cast, cycle, claim(cast, "migrant", kind="publicity_action", fields={}), by="recorder")
    register(cast, cycle, alone, free)
    collect(cast, cycle)
    mark(cast, cycle, "secretary", "commissioner", "recorder", "probationary")
    close(cast, cycle)

    page = cast.browser("secretary").get(reverse("give_opinions", args=[cycle.pk]))
    shown = {str(row.pk): sources for row, sources, *_ in page.context["rows"]}
    assert shown == {
        str(taken.pk): ["清理村道：参加（2026年3月5日义务劳动登记）"],
        str(alone.pk): ["台账里没有"],
        str(free.pk): [],
    }
    for said in ("也去清理了村道（代填）", "台账里没有", "这一项没有台账", "（台账列出）"):
        assertContains(page, said)


def test_others_do_not_answer(cast: Cast) -> None:
    village(cast)
    cycle = begin(cast)
    address = reverse("take_suggestions", args=[cycle.pk])
    assert cast.browser("stranger").get(address).status_code == 404
    assert cast.browser("organizer").get(address).status_code == 403
    assertNotContains(cast.browser("recorder").get(address), "照规定不提的")
