"""The manipulations of the sample books: each in words, as a change of the good book, and where it must be found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from vector_books import Lines, digest_of, finish, link, pick, seal


@dataclass(frozen=True)
class Bad:
    """A manipulation of the good book: in words, as a change of its lines, and where it must be found.

    `found` holds places with the number of the check, 0 for the form; `unreadable` is the line that is none.
    """

    told: str
    change: Callable[[Lines], object]
    found: tuple[tuple[str, int], ...] = ()
    unreadable: int = 0


def entry(lines: Lines, number: int) -> list[Any]:
    """Return the array of an entry."""
    array: list[Any] = pick(lines, "entry")[number - 1]["entry"]
    return array


def write(number: int, place: int, value: Any, *, hidden: str = "") -> Callable[[Lines], None]:
    """Return a change of one place of an entry; `hidden` says how far the change was covered up.

    `own`: its digest was written anew; `chain`: all later ones and the last line too; `seals`: the seals as well.
    """

    def change(lines: Lines) -> None:
        entry(lines, number)[place] = value
        if hidden == "own":
            line = pick(lines, "entry")[number - 1]
            line["hash"] = digest_of(lines, line["entry"])
        if hidden in ("chain", "seals"):
            link(lines)
            finish(lines)
        if hidden == "seals":
            seal(lines)

    return change


def write_seal(number: int, place: int, value: Any, *, hidden: bool = False) -> Callable[[Lines], None]:
    """Return a change of one place of a seal, with its digest written anew or not."""

    def change(lines: Lines) -> None:
        line = pick(lines, "seal")[number - 1]
        line["seal"][place] = value
        if hidden:
            line["hash"] = digest_of(lines, line["seal"])

    return change


def text(number: int, value: Any) -> Callable[[Lines], None]:
    """Return a change of the text of an entry."""
    return lambda lines: pick(lines, "entry")[number - 1].update(text=value)


def drop(kind: str, number: int) -> Callable[[Lines], None]:
    """Return the removal of one line."""
    return lambda lines: lines.remove(pick(lines, kind)[number - 1])


def roll_back(lines: Lines) -> None:
    """Take out the entries from the fifth on as if they had never been, and leave the seals."""
    for line in pick(lines, "entry")[4:] + pick(lines, "posting")[2:]:
        lines.remove(line)
    pick(lines, "posting")[1]["posting"][3] = 4
    finish(lines)


def swap(lines: Lines) -> None:
    """Exchange two entries that stand side by side."""
    at = lines.index(pick(lines, "entry")[1])
    lines[at], lines[at + 1] = lines[at + 1], lines[at]


def salt(lines: Lines) -> None:
    """Change one sign of the salt of a text."""
    kept = pick(lines, "entry")[1]["text"]
    kept[0] = kept[0][:-1] + ("0" if kept[0][-1] != "0" else "1")


def set_posting(number: int, place: int, value: int) -> Callable[[Lines], None]:
    """Return a change of one place of a posting."""

    def change(lines: Lines) -> None:
        pick(lines, "posting")[number - 1]["posting"][place] = value

    return change


def set_end(place: int, value: Any) -> Callable[[Lines], None]:
    """Return a change of one place of the last line."""

    def change(lines: Lines) -> None:
        lines[-1]["end"][place] = value

    return change


def set_header(lines: Lines) -> None:
    """Let the year begin a day later."""
    lines[0]["book"][6] = "2026-01-02"


def add_stranger(lines: Lines) -> None:
    """Write a person of whom the book says nothing."""
    lines.insert(1, {"person": ["p09", "吴积极分子", "", "D09"]})


def drop_first_seal(lines: Lines) -> None:
    """Take out the first seal and let the last line agree."""
    lines.remove(pick(lines, "seal")[0])
    finish(lines)


def reverse_twice(lines: Lines) -> None:
    """Make the last entry a second reversal of the second, and cover it up to the seals."""
    array = entry(lines, 7)
    array[5], array[10], array[11] = "REVERSAL", -500, 2
    write(7, 12, [], hidden="seals")(lines)


NO_DIGEST = "0" * 64
SALT = "00112233445566778899aabbccddeeff"
DECOMPOSED = ["PAPER", "e\u0301", None, "", ""]
UNSORTED = [["people", 3], ["hours", "2.5"]]


def found(place: str, item: int) -> tuple[tuple[str, int], ...]:
    """Return where a manipulation must be found, and by which check."""
    return ((place, item),)


BAD: dict[str, Bad] = {
    "bad-points": Bad("第 2 条的分值改了", write(2, 10, 600), found("第 2 条", 1)),
    "bad-date": Bad("第 6 条（还没有封）的发生日期改了", write(6, 8, "2026-03-06"), found("第 6 条", 1)),
    "bad-own": Bad(
        "第 3 条的条款改了，它的摘要重算", write(3, 7, "x@1#y", hidden="own"), found("第 4 条", 1)
    ),
    "bad-chain": Bad(
        "第 1 条的分值改了，整条链和最后一行重算", write(1, 10, 9750, hidden="chain"), found("第 1 张封条", 5)
    ),
    "bad-deleted": Bad("第 3 条删了", drop("entry", 3), found("第 4 条", 1)),
    "bad-swapped": Bad("第 2、3 条换了先后", swap, found("第 3 条", 1)),
    "bad-rolled-back": Bad("第 5 条起的账目、批次去掉，最后一行重算", roll_back, found("第 1 张封条", 5)),
    "bad-header": Bad("账头的开始日期改了", set_header, found("第 1 条", 1)),
    "bad-other-book": Bad(
        "第 7 条写着别的账号，摘要重算", write(7, 2, "b", hidden="chain"), found("第 7 条", 1)
    ),
    "bad-mixed": Bad(
        "第 7 条写着别的算法，摘要重算", write(7, 1, "SM3", hidden="chain"), found("第 7 条", 1)
    ),
    "bad-renumbered": Bad(
        "第 7 条写成第 9 条，摘要重算", write(7, 3, 9, hidden="chain"), found("第 9 条", 1)
    ),
    "bad-reverses-later": Bad(
        "第 4 条冲销后面的第 7 条，全部重算", write(4, 11, 7, hidden="seals"), found("第 4 条", 2)
    ),
    "bad-reverses-other": Bad(
        "第 6 条冲销，写了另一个人，全部重算", write(6, 6, "p02", hidden="seals"), found("第 6 条", 2)
    ),
    "bad-reverses-part": Bad(
        "第 6 条冲销，只冲了一部分，全部重算", write(6, 10, -300, hidden="seals"), found("第 6 条", 2)
    ),
    "bad-reversed-twice": Bad("第 7 条又冲销一次第 2 条，全部重算", reverse_twice, found("第 7 条", 2)),
    "bad-reverses-none": Bad(
        "第 6 条冲销，没有写冲销哪一条，全部重算", write(6, 11, 0, hidden="seals"), found("第 6 条", 2)
    ),
    "bad-no-reversal": Bad(
        "第 7 条是更正，写了冲销第 1 条，全部重算", write(7, 11, 1, hidden="seals"), found("第 7 条", 2)
    ),
    "bad-text": Bad("第 7 条的文字换了", text(7, [SALT, "做了一整天"]), found("第 7 条", 3)),
    "bad-salt": Bad("第 2 条文字的随机字节改了", salt, found("第 2 条", 3)),
    "bad-text-gone": Bad("第 2 条的文字写成 `null`", text(2, None), found("第 2 条", 3)),
    "bad-text-none": Bad("第 1 条没有文字，写成已清除", text(1, "erased"), found("第 1 条", 3)),
    "bad-posting-gap": Bad("第二批从第 3 条起", set_posting(2, 2, 3), found("批次 cycle-2", 4)),
    "bad-posting-missing": Bad("最后一批去掉", drop("posting", 3), found("批次", 4)),
    "bad-posting-long": Bad("最后一批到第 8 条", set_posting(3, 3, 8), found("批次 cycle-6", 4)),
    "bad-seal": Bad("第 1 张封条的党员数改了", write_seal(1, 11, 30), found("第 1 张封条", 5)),
    "bad-seal-control": Bad(
        "第 1 张封条的控制数改了，它的摘要重算", write_seal(1, 10, 0, hidden=True), found("第 1 张封条", 5)
    ),
    "bad-seal-root": Bad(
        "第 2 张封条的树根改了，它的摘要重算",
        write_seal(2, 7, NO_DIGEST, hidden=True),
        found("第 2 张封条", 5),
    ),
    "bad-seal-head": Bad(
        "第 2 张封条的账尾摘要改了，它的摘要重算",
        write_seal(2, 8, NO_DIGEST, hidden=True),
        found("第 2 张封条", 5),
    ),
    "bad-seal-count": Bad(
        "第 2 张封条的总条数改了，它的摘要重算", write_seal(2, 9, 4, hidden=True), found("第 2 张封条", 5)
    ),
    "bad-seal-number": Bad(
        "第 2 张封条写成第 3 张，它的摘要重算", write_seal(2, 3, 3, hidden=True), found("第 3 张封条", 5)
    ),
    "bad-seal-book": Bad(
        "第 2 张封条写着别的账号，它的摘要重算", write_seal(2, 2, "b", hidden=True), found("第 2 张封条", 5)
    ),
    "bad-seal-previous": Bad(
        "第 2 张封条的上一张改了，它的摘要重算",
        write_seal(2, 14, NO_DIGEST, hidden=True),
        found("第 2 张封条", 5),
    ),
    "bad-seal-gap": Bad(
        "第 2 张封条从第 7 条封起，它的摘要重算", write_seal(2, 5, 7, hidden=True), found("第 2 张封条", 5)
    ),
    "bad-seal-missing": Bad("第 1 张封条去掉，最后一行重算", drop_first_seal, found("第 2 张封条", 5)),
    "bad-end-count": Bad("最后一行的条数改了", set_end(0, 8), found("最后一行", 6)),
    "bad-end-head": Bad("最后一行的账尾摘要改了", set_end(1, NO_DIGEST), found("最后一行", 6)),
    "bad-end-seals": Bad("最后一行的封条数改了", set_end(3, 3), found("最后一行", 6)),
    "bad-end-control": Bad("最后一行的控制数改了", set_end(2, 0), found("最后一行", 6)),
    "bad-cut-off": Bad("最后一行没有了", drop("end", 1), found("最后一行", 6)),
    "bad-person": Bad("郑流动那一行去掉", drop("person", 2), found("人", 0)),
    "bad-stranger": Bad("多了一行账里没有提到的人", add_stranger, found("人", 0)),
    "bad-decomposed": Bad(
        "第 7 条的依据没有统一成 NFC，全部重算", write(7, 13, DECOMPOSED, hidden="seals"), unreadable=11
    ),
    "bad-fraction": Bad("第 7 条的分值是小数，全部重算", write(7, 10, 2.5, hidden="seals"), unreadable=11),
    "bad-unsorted": Bad(
        "第 7 条的事实没有按名字排，全部重算", write(7, 12, UNSORTED, hidden="seals"), unreadable=11
    ),
    "bad-algorithm": Bad(
        "账头的算法写成 `MD5`", lambda lines: lines[0]["book"].__setitem__(1, "MD5"), unreadable=1
    ),
}


def where(bad: Bad) -> str:
    """Return in words where a manipulation must be found."""
    if bad.unreadable:
        return f"第 {bad.unreadable} 行，读不成"
    return "；".join(f"{place}，{f'第 {item} 项' if item else '文字形式'}" for place, item in bad.found)
