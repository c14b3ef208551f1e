"""Writes the sample books of docs/spec/vectors: good ones, and bad ones with one thing changed in each.

`python tools/make_vectors.py` writes them with the page about them, the same bytes every time; a test compares what
stands there with what would be written.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path

from vector_books import CARRIED, Draft, Lines, code, compact, digest_of, last_hash, pick
from vector_changes import BAD, entry, where

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "spec" / "vectors"
NOTE = "<!-- 本页由 tools/make_vectors.py 生成，请勿手改。 -->"


def good() -> Lines:
    """Return the book most vectors start from: every kind of entry, two seals, an unsealed rest."""
    draft = Draft("b-2026-qingxi")
    draft.entry("TAKEN_OVER", "p01", 8750, clause="village-branch@1#carried", basis=CARRIED)
    draft.entry("NORMAL", "p01", 500, facts=[["hours", "4.5"], ["place", "清溪村水库"]], text="清理水库垃圾")
    draft.entry(
        "NORMAL", "p02", -200, clause="village-branch@1#absence", text="3 月主题党日没有请假", erased=True
    )
    draft.entry("REVERSAL", "p02", 200, clause="village-branch@1#absence", reverses=3)
    draft.entry("REVERSAL", "p02", -200, clause="village-branch@1#absence", reverses=4)
    draft.entry("REVERSAL", "p01", -500, reverses=2)
    draft.entry("CORRECTION", "p01", 300, facts=[["hours", "2.5"], ["people", 3]], text="只做了半天")
    draft.posting(1)
    draft.posting(5)
    draft.posting(7)
    draft.seal("2026-03", 5)
    draft.seal("2026-04", 5)
    return draft.lines()


SIGNS = '引号"和\\，换行\n制表\t，控制\x01\x7f，行\u2028，𠮷，🎋'


def good_sm3() -> Lines:
    """Return a closed book in SM3, sealed to its last entry."""
    draft = Draft("b-2026-sm3", "SM3", "CLOSED")
    draft.entry("NORMAL", "p03", 1000, text="参加抗旱")
    draft.entry("NORMAL", "p02", 250)
    draft.entry("NORMAL", "p01", -100)
    draft.posting(3)
    draft.seal("2026", 3)
    return draft.lines()


def good_signs() -> Lines:
    """Return a book with signs that JSON and counting of characters easily get wrong."""
    draft = Draft("b-2026-signs")
    draft.entry("NORMAL", "p01", 100, facts=[["note", SIGNS], ["way", "\u00e9 一个字"]], text=SIGNS)
    draft.posting(1)
    return draft.lines()


def good_empty() -> Lines:
    """Return a book in which nothing has been written yet."""
    return Draft("b-2026-empty").lines()


def good_empty_sealed() -> Lines:
    """Return a book whose first period passed without an entry."""
    draft = Draft("b-2026-quiet")
    draft.seal("2026-01", 0)
    return draft.lines()


GOOD: dict[str, tuple[str, Callable[[], Lines]]] = {
    "good": (
        "记分、承接、冲销、冲销的冲销、更正、有文字、文字已清除，两张封条（第二张那一期没有账目）",
        good,
    ),
    "good-sm3": ("`SM3`，已经结年", good_sm3),
    "good-signs": ("引号、反斜线、换行、控制字符、两个码元的字", good_signs),
    "good-empty": ("一条账目也没有", good_empty),
    "good-empty-sealed": ("没有账目，封过一次", good_empty_sealed),
}


def spoil(name: str) -> Lines:
    """Return the good book with one manipulation."""
    lines = copy.deepcopy(good())
    BAD[name].change(lines)
    return lines


def write_book(lines: Lines) -> str:
    """Return a book in its text form."""
    return "".join(f"{compact(line)}\n" for line in lines)


def write_page() -> str:
    """Return the page that says what each book must be answered with."""
    lines = good()
    seals = pick(lines, "seal")
    salt_, kept = pick(lines, "entry")[1]["text"]
    bad = [f"| `{name}.jsonl` | {one.told} | {where(one)} |" for name, one in BAD.items()]
    rows = [
        ("起点", digest_of(lines, lines[0]["book"])),
        ("第 1 条的摘要", pick(lines, "entry")[0]["hash"]),
        (f"第 2 条的凭记（随机字节 `{salt_}`，文字“{kept}”）", entry(lines, 2)[16]),
        ("账尾摘要", last_hash(lines, pick(lines, "entry"))),
        ("第 1 张封条的树根（第 1—5 条）", seals[0]["seal"][7]),
        ("第 2 张封条的树根（没有叶子）", seals[1]["seal"][7]),
        ("第 1 张封条的摘要", seals[0]["hash"]),
        ("第 1 张封条的封号", code(seals[0]["hash"])),
        ("第 2 张封条的摘要", seals[1]["hash"]),
        ("第 2 张封条的封号", code(seals[1]["hash"])),
    ]
    page = [
        NOTE,
        "",
        "# 样账",
        "",
        "按[积分账的格式](../ledger.md)写的几本账，人名、事情都是编的。用来检查核对程序：对的要说对，改过的要说出改在哪里。",
        "",
        "自带的核对程序：`python tools/verify_book.py docs/spec/vectors/good.jsonl`。返回 0 是全部对得上，",
        "1 是有对不上的，2 是读不成一本账。",
        "",
        "## 对的",
        "",
        "| 文件 | 里面有什么 |",
        "| --- | --- |",
        *(f"| `{name}.jsonl` | {told} |" for name, (told, _) in GOOD.items()),
        "",
        "## `good.jsonl` 的摘要",
        "",
        "| 什么 | 算出来 |",
        "| --- | --- |",
        *(f"| {what} | `{value}` |" for what, value in rows),
        "",
        "## 改过的",
        "",
        "每一本都是 `good.jsonl` 改了一处。右边是至少要说出的地方和“核对什么”的第几项；由它连带出来的，多说几处也对。",
        "“全部重算”是改的人把链、封条、最后一行都重新算过，摘要全对得上，只有道理不对。",
        "",
        "| 文件 | 改了什么 | 要说出 |",
        "| --- | --- | --- |",
        *bad,
        "",
        "## 改了也查不出的",
        "",
        "支部名称、姓名、同名区分、党员编号、账的状态，以及批次的提交编号、所求的摘要、时间，不在任何摘要里面：写成合格式的别的值，",
        "核对照样通过。文字写成已清除也通过：清除本来就是许可的。还没有封的账目整个重写，要等封了账才查得出。",
    ]
    return "\n".join(page) + "\n"


def write_all() -> dict[str, str]:
    """Return every file of the folder by name."""
    books = {f"{name}.jsonl": write_book(make()) for name, (_, make) in GOOD.items()}
    books |= {f"{name}.jsonl": write_book(spoil(name)) for name in BAD}
    return {"README.md": write_page(), **books}


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for file, content in write_all().items():
        (FOLDER / file).write_text(content, encoding="utf-8", newline="\n")
