"""Pages of what is filed: from the seal to the superior and back, each grey button with its reason."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from jifen.filing.models import Package
from tests.cast import Cast
from tests.filing.acts import do, prepare, sealed

pytestmark = pytest.mark.django_db


def test_recorder_files_a_sealed_period_and_the_township_returns_it(cast: Cast) -> None:
    seal = sealed(cast)
    recorder, organizer = cast.browser("recorder"), cast.browser("organizer")
    township = cast.organization("township").pk

    assertContains(recorder.get(f"/seals/{seal.pk}/"), f'href="/seals/{seal.pk}/filing/"')
    made = recorder.post(f"/seals/{seal.pk}/filing/", {"notice": "RUNNING"}, follow=True)
    package = Package.objects.get()
    address = f"/filing/{package.pk}/"
    assertContains(made, "已整理；请核对表里的人和数，再上报。")
    assertContains(made, "公示进行中")
    assertContains(made, "材料现在是“已整理”")
    assertContains(organizer.get(f"/organizations/{township}/filing/"), "下级还没有上报材料。")

    sent = recorder.post(f"{address}send/", {"version": "1"}, follow=True)
    assertContains(sent, "已上报红旗镇党委。")
    assertContains(organizer.get(f"/organizations/{township}/filing/"), "青山村支部2026年3月积分报备表")
    organizer.post(f"{address}receive/", {"version": "2"})
    page = organizer.post(f"{address}return/", {"version": "3", "findings": "77：不对"})
    assertContains(page, "没有第 77 行")
    back = organizer.post(
        f"{address}return/", {"version": "3", "findings": "第 2 行：劳动没有记\n没有盖章"}, follow=True
    )

    assertContains(back, "<li>第 2 行：劳动没有记</li><li>没有盖章</li>", html=False)
    assertContains(recorder.get(f"/organizations/{cast.organization().pk}/filing/"), "已退回")


def test_printed_sheet_has_control_sums_and_the_code_of_the_seal(cast: Cast) -> None:
    package = prepare(cast)

    page = cast.browser("secretary").get(f"/filing/{package.pk}/print/")

    assertContains(page, "52.25")
    assertContains(page, "（附件4-6）")
    assertContains(page, "封号")
    assertContains(page, "（支部盖章）")


def test_late_is_said_and_a_changed_sheet_is_an_alarm(cast: Cast) -> None:
    package = do(cast, "send", prepare(cast), "recorder")
    Package.objects.filter(pk=package.pk).update(due_on="2026-03-06", form="附件一")

    page = cast.browser("organizer").get(f"/filing/{package.pk}/")

    assertContains(page, "逾期")
    assertContains(page, "可能被改过")


def test_seal_without_a_scheme_says_what_is_missing(cast: Cast) -> None:
    seal = sealed(cast, scheme=False)

    page = cast.browser("recorder").post(f"/seals/{seal.pk}/filing/", {"notice": "NONE"})

    assertContains(page, "没有施行的积分办法")
    assert not Package.objects.exists()


def test_a_stranger_finds_nothing(cast: Cast) -> None:
    package = prepare(cast)
    browser = cast.browser("stranger")

    for page in ("", "print/", "send/", "receive/", "acknowledge/", "return/"):
        assert browser.get(f"/filing/{package.pk}/{page}").status_code == 404, page
    assertNotContains(
        browser.get(f"/organizations/{cast.organization().pk}/filing/"), "积分报备表", status_code=404
    )
