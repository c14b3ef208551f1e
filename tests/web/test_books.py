"""Pages of the account book: what a month and a year of it look like to those who keep it, and to those who may not."""

import base64
import json
import re
from datetime import date, timedelta
from typing import Any
from urllib.parse import unquote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django.asserts import assertContains, assertNotContains

from jifen.audit.models import Record
from jifen.ledger.actions import open_book, reverse_entries, seal_period
from jifen.ledger.models import Book, Entry, KeptSeal, Seal
from jifen.orgs.models import Person
from tests.cast import NOW, Cast
from tests.ledger.desk import ASSEMBLY, line, open_desk, post
from tests.web.walk.markers import lifted_guards

pytestmark = pytest.mark.django_db
PAPER = {
    "basis_kind": "MEETING",
    "basis_label": "支部党员大会",
    "basis_on": "2026-03-09",
    "basis_document_no": "青山〔2026〕4号",
}


@pytest.fixture
def book(cast: Cast) -> Book:
    """青山村's book with three lines: 李明 helped, 郑流动 was missing, 周预备 studied."""
    opened = open_desk(cast)
    post(
        cast,
        opened,
        "三月",
        line(cast, reason="帮五保户收麦"),
        line(cast, "migrant", -50, reason="没有参加主题党日"),
        line(cast, "probationary", 100),
    )
    return Book.objects.get(pk=opened.pk)


def seal(cast: Cast, book: Book, period: str = "2026-03") -> Seal:
    return seal_period(actor=cast.actor("recorder"), at=NOW, book_id=book.pk, period=period)


def key_of(page: Any) -> str:
    hit = re.search(r'name="key" value="([0-9a-f]{32})"', page.content.decode())
    assert hit
    return hit[1]


def test_recorder_opens_the_first_book_with_the_calendar_year_proposed(cast: Cast) -> None:
    browser, address = cast.browser("recorder"), f"/organizations/{cast.organization().pk}/books/"
    assertContains(browser.get(address), "这个支部还没有积分账。")
    page = browser.get(f"{address}open/")
    year = page.context["form"].initial["year"]
    assertContains(page, f'value="{year}-01-01"')
    assertContains(page, f'value="{year}-12-31"')

    answer = browser.post(
        f"{address}open/", {"year": "2026", "starts_on": "2026-01-01", "ends_on": "2026-12-31"}
    )

    made = Book.objects.get()
    assert answer.headers["Location"] == f"/books/{made.pk}/"
    assert (made.branch, made.year) == (cast.organization(), "2026")
    assertContains(browser.get(f"/books/{made.pk}/"), "还没有账目。")
    assertContains(browser.get("/books/"), f'<a href="/books/{made.pk}/">2026</a>', html=True)


def test_next_year_is_proposed_where_there_is_a_book(cast: Cast) -> None:
    open_desk(cast)

    page = cast.browser("recorder").get(f"/organizations/{cast.organization().pk}/books/open/")

    assert page.context["form"].initial == {
        "year": "2026", "starts_on": date(2026, 6, 1), "ends_on": date(2027, 5, 31),
    }  # fmt: skip


def test_book_that_exists_and_days_turned_round_are_said_at_their_fields(cast: Cast) -> None:
    open_desk(cast)
    address = f"/organizations/{cast.organization().pk}/books/open/"

    page = cast.browser("secretary").post(
        address, {"year": "2025", "starts_on": "2026-05-31", "ends_on": "2025-06-01"}
    )

    assertContains(page, "的2025积分账已经建好，不用再建。")
    assertContains(page, "年度最后一天在第一天以前，请核对日期。")
    assert Book.objects.count() == 1


def test_book_shows_its_figures_and_every_line(cast: Cast, book: Book) -> None:
    Person.objects.filter(pk=cast.person("member").pk).update(mark="大")

    page = cast.browser("commissioner").get(f"/books/{book.pk}/")

    for said in (
        "3 条，其中 3 条还没有封", "+2.50", "李明（大）", "village@1#<wbr>good_deeds.help", "2026.03.01", "+2.00",
        "-0.50", "记分", "2026年3月5日支部党员大会（青山〔2026〕3号）", "帮五保户收麦", "没有参加主题党日",
    ):  # fmt: skip
        assertContains(page, said)
    assertNotContains(page, 'name="entry"')
    assertContains(page, "“封账”由本支部记录员、书记办理")


def test_lines_are_found_by_person_kind_and_period(cast: Cast, book: Book) -> None:
    browser, address = cast.browser("recorder"), f"/books/{book.pk}/"
    seal(cast, book)
    reverse_entries(
        actor=cast.actor("recorder"),
        at=NOW,
        book_id=book.pk,
        key="冲",
        sequences=[3],
        reason="记错人",
        basis=ASSEMBLY,
    )

    def numbers(query: str) -> list[int]:
        return [row.entry.sequence for row in browser.get(address + query).context["rows"]]

    assert numbers(f"?person={cast.person('migrant').pk}") == [2]
    assert numbers("?kind=REVERSAL") == [4]
    assert numbers("?seal=1") == [1, 2, 3]
    assert numbers("?seal=unsealed") == [4]
    assert numbers("?person=x&kind=y&seal=z") == [1, 2, 3, 4]
    assertContains(browser.get(f"{address}?kind=TAKEN_OVER"), "没有找到这样的账目。")
    paper = browser.get(browser.get(f"{address}?seal=1").context["print_address"])
    assertContains(paper, "2026-03，共 3 条")
    assertContains(paper, seal_code(book))


def seal_code(book: Book) -> str:
    return Seal.objects.get(book=book).code


def test_reversal_is_read_before_it_is_written_and_strikes_its_original(cast: Cast, book: Book) -> None:
    browser, address = cast.browser("recorder"), f"/books/{book.pk}/reverse/"
    page = browser.get(f"{address}?entry=1&entry=2")
    assertContains(page, "确认冲销 2 条")
    assertContains(page, "-2.00")
    assertContains(page, "+0.50")
    assert Book.objects.get().length == 3

    answer = browser.post(
        address, {"entry": ["1", "2"], "key": key_of(page), "reason": "当天没有参加", **PAPER}
    )

    assert answer.headers["Location"] == f"/books/{book.pk}/"
    shown = browser.get(f"/books/{book.pk}/")
    assertContains(shown, "已冲销，记在账上第 4 条至第 5 条。")
    assertContains(shown, "已由第 4 条冲销")
    assertContains(shown, "冲销第 1 条")
    assertContains(shown, '<tr class="struck">', count=2)
    entry = Entry.objects.get(sequence=4)
    assert (entry.points, entry.text.reason, entry.approver) == (-200, "当天没有参加", "支部党员大会")
    assert entry.author_id == str(cast.person("recorder").pk)


def test_form_pressed_twice_posts_once_and_says_so_kindly(cast: Cast, book: Book) -> None:
    browser, address = cast.browser("recorder"), f"/books/{book.pk}/reverse/"
    form = {
        "entry": "3",
        "key": key_of(browser.get(f"{address}?entry=3")),
        "reason": "当天没有参加",
        "decided_by": "青山村支委会",
        **PAPER,
    }
    browser.post(address, form)

    answer = browser.post(address, form, follow=True)

    assertContains(answer, "这一次冲销刚才已经记好了（第 4 条），没有重复记。")
    assert Book.objects.get().length == 4
    assert Entry.objects.get(sequence=4).approver == "青山村支委会"
    assert Record.objects.filter(act="ledger.REVERSE").count() == 1
    other = browser.post(address, {**form, "reason": "另一个原因"})
    assertContains(other, "内容却不一样，没有入账")


def test_what_cannot_be_reversed_is_said_with_its_number(cast: Cast, book: Book) -> None:
    browser, address = cast.browser("recorder"), f"/books/{book.pk}/reverse/"
    post(cast, book, "四月", line(cast, "recorder"))
    key = key_of(browser.get(f"{address}?entry=1"))
    browser.post(address, {"entry": "1", "key": key, "reason": "记错", **PAPER})

    page = browser.get(f"{address}?numbers=1、2，4 99")

    assertContains(page, "第 1 条：已由第 5 条冲销，不能在这里冲销。")
    assertContains(page, "第 4 条：记的是您本人，请由别的同志办理，不能在这里冲销。")
    assertContains(page, "这本账里没有第 99 条。")
    assertContains(page, "确认冲销 1 条")
    again = browser.post(address, {"entry": ["1", "4"], "key": "x", "reason": "记错", **PAPER})
    assertContains(again, "第 1 条已经由第 5 条冲销，不能再冲销一次。")
    assertContains(browser.post(address, {"entry": "2", "reason": "记错", **PAPER}), "这张表单不完整")
    assert Book.objects.get().length == 5


def test_reversal_reversed_leaves_the_first_line_standing(cast: Cast, book: Book) -> None:
    for key, number in (("冲", 1), ("再冲", 4)):
        reverse_entries(
            actor=cast.actor("recorder"),
            at=NOW,
            book_id=book.pk,
            key=key,
            sequences=[number],
            reason="复核",
            basis=ASSEMBLY,
        )

    rows = cast.browser("recorder").get(f"/books/{book.pk}/").context["rows"]

    assert [(row.entry.sequence, row.struck, row.choosable) for row in rows] == [
        (1, False, False), (2, False, True), (3, False, True), (4, True, False), (5, False, True),
    ]  # fmt: skip
    assert rows[0].note == "已由第 4 条冲销，后来又恢复"


def test_clock_that_went_back_is_asked_about_once(cast: Cast, book: Book) -> None:
    with lifted_guards():
        Book.objects.update(last_posted_at=NOW + timedelta(days=4000))
    browser, address = cast.browser("recorder"), f"/books/{book.pk}/reverse/"
    page = browser.get(f"{address}?entry=1")
    assertNotContains(page, "电脑的日期和时间核对过了")
    form = {"entry": "1", "key": key_of(page), "reason": "记错", **PAPER}

    asked = browser.post(address, form)

    assertContains(asked, "请先核对电脑的日期和时间")
    assertContains(asked, "电脑的日期和时间核对过了，没有错")
    assert browser.post(address, {**form, "clock_confirmed": "on"}).status_code == 302


def test_month_is_sealed_and_the_seal_is_printed(cast: Cast, book: Book) -> None:
    browser, address = cast.browser("recorder"), f"/books/{book.pk}/seal/"
    page = browser.get(address)
    assertContains(page, "这一次封第 1 条至第 3 条，共 3 条。")
    assertContains(page, 'value="2026-03"')

    answer = browser.post(address, {"period": "2026-03"})

    made = Seal.objects.get()
    assert answer.headers["Location"] == f"/seals/{made.pk}/"
    paper = browser.get(f"/seals/{made.pk}/")
    assertContains(paper, f'<p class="seal-code"><code>{made.code}</code></p>', html=True)
    image = re.search(r'src="data:image/svg\+xml;base64,([^"]+)"', paper.content.decode())
    assert image
    assert b"<svg" in base64.b64decode(image[1])
    assertContains(paper, "3 条，控制数 +2.50")
    assertContains(browser.get(address), 'value="2026-04"')
    assertContains(browser.get(address), "封的是空的一期")
    assertContains(browser.post(address, {"period": "2026-03"}), "2026-03 这一期已经封过账。")


def test_year_is_closed_when_all_is_sealed_and_the_button_says_what_is_missing(
    cast: Cast, book: Book
) -> None:
    browser, address = cast.browser("secretary"), f"/books/{book.pk}/"
    assertContains(browser.get(address), "这本账还没有封过，请先封账。")
    assertContains(browser.get(f"{address}close/"), "现在还不能结账")
    seal(cast, book)
    post(cast, book, "补记", line(cast, "migrant"))
    assertContains(browser.get(address), "还有 1 条账目没有封，请先封账。")
    assertContains(browser.post(f"{address}close/", PAPER), "还有 1 条账目没有封。")
    seal(cast, book, "2026-03 补")

    answer = browser.post(f"{address}close/", PAPER, follow=True)

    assertContains(answer, "已结账。以后只能凭决定冲销、更正。")
    assert Record.objects.get(act="ledger.CLOSE_YEAR").basis.label == "支部党员大会"
    assertNotContains(browser.get(address), "年度结账")
    assert browser.get(f"{address}close/").status_code == 409
    assert cast.browser("recorder").post(f"{address}close/", PAPER).status_code == 403


def test_code_on_paper_is_found_by_the_superior_with_the_state_of_the_book(cast: Cast, book: Book) -> None:
    code, browser = seal(cast, book).code, cast.browser("organizer")

    page = browser.get("/seals/", {"code": code.lower().replace("-", " ")})

    assertContains(page, "红旗镇青山村党支部2025积分账")
    assertContains(page, "封号是真的，这本账现在也对得上。")
    assertContains(browser.get("/seals/", {"code": "甲乙"}), "“甲乙”不是封号。")
    assertContains(browser.get("/seals/", {"code": "0000-0000-0000-0000"}), "没有找到这个封号。")
    assertContains(cast.browser("stranger").get("/seals/", {"code": code}), "没有找到这个封号。")
    assert cast.browser("member").get("/seals/").status_code == 403


def test_book_changed_past_the_program_is_named_to_whoever_looks(cast: Cast, book: Book) -> None:
    code = seal(cast, book).code
    with lifted_guards():
        Entry.objects.filter(sequence=2).update(points=500)

    found = cast.browser("organizer").get("/seals/", {"code": code})
    checked = cast.browser("recorder").get(f"/books/{book.pk}/check/")

    assertContains(found, "这本账现在对不上")
    assertContains(checked, "第 2 条：内容和封存时不一样")
    with lifted_guards():
        Seal.objects.all().delete()
    assert KeptSeal.objects.count() == 1
    assertContains(cast.browser("organizer").get("/seals/", {"code": code}), "支部的账本里却没有了")
    assertContains(cast.browser("recorder").get(f"/books/{book.pk}/check/"), "账本退回了以前的样子")


def test_book_that_holds_is_said_to_hold_and_nothing_is_written(cast: Cast, book: Book) -> None:
    seal(cast, book)
    browser = cast.browser("secretary")
    last = Record.objects.count()

    page = browser.get(f"/books/{book.pk}/check/")

    assertContains(page, "全部核对得上。")
    assertContains(page, "3 条账目，1 张封条")
    assert Record.objects.count() == last


def test_text_form_is_downloaded_and_that_is_recorded(cast: Cast, book: Book) -> None:
    browser, address = cast.browser("recorder"), f"/books/{book.pk}/export/"
    assertContains(browser.get(address), "谁、什么时候导出过，都会记下来。")

    answer = browser.post(address, {"period": "whole"})

    lines = [json.loads(said) for said in answer.content.decode().splitlines()]
    assert [lines[-1]["end"][0], lines[0]["name"]] == [3, "红旗镇青山村党支部"]
    assert unquote(answer.headers["Content-Disposition"]).endswith("青山村支部2025积分账.jsonl")
    assert Record.objects.get(act="ledger.EXPORT_BOOK").actor_name == "孙记录员"


def test_member_reads_his_own_lines_with_reasons_and_nobody_elses(cast: Cast, book: Book) -> None:
    browser, own = cast.browser("member"), f"/books/{book.pk}/people/{cast.person('member').pk}/"
    mine = browser.get("/my/")
    assertContains(mine, "青山村支部2025积分账：1 条，逐条的另打一张。")
    assertContains(mine, f'<a href="{own}">看2025年度的</a>', html=True)

    page = browser.get(own)

    assertContains(page, "帮五保户收麦")
    assertContains(page, "我的2025积分账目")
    assertNotContains(page, "没有参加主题党日")
    assert browser.get(f"/books/{book.pk}/people/{cast.person('migrant').pk}/").status_code == 404
    assert browser.get(f"/books/{book.pk}/").status_code == 404
    assert browser.get("/books/").status_code == 403


def test_recorder_reads_and_prints_everybodys_lines(cast: Cast, book: Book) -> None:
    browser, person = cast.browser("recorder"), cast.person("migrant")
    address = f"/books/{book.pk}/people/{person.pk}/"
    assertContains(browser.get(f"/people/{person.pk}/"), address)

    page = browser.get(address)

    assertContains(page, "没有参加主题党日")
    assertContains(page, "郑流动2025积分账目")


def test_stranger_finds_nothing_and_not_even_his_own_lines_in_a_foreign_book(cast: Cast, book: Book) -> None:
    browser, made = cast.browser("stranger"), seal(cast, book)
    addresses = [
        f"/organizations/{book.branch_id}/books/", f"/organizations/{book.branch_id}/books/open/",
        *(f"/books/{book.pk}/{rest}" for rest in ("", "print/", "reverse/", "seal/", "close/", "check/", "export/")),
        *(f"/books/{book.pk}/people/{cast.person(key).pk}/" for key in ("member", "stranger")),
        f"/seals/{made.pk}/",
    ]  # fmt: skip

    assert {address: browser.get(address).status_code for address in addresses} == dict.fromkeys(
        addresses, 404
    )
    assert [browser.post(address).status_code for address in addresses if "people" not in address][1] == 404
    assert Book.objects.get().length == 3


def test_superior_sees_the_books_of_all_branches_below(cast: Cast, book: Book) -> None:
    open_book(
        actor=cast.actor("stranger"),
        at=NOW,
        branch_id=cast.organization("other_branch").pk,
        year="2026",
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 12, 31),
    )
    code = seal(cast, book).code

    page = cast.browser("organizer").get("/books/")

    assertContains(page, "青山村支部")
    assertContains(page, "白水村支部")
    assertContains(page, code)
    assertNotContains(page, "建账</a>")
    assertContains(
        cast.browser("organizer").get(f"/organizations/{book.branch_id}/"),
        f"/organizations/{book.branch_id}/books/",
    )


def test_page_costs_the_same_for_few_and_many_lines(
    cast: Cast, book: Book, django_assert_num_queries: Any
) -> None:
    browser = cast.browser("recorder")
    browser.get(f"/books/{book.pk}/")
    with CaptureQueriesContext(connection) as few:
        browser.get(f"/books/{book.pk}/")
    post(cast, book, "很多", *(line(cast, points=number, reason="帮工") for number in range(1, 70)))

    with django_assert_num_queries(len(few)):
        page = browser.get(f"/books/{book.pk}/")

    assertContains(page, "第 1 页，共 2 页，72 条")
