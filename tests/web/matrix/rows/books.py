"""The account book: lists, one book, what is done with it, one member's lines, seals."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django.core import signing

from jifen.ledger.models import Entry
from jifen.ledger.states.acts import Act
from jifen.schemes.models import Enrolment
from tests.web.matrix.cells import Cell
from tests.web.matrix.rows.organizations import SEES_ORGANIZATION
from tests.web.matrix.rows.people import PAPER
from tests.web.matrix.things.books import write_empty
from tests.web.matrix.vocabulary import EVERYBODY, Answer, Post, Row, who
from tests.web.matrix.world import World

AREA = "积分账"
READERS = "committee superiors party_office"
SEES_BOOKS = who(own=READERS, below="superiors party_office")
OWN_READERS = who(everywhere=READERS)
"""Pages without a thing: whoever may see the books of his own organisation."""
KEEPS = who(own="recorder secretary deputy_secretary")
SIGNS = who(own="secretary deputy_secretary")
TAKES_OUT = who(
    own="recorder secretary deputy_secretary superiors party_office", below="superiors party_office"
)
ERASES = who(own="secretary organizer", below="organizer")
BRINGS_BACK = who(own="superiors", below="superiors")
READS_LINES = who(own=READERS, below="superiors party_office", himself=True)
NEW = {"year": "2031", "starts_on": "2031-01-01", "ends_on": "2031-12-31"}


def reversed_lines(world: World, cell: Cell) -> Mapping[str, Any]:
    rows = Entry.objects.filter(book=cell.thing.about, reversed_by__isnull=True)
    entry = rows.exclude(person_id=cell.wearer.person_id or uuid4()).order_by("sequence").first()
    return {"entry": [str(entry.sequence)], "key": uuid4().hex, "reason": "当天没有参加", **PAPER}


def decided(world: World, cell: Cell) -> Mapping[str, Any]:
    enrolled = Enrolment.objects.filter(branch=cell.thing.about.branch, participates=True)
    other = enrolled.exclude(person_id=cell.wearer.person_id or uuid4()).first()
    return {
        "people": [str(other.person_id)],
        "kind": "help",
        "occurred_on": "2026-03-09",
        "fact_evidence": "yes",
        "reason": "帮五保户收麦",
        "key": uuid4().hex,
        "step": "post",
        **PAPER,
    }


def corrected(world: World, cell: Cell) -> Mapping[str, Any]:
    book = cell.thing.about
    rows = Entry.objects.filter(book=book, item__endswith=".late", reversed_by__isnull=True)
    rows = rows.exclude(person__enrolments__participates=False)
    entry = rows.exclude(person_id=cell.wearer.person_id or uuid4()).order_by("sequence").first()
    return {
        **decided(world, cell),
        "people": str(entry.person_id),
        "entry": str(entry.sequence),
        "why": "当天没有迟到",
        "step": "correct",
    }


def taken(world: World, cell: Cell) -> Mapping[str, Any]:
    book = cell.thing.about
    person = Enrolment.objects.filter(branch=book.branch, participates=True).order_by("pk").first().person
    lines = [[str(person.pk), "small@1#base.duty.taken_over", "2026-02-28", -100, {}]]
    sealed = signing.dumps({"book": str(book.pk), "lines": lines}, salt="take-over", compress=True)
    return {"key": uuid4().hex, "lines": sealed, **PAPER}


def lost(world: World, cell: Cell) -> Mapping[str, Any]:
    """The file of a book that is not here yet."""
    branch = cell.thing.about
    text = write_empty(branch)
    return {"content": signing.dumps(text, salt="import-book", compress=True)}


ROWS = (
    Row("books", "积分账", OWN_READERS, sees=EVERYBODY),
    Row(
        "organization_books",
        "组织的积分账",
        SEES_BOOKS,
        about="organization",
        sees=SEES_ORGANIZATION,
    ),
    Row(
        "open_book",
        "建账",
        KEEPS,
        about="branch",
        state="党支部",
        sees=SEES_ORGANIZATION,
        post=Post(NEW, act=Act.OPEN_BOOK),
    ),
    Row(
        "open_book",
        "建账",
        KEEPS,
        about="upper",
        state="党委、党委部门（不能建）",
        sees=SEES_ORGANIZATION,
        get=Answer.NOT_NOW,
        post=Post(NEW, answer=Answer.NOT_NOW),
    ),
    Row("handover", "记录员交接单", SEES_BOOKS, about="branch", state="党支部", sees=SEES_ORGANIZATION),
    Row(
        "handover",
        "记录员交接单",
        SEES_BOOKS,
        about="upper",
        state="党委、党委部门（没有记录员）",
        sees=SEES_ORGANIZATION,
        get=Answer.NOT_NOW,
    ),
    Row("book", "一本账", SEES_BOOKS, about="book"),
    Row("print_book", "打印账页", SEES_BOOKS, about="book"),
    Row("book_table", "积分表", SEES_BOOKS, about="book"),
    Row("book_table", "积分表", SEES_BOOKS, about="book of a scheme", state="办法施行，有名单"),
    Row(
        "post_entries",
        "记一笔",
        KEEPS,
        about="book",
        sees=SEES_BOOKS,
        state="没有施行的办法",
        post=Post({}, answer=Answer.PAGE),
    ),
    Row(
        "post_entries",
        "记一笔",
        KEEPS,
        about="book of a scheme",
        sees=SEES_BOOKS,
        state="办法施行，有名单",
        post=Post(decided, act=Act.POST),
    ),
    Row(
        "take_over",
        "承接",
        KEEPS,
        about="book of a scheme",
        sees=SEES_BOOKS,
        state="办法施行，有名单",
        post=Post(taken, act=Act.TAKE_OVER),
    ),
    Row(
        "take_over_template",
        "下载承接表",
        KEEPS,
        about="book of a scheme",
        sees=SEES_BOOKS,
        state="办法施行，有名单",
        get=Answer.FILE,
    ),
    Row(
        "correct_entries",
        "更正",
        KEEPS,
        about="book of a scheme with lines",
        sees=SEES_BOOKS,
        state="办法施行，有账目",
        post=Post(corrected, act=Act.CORRECT),
    ),
    Row(
        "reverse_entries",
        "冲销",
        KEEPS,
        about="book",
        sees=SEES_BOOKS,
        post=Post(reversed_lines, act=Act.REVERSE),
    ),
    Row(
        "seal_period",
        "封账",
        KEEPS,
        about="book",
        sees=SEES_BOOKS,
        post=Post({"period": "2026-09"}, act=Act.SEAL_PERIOD),
    ),
    Row(
        "close_year",
        "年度结账",
        SIGNS,
        about="book sealed",
        sees=SEES_BOOKS,
        post=Post(PAPER, act=Act.CLOSE_YEAR),
    ),
    Row("check_book", "核对", SEES_BOOKS, about="book"),
    Row(
        "export_book",
        "导出账本",
        TAKES_OUT,
        about="book",
        sees=SEES_BOOKS,
        post=Post({"period": "whole"}, Answer.FILE, Act.EXPORT_BOOK),
    ),
    Row(
        "erase_texts",
        "清除到期的文字",
        ERASES,
        about="book closed",
        sees=SEES_BOOKS,
        state="已结账",
        post=Post({"before": "2026-01-01", **PAPER}, act=Act.ERASE_TEXTS),
    ),
    Row(
        "import_book",
        "恢复账本",
        BRINGS_BACK,
        about="branch",
        sees=SEES_ORGANIZATION,
        post=Post(lost, act=Act.IMPORT_BOOK),
    ),
    Row("statement", "个人积分账目", READS_LINES, about="lines of a person", reads=Act.VIEW_STATEMENT),
    Row("print_statement", "打印个人账单", READS_LINES, about="lines of a person", reads=Act.VIEW_STATEMENT),
    Row(
        "print_statements",
        "打印全支部的账单",
        KEEPS,
        about="book",
        sees=SEES_BOOKS,
        reads=Act.PRINT_STATEMENTS,
    ),
    Row("seal", "封条", SEES_BOOKS, about="seal"),
    Row(
        "find_seal",
        "查封号",
        OWN_READERS,
        about="code of a seal",
        state="输入了封号",
        query={"code": "{code}"},
        sees=EVERYBODY,
        tried=("GET",),
    ),
    Row("find_seal", "查封号", OWN_READERS, sees=EVERYBODY),
)
