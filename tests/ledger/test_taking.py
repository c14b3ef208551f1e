"""机关支部 begins in the middle of a year: 孙记录员 brings last year's results and this year's points from paper."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from jifen.common.basis import Basis, BasisKind
from jifen.common.refusals import Invalid, NotAllowed, NotFound, NotNow
from jifen.ledger.actions import (
    Line,
    check_take_over,
    close_year,
    export_book,
    open_book,
    post_entries,
    reverse_entries,
    seal_period,
    take_over,
    write_take_over_template,
)
from jifen.ledger.actions.taking.sheet import SHEET, sheet_of
from jifen.ledger.errors import TakenOverAlready
from jifen.ledger.models import Book, Entry
from jifen.ledger.queries import derive, list_carried, list_misfit_bases, try_take_over, verify_book
from jifen.schemes.actions import enrol_year
from jifen.schemes.queries import find_version
from jifen.schemes.states.enrolments import BaseSource
from jifen.workbook import OutColumn, OutSheet, read, write_xlsx
from tests.cast import NOW, TODAY, Cast
from tests.ledger.desk import ASSEMBLY
from tests.schemes.acts import in_force

pytestmark = pytest.mark.django_db
PAPER = Basis(BasisKind.FORM, "2025年度党员积分登记表", date(2026, 1, 20), "局支〔2026〕2号")
UNTIL = date(2026, 2, 28)
REFERENCE = "bureau-branch@1"


def open_bureau(cast: Cast) -> Book:
    """The bureau's 办法 in force, its book of 2026 open; nobody is on the list yet."""
    in_force(cast, "bureau-branch")
    return open_book(
        actor=cast.actor("recorder"), at=NOW, branch_id=cast.organization().pk, year="2026",
        starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31),
    )  # fmt: skip


@pytest.fixture
def book(cast: Cast) -> Book:
    return open_bureau(cast)


def fill(book: Book, path: Path, *rows: dict[str, Any]) -> bytes:
    """Return a filled sheet with the columns the rows have, as a branch that kept its own would hand it in."""
    headings = list(dict.fromkeys(name for row in rows for name in row))
    columns = tuple(OutColumn(name, name, _kind(rows, name), 20, None) for name in headings)
    cells = [[row.get(name) for name in headings] for row in rows]
    write_xlsx(path, [OutSheet(SHEET, columns, cells)])
    return path.read_bytes()


def _kind(rows: tuple[dict[str, Any], ...], name: str) -> Any:
    value = next((row[name] for row in rows if row.get(name) is not None), None)
    return {Decimal: "number", int: "integer", date: "date"}.get(type(value), "text")


LI_MING = {
    "姓名": "李明",
    "上年折算后积分": Decimal("75"),
    "上年等次": "合格",
    "上年月数": 12,
    "今年的分截至": UNTIL,
    "基础分：政治素质": Decimal("-1"),
    "任务分1月": Decimal("5"),
    "任务分2月": Decimal("4.5"),
    "奖励分（不分小项）": Decimal("8"),
}


def check(cast: Cast, book: Book, path: Path, *rows: dict[str, Any], by: str = "recorder") -> Any:
    content = fill(book, path / "承接.xlsx", *rows)
    return check_take_over(actor=cast.actor(by), at=NOW, book_id=book.pk, content=content)


def take(cast: Cast, book: Book, path: Path, *rows: dict[str, Any], key: str = "承接") -> Any:
    checked = check(cast, book, path, *rows)
    assert checked.faults == []
    lines = checked.lines or [line for row in checked.rows for line in row.lines]
    return take_over(actor=cast.actor("recorder"), at=NOW, book_id=book.pk, key=key, lines=lines, basis=PAPER)


def enrol(cast: Cast, book: Book) -> Any:
    version = find_version(book.branch, TODAY)
    assert version is not None
    return enrol_year(
        actor=cast.actor("recorder"), at=NOW, branch_id=book.branch_id, on=TODAY, basis=ASSEMBLY,
        carried={key: one.points for key, one in list_carried(book.branch, version, TODAY).items()},
    )  # fmt: skip


def parts(cast: Cast, book: Book, who: str = "member") -> dict[str, Fraction | None]:
    return dict(derive(book, TODAY).accounts[cast.person(who).pk].parts)


def test_template_holds_the_members_and_what_the_scheme_asks(cast: Cast, book: Book, tmp_path: Path) -> None:
    path = tmp_path / "空表.xlsx"
    write_take_over_template(actor=cast.actor("recorder"), at=NOW, book_id=book.pk, path=path)

    reading = read(path.read_bytes(), [sheet_of(book, TODAY).spec])

    table = reading.tables[SHEET]
    assert list(reading.faults) == []
    assert "李明" in table.columns["name"]
    assert "周预备" in table.columns["name"]
    assert "吴积极分子" not in table.columns["name"]
    assert set(table.columns["until"]) == {UNTIL}
    assert "奖励分：见义勇为" in table.headings.values()
    assert "任务分12月" in table.headings.values()
    with pytest.raises(Invalid, match="没有填任何分"):
        check_take_over(actor=cast.actor("recorder"), at=NOW, book_id=book.pk, content=path.read_bytes())


def test_row_becomes_lines_with_their_places_and_the_result_of_last_year(
    cast: Cast, book: Book, tmp_path: Path
) -> None:
    posted = take(cast, book, tmp_path, LI_MING)

    assert not posted.again
    rows = Entry.objects.filter(book=book).order_by("sequence")
    assert [(row.kind.value, row.item, row.occurred_on, row.points, row.fields) for row in rows] == [
        ("TAKEN_OVER", f"{REFERENCE}#year.2025", date(2026, 1, 1), 0,
         {"converted": 7500, "grade": "合格", "months": 12}),
        ("TAKEN_OVER", f"{REFERENCE}#base.politics.taken_over", UNTIL, -100, {}),
        ("TAKEN_OVER", f"{REFERENCE}#task.duties.taken_over", date(2026, 1, 31), 500, {}),
        ("TAKEN_OVER", f"{REFERENCE}#task.duties.taken_over", UNTIL, 450, {}),
        ("TAKEN_OVER", f"{REFERENCE}#reward.taken_over", UNTIL, 800, {}),
    ]  # fmt: skip
    assert {row.basis for row in rows} == {PAPER}
    assert list(verify_book(Book.objects.get(pk=book.pk))) == []


def test_what_was_taken_over_shares_caps_with_what_comes_after(
    cast: Cast, book: Book, tmp_path: Path
) -> None:
    take(cast, book, tmp_path, LI_MING)
    enrol(cast, book)
    assert parts(cast, book)["reward"] == 8

    line = Line(
        str(cast.person("member").pk), f"{REFERENCE}#reward.commendation.honour", date(2026, 3, 2), 300,
        {"level": "township", "documents": "镇发〔2026〕9号"},
    )  # fmt: skip
    post_entries(
        actor=cast.actor("recorder"), at=NOW, book_id=book.pk, key="三月", lines=[line], basis=ASSEMBLY
    )

    assert parts(cast, book)["reward"] == 10


def test_base_is_a_fifth_of_the_converted_score_of_last_year_in_list_and_reckoning(
    cast: Cast, book: Book, tmp_path: Path
) -> None:
    take(cast, book, tmp_path, LI_MING)

    rows = {str(row.person): row for row in enrol(cast, book)}

    assert (rows["李明"].base, rows["李明"].base_source) == (1500, BaseSource.CARRIED)
    assert (rows["周预备"].base, rows["周预备"].base_source) == (2000, BaseSource.DEFAULT)
    assert parts(cast, book)["base"] == 14
    assert parts(cast, book, "probationary")["base"] == 20
    assert list_misfit_bases(book) == []


def test_list_made_before_is_named_as_not_agreeing(cast: Cast, book: Book, tmp_path: Path) -> None:
    enrol(cast, book)

    take(cast, book, tmp_path, LI_MING)

    assert [(str(row.person), row.base, points) for row, points in list_misfit_bases(book)] == [
        ("李明", 2000, 1500)
    ]
    assert parts(cast, book)["base"] == 14


def test_same_file_twice_does_nothing_the_second_time(cast: Cast, book: Book, tmp_path: Path) -> None:
    first = take(cast, book, tmp_path, LI_MING)

    again = take(cast, book, tmp_path, LI_MING, key="又一次")

    assert again.again
    assert [one.pk for one in again.entries] == [one.pk for one in first.entries]
    assert Entry.objects.count() == 5


def test_other_content_for_the_same_member_says_what_stands_and_what_to_do(
    cast: Cast, book: Book, tmp_path: Path
) -> None:
    take(cast, book, tmp_path, LI_MING)
    other = LI_MING | {"奖励分（不分小项）": Decimal("9")}

    (fault,) = check(cast, book, tmp_path, other).faults
    assert (fault.row, fault.column, fault.value) == (2, "姓名", "李明")
    assert fault.message == (
        "已经承接过，内容和这一次不一样（第 1 条至第 5 条，2026-03-10 入账，"
        "依据2026年1月20日2025年度党员积分登记表（局支〔2026〕2号））"
    )
    assert "先在账页冲销那几条" in fault.remedy
    line = Line(str(cast.person("member").pk), f"{REFERENCE}#reward.taken_over", UNTIL, 900)
    with pytest.raises(TakenOverAlready, match="李明已经承接过"):
        take_over(
            actor=cast.actor("recorder"), at=NOW, book_id=book.pk, key="别的", lines=[line], basis=PAPER
        )
    reverse_entries(
        actor=cast.actor("recorder"), at=NOW, book_id=book.pk, key="冲", sequences=[1, 2, 3, 4, 5],
        reason="抄错了奖励分", basis=ASSEMBLY,
    )  # fmt: skip

    posted = take(cast, book, tmp_path, other, key="再承接")

    assert [one.points for one in posted.entries] == [0, -100, 500, 450, 900]
    enrol(cast, book)
    assert parts(cast, book)["reward"] == 9


def test_member_added_to_the_same_file_is_taken_over_alone(cast: Cast, book: Book, tmp_path: Path) -> None:
    take(cast, book, tmp_path, LI_MING)

    checked = check(cast, book, tmp_path, LI_MING, {"姓名": "周预备", "上年积分": Decimal("80")})

    assert [(row.person.name, row.again) for row in checked.rows] == [("李明", True), ("周预备", False)]
    assert [line.item for line in checked.lines] == [f"{REFERENCE}#year.2025"]
    assert [one.name for one in checked.absent if one.name in {"李明", "周预备"}] == []


def test_every_fault_is_told_at_its_cell_and_nothing_is_taken_over(
    cast: Cast, book: Book, tmp_path: Path
) -> None:
    checked = check(
        cast, book, tmp_path,
        {"姓名": "李鸣", "上年积分": Decimal("80")},
        {"姓名": "李明", "上年等次": "良好", "上年月数": 13, "今年的分截至": date(2026, 4, 1),
         "任务分1月": Decimal("5.555")},
        {"姓名": "周预备", "基础分（不分小项）": Decimal("-2"), "基础分：廉洁奉公": Decimal("1")},
        {"姓名": "郑流动", "今年的分截至": date(2026, 1, 31), "任务分2月": Decimal("6")},
        {"姓名": "吴积极分子", "上年积分": Decimal("60")},
        {"姓名": "李明", "上年积分": Decimal("60")},
    )  # fmt: skip

    assert [(one.row, one.column, one.value, one.message) for one in checked.faults] == [
        (2, "姓名", "李鸣", "不在青山村支部的名册上"),
        (3, "上年等次", "良好", "不是办法里的等次"),
        (3, "上年月数", "13", "不是月数"),
        (3, "任务分1月", "5.555", "分值“5.555”超过两位小数，请改成最多两位小数"),
        (4, "今年的分截至", None, "没有写今年的分算到哪一天"),
        (4, "基础分：廉洁奉公", "1", "“基础分（不分小项）”已经填了"),
        (4, "基础分：廉洁奉公", "1", "这一项期初就有分，只会扣，不会加"),
        (5, "任务分2月", "6", "这个月在截至日期（2026-01-31）以后"),
        (6, "姓名", "吴积极分子", "是入党积极分子，照办法不参加积分"),
        (7, "姓名", "李明", "第 3 行已经写过这位同志"),
    ]
    assert Entry.objects.count() == 0


def test_what_was_posted_here_before_that_day_would_be_counted_twice(
    cast: Cast, book: Book, tmp_path: Path
) -> None:
    enrol(cast, book)
    line = Line(str(cast.person("member").pk), f"{REFERENCE}#task.duties.task_done", date(2026, 2, 10), 500)
    post_entries(
        actor=cast.actor("recorder"), at=NOW, book_id=book.pk, key="二月", lines=[line], basis=ASSEMBLY
    )

    (fault,) = check(cast, book, tmp_path, LI_MING).faults

    assert fault.message == "账上已经有第 1 条（2026-02-10），承接的分算到 2026-02-28，会重复"


def test_trial_tells_what_it_would_come_to_and_writes_nothing(cast: Cast, book: Book, tmp_path: Path) -> None:
    lines = check(cast, book, tmp_path, LI_MING).lines
    (before,) = try_take_over(book, TODAY, lines)
    assert "还没有 2026 年度参加积分的名单" in before.said

    enrol(cast, book)
    (trial,) = try_take_over(book, TODAY, lines)

    assert trial.earlier == ["2025年度：折算后 75.00 分，合格，12 个月"]
    assert ("承接的积分：奖励分", 800) in trial.openings
    assert dict(trial.parts) == {"基础分": 14, "任务分": Fraction(19, 2), "奖励分": 8, "县级以上另行加分": 0}
    assert Entry.objects.count() == 0


def test_result_of_last_year_follows_a_member_into_another_branch(
    cast: Cast, book: Book, tmp_path: Path
) -> None:
    take(cast, book, tmp_path, LI_MING)
    version = find_version(book.branch, TODAY)
    assert version is not None
    person = cast.person("member")
    person.branch = cast.organization("other_branch")
    person.save(update_fields=["branch"])

    (found,) = list_carried(person.branch, version, TODAY).values()

    assert (found.points, found.source.year, found.source.entry.book) == (1500, "2025", book)


def test_duties_are_looked_at_from_the_day_after(cast: Cast, book: Book, tmp_path: Path) -> None:
    take(cast, book, tmp_path, LI_MING)
    enrol(cast, book)

    derived = derive(book, date(2026, 12, 31))

    assert derived.accounts[cast.person("member").pk].parts["reward"] == 8


def test_chain_carries_it_out_and_in(cast: Cast, book: Book, tmp_path: Path) -> None:
    take(cast, book, tmp_path, LI_MING)
    path = tmp_path / "book.jsonl"
    export_book(actor=cast.actor("recorder"), at=NOW, book_id=book.pk, path=path)

    assert '"bureau-branch@1#year.2025"' in path.read_text("utf-8")
    assert '[["converted",7500],["grade","合格"],["months",12]]' in path.read_text("utf-8")


@pytest.mark.parametrize("who", ["member", "organizer", "commissioner"])
def test_who_may_not_post_takes_nothing_over(cast: Cast, book: Book, tmp_path: Path, who: str) -> None:
    with pytest.raises((NotAllowed, NotFound)):
        check(cast, book, tmp_path, LI_MING, by=who)


def test_stranger_finds_no_book(cast: Cast, book: Book, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        check(cast, book, tmp_path, LI_MING, by="stranger")


def test_closed_book_takes_nothing_over(cast: Cast, book: Book, tmp_path: Path) -> None:
    seal_period(actor=cast.actor("recorder"), at=NOW, book_id=book.pk, period="2026")
    close_year(actor=cast.actor("secretary"), at=NOW, book_id=book.pk, basis=ASSEMBLY)

    with pytest.raises(NotNow):
        check(cast, book, tmp_path, LI_MING)
