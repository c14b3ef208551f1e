"""Texts that end in time, a book that comes back, statements by the sheet: what is said before and shown after."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from jifen.audit.models import Record
from jifen.ledger.actions import close_year, seal_period
from jifen.ledger.models import Book, EntryText
from jifen.ledger.queries import verify_book
from jifen.ledger.queries.writing import write_book
from tests.cast import NOW, Cast
from tests.ledger.desk import ASSEMBLY, line, open_desk, post
from tests.ledger.test_manipulations import make_book
from tests.ledger.test_text_form import lose
from tests.web.test_posting import PAPER, fields, open_village, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def book(cast: Cast) -> Book:
    return open_village(cast)


def closed(cast: Cast) -> Book:
    opened = make_book(cast)
    seal_period(actor=cast.actor("recorder"), at=NOW, book_id=opened.pk, period="2026-03")
    close_year(actor=cast.actor("secretary"), at=NOW, book_id=opened.pk, basis=ASSEMBLY)
    return Book.objects.get(pk=opened.pk)


def test_secretary_erases_texts_and_sees_that_the_book_holds(cast: Cast) -> None:
    book = closed(cast)
    count = EntryText.objects.count()
    browser, address = cast.browser("secretary"), reverse("erase_texts", args=[book.pk])
    assert "凭记还在" in words(browser.get(address))
    assert f"将清除 {count} 条事由。" in words(browser.get(address, {"before": "2026-06-01"}))
    assert "没有还没清除的文字" in words(browser.get(address, {"before": "2001-01-01"}))

    done = browser.post(address, {"before": "2026-06-01", **PAPER}, follow=True)

    said = words(done)
    assert f"已清除 {count} 条事由。" in said
    assert "全部核对得上。" in said
    assert f"{count} 条事由已按规定清除" in said
    assert set(EntryText.objects.values_list("reason", flat=True)) == {""}
    assert list(verify_book(Book.objects.get(pk=book.pk))) == []


def test_texts_of_a_running_year_stay(cast: Cast) -> None:
    book = open_desk(cast)

    answer = cast.browser("secretary").get(reverse("erase_texts", args=[book.pk]))

    assert answer.status_code == 409
    assert "年度还没有结账，文字还要用，不能清除；请先结账。" in words(answer)
    assert cast.browser("recorder").get(reverse("erase_texts", args=[book.pk])).status_code == 403
    assert cast.browser("stranger").get(reverse("erase_texts", args=[book.pk])).status_code == 404


def send(cast: Cast, text: str, by: str = "organizer") -> Any:
    file = SimpleUploadedFile("账.jsonl", text.encode())
    return cast.browser(by).post(reverse("import_book", args=[cast.organization().pk]), {"file": file})


def test_organizer_brings_a_lost_book_back_after_reading_what_is_in_it(cast: Cast) -> None:
    book = closed(cast)
    codes = [seal.code for seal in book.seals.all()]
    text = "\n".join(write_book(book))
    lose(book)

    checked = send(cast, text)

    said = words(checked)
    assert "逐行核对过，每一条都接得上，全部对得上。还没有恢复。" in said
    assert "第 1 行 账头 1 行" in said
    assert all(code in said for code in codes)
    assert Book.objects.count() == 0
    (content,) = re.findall(r'name="content" value="([^"]*)"', checked.content.decode())
    done = cast.browser("organizer").post(
        reverse("import_book", args=[cast.organization().pk]), {"content": content}, follow=True
    )
    assert "已恢复：青山村支部2025积分账" in words(done)
    assert "全部核对得上。" in words(done)
    assert "\n".join(write_book(Book.objects.get())) == text


def test_reason_with_a_line_end_of_another_kind_is_one_line_of_the_file(cast: Cast) -> None:
    book = open_desk(cast)
    post(cast, book, "三月", line(cast, reason="修水渠\u2028两天\x85完工"))
    text = "\n".join(write_book(Book.objects.get()))
    lose(book)

    checked = send(cast, text)

    (content,) = re.findall(r'name="content" value="([^"]*)"', checked.content.decode())
    address = reverse("import_book", args=[cast.organization().pk])
    assert cast.browser("organizer").post(address, {"content": content}).status_code == 302
    assert "\n".join(write_book(Book.objects.get())) == text


def test_file_that_was_changed_is_told_line_by_line(cast: Cast) -> None:
    book = closed(cast)
    lines = list(write_book(book))
    lose(book)
    lines[2] = "不是"
    lines[3] = '{"entry": []}'

    said = words(send(cast, "\n".join(lines)))

    assert "第 3 行不是账本的文字形式" in said
    assert "第 4 行不是账本的文字形式" in said
    assert "什么也没有恢复。" in said
    forged = cast.browser("organizer").post(
        reverse("import_book", args=[cast.organization().pk]), {"content": "x"}, follow=True
    )
    assert "核对过的文件已经失效，请重新上传。" in words(forged)
    assert Book.objects.count() == 0


def test_older_file_than_the_superior_knows_is_warned_of(cast: Cast) -> None:
    opened = make_book(cast)
    old = "\n".join(write_book(opened))
    seal_period(actor=cast.actor("recorder"), at=NOW, book_id=opened.pk, period="2026-03")
    lose(Book.objects.get(pk=opened.pk))

    said = words(send(cast, old))

    assert "上级收存了封条，账本里没有这一次：账本退回了以前的样子。" in said


def test_only_superiors_bring_a_book_back(cast: Cast) -> None:
    assert send(cast, "", by="recorder").status_code == 403
    assert send(cast, "", by="stranger").status_code == 404


def test_member_sees_who_read_his_statement_and_where_it_went(cast: Cast, book: Book, tmp_path: Any) -> None:
    cast.browser("recorder").post(reverse("post_entries", args=[book.pk]), fields(cast, step="post"))
    address = reverse("statement", args=[book.pk, cast.person("member").pk])
    assert "除了本人，没有人看过。" in words(cast.browser("member").get(address))
    assert "还没有送到过别处。" in words(cast.browser("member").get(address))
    cast.browser("secretary").get(address)
    cast.browser("secretary").get(address)
    cast.browser("recorder").get(reverse("print_statements", args=[book.pk]))
    seal_period(actor=cast.actor("recorder"), at=NOW, book_id=book.pk, period="2026-03")
    for what in ("whole", "2026-03"):
        cast.browser("secretary").post(reverse("export_book", args=[book.pk]), {"period": what})

    said = words(cast.browser("member").get(address))

    assert "赵书记（青山村支部书记）。" in said
    assert "孙记录员（青山村支部记录员），打印全支部的账单。" in said
    assert "2026年3月的封条，红旗镇党委收存；只有封号、条数，没有个人的账目。" in said
    assert "整本账的文件，赵书记（青山村支部书记）导出，里面有每一条账目和事由。" in said
    assert "2026年3月一期的文件，赵书记（青山村支部书记）导出，里面有每一条账目和事由。" in said
    acts = Record.objects.filter(kind="READ").order_by("number").values_list("act", "actor_name")
    assert list(acts) == [
        ("ledger.VIEW_STATEMENT", "李明"),
        ("ledger.VIEW_STATEMENT", "赵书记"),
        ("ledger.PRINT_STATEMENTS", "孙记录员"),
    ]
    assert "赵书记（青山村支部书记）看了2025年度的积分账单。" in words(
        cast.browser("member").get(reverse("my"))
    )


def test_statement_of_a_member_without_account_is_printed_with_seal_and_places_to_sign(
    cast: Cast,
    book: Book,
) -> None:
    cast.browser("recorder").post(
        reverse("post_entries", args=[book.pk]), fields(cast, "migrant", step="post")
    )
    seal = seal_period(actor=cast.actor("recorder"), at=NOW, book_id=book.pk, period="2026-03")

    page = cast.browser("recorder").get(reverse("print_statement", args=[book.pk, cast.person("migrant").pk]))

    said = words(page)
    assert "姓名：郑流动" in said
    assert "积分 52 分" in said
    assert seal.code in said
    assert "本人： 记录员： 书记：" in said
    assert "第 1 张，共 1 张" in said
    assert page.content.decode().count("data:image/svg+xml") == 1
    assert "李明" not in said


def test_whole_branch_is_printed_a_sheet_for_each_member(cast: Cast, book: Book) -> None:
    cast.browser("recorder").post(
        reverse("post_entries", args=[book.pk]), fields(cast, "member", "migrant", step="post")
    )

    page = cast.browser("recorder").get(reverse("print_statements", args=[book.pk]))

    said = words(page)
    total = page.content.decode().count('<article class="paper statement">')
    assert total == len({*re.findall(r"姓名：(\S+)", said)})
    assert f"第 1 张，共 {total} 张" in said
    assert f"第 {total} 张，共 {total} 张" in said
    assert "这本账还没有封过，没有封号。" in said
    for who, status in (("commissioner", 403), ("organizer", 403), ("member", 404), ("stranger", 404)):
        assert cast.browser(who).get(reverse("print_statements", args=[book.pk])).status_code == status
    own = reverse("print_statement", args=[book.pk, cast.person("member").pk])
    assert cast.browser("member").get(own).status_code == 200
    assert cast.browser("stranger").get(own).status_code == 404


def test_answers_in_the_book_stand_with_their_reasons(cast: Cast, book: Book) -> None:
    browser = cast.browser("recorder")
    browser.post(reverse("post_entries", args=[book.pk]), fields(cast, step="post"))
    browser.post(
        reverse("reverse_entries", args=[book.pk]),
        {"entry": "1", "key": "c" * 32, "reason": "当天请假", **PAPER},
    )

    said = words(cast.browser("member").get(reverse("statement", args=[book.pk, cast.person("member").pk])))

    assert re.search(r"第 2 条冲销第 1 条：当天请假。依据2026年3月5日支部党员大会。", said)
