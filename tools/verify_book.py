"""Checks an account book in its text form against docs/spec/ledger.md, with nothing but Python.

`python tools/verify_book.py FILE [--code XXXX-XXXX-XXXX-XXXX]` writes one line for each fault, then one of what the
book holds. Exit code 0: all holds; 1: something does not; 2: the file cannot be read as a book. Written from the page
alone and sharing nothing with the program that keeps books, so that a mistake of one shows in the other.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

LONGEST = 1_000_000
ALGORITHMS = {"SHA256": "sha256", "SM3": "sm3"}
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
# The lines in their order: the kind of value at each place of the array, and of what stands beside it (see fits).
LINES = {
    "book": ("1akkkkddt", {"state": "o", "name": "s"}),
    "person": ("kssk", {}),
    "entry": ("2aknhyksdtnnmbkkg", {"hash": "h", "text": "w"}),
    "posting": ("khnnt", {}),
    "seal": ("3aknknnhhnnnmsgt", {"hash": "h"}),
    "end": ("nhnn", {}),
}
TEXTS = {
    "1": "jifen-book-1",
    "2": "jifen-entry-1",
    "3": "jifen-seal-1",
    "a": "SHA256|SM3",
    "o": "OPEN|CLOSED",
    "y": "NORMAL|TAKEN_OVER|REVERSAL|CORRECTION",
    "e": "erased",
    "s": "(?s:.*)",
    "x": "[0-9a-f]{32}",
    "h": "[0-9a-f]{64}",
    "g": "([0-9a-f]{64})?",
    "d": "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])",
    "t": r"[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]\.[0-9]{6}Z",
}


class NotABook(Exception):
    """The file cannot be read as a book; the message says why."""


class Entry(NamedTuple):
    """What later lines look back on: whose it is, hundredths of a point, its digest, the sum up to it."""

    member: str | int
    points: int
    digest: str
    total: int


def canonical(value: Any) -> bytes:
    """Return the bytes of which a digest is taken."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def grouped(signs: str) -> str:
    """Return the characters of a code in fours."""
    return "-".join(signs[place : place + 4] for place in range(0, len(signs), 4))


def seal_code(digest: str) -> str:
    """Return the sixteen characters that stand on paper for the digest of a seal."""
    return grouped("".join(ALPHABET[int(digest[:20], 16) >> shift & 31] for shift in range(75, -1, -5)))


def read_code(typed: str) -> str:
    """Return a code as people type it, the way `seal_code` writes it."""
    signs = re.sub(r"[^0-9A-Z]", "", unicodedata.normalize("NFKC", typed).upper())
    return grouped(signs.translate(str.maketrans("ILO", "110")))


def shown(value: Any) -> str:
    """Return a value of the file for a message: short, and harmless to a terminal."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return "".join(sign if sign.isprintable() else "?" for sign in text[:40]) + "…" * (len(text) > 40)


def fits(kind: str, value: Any) -> bool:
    """Say whether a value is of its kind: n number, k number or text, m table, b basis, w personal text, * anything,
    - nothing, or one of TEXTS."""
    match kind:
        case "*":
            return True
        case "-":
            return value is None
        case "n":
            return type(value) is int and abs(value) < 1 << 63
        case "k":
            return fits("n", value) or fits("s", value)
        case "m":
            rows = value if isinstance(value, list) else [value]
            names = [row[0] for row in rows] if all(fits_all("s*", row) for row in rows) else [0, 0]
            return names == sorted(set(names))
        case "b":
            return fits_all("ssdsk", value) or fits_all("ss-sk", value)
        case "w":
            return value is None or fits("e", value) or fits_all("xs", value)
        case _:
            return isinstance(value, str) and re.fullmatch(TEXTS[kind], value) is not None


def fits_all(kinds: str, value: Any) -> bool:
    """Say whether a value is an array with these kinds of values."""
    return isinstance(value, list) and len(value) == len(kinds) and all(map(fits, kinds, value))


def is_plain(value: Any) -> bool:
    """Say whether there is nothing in a value but arrays, text in NFC, whole numbers, yes, no and null."""
    if isinstance(value, list):
        return all(map(is_plain, value))
    return unicodedata.is_normalized("NFC", value) if isinstance(value, str) else not isinstance(value, dict)


def refuse_number(text: str) -> Any:
    """Refuse a number that is not whole."""
    raise NotABook(f"有不是整数的数 {shown(text)}")


def read_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object of the file, unless it gives a key twice."""
    if len(dict(pairs)) < len(pairs):
        raise NotABook("同一个名字写了两次")
    return dict(pairs)


DECODER = json.JSONDecoder(
    object_pairs_hook=read_object, parse_float=refuse_number, parse_constant=refuse_number
)


def read_line(data: bytes) -> tuple[str, list[Any], dict[str, Any]]:
    """Return which line this is, its array, and the whole of it; raise NotABook when it is none."""
    if len(data) > LONGEST:
        raise NotABook(f"一行超过 {LONGEST} 个字节")
    try:
        line: Any = DECODER.decode(data.decode("utf-8"))
        canonical(line)
        name = next((name for name in LINES if isinstance(line, dict) and name in line), "")
        kinds, beside = LINES.get(name, ("", {}))
        array: Any = line.pop(name) if name else None
        good = fits_all(kinds, array) and line.keys() == beside.keys()
        good = good and all(fits(beside[key], line[key]) for key in beside)
        good = good and (name in ("person", "posting") or is_plain(array))
    except (ValueError, RecursionError):
        # A lone surrogate or a number of five thousand digits comes here too.
        raise NotABook("不是 UTF-8 的一行 JSON") from None
    if not name:
        raise NotABook(f"不是账里的一行：{shown(line)}")
    if not good:
        raise NotABook(f"{name} 不合格式（几栏、每栏写什么、文字是不是 NFC）：{shown(array)}")
    return name, array, line


class Book:
    """A book as far as it has been read, with the faults found; in place 0 of the entries stands the header."""

    def __init__(self) -> None:
        self.faults: list[str] = []
        self.stage = ""
        self.number = 0
        self.header: list[Any] = []
        self.persons: set[Any] = set()
        self.mentioned: set[Any] = set()
        self.members: set[Any] = set()
        self.entries: list[Entry] = []
        self.reversed: set[int] = set()
        self.posted = 0
        self.seals: list[tuple[list[Any], str]] = []

    def check(self, holds: bool, place: str, what: str, item: int = 0) -> None:
        """Note a fault unless something holds; `item` is the number in the list of the page, 0 the form itself."""
        if not holds:
            clause = f"核对什么，第 {item} 项" if item else "文字形式"
            self.faults.append(f"{place}：{what}（{clause}）")

    def compare(self, place: str, names: Sequence[str], due: list[Any], said: list[Any], item: int) -> None:
        """Note in one fault every figure that is not what the entries come to."""
        wrong = "、".join(name for name, one, other in zip(names, due, said, strict=True) if one != other)
        self.check(not wrong, place, f"和账目对不上的有：{wrong}", item)

    def digest(self, data: bytes) -> str:
        """Return the digest in hex, by the algorithm of the header."""
        return hashlib.new(ALGORITHMS[self.header[1]], data).hexdigest()

    def root(self, leaves: Sequence[str]) -> str:
        """Return the root of the tree of RFC 6962 over digests, taken as bytes."""
        if len(leaves) < 2:
            return self.digest(b"\0" + bytes.fromhex(leaves[0]) if leaves else b"")
        half = 1 << (len(leaves) - 1).bit_length() - 1
        left, right = self.root(leaves[:half]), self.root(leaves[half:])
        return self.digest(b"\1" + bytes.fromhex(left + right))

    def read(self, lines: Iterable[bytes]) -> None:
        """Read and check a whole book; raise NotABook at the first line that cannot be read."""
        number, order = 0, list(LINES)
        for number, data in enumerate(lines, start=1):
            try:
                name, array, line = read_line(data)
                late = self.stage == "end" or order.index(name) < order.index(self.stage or "book")
                if late or (name == "book") != (number == 1):
                    raise NotABook(f"{name} 这样的行不该在这里")
                self.stage = name
                getattr(self, f"read_{name}")(array, line)
            except NotABook as why:
                raise NotABook(f"第 {number} 行：{why}") from None
        if not number:
            raise NotABook("文件是空的")
        self.check(self.stage == "end", "最后一行", "没有，文件不完整", 6)
        strangers = [shown(person) for person in self.persons - self.mentioned]
        missing = [shown(person) for person in self.members - self.persons]
        self.check(not strangers, "人", f"账目里没有提到 {'、'.join(sorted(strangers))}")
        self.check(not missing, "人", f"账目里有、这里没有写的 {'、'.join(sorted(missing))}")
        self.check(self.posted == len(self.entries) - 1, "批次", "没有盖到最后一条账目", 4)

    def read_book(self, array: list[Any], line: dict[str, Any]) -> None:
        """Read the header."""
        self.header = array
        try:
            self.entries = [Entry("", 0, self.digest(canonical(array)), 0)]
        except ValueError:
            raise NotABook(f"这个 Python 不会算 {array[1]}，请换一个（带 OpenSSL 1.1.1 以上）") from None

    def read_person(self, array: list[Any], line: dict[str, Any]) -> None:
        """Read a person."""
        self.check(array[0] not in self.persons, "人", f"{shown(array[0])} 写了两次")
        self.persons.add(array[0])

    def read_entry(self, array: list[Any], line: dict[str, Any]) -> None:
        """Check an entry against those before it and against its text."""
        number, kind, member, points, original, commitment = (array[at] for at in (3, 5, 6, 10, 11, 16))
        place, count, digest = f"第 {shown(number)} 条", len(self.entries) - 1, self.digest(canonical(array))
        self.check(number == self.number + 1, place, f"序号应当是 {self.number + 1}", 1)
        self.check(array[1:3] == self.header[1:3], place, "算法、账号和账头不一样", 1)
        self.check(array[4] == self.entries[-1].digest, place, "“前一条”接不上", 1)
        self.check(line["hash"] == digest, place, "摘要和内容对不上，内容或者摘要被改过", 1)
        if kind == "REVERSAL" and 0 < original <= count:
            taken = self.entries[original]
            right = (taken.member, taken.points) == (member, -points)
            self.check(right, place, f"冲销第 {original} 条，人不同或者分值不相反", 2)
            self.check(original not in self.reversed, place, f"第 {original} 条已经冲销过", 2)
            self.reversed.add(original)
        else:
            self.check(kind != "REVERSAL" and not original, place, "冲销的原账目不在前面，或者不该写冲销", 2)
        self.check_text(place, commitment, line["text"])
        self.members.add(member)
        self.mentioned.update((member, array[14], array[15]))
        self.number = number
        self.entries.append(Entry(member, points, line["hash"], self.entries[-1].total + points))

    def check_text(self, place: str, commitment: str, text: Any) -> None:
        """Check the personal text of an entry against its commitment."""
        if isinstance(text, list):
            digest = self.digest(bytes.fromhex(text[0]) + text[1].encode("utf-8"))
            self.check(digest == commitment, place, "文字和凭记对不上", 3)
        else:
            self.check((text is None) == (commitment == ""), place, "文字在不在，和凭记说的不一样", 3)

    def read_posting(self, array: list[Any], line: dict[str, Any]) -> None:
        """Check that a posting begins where the last one ended."""
        first, last = array[2:4]
        right = first == self.posted + 1 and first <= last < len(self.entries)
        self.check(right, f"批次 {shown(array[0])}", f"应当从第 {self.posted + 1} 条起，到有的账目为止", 4)
        self.posted = last

    def read_seal(self, array: list[Any], line: dict[str, Any]) -> None:
        """Check a seal against the entries and the seal before it."""
        place, (first, last) = f"第 {shown(array[3])} 张封条", array[5:7]
        ended, previous = (self.seals[-1][0][6], self.seals[-1][1]) if self.seals else (0, "")
        self.check(array[3] == len(self.seals) + 1, place, f"应当是第 {len(self.seals) + 1} 张", 5)
        self.check(array[1:3] == self.header[1:3], place, "算法、账号和账头不一样", 5)
        self.check(array[14] == previous, place, "和上一张封条接不上", 5)
        self.check(line["hash"] == self.digest(canonical(array)), place, "摘要和内容对不上，封条被改过", 5)
        right = first == ended + 1 and first - 1 <= last < len(self.entries)
        self.check(right, place, f"应当从第 {ended + 1} 条封起，到有的账目为止", 5)
        if 0 < first <= last + 1 <= len(self.entries):
            root = self.root([entry.digest for entry in self.entries[first : last + 1]])
            due = [root, self.entries[last].digest, last, self.entries[last].total]
            self.compare(place, ("树根", "账尾摘要", "总条数", "控制数"), due, array[7:11], 5)
        self.seals.append((array, line["hash"]))

    def read_end(self, array: list[Any], line: dict[str, Any]) -> None:
        """Check the last line."""
        due = [len(self.entries) - 1, self.entries[-1].digest, self.entries[-1].total, len(self.seals)]
        self.compare("最后一行", ("条数", "账尾摘要", "控制数", "封条数"), due, array, 6)

    def check_codes(self, codes: Iterable[str]) -> None:
        """Check the codes that stand on paper."""
        known = [seal_code(digest) for _, digest in self.seals]
        for code in map(read_code, codes):
            self.check(code in known, f"封号 {shown(code)}", "账里没有一张封条是这个封号", 7)

    def __str__(self) -> str:
        """Return what the book holds, in one line."""
        told = (f"第 {seal[3]} 张 {shown(seal[4])} 封号 {seal_code(own)}" for seal, own in self.seals)
        result = f"有 {len(self.faults)} 处对不上" if self.faults else "全部对得上"
        count, seals = len(self.entries) - 1, "；".join(told) or "还没有封账"
        return f"{count} 条，账尾 {self.entries[-1].digest}，封条 {len(self.seals)} 张（{seals}）：{result}。"


def verify(lines: Iterable[bytes], codes: Iterable[str] = ()) -> list[str]:
    """Return the faults of a book as sentences; none when all holds."""
    book = Book()
    try:
        book.read(lines)
        book.check_codes(codes)
    except NotABook as why:
        return [*book.faults, f"读不成一本账：{why}"]
    return book.faults


def read_lines(path: Path) -> Iterator[bytes]:
    """Yield the lines of a file; of one that is too long, only as much as shows that it is."""
    with path.open("rb") as file:
        while line := file.readline(LONGEST + 1):
            yield line


def main(words: Sequence[str] | None = None) -> int:
    """Check one file, write what was found, and return the exit code."""
    parser = argparse.ArgumentParser(description="照 docs/spec/ledger.md 核对一本积分账的文字形式。")
    parser.add_argument("file", type=Path, metavar="FILE", help="jifen ledger export 写出的文件")
    parser.add_argument("--code", action="append", default=[], help="印在纸上的封号，可以写几个")
    asked = parser.parse_args(words)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    book = Book()
    try:
        book.read(read_lines(asked.file))
    except NotABook as why:
        print(*book.faults, f"读不成一本账：{why}", sep="\n")
        return 2
    except OSError as why:
        print(f"读不成一本账：打不开 {asked.file}（{why.strerror}），请看文件名写对没有")
        return 2
    book.check_codes(asked.code)
    print(*book.faults, book, sep="\n")
    return 1 if book.faults else 0


if __name__ == "__main__":
    sys.exit(main())
