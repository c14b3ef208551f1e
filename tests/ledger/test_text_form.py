"""A book goes out as text and comes back as the same book; what does not hold is not taken in."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from jifen.cli.main import main
from jifen.common.actor import INSTALLER
from jifen.common.refusals import NotAllowed, NotFound
from jifen.ledger.actions import close_year, erase_texts, export_book, import_book, seal_period
from jifen.ledger.errors import BookDoesNotHold
from jifen.ledger.models import Book, Entry
from jifen.ledger.queries import verify_all
from jifen.ledger.queries.writing import write_book
from jifen.ledger.states.books import Algorithm
from jifen.ledger.states.chain import canonical, digest
from tests.cast import NOW, Cast
from tests.house.tree import ROOT
from tests.ledger.desk import ASSEMBLY, line, open_desk, post
from tests.ledger.test_manipulations import lift_guards, make_book, put_guards_back, read_guards

pytestmark = pytest.mark.django_db


def lose(book: Book) -> None:
    """Lose the book, as with a broken disk; the superior's copies stay."""
    statements = read_guards()
    lift_guards()
    for model in (Entry,):
        for row in model.objects.filter(book=book).order_by("-sequence"):
            for text in type(row).text.related.related_model.objects.filter(entry=row):
                text.delete()
            row.delete()
    book.seals.all().delete()
    book.postings.all().delete()
    book.delete()
    put_guards_back(statements)


def test_book_comes_back_as_it_was(cast: Cast) -> None:
    book = make_book(cast)
    seal_period(actor=cast.actor("recorder"), at=NOW, book_id=book.pk, period="2026-03")
    close_year(actor=cast.actor("secretary"), at=NOW, book_id=book.pk, basis=ASSEMBLY)
    erase_texts(
        actor=cast.actor("secretary"), at=NOW, book_id=book.pk, before=date(2026, 6, 1), basis=ASSEMBLY
    )
    book = Book.objects.get()
    lines = list(write_book(book))
    lose(book)

    back = import_book(actor=INSTALLER, at=NOW, lines=lines)

    assert list(write_book(back)) == lines
    assert list(verify_all()) == []


@pytest.mark.parametrize("algorithm", Algorithm)
def test_second_verifier_says_the_same_of_a_real_book(
    cast: Cast, algorithm: Algorithm, tmp_path: Path
) -> None:
    if algorithm is Algorithm.SM3 and "sm3" not in hashlib.algorithms_available:
        pytest.skip("this OpenSSL has no SM3")
    book = make_book(cast, algorithm)
    post(
        cast, book, "四月", line(cast, reason='e\u0301\n“引号"\\”', fields={"quantity": "2", "on_time": True})
    )
    code = seal_period(actor=cast.actor("recorder"), at=NOW, book_id=book.pk, period="2026-03").code
    file = tmp_path / "book.jsonl"
    file.write_text("".join(f"{said}\n" for said in write_book(Book.objects.get())), encoding="utf-8")

    def verify(*words: str) -> int:
        return subprocess.run(
            [sys.executable, ROOT / "tools" / "verify_book.py", file, *words], check=False
        ).returncode

    assert verify("--code", code) == 0
    file.write_text(file.read_text(encoding="utf-8").replace("五保户", "六保户", 1), encoding="utf-8")
    assert verify() == 1


def test_book_that_is_here_is_not_taken_in_twice(cast: Cast) -> None:
    lines = list(write_book(make_book(cast)))

    with pytest.raises(BookDoesNotHold, match="已经有了"):
        import_book(actor=INSTALLER, at=NOW, lines=lines)


def changed(lines: list[str], place: int, change: Any) -> list[str]:
    said = json.loads(lines[place])
    change(said)
    return [*lines[:place], json.dumps(said, ensure_ascii=False), *lines[place + 1 :]]


FORGERIES: dict[str, Any] = {
    "分值": lambda lines: changed(lines, 4, lambda said: said["entry"].__setitem__(10, 999)),
    "少一条": lambda lines: [*lines[:5], *lines[6:]],
    "少最后一行": lambda lines: lines[:-1],
    "没有账头": lambda lines: lines[1:],
    "人不在名册上": lambda lines: changed(
        lines, 1, lambda said: said["person"].__setitem__(0, "00000000-0000-4000-8000-000000000000")
    ),
    "不是文字形式": lambda lines: [lines[0], "[1, 2]", *lines[1:]],
    "乱写": lambda lines: [lines[0], "不是", *lines[1:]],
    "封条": lambda lines: changed(lines, -2, lambda said: said["seal"].__setitem__(10, 1)),
    "少一次入账": lambda lines: [line for line in lines if "二月" not in line],
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_what_does_not_hold_is_not_taken_in(cast: Cast, forgery: str) -> None:
    book = make_book(cast)
    lines = FORGERIES[forgery](list(write_book(book)))
    lose(book)

    with pytest.raises((BookDoesNotHold, NotFound)):
        import_book(actor=INSTALLER, at=NOW, lines=lines)

    assert Book.objects.count() == 0


def respelled(lines: list[str], place: int, said: Any) -> list[str]:
    """Return a book in which every line has something written otherwise, and every digest follows."""
    book, told, head = json.loads(lines[0])["book"], [], ""
    for text in lines:
        one = json.loads(text)
        if "entry" in one:
            entry = one["entry"]
            entry[place] = said(entry[place])
            entry[4] = head or entry[4]
            one["hash"] = head = digest(book[1], canonical(entry))
        if "end" in one:
            one["end"] = [*one["end"][:1], head, *one["end"][2:]]
        if "seal" not in one:
            told.append(json.dumps(one, ensure_ascii=False))
    end = json.loads(told[-1])
    return [*told[:-1], json.dumps({"end": [*end["end"][:3], 0]})]


SPELLINGS: dict[str, tuple[int, Any]] = {
    "日期": (8, lambda said: said.replace("-", "")),
    "时间": (9, lambda said: said.replace(".000000Z", ".0Z")),
    "数量写两遍": (12, lambda said: [*said, ["z", "1"], ["z", "2"]]),
    "依据的种类": (13, lambda said: ["NO_SUCH_KIND", *said[1:]]),
    "依据的日期": (13, lambda said: [*said[:2], "20260305", *said[3:]]),
    "决定人不是文字": (15, lambda said: 5),
}


@pytest.mark.parametrize("what", SPELLINGS)
def test_line_that_its_row_would_write_otherwise_is_not_taken_in(cast: Cast, what: str) -> None:
    book = make_book(cast)
    lines = list(write_book(book))
    lose(book)
    as_it_was = respelled(lines, 15, lambda said: said)
    import_book(actor=INSTALLER, at=NOW, lines=as_it_was)  # without its seals it is a book that holds
    lose(Book.objects.get())

    with pytest.raises(BookDoesNotHold, match="不是账本的"):
        import_book(actor=INSTALLER, at=NOW, lines=respelled(lines, *SPELLINGS[what]))

    assert Book.objects.count() == 0


def test_last_line_no_book_has_is_refused_in_words(cast: Cast) -> None:
    book = make_book(cast)
    lines = list(write_book(book))
    lose(book)
    end = json.loads(lines[-1])["end"]

    with pytest.raises(BookDoesNotHold, match="写不进账的内容"):
        import_book(
            actor=INSTALLER, at=NOW, lines=[*lines[:-1], json.dumps({"end": [end[0], end[1], "x", end[3]]})]
        )


def test_recorder_carries_his_book_out_and_others_do_not(cast: Cast, tmp_path: Path) -> None:
    book = make_book(cast)

    count = export_book(actor=cast.actor("recorder"), at=NOW, book_id=book.pk, path=tmp_path / "book.jsonl")

    assert (tmp_path / "book.jsonl").read_text(encoding="utf-8").splitlines() == list(write_book(book))
    assert count == len(list(write_book(book)))
    with pytest.raises(FileExistsError):
        export_book(actor=cast.actor("recorder"), at=NOW, book_id=book.pk, path=tmp_path / "book.jsonl")
    with pytest.raises(NotFound):
        export_book(actor=cast.actor("stranger"), at=NOW, book_id=book.pk, path=tmp_path / "other.jsonl")
    with pytest.raises(NotAllowed):
        export_book(actor=cast.actor("commissioner"), at=NOW, book_id=book.pk, path=tmp_path / "other.jsonl")
    assert [path.name for path in tmp_path.iterdir()] == ["book.jsonl"]


def run(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["ledger", *words])
    return done.exit_code, done.output


def test_keyboard_of_the_server_lists_verifies_exports_and_finds(cast: Cast, tmp_path: Path) -> None:
    book = make_book(cast)
    seal = book.seals.get()
    file = tmp_path / "账.jsonl"

    assert run("list") == (0, f"{book.pk}　青山村支部2025积分账　6 条　记账中\n")
    assert run("verify", "--all") == (0, "1 本账，6 条，全部核对得上。\n")
    assert run("verify", "--book", str(book.pk))[0] == 0
    assert run("verify", "--book", "x") == (1, "“x”不是账号；用 jifen ledger list 看账号。\n")
    assert run("find", "--code", seal.code)[1].endswith("这本账现在核对得上。\n")
    assert "不是封号" in run("find", "--code", "甲")[1]
    assert "没有找到" in run("find", "--code", "0" * 16)[1]
    assert run("export", str(book.pk), str(file))[0] == 0
    assert "没有覆盖" in run("export", str(book.pk), str(file))[1]
    assert "已经有了" in run("import", str(file))[1]
    lose(book)
    assert run("import", str(file)) == (0, "已恢复：青山村支部2025积分账，6 条，核对得上。\n")


def test_keyboard_of_the_server_names_what_does_not_hold(cast: Cast) -> None:
    book = make_book(cast)
    statements = read_guards()
    lift_guards()
    Entry.objects.filter(sequence=2).update(points=1)
    put_guards_back(statements)

    code, said = run("verify")

    assert code == 1
    assert "青山村支部2025积分账第 2 条：内容和封存时不一样" in said
    assert run("verify", "--book", str(book.pk))[0] == 1
    assert run("find", "--code", book.seals.get().code)[0] == 1


def test_empty_book_goes_out_and_comes_back(cast: Cast) -> None:
    book = open_desk(cast)
    lines = list(write_book(book))
    lose(book)

    assert list(write_book(import_book(actor=INSTALLER, at=NOW, lines=lines))) == lines
