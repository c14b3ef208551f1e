"""Pages of those who wish to stay out: asked on one's own page, said a word to, approved, printed."""

from __future__ import annotations

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from jifen.schemes.models import Enrolment, Exemption
from tests.cast import NOW, Cast
from tests.schemes import acts
from tests.schemes.exempted import ILL, OWN_WORDS, approved, bureau, fill, say, sent_up, wish
from tests.web.test_schemes import page, send

pytestmark = pytest.mark.django_db
PAPER = {"basis_kind": "REPLY", "basis_label": "批复", "basis_on": "2026-03-10"}


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let requests come on the day of the cast."""
    monkeypatch.setattr("jifen.web.middleware.timezone.now", lambda: NOW)


def test_member_asks_on_his_own_page_and_everyone_finds_it_on_his_list_of_work(cast: Cast) -> None:
    bureau(cast)
    member, recorder = cast.browser("member"), cast.browser("recorder")
    assertContains(member.get(reverse("my")), "提出不参加积分")
    said = send(
        member,
        "express_own_wish",
        cast.person("member").pk,
        year_day="2026-03-10",
        ground=ILL,
        words=OWN_WORDS,
    )
    assert "已经提出；批准以前照常积分" in said
    row = Exemption.objects.get()

    assert "李明2026年度不参加积分的申请，还没有填审批表" in page(recorder, "home")
    said = send(recorder, "fill_exemption_form", row.pk, seen="1", **{**PAPER, "basis_kind": "FORM"})
    assert "现在是“已填表”" in said
    assert "李明2026年度不参加积分的申请，等党支部" in page(recorder, "home")
    meeting = {**PAPER, "basis_kind": "MEETING", "basis_label": "支委会"}
    said = send(recorder, "give_opinion", row.pk, seen="2", agrees="yes", words="同意", **meeting)
    assert "现在是“支部已签意见”" in said
    assert "“签党委意见”由上级党委组织员、党建办办理" in said
    assert "等党支部" not in page(recorder, "home")

    organizer, county = cast.browser("organizer"), cast.browser("county_organizer")
    assert "李明2026年度不参加积分的申请，等上级党委" in page(organizer, "home")
    send(organizer, "give_opinion", row.pk, seen="3", agrees="yes", words="", **PAPER)
    assert "等上级党委" not in page(organizer, "home")
    assert "李明2026年度不参加积分的申请，等县委组织部" in page(county, "home")
    said = send(county, "give_opinion", row.pk, seen="4", agrees="yes", words="", **PAPER)

    assert "现在是“生效”" in said
    assert "2026年3月10日起" in said
    listed = page(recorder, "enrolments", cast.organization().pk)
    assert "不参加 2026年3月10日起，经批准不参加积分" in listed
    assert "2026年3月10日提出不参加积分，生效，2026年3月10日起不参加。" in page(member, "my")


def test_words_of_health_stand_on_the_form_only_and_he_sees_who_read_it(cast: Cast) -> None:
    bureau(cast)
    row = sent_up(cast)
    recorder, branch = cast.browser("recorder"), cast.organization().pk

    for name, key in (("exemptions", branch), ("exemption", row.pk), ("enrolments", branch), ("home", None)):
        said = page(recorder, name, *([key] if key else []))
        assert OWN_WORDS not in said
    assert page(recorder, "exemptions", branch).count(ILL) == 1  # what the 办法 says, not what he has
    printed = page(recorder, "exemption_form", row.pk)
    assert OWN_WORDS in printed
    assert "党支部意见 同意。情况属实，同意" in printed
    assert "县委组织部审批" in printed
    assert "孙记录员（青山村支部记录员）看了2026年度不参加积分审批表。" in page(cast.browser("member"), "my")


def test_refused_he_is_told_why_and_a_fault_stands_at_its_field(cast: Cast) -> None:
    bureau(cast)
    row = sent_up(cast)
    county = cast.browser("county_organizer")

    answer = county.post(
        reverse("give_opinion", args=[row.pk]), {"seen": row.version, "agrees": "no", **PAPER}
    )
    assertContains(answer, "不同意的，请写明为什么：要告诉本人。")
    send(county, "give_opinion", row.pk, seen=str(row.version), agrees="no", words="可以减少任务", **PAPER)

    member = cast.browser("member")
    assert "没有批准，照常参加积分。为什么，写在审批表上。" in page(member, "exemption", row.pk)
    assert "不同意。可以减少任务" in page(member, "exemption_form", row.pk)
    assert Enrolment.objects.get(person=row.person).participates


def test_member_takes_his_wish_back_by_one_button(cast: Cast) -> None:
    bureau(cast)
    row = approved(cast)

    said = send(cast.browser("member"), "withdraw_wish", row.pk, seen=str(row.version))

    assert "已终止" in said
    assert "本人撤回意愿" in said
    assert Enrolment.objects.get(person=row.person).participates


def test_recorder_enters_the_wish_of_somebody_without_an_account(cast: Cast) -> None:
    bureau(cast)
    recorder, branch = cast.browser("recorder"), cast.organization().pk
    assert "这个年度没有人申请不参加积分。" in page(recorder, "exemptions", branch)
    blank = page(recorder, "blank_exemption_form", branch)
    assert "不参加积分管理党员审批表" in blank
    assert "□ 年老体弱" in blank

    said = send(
        recorder, "express_wish", branch, person=str(cast.person("migrant").pk), year_day="2026-03-10", ground=ILL,
        way="RELATIVE", words="", basis_kind="STATEMENT", basis_label="本人申请书", basis_on="2026-03-09",
    )  # fmt: skip

    assert "已登记郑流动提出不参加积分；批准以前照常积分。" in said
    assert "本人同意，亲属代为提出（代录）" in said
    assert "郑流动 本人提出 2026年3月9日 代录" in page(recorder, "exemptions", branch)


def test_scheme_without_the_word_says_why_nobody_can_be_approved(cast: Cast) -> None:
    acts.in_force(cast)
    recorder, branch = cast.browser("recorder"), cast.organization().pk

    said = page(recorder, "exemptions", branch)

    assert "现在施行的办法没有写“经批准不参与积分”" in said
    assert "要增加的，先修订办法，通过、施行以后再办。" in said
    assertNotContains(cast.browser("member").get(reverse("my")), "提出不参加积分")
    answer = cast.browser("member").get(reverse("express_own_wish", args=[cast.person("member").pk]))
    assertContains(answer, "照它不能批准任何人不参加", status_code=answer.status_code)


def test_renewal_comes_to_the_list_of_work_in_the_last_month(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    bureau(cast)
    row = approved(cast)
    recorder = cast.browser("recorder")
    assert "的不参加积分到" not in page(recorder, "home")
    monkeypatch.setattr("jifen.web.middleware.timezone.now", lambda: NOW.replace(month=12, day=20))

    recorder = cast.browser("recorder")
    assert "李明的不参加积分到2026年12月31日期满" in page(recorder, "home")
    said = send(
        recorder, "renew_exemption", row.pk, seen=str(row.version), willing="on", basis_kind="MEETING",
        basis_label="支委会", basis_on="2026-12-20",
    )  # fmt: skip
    assert "现在是“已批准，待写入名单”" in said
    assert "的不参加积分到" not in page(recorder, "home")


def test_stranger_finds_nothing(cast: Cast) -> None:
    bureau(cast)
    row = say(cast, fill(cast, wish(cast)), "recorder")
    stranger = cast.browser("stranger")

    for name in ("exemption", "exemption_form", "give_opinion", "withdraw_wish", "end_exemption"):
        assert stranger.get(reverse(name, args=[row.pk])).status_code == 404
    for name in ("exemptions", "express_wish", "blank_exemption_form"):
        assert stranger.get(reverse(name, args=[cast.organization().pk])).status_code == 404
