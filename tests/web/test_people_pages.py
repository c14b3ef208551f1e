"""One person: what the page shows to whom, and what its forms answer."""

from typing import Any

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from jifen.audit.models import Record
from jifen.orgs.models import Bond, Circumstance, Discipline, Household, Person, StandingEvent
from jifen.orgs.states.people import Standing
from tests.cast import Cast
from tests.orgs.people.stories import enter, id_number

pytestmark = pytest.mark.django_db
PAPER = {
    "basis_kind": "REPLY",
    "basis_label": "关于同意的批复",
    "basis_on": "2026-03-01",
    "basis_document_no": "红旗委〔2026〕3号",
}


def address(person: Person, rest: str = "") -> str:
    return f"/people/{person.pk}/{rest}"


def test_page_shows_facts_masked_and_acts_that_may_be_done(cast: Cast) -> None:
    person = enter(cast, "王小二", id_no=id_number(), phone="13900000007")

    page = cast.browser("recorder").get(address(person))

    assertContains(page, "139****0007")
    assertContains(page, f"620{'*' * 14}{id_number()[-1]}")
    assertNotContains(page, id_number())
    assertNotContains(page, "13900000007")
    assertContains(page, "停止党籍")
    assertContains(page, "“登记处分”由本支部书记、组织委员，或上级党委组织员办理")


def test_nobody_sees_others_but_those_whose_office_it_is(cast: Cast) -> None:
    page = address(cast.person("member"))

    assert cast.browser("stranger").get(page).status_code == 404
    assert cast.browser("probationary").get(page).status_code == 404
    assert cast.browser("admin").get(page).status_code == 404
    assert cast.browser("auditor").get(page).status_code == 404
    assertRedirects(cast.browser("member").get(page), "/my/")


def test_who_only_reads_is_told_once_who_works_here(cast: Cast) -> None:
    Person.objects.filter(pk=cast.person("member").pk).update(group=cast.organization("first_group"))

    page = cast.browser("commissioner", "GROUP_LEADER").get(address(cast.person("member")))

    assertContains(page, "您现在的身份是", count=3)
    assertNotContains(page, "停止党籍")
    assertNotContains(page, "处分")


PAGES = (
    "", "edit/", "file/", "reveal/", "household/", "standing/leave/", "circumstances/", "discipline/", "bonds/",
    "undo-merge/",
)  # fmt: skip


@pytest.mark.parametrize("rest", PAGES)
def test_stranger_finds_nothing_about_a_person(cast: Cast, rest: str) -> None:
    browser = cast.browser("stranger")

    assert browser.get(address(cast.person("member"), rest)).status_code == 404
    assert browser.post(address(cast.person("member"), rest), PAPER).status_code in (404, 405)


@pytest.mark.parametrize("rest", [rest for rest in PAGES if rest not in ("", "file/", "reveal/")])
def test_member_does_nothing_to_himself(cast: Cast, rest: str) -> None:
    assert cast.browser("member").get(address(cast.person("member"), rest)).status_code == 403


def enter_form(**given: str) -> dict[str, str]:
    return {"name": "王小二", "standing": "FORMAL", "on": "2020-01-01", "sex": "UNKNOWN", **given}


def test_recorder_enters_somebody(cast: Cast) -> None:
    form = enter_form(id_no=id_number(), ethnicity="01", education="31")

    answer = cast.browser("recorder").post(f"/organizations/{cast.organization().pk}/people/enter/", form)

    person = Person.objects.get(name="王小二")
    assertRedirects(answer, address(person))
    assert (person.ethnicity, person.education, person.branch) == ("01", "31", cast.organization())


def test_form_of_entering_names_every_fault_and_keeps_what_was_typed(cast: Cast) -> None:
    form = enter_form(name="李明", phone="12345", birth_on="2999-01-01")

    page = cast.browser("recorder").post(f"/organizations/{cast.organization().pk}/people/enter/", form)

    assertContains(page, "有 4 处要改")
    assertContains(page, "青山村支部已经有李明，请填写同名区分")
    assertContains(page, 'value="12345"')


# Editing -------------------------------------------------------------------------------------------------------------


def open_form(browser: Client, person: Person) -> dict[str, str]:
    """Return what the form of editing would send back untouched."""
    page: Any = browser.get(address(person, "edit/"))
    sent: dict[str, str] = {}
    for field in page.context["form"]:
        value = field.value()
        text = "" if value is None else str(value)
        if field.name != "clear":
            sent[field.html_name] = text
        if field.field.show_hidden_initial:
            sent[field.html_initial_name] = text
    return sent


def test_untouched_form_saves_nothing_and_says_so(cast: Cast) -> None:
    browser, person = cast.browser("recorder"), cast.person("member")

    page = browser.post(address(person, "edit/"), open_form(browser, person))

    assertContains(page, "没有改动任何内容。")
    assert cast.person("member").version == 1


def test_sealed_field_left_empty_stays_and_is_cleared_only_by_its_tick(cast: Cast) -> None:
    browser, person = cast.browser("recorder"), cast.person("member")
    form = open_form(browser, person)

    browser.post(address(person, "edit/"), {**form, "employer": "青山村"})
    assert cast.person("member").phone.reveal() == "13800000001"
    form = open_form(browser, person)
    page = browser.post(address(person, "edit/"), {**form, "phone": "13900000002", "clear": "phone"})
    assertContains(page, "又填了新的，又勾了清除；请只选一样。")
    browser.post(address(person, "edit/"), {**form, "clear": "phone"})

    assert (cast.person("member").phone.reveal(), cast.person("member").employer) == ("", "青山村")


def test_second_recorder_sees_what_changed_and_loses_nothing(cast: Cast) -> None:
    person = cast.person("member")
    first, second = cast.browser("recorder"), cast.browser("secretary")
    form = open_form(second, person)
    first.post(
        address(person, "edit/"), {**open_form(first, person), "employer": "青山村", "remark": "住镇上"}
    )

    page: Any = second.post(address(person, "edit/"), {**form, "remark": "住县城", "degree": "学士"})

    assertContains(page, "刚才孙记录员（青山村支部记录员）改过“工作单位、备注”")
    assertContains(page, "别的同志刚才改成了：住镇上")
    shown = page.context["form"]
    assert [shown[name].value() for name in ("employer", "remark", "degree")] == ["青山村", "住县城", "学士"]
    assert cast.person("member").remark == "住镇上"
    again = {
        **form,
        "version": shown["version"].value(),
        "employer": "青山村",
        "initial-employer": "青山村",
        "remark": "住县城",
        "initial-remark": "住镇上",
        "degree": "学士",
    }
    assertRedirects(second.post(address(person, "edit/"), again), address(person))
    saved = cast.person("member")
    assert (saved.employer, saved.remark, saved.degree) == ("青山村", "住县城", "学士")


# Moving --------------------------------------------------------------------------------------------------------------


def test_consequences_are_said_before_and_must_be_seen(cast: Cast) -> None:
    browser, person = cast.browser("secretary"), cast.person("recorder")
    page = browser.get(address(person, "standing/leave/"))
    assertContains(page, "组织关系在青山村支部终止。")
    assertContains(page, "免去青山村支部记录员。")
    form = {**PAPER, "on": "2026-03-01", "leaving": "WITHDRAWN"}

    assertContains(browser.post(address(person, "standing/leave/"), form), "有 1 处要改")
    answer = browser.post(address(person, "standing/leave/"), {**form, "seen": "on"})

    assertRedirects(answer, address(person))
    assert cast.person("recorder").standing is Standing.LEFT


def test_doubt_asks_for_a_tick_that_was_not_there_before(cast: Cast) -> None:
    browser = cast.browser("secretary")
    person = enter(cast, "吴小", Standing.DEVELOPMENT_TARGET)
    form = {**PAPER, "on": "2026-03-01", "decided_by": "红旗镇党委"}
    assertNotContains(browser.get(address(person, "standing/admit/")), "仍要办理")

    page = browser.post(address(person, "standing/admit/"), form)
    assertContains(page, "入党介绍人应当是两名正式党员，现在登记了0名。")
    assertContains(page, "情况属实，仍要办理")
    answer = browser.post(
        address(person, "standing/admit/"), {**form, "reason": "介绍人已经去世", "confirmed": "on"}
    )

    assertRedirects(answer, address(person))
    event = StandingEvent.objects.get(person=person, act="ADMIT")
    assert (event.decider, event.reason) == ("红旗镇党委", "介绍人已经去世")
    assertContains(browser.get(address(person)), "由红旗镇党委决定。说明：介绍人已经去世。")


def test_act_the_standing_does_not_allow_answers_with_the_reason(cast: Cast) -> None:
    browser = cast.browser("secretary")

    assert browser.get(address(cast.person("member"), "standing/admit/")).status_code == 409
    assert browser.get(address(cast.person("member"), "standing/edit-person/")).status_code == 404


def test_wrong_move_is_corrected_and_both_rows_are_shown(cast: Cast) -> None:
    browser, person = cast.browser("secretary"), cast.person("member")
    browser.post(
        address(person, "standing/record-death/"),
        {**PAPER, "basis_kind": "FORM", "on": "2026-03-01", "seen": "on"},
    )
    wrong = StandingEvent.objects.get(act="RECORD_DEATH")
    page = address(person, f"standing/{wrong.pk}/correct/")
    assertContains(browser.get(page), "已经终止的任职、联系人、账号不会自动恢复")

    form = {**PAPER, "target": "FORMAL", "on": "2026-03-01", "reason": "登记时看错了人"}
    assertRedirects(browser.post(page, form), address(person))

    shown = browser.get(address(person))
    assertContains(shown, "这一条登记有误，已经更正")
    assertContains(shown, "更正：2026年3月1日起为正式党员")
    assert cast.browser("stranger").get(page).status_code == 404


# Spans, households, duplicates ---------------------------------------------------------------------------------------


def test_circumstance_measure_and_tie_are_entered_and_ended_by_form(cast: Cast) -> None:
    browser, person = cast.browser("secretary"), cast.person("member")

    browser.post(
        address(person, "circumstances/"),
        {**PAPER, "kind": "MIGRANT", "from_on": "2026-01-01", "where": "浙江省义乌市"},
    )
    browser.post(
        address(person, "discipline/"),
        {**PAPER, "measure": "WARNING", "approved_on": "2026-02-01", "matter": "违反工作纪律"},
    )
    browser.post(
        address(person, "bonds/"),
        {**PAPER, "kind": "HELPER", "other": str(cast.person("recorder").pk), "from_on": "2026-02-01"},
    )

    page = browser.get(address(person))
    assertContains(page, "2026年1月1日起，流动党员，去向浙江省义乌市")
    assertContains(page, "2026年2月1日，警告处分，事由：违反工作纪律，影响期到2027年1月31日")
    assertContains(page, "帮扶人是孙记录员，2026年2月1日起")
    browser.post(f"/circumstances/{Circumstance.objects.get().pk}/end/", {"to_on": "2026-02-28"})
    browser.post(f"/bonds/{Bond.objects.get().pk}/end/", {"to_on": "2026-02-28"})
    assertContains(browser.get(address(person)), "2026年1月1日至2026年2月28日，流动党员")
    assertContains(browser.get(address(person)), "帮扶人是孙记录员，2026年2月1日至2026年2月28日")
    assert Discipline.objects.count() == 1
    for thing in (f"circumstances/{Circumstance.objects.get().pk}", f"bonds/{Bond.objects.get().pk}"):
        assert cast.browser("stranger").get(f"/{thing}/end/").status_code == 404


def test_forms_offer_what_can_be_entered_and_ask_for_what_is_needed(cast: Cast) -> None:
    browser, person = cast.browser("secretary"), cast.person("member")
    bonds = browser.get(address(person, "bonds/"))
    assertContains(bonds, "帮扶人")
    assertNotContains(bonds, "培养联系人")
    given = {**PAPER, "basis_document_no": "", "measure": "WARNING", "approved_on": "2026-02-01"}
    refused = browser.post(address(person, "discipline/"), {**given, "matter": "违反工作纪律"})
    assert list(refused.context["form"].errors) == ["basis_document_no"]
    assertNotContains(browser.get(address(person, "discipline/")), "文号<span")

    Person.objects.filter(pk=person.pk).update(standing=Standing.SUSPENDED)
    assertContains(browser.get(address(person, "bonds/")), "“停止党籍”的同志不指定联系人")


def test_moves_that_end_something_are_folded_away_under_their_names(cast: Cast) -> None:
    browser = cast.browser("secretary")

    probationary = browser.get(address(cast.person("probationary"))).context
    assert [move.label for move in probationary["moves"]] == ["延长预备期", "转为正式党员"]
    formal = browser.get(address(cast.person("member")))
    assert formal.context["moves"] == []
    assertContains(formal, "<summary>不常办的：停止党籍、退党、除名、开除党籍、登记去世</summary>", html=True)
    assertContains(formal, address(cast.person("member"), "standing/expel/"))
    assertNotContains(browser.get(address(cast.person("secretary"))), "不常办的")


def test_household_is_formed_shown_and_changed(cast: Cast) -> None:
    browser, branch = cast.browser("recorder"), cast.organization()
    form = {
        "number": "一组12号",
        "head": str(cast.person("member").pk),
        "members": [str(cast.person("activist").pk)],
        "on": "2026-01-01",
    }

    answer = browser.post(f"/organizations/{branch.pk}/households/form/", form)

    household = Household.objects.get()
    assertRedirects(answer, f"/households/{household.pk}/")
    assertContains(browser.get(f"/organizations/{branch.pk}/households/"), "一组12号")
    browser.post(f"/households/{household.pk}/head/", {"head": str(cast.person("activist").pk)})
    assertContains(browser.get(f"/households/{household.pk}/"), "户主吴积极分子")
    browser.post(address(cast.person("member"), "household/"), {"household": "", "on": "2026-03-01"})
    assertContains(browser.get(address(cast.person("member"))), "2026年1月1日至2026年2月28日，在一组12号户")
    for page in (f"/organizations/{branch.pk}/households/", f"/households/{household.pk}/"):
        assert cast.browser("stranger").get(page).status_code == 404


def test_duplicate_is_proposed_merged_and_told_apart_again(cast: Cast) -> None:
    browser, keep = cast.browser("organizer"), cast.person("member")
    twin = enter(cast, "黎明", phone="13800000001")
    duplicates = f"/organizations/{cast.organization('township').pk}/people/duplicates/"
    assertContains(browser.get(duplicates), "手机号相同")
    assertContains(cast.browser("secretary").get("/people/"), "查重复登记")
    merge = address(keep, f"merge/{twin.pk}/")
    assertContains(browser.get(merge), "组织关系在青山村支部终止。")
    assertContains(browser.get(merge), "黎明，青山村支部，正式党员，没有身份号码，手机138****0001；")

    assertContains(browser.post(merge, {"reason": "本人当面核对过"}), "两份登记的姓名不同")
    answer = browser.post(merge, {"reason": "本人当面核对过", "confirmed": "on"})

    assertRedirects(answer, address(keep))
    assertContains(browser.get(duplicates), "没有发现可能重复的登记")
    assertContains(browser.get(address(twin)), "这份登记是重复的，已经合并")
    assertContains(browser.get(address(keep)), "另有一份重复登记（黎明）")
    undone = browser.post(address(twin, "undo-merge/"), {"reason": "问过，是两个人"})
    assertRedirects(undone, address(twin))
    assert cast.browser("secretary").get(merge).status_code == 403


# Reading -------------------------------------------------------------------------------------------------------------


def test_reading_asks_why_shows_once_and_tells_the_person(cast: Cast) -> None:
    browser, person = cast.browser("recorder"), cast.person("member")
    form = {"parts": ["PHONE"], "purpose": "CONTACT", "words": "通知参加支部大会"}
    assertNotContains(browser.get(address(person, "reveal/")), "13800000001")

    shown = browser.post(address(person, "reveal/"), form)

    assertContains(shown, "13800000001")
    assert shown["Cache-Control"] == "no-store"
    assertNotContains(browser.get(address(person)), "13800000001")
    mine = cast.browser("member").get("/my/")
    assertContains(mine, "孙记录员（青山村支部记录员）看了手机，用途是联系本人：通知参加支部大会。")


def test_reading_with_an_empty_reason_shows_nothing_and_records_nothing(cast: Cast) -> None:
    browser, person = cast.browser("recorder"), cast.person("member")

    page = browser.post(address(person, "reveal/"), {"parts": ["PHONE"], "purpose": "CONTACT", "words": "看"})

    assertContains(page, "请写明为什么要看，不少于四个字")
    assertNotContains(page, "13800000001")
    assert not Record.objects.filter(act="orgs.REVEAL").exists()


def test_one_sees_ones_own_number_without_a_reason(cast: Cast) -> None:
    browser, person = cast.browser("member"), cast.person("member")

    page = browser.post(address(person, "reveal/"), {"parts": ["PHONE"], "purpose": "OWN"})

    assertContains(page, "13800000001")
