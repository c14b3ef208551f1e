"""The arithmetic of sample books: a book in the making, and what is written anew after something in it changed.

Like the verifier it is written from docs/spec/ledger.md alone; the two share no line, so a slip of one is seen by the
other.
"""

from __future__ import annotations

import copy
import hashlib
import json
from typing import Any

Lines = list[dict[str, Any]]

PEOPLE = {"p01": "李明", "p02": "郑流动", "p03": "周预备", "p04": "孙记录员"}
MINUTES = ["MINUTES", "支委会会议记录", "2026-03-28", "清支〔2026〕3号", "m-0328"]
CARRIED = ["PAPER", "上年度积分承接表", None, "", ""]
MEETING = "支部委员会"


def compact(value: Any) -> str:
    """Return a value as one line of JSON without spaces."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def digest(lines: Lines, data: bytes) -> str:
    """Return a digest by the algorithm of the book these lines belong to."""
    return hashlib.new(lines[0]["book"][1].lower(), data).hexdigest()


def digest_of(lines: Lines, array: list[Any]) -> str:
    """Return the digest of an array."""
    return digest(lines, compact(array).encode())


def pick(lines: Lines, kind: str) -> Lines:
    """Return the lines of a kind."""
    return [line for line in lines if kind in line]


def link(lines: Lines, first: int = 1) -> None:
    """Write what each entry from a number on is linked to, and its digest."""
    before = digest_of(lines, lines[0]["book"])
    for line in pick(lines, "entry"):
        if line["entry"][3] >= first:
            line["entry"][4] = before
            line["hash"] = digest_of(lines, line["entry"])
        before = line["hash"]


def tree(lines: Lines, hashes: list[str]) -> str:
    """Return the root of a Merkle tree, built from the leaves upwards: an odd node rises as it is."""
    level = [digest(lines, b"\0" + bytes.fromhex(one)) for one in hashes]
    while len(level) > 1:
        pairs = [level[place : place + 2] for place in range(0, len(level), 2)]
        level = [
            digest(lines, b"\1" + bytes.fromhex("".join(pair))) if pair[1:] else pair[0] for pair in pairs
        ]
    return level[0] if level else digest(lines, b"")


def seal(lines: Lines, first: int = 1) -> None:
    """Write into each seal from a number on what the entries come to, and its digest."""
    entries = pick(lines, "entry")
    before = ""
    for line in pick(lines, "seal"):
        array = line["seal"]
        if array[3] >= first:
            covered, start = entries[: array[6]], array[5] - 1
            array[7] = tree(lines, [one["hash"] for one in covered[start:]])
            array[8:11] = [last_hash(lines, covered), len(covered), sum(one["entry"][10] for one in covered)]
            array[14] = before
            line["hash"] = digest_of(lines, array)
        before = line["hash"]


def last_hash(lines: Lines, entries: Lines) -> str:
    """Return the digest of the last of some entries, or the genesis."""
    return str(entries[-1]["hash"]) if entries else digest_of(lines, lines[0]["book"])


def finish(lines: Lines) -> None:
    """Write the last line."""
    entries = pick(lines, "entry")
    control = sum(line["entry"][10] for line in entries)
    lines[-1]["end"] = [len(entries), last_hash(lines, entries), control, len(pick(lines, "seal"))]


def code(hash_: str) -> str:
    """Return the characters that stand on paper for the digest of a seal, taken from its bits as text."""
    bits = "".join(f"{int(sign, 16):04b}" for sign in hash_[:20])
    signs = ["0123456789ABCDEFGHJKMNPQRSTVWXYZ"[int(bits[at : at + 5], 2)] for at in range(0, 80, 5)]
    return "-".join("".join(signs[at : at + 4]) for at in range(0, 16, 4))


class Draft:
    """A book in the making."""

    def __init__(self, number: str, algorithm: str = "SHA256", state: str = "OPEN") -> None:
        dates = ["2026-01-01", "2026-12-31", "2026-01-04T01:00:00.000000Z"]
        header = ["jifen-book-1", algorithm, number, "o-qingxi", "051-001-002", "2026", *dates]
        self.head: Lines = [{"book": header, "state": state, "name": "清溪村党支部"}]
        self.entries: Lines = []
        self.postings: Lines = []
        self.seals: Lines = []

    def entry(
        self,
        kind: str,
        member: str,
        points: int,
        *,
        clause: str = "village-branch@1#volunteering",
        reverses: int = 0,
        facts: list[list[Any]] | None = None,
        basis: list[Any] = MINUTES,
        text: str | None = None,
        erased: bool = False,
    ) -> None:
        """Write an entry, with a salt that follows from its number."""
        number = len(self.entries) + 1
        header = self.head[0]["book"]
        salt = hashlib.sha256(f"salt {number}".encode()).hexdigest()[:32]
        bound = "" if text is None else digest(self.head, bytes.fromhex(salt) + text.encode())
        at = f"2026-04-{number:02}T02:30:00.000000Z"
        array = ["jifen-entry-1", header[1], header[2], number, "", kind, member, clause]
        array += ["2026-03-05", at, points, reverses, facts or [], basis, "p04", MEETING, bound]
        kept = "erased" if erased else None if text is None else [salt, text]
        self.entries.append({"entry": array, "hash": "", "text": kept})

    def posting(self, last: int) -> None:
        """Write that the entries up to a number were posted together."""
        first = self.postings[-1]["posting"][3] + 1 if self.postings else 1
        asked = hashlib.sha256(f"asked {first}".encode()).hexdigest()
        at = self.entries[last - 1]["entry"][9]
        self.postings.append({"posting": [f"cycle-{first}", asked, first, last, at]})

    def seal(self, period: str, last: int) -> None:
        """Write a seal over the entries up to a number."""
        header, number = self.head[0]["book"], len(self.seals) + 1
        first = self.seals[-1]["seal"][6] + 1 if self.seals else 1
        schemes = [["village-branch@1", hashlib.sha256("办法".encode()).hexdigest()]]
        array = ["jifen-seal-1", header[1], header[2], number, period, first, last, "", "", 0, 0, 31, schemes]
        array += ["0.2.0", "", f"2026-{number + 4:02}-09T08:00:00.000000Z"]
        self.seals.append({"seal": array, "hash": ""})

    def lines(self) -> Lines:
        """Return the whole book."""
        found = {line["entry"][6] for line in self.entries} | {line["entry"][14] for line in self.entries}
        persons = [{"person": [key, PEOPLE[key], "", f"D{key[1:]}"]} for key in sorted(found)]
        lines: Lines = [*self.head, *persons, *self.entries, *self.postings, *self.seals, {"end": []}]
        link(lines)
        seal(lines)
        finish(lines)
        return copy.deepcopy(lines)
