"""After a broken computer a book stands again from the files of its periods, or nothing does and all is said."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jifen.common.actor import INSTALLER
from jifen.common.refusals import Invalid, NotFound
from jifen.ledger.actions import close_year, erase_texts, export_book, rebuild_books, seal_period
from jifen.ledger.errors import BookDoesNotHold
from jifen.ledger.models import Book, Seal
from jifen.ledger.queries import verify_all, verify_book
from jifen.ledger.queries.writing import write_book, write_period
from jifen.orgs.models import Appointment, Organization, Person, User
from tests import database
from tests.cast import NOW, Cast
from tests.ledger.desk import ASSEMBLY, line, open_desk, post
from tests.ledger.test_text_form import lose, run


def sealed_book(cast: Cast) -> Book:
    """Two sealed periods with lines, and a third without any."""
    book = open_desk(cast)
    for number, period in enumerate(("2026-01", "2026-02"), 1):
        post(cast, book, period, line(cast, reason=f"第{number}件事"), line(cast, "secretary", -100))
        seal_period(actor=cast.actor("recorder"), at=NOW, book_id=book.pk, period=period)
    seal_period(actor=cast.actor("recorder"), at=NOW, book_id=book.pk, period="2026-03")
    return Book.objects.get(pk=book.pk)


def parts_of(book: Book) -> list[list[str]]:
    return [list(write_period(book, seal)) for seal in Seal.objects.filter(book=book).order_by("number")]


def codes_of(book: Book) -> list[str]:
    return [seal.code for seal in Seal.objects.filter(book=book).order_by("number")]


@pytest.mark.django_db
def test_book_stands_again_from_the_files_of_its_periods_in_any_order(cast: Cast) -> None:
    book = sealed_book(cast)
    whole, parts, codes = list(write_book(book)), parts_of(book), codes_of(book)
    lose(book)

    [rebuilt] = rebuild_books(
        actor=INSTALLER, at=NOW, forms=[parts[2], parts[0], parts[1], parts[0]], codes=[codes[1].lower()]
    )

    assert list(write_book(rebuilt.book)) == whole
    assert (rebuilt.on_paper, rebuilt.not_compared) == (("2026-02",), ("2026-01", "2026-03"))
    assert rebuilt.entered == ()
    assert list(verify_all()) == []


@pytest.mark.django_db
def test_file_with_a_line_end_of_another_kind_is_rebuilt_at_the_keyboard(cast: Cast, tmp_path: Path) -> None:
    book = open_desk(cast)
    post(cast, book, "三月", line(cast, reason="修水渠\u2028两天"))
    file = tmp_path / "账.jsonl"
    file.write_text("".join(f"{said}\n" for said in write_book(Book.objects.get())), encoding="utf-8")
    lose(book)

    assert run("rebuild", str(file))[0] == 0

    assert Book.objects.get().length == 1


@pytest.mark.django_db
def test_later_file_of_the_whole_book_adds_what_no_period_has_yet(cast: Cast) -> None:
    book = sealed_book(cast)
    early = list(write_book(book))
    post(cast, book, "四月", line(cast, reason="还没有封账的"))
    later = list(write_book(Book.objects.get()))
    lose(Book.objects.get())

    [rebuilt] = rebuild_books(actor=INSTALLER, at=NOW, forms=[later, early])

    assert list(write_book(rebuilt.book)) == later


@pytest.mark.django_db
def test_what_was_erased_or_closed_in_one_file_stays_so(cast: Cast) -> None:
    book = sealed_book(cast)
    parts = parts_of(book)
    close_year(actor=cast.actor("secretary"), at=NOW, book_id=book.pk, basis=ASSEMBLY)
    erase_texts(
        actor=cast.actor("secretary"), at=NOW, book_id=book.pk, before=date(2026, 6, 1), basis=ASSEMBLY
    )
    whole = list(write_book(Book.objects.get()))
    lose(Book.objects.get())

    [rebuilt] = rebuild_books(actor=INSTALLER, at=NOW, forms=[whole, *parts])

    assert list(write_book(rebuilt.book)) == whole


def changed(part: list[str], kind: str, change: Callable[[dict[str, Any]], None]) -> list[str]:
    """Return a file with a change in its first line of a kind."""
    said = [json.loads(text) for text in part]
    change(next(one for one in said if kind in one))
    return [json.dumps(one, ensure_ascii=False) for one in said]


FAULTS: dict[str, tuple[Callable[[list[list[str]]], list[list[str]]], list[str]]] = {
    "少一期": (
        lambda parts: [parts[0], parts[2]],
        [
            "红旗镇青山村党支部2025积分账缺第 3 至 4 条账目：请找到有这几期的文件，一起恢复。",
            "红旗镇青山村党支部2025积分账缺第 2 次封条：请找到有这几期的文件，一起恢复。",
        ],
    ),
    "两份不一样": (
        lambda parts: [*parts, changed(parts[1], "entry", lambda said: said["entry"].__setitem__(10, 900))],
        ["账目第 3 条，第 4 份文件写的和前面的不一样：有一份改过。"],
    ),
    "封条改过": (
        lambda parts: [changed(parts[0], "seal", lambda said: said["seal"].__setitem__(10, 7)), *parts[1:]],
        ["这份文件核对不上，没有恢复。", "青山村支部2025积分账：第 1 次封账（2026年1月）的封条改过。"],
    ),
    "账头改过": (
        lambda parts: [*parts, changed(parts[0], "book", lambda said: said["book"].__setitem__(4, "6"))],
        ["第 4 份文件的账头和前面的不一样，账号却相同：有一份改过。"],
    ),
    "乱写的": (lambda parts: [*parts, ["不是"]], ["第 4 份文件第 1 行不是账本的文字形式"]),
    "空的": (lambda parts: [*parts, []], ["第 4 份文件是空的。"]),
    "没有文件": (lambda _: [], ["没有给出账本的文件。"]),
}


@pytest.mark.django_db
@pytest.mark.parametrize("fault", FAULTS)
def test_nothing_is_rebuilt_where_something_is_missing_or_was_changed(cast: Cast, fault: str) -> None:
    change, said = FAULTS[fault]
    book = sealed_book(cast)
    forms = change(parts_of(book))
    lose(book)

    with pytest.raises(BookDoesNotHold) as refusal:
        rebuild_books(actor=INSTALLER, at=NOW, forms=forms)

    told = [reason[: len(start)] for reason, start in zip(refusal.value.reasons, said, strict=False)]
    assert told == said
    assert not Book.objects.exists()


@pytest.mark.canary("重建账本", "纸上封了的一期没有文件，或者封号写错")
@pytest.mark.django_db
def test_every_seal_on_paper_must_be_in_the_files(cast: Cast) -> None:
    book = sealed_book(cast)
    parts, codes = parts_of(book), codes_of(book)
    lose(book)

    with pytest.raises(BookDoesNotHold) as refusal:
        rebuild_books(actor=INSTALLER, at=NOW, forms=parts[:2], codes=[*codes, "甲"])

    assert refusal.value.reasons == (
        "“甲”不是封号：应当是十六个字符，没有 U。",
        f"纸上的封号 {codes[2]} 不在这些文件里：缺那一期的文件，或者文件被改过。",
    )
    assert not Book.objects.exists()


@pytest.mark.django_db
def test_book_that_is_here_stays_and_people_are_not_invented_beside_others(cast: Cast) -> None:
    book = sealed_book(cast)
    parts = parts_of(book)

    with pytest.raises(BookDoesNotHold, match="已经有了"):
        rebuild_books(actor=INSTALLER, at=NOW, forms=parts)
    with pytest.raises((BookDoesNotHold, NotFound)):
        rebuild_books(actor=cast.actor("stranger"), at=NOW, forms=parts)
    lose(book)
    gone = "00000000-0000-4000-8000-000000000000"
    forms = [changed(part, "book", lambda said: said["book"].__setitem__(3, gone)) for part in parts]
    with pytest.raises(NotFound):
        rebuild_books(actor=INSTALLER, at=NOW, forms=forms)
    assert not Organization.objects.filter(pk=gone).exists()


@pytest.mark.django_db
def test_one_period_goes_out_as_a_file(cast: Cast, tmp_path: Path) -> None:
    book = sealed_book(cast)
    recorder, path = cast.actor("recorder"), tmp_path / "二月.jsonl"

    count = export_book(actor=recorder, at=NOW, book_id=book.pk, path=path, period="2026-02")

    lines = [json.loads(text) for text in path.read_text(encoding="utf-8").splitlines()]
    assert count == len(lines)
    assert [one["entry"][3] for one in lines if "entry" in one] == [3, 4]
    assert [one["seal"][4] for one in lines if "seal" in one] == ["2026-02"]
    seal = book.seals.get(period="2026-02")
    assert lines[-1] == {"end": [4, seal.head, 200, 2]}
    with pytest.raises(Invalid, match="没有封过“2025-12”这一期"):
        export_book(actor=recorder, at=NOW, book_id=book.pk, path=tmp_path / "x", period="2025-12")


@pytest.mark.django_db(transaction=True)
def test_village_comes_back_on_an_empty_computer(tmp_path: Path) -> None:
    cast = Cast()
    book = sealed_book(cast)
    people = {"李明": cast.person("member").pk, "赵书记": cast.person("secretary").pk}
    names = []
    for period in ("2026-01", "2026-02", "2026-03"):
        names.append(str(tmp_path / f"{period}.jsonl"))
        assert run("export", str(book.pk), names[-1], "--period", period)[0] == 0
    whole, codes = list(write_book(book)), codes_of(book)
    database.empty_tables()

    code, said = run("rebuild", *names[:2], "--code", codes[2])
    assert code == 1
    assert f"纸上的封号 {codes[2]} 不在这些文件里" in said
    assert "什么也没有恢复。第 1 份是" in said
    assert not Organization.objects.exists()

    code, said = run("rebuild", *reversed(names), *("--code", codes[0]))

    assert (code, said.splitlines()) == (
        0,
        [
            "已重建：红旗镇青山村党支部2025积分账，4 条，核对得上。",
            "　和纸上的封号一样：2026-01",
            "　没有给出纸上的封号，没有对照：2026-02、2026-03",
            f"　照账登记了 2 人，先都按正式党员，请逐人核对：{'、'.join(_in_order(people))}",
        ],
    )
    assert list(write_book(Book.objects.get())) == whole
    assert list(verify_book(Book.objects.get())) == []
    assert dict(Person.objects.values_list("name", "pk")) == people


def _in_order(people: dict[str, Any]) -> list[str]:
    return sorted(people, key=lambda name: str(people[name]))


@pytest.mark.django_db(transaction=True)
def test_first_account_after_a_rebuild_is_for_somebody_of_the_book(tmp_path: Path) -> None:
    from tests.cli.desk import jifen

    book = sealed_book(Cast())
    file = tmp_path / "账.jsonl"
    file.write_text("\n".join(write_book(book)), encoding="utf-8")
    database.empty_tables()
    run("rebuild", str(file))
    first = ("site", "first-account", "--organization", "红旗镇青山村党支部", "--name", "赵书记")

    assert jifen(*first, "--code", "7").exit_code == 1
    assert jifen(*first, "--code", "62000101").exit_code == 0

    assert Organization.objects.count() == 1
    assert Appointment.objects.get().person.name == User.objects.get().display_name == "赵书记"
    assert Person.objects.filter(name="赵书记").count() == 1
    assert jifen(*first, "--code", "62000101").exit_code == 1
