"""Text forms put together: the same book in several files, each with some of its periods, in any order."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from jifen.ledger.states.books import BookState
from jifen.ledger.states.chain import BOOK, short_code

Said = dict[str, Any]
_PLACE = {"person": 0, "entry": 3, "posting": 2, "seal": 3}
"""What lines beside the first and the last are told apart by: the place in their array."""
_NAMED = {"person": "党员", "entry": "账目第", "posting": "入账批次从第", "seal": "封条第"}
_KINDS = ("person", "entry", "posting", "seal")


@dataclass(slots=True)
class Merged:
    """One book from all files that tell of it: lines by kind and number, and everything that speaks against it."""

    head: list[Any]
    name: str
    state: str = BookState.OPEN.value
    end: list[Any] = field(default_factory=lambda: [0, "", 0, 0])
    lines: dict[str, dict[Any, Said]] = field(default_factory=lambda: {kind: {} for kind in _KINDS})
    faults: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        """Return whose book of which year it is."""
        return f"{self.name}{self.head[5]}积分账"

    @property
    def codes(self) -> dict[str, str]:
        """The sixteen characters of each seal in the files → its period."""
        seals = (self.lines["seal"][number] for number in sorted(self.lines["seal"]))
        return {short_code(said["hash"]): said["seal"][4] for said in seals}

    def add(self, number: int, said: Said) -> None:
        """Take a line from the file of a number; what two files say differently is a fault."""
        for kind in _KINDS:
            if kind in said:
                self._put(number, kind, said[kind][_PLACE[kind]], said)
        if "book" in said:
            if said["book"] != self.head:
                self.faults.append(f"第 {number} 份文件的账头和前面的不一样，账号却相同：有一份改过。")
            # A closed book is never opened again, so the latest state is the one that says so.
            if said["state"] == BookState.CLOSED.value:
                self.state = said["state"]
        if "end" in said and (said["end"][0], said["end"][3]) >= (self.end[0], self.end[3]):
            self.end = said["end"]

    def _put(self, number: int, kind: str, key: Any, said: Said) -> None:
        there = self.lines[kind].setdefault(key, said)
        if kind == "person" or there == said:
            return
        # A text may have been erased in a later file: the line is the same, and erased it stays.
        same = kind == "entry" and (there["entry"], there["hash"]) == (said["entry"], said["hash"])
        if same and "erased" in (there["text"], said["text"]):
            self.lines[kind][key] = {**said, "text": "erased"}
            return
        where = f"{_NAMED[kind]} {key} {'条' if kind != 'seal' else '次'}"
        self.faults.append(f"{where}，第 {number} 份文件写的和前面的不一样：有一份改过。")

    def list_missing(self) -> Iterator[str]:
        """Yield what no file holds, up to where the latest file says that the book stood."""
        for kind, last, unit in (("entry", self.end[0], "条账目"), ("seal", self.end[3], "次封条")):
            gone = [number for number in range(1, last + 1) if number not in self.lines[kind]]
            for span in _spans(gone):
                yield f"{self}缺第 {span} {unit}：请找到有这几期的文件，一起恢复。"

    def write(self) -> Iterator[str]:
        """Yield the lines of the whole book, in the order of the text form."""
        yield _line({"book": self.head, "state": self.state, "name": self.name})
        for kind in _KINDS:
            for key in sorted(self.lines[kind]):
                yield _line(self.lines[kind][key])
        yield _line({"end": self.end})


def merge(forms: Sequence[Iterable[str]]) -> tuple[list[Merged], list[str]]:
    """Return the books that files tell of, by their identity, and what cannot be read of the files."""
    books: dict[str, Merged] = {}
    unreadable: list[str] = []
    for number, form in enumerate(forms, 1):
        book = None
        for place, text in enumerate(form, 1):
            if not text.strip():
                continue
            try:
                said = json.loads(text)
                if "book" in said:
                    book = books.setdefault(_identity(said["book"]), Merged(said["book"], said["name"]))
                if book is None:
                    raise ValueError("没有账头")
                book.add(number, said)
            except (ValueError, KeyError, TypeError, IndexError) as wrong:
                unreadable.append(f"第 {number} 份文件第 {place} 行不是账本的文字形式（{wrong}）。")
                break
        if book is None and not unreadable:
            unreadable.append(f"第 {number} 份文件是空的。")
    return [books[key] for key in sorted(books)], unreadable


def _identity(head: list[Any]) -> str:
    if head[0] != BOOK or len(head) != 9:
        raise ValueError("账头不对")
    return str(head[2])


def _spans(numbers: list[int]) -> Iterator[str]:
    for _, run in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        found = [number for _, number in run]
        yield str(found[0]) if len(found) == 1 else f"{found[0]} 至 {found[-1]}"


def _line(said: Said) -> str:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))
