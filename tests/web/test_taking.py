"""孙记录员 takes a running year over on the pages: sheet, faults, trial, paper; and the list of the year follows."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django.asserts import assertContains

from jifen.ledger.actions.taking.sheet import SHEET, sheet_of
from jifen.ledger.models import Book, Entry
from jifen.schemes.models import Enrolment
from jifen.workbook import read
from tests.cast import NOW, TODAY, Cast
from tests.ledger.test_taking import LI_MING, fill, open_bureau

pytestmark = pytest.mark.django_db
PAPER = {
    "basis_kind": "FORM", "basis_label": "2025年度党员积分登记表", "basis_on": "2026-01-20",
    "basis_document_no": "局支〔2026〕2号",
}  # fmt: skip


@pytest.fixture
def book(cast: Cast) -> Book:
    return open_bureau(cast)


def words(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def upload(cast: Cast, book: Book, path: Path, *rows: dict[str, Any], by: str = "recorder") -> Any:
    content = fill(book, path / "承接.xlsx", *rows)
    file = SimpleUploadedFile("承接.xlsx", content)
    return cast.browser(by).post(reverse("take_over", args=[book.pk]), {"file": file})


def hidden(answer: Any) -> dict[str, str]:
    found = dict(re.findall(r'name="(key|lines)" value="([^"]*)"', answer.content.decode()))
    assert set(found) == {"key", "lines"}
    return found


def test_recorder_takes_the_year_over_from_the_sheet(
    cast: Cast,
    book: Book,
    tmp_path: Path,
) -> None:
    browser, address = cast.browser("recorder"), reverse("take_over", args=[book.pk])
    assertContains(browser.get(address), "不受限额约束")
    sheet = browser.get(reverse("take_over_template", args=[book.pk]))
    assert (
        "承接表.xlsx" in sheet.headers["Content-Disposition"]
        or "filename*" in sheet.headers["Content-Disposition"]
    )
    assert b"".join(sheet.streaming_content)[:2] == b"PK"

    checked = upload(cast, book, tmp_path, LI_MING)

    said = words(checked)
    assert "将写 5 条账目" in said
    assert "2025年度：折算后 75.00 分，合格，12 个月" in said
    assert "承接的积分：奖励分 +8.00" in said
    assert "还没有 2026 年度参加积分的名单" in said
    assert Entry.objects.count() == 0
    sent = hidden(checked) | PAPER
    done = browser.post(address, sent, follow=True)
    assert "已承接，记在账上第 1 条至第 5 条" in words(done)
    assert "2025年度的结果：折算后 75.00 分，合格，12 个月" in words(done)
    again = browser.post(address, sent, follow=True)
    assert "没有重复记" in words(again)
    assert Entry.objects.count() == 5
    same = upload(cast, book, tmp_path, LI_MING)
    assert "表里的都已经承接过，内容一样，没有要记的。" in words(same)


def test_faults_are_listed_at_their_cells_and_nothing_is_written(
    cast: Cast,
    book: Book,
    tmp_path: Path,
) -> None:
    answer = upload(
        cast, book, tmp_path, LI_MING | {"上年等次": "良好"}, {"姓名": "李鸣", "上年积分": Decimal("80")}
    )

    said = words(answer)
    assert "承接表里有 2 处要改" in said
    assert "2 上年等次 良好 不是办法里的等次 请写优秀、合格、基本合格、不合格中的一个" in said
    assert "3 姓名 李鸣 不在青山村支部的名册上" in said
    assert Entry.objects.count() == 0


def test_file_that_is_no_sheet_is_told_so(cast: Cast, book: Book) -> None:
    answer = cast.browser("recorder").post(
        reverse("take_over", args=[book.pk]), {"file": SimpleUploadedFile("a.xlsx", b"PK\x03\x04")}
    )

    assert answer.status_code == 200
    assert Entry.objects.count() == 0


def test_lines_that_were_not_given_out_here_are_not_taken(
    cast: Cast,
    book: Book,
    tmp_path: Path,
) -> None:
    sent = hidden(upload(cast, book, tmp_path, LI_MING)) | PAPER
    address = reverse("take_over", args=[book.pk])

    answer = cast.browser("recorder").post(address, sent | {"lines": sent["lines"] + "x"}, follow=True)

    assert "核对过的内容已经失效，请重新上传。" in words(answer)
    missing = cast.browser("recorder").post(address, sent | {"basis_label": ""})
    assert "将写 5 条账目" in words(missing)
    assert Entry.objects.count() == 0


def test_list_of_the_year_shows_where_a_carried_base_comes_from(
    cast: Cast,
    book: Book,
    tmp_path: Path,
) -> None:
    browser = cast.browser("recorder")
    sent = hidden(upload(cast, book, tmp_path, LI_MING)) | PAPER
    browser.post(reverse("take_over", args=[book.pk]), sent)
    address = reverse("enrol_year", args=[book.branch_id])
    assert "带入基础分：李明 15 分" in words(browser.get(address))

    browser.post(address, {"on": "2026-03-10", **PAPER})

    assert Enrolment.objects.get(person=cast.person("member")).base == 1500
    said = words(browser.get(reverse("enrolments", args=[book.branch_id])))
    assert (
        "上年结转 2025年度：折算后 75.00 分，合格，12 个月（青山村支部2026积分账第 1 条，"
        "依据2026年1月20日2025年度党员积分登记表（局支〔2026〕2号））"
    ) in said


def test_list_that_does_not_agree_is_named(cast: Cast, book: Book, tmp_path: Path) -> None:
    browser = cast.browser("recorder")
    browser.post(reverse("enrol_year", args=[book.branch_id]), {"on": "2026-03-10", **PAPER})
    checked = upload(cast, book, tmp_path, LI_MING)
    assert "基础分 14，任务分 9.5，奖励分 8" in words(checked)

    done = browser.post(reverse("take_over", args=[book.pk]), hidden(checked) | PAPER, follow=True)

    assert "李明：名单上 +20.00，按结转是 +15.00" in words(done)
    page = words(browser.get(reverse("statement", args=[book.pk, cast.person("member").pk])))
    assert "承接的积分：奖励分" in page


def test_sheet_with_the_members_can_be_read_back(cast: Cast, book: Book) -> None:
    answer = cast.browser("recorder").get(reverse("take_over_template", args=[book.pk]))
    content = BytesIO(b"".join(answer.streaming_content)).read()

    table = read(content, [sheet_of(book, TODAY).spec]).tables[SHEET]
    assert {"李明", "周预备", "郑流动"} <= set(table.columns["name"])


WHO = [("member", 404), ("commissioner", 403), ("organizer", 403), ("stranger", 404)]


@pytest.mark.parametrize(("who", "status"), WHO)
def test_who_may_not_post_sees_no_take_over(cast: Cast, book: Book, who: str, status: int) -> None:
    assert cast.browser(who).get(reverse("take_over", args=[book.pk])).status_code == status
    assert cast.browser(who).get(reverse("take_over_template", args=[book.pk])).status_code == status


def test_clock_that_went_back_is_asked_about_and_the_year_is_taken_over(
    cast: Cast, book: Book, tmp_path: Path
) -> None:
    sent = hidden(upload(cast, book, tmp_path, LI_MING)) | PAPER
    Book.objects.update(last_posted_at=NOW + timedelta(days=4000))
    browser, address = cast.browser("recorder"), reverse("take_over", args=[book.pk])

    asked = browser.post(address, sent)

    assertContains(asked, "电脑的日期和时间核对过了，没有错")
    assert Entry.objects.count() == 0
    assert browser.post(address, sent | {"clock_confirmed": "on"}).status_code == 302
    assert Entry.objects.count() == 5
