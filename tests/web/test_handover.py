"""The sheet with which a recorder hands over, and the file of one period that is kept beside its seal."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.conf import LazySettings
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from jifen.audit.models import Record
from jifen.ledger.actions import seal_period
from jifen.ledger.models import Book, Seal
from jifen.orgs.models import Appointment
from tests.cast import NOW, Cast
from tests.ledger.desk import line, open_desk, post

pytestmark = pytest.mark.django_db


@pytest.fixture
def book(cast: Cast) -> Book:
    """A book with a sealed line and two more."""
    book = open_desk(cast)
    post(cast, book, "三月", line(cast))
    seal_period(actor=cast.actor("recorder"), at=NOW, book_id=book.pk, period="2026-03")
    post(cast, book, "四月", line(cast), line(cast, "migrant"))
    return Book.objects.get(pk=book.pk)


def address(cast: Cast, key: str = "branch") -> str:
    return f"/organizations/{cast.organization(key).pk}/books/handover/"


def test_sheet_says_where_every_book_stands_and_who_signs(
    cast: Cast, book: Book, settings: LazySettings, tmp_path: Path
) -> None:
    settings.JIFEN_LAST_BACKUP = tmp_path / "last-backup.json"
    before = Record.objects.count()

    page = cast.browser("recorder").get(address(cast))

    for said in (
        "红旗镇青山村党支部记录员交接单",
        "<dd>孙记录员</dd>",
        Seal.objects.get().code,
        book.head,
        '<td class="number" data-label="没有封的">2 条</td>',
        "这台电脑上没有备份的记录，请先备份再交接",
        "<code>secret.txt keys.json</code>",
        "移交人（签字）",
        "接收人（签字）",
        "监交人（签字）",
    ):
        assertContains(page, said)
    assert Record.objects.count() == before
    assertContains(cast.browser("recorder").get("/books/"), address(cast))


def test_sheet_names_the_last_backup_and_what_is_open(
    cast: Cast, book: Book, settings: LazySettings, tmp_path: Path
) -> None:
    settings.JIFEN_LAST_BACKUP = tmp_path / "last-backup.json"
    settings.JIFEN_LAST_BACKUP.write_text(
        json.dumps({"at": "2026-03-10T09:30:00+00:00", "folder": "jifen-20260310-173000"}), encoding="utf-8"
    )

    page = cast.browser("secretary").get(address(cast))

    assertContains(page, "2026年3月10日 17:30，文件夹 <code>jifen-20260310-173000</code>")
    # The points year of this book ended in May 2026.
    late = "青山村支部2025积分账的年度已经过完，还没有结账：还有 2 条账目没有封，请先封账。"
    if timezone.localdate() > book.ends_on:
        assertContains(page, late)
    assertContains(cast.browser("organizer").get(address(cast)), "支部自己的待办，以支部打印的为准。")
    settings.JIFEN_LAST_BACKUP.write_text("坏了", encoding="utf-8")
    assertContains(cast.browser("secretary").get(address(cast)), "没有备份的记录")


def test_secrets_never_stand_on_the_sheet(cast: Cast, book: Book, settings: LazySettings) -> None:
    page = cast.browser("secretary").get(address(cast)).content.decode()

    assert settings.SECRET_KEY not in page
    assert str(settings.HOME) not in page


def test_others_see_no_sheet_and_a_committee_has_none(cast: Cast, book: Book) -> None:
    assert cast.browser("stranger").get(address(cast)).status_code == 404
    assert cast.browser("member").get(address(cast)).status_code == 403
    assertContains(
        cast.browser("organizer").get(address(cast, "township")), "积分账按党支部建", status_code=409
    )


def test_branch_without_recorder_or_book_still_has_a_sheet(cast: Cast) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    Appointment.objects.filter(role="RECORDER").update(from_on=tomorrow)

    page = cast.browser("secretary").get(address(cast))

    assertContains(page, "<dd>没有登记</dd>")
    assertContains(page, "还没有积分账。")


def test_file_of_one_period_is_offered_at_its_seal(cast: Cast, book: Book) -> None:
    seal = Seal.objects.get()
    browser = cast.browser("recorder")
    there = f"/books/{book.pk}/export/"

    assertContains(browser.get(f"/seals/{seal.pk}/"), f'href="{there}?seal=1"')
    assertContains(browser.get(f"{there}?seal=1"), '<option value="2026-03" selected>')
    answer = browser.post(there, {"period": "2026-03"})

    lines = [json.loads(said) for said in answer.content.decode().splitlines()]
    assert [one["entry"][3] for one in lines if "entry" in one] == [1]
    assert lines[-1]["end"] == [1, seal.head, 200, 1]
    assert unquote(answer.headers["Content-Disposition"]).endswith("青山村支部2025积分账2026-03.jsonl")
    assert Record.objects.get(act="ledger.EXPORT_BOOK").detail["period"] == "2026-03"
    assertContains(browser.post(there, {"period": "2019-01"}), "这本账没有封过这一期，请重新选择。")
    assertNotContains(browser.get(there), "2019-01")
