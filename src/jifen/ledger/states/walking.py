"""Walking a chain line by line: what must follow what, whoever holds the lines (docs/spec/ledger.md). Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from jifen.ledger.states.books import EntryKind
from jifen.ledger.states.chain import canonical, commit, digest

SEQUENCE, PREVIOUS, KIND, PERSON, POINTS, COMMITMENT = 3, 4, 5, 6, 10, 16
"""Places in the canonical array of an entry."""
ERASED = "erased"
"""What stands for a text that the retention action took away."""

Text = tuple[str, str] | str | None
"""Salt (hexadecimal) and reason; `ERASED`; or None where there is none."""


class Walk:
    """A walk from the genesis of a book: takes one line after another, and knows where the chain stands.

    `length`, `head` and `control` (hundredths) are what the head of the book must say at the end; `hashes` and
    `controls` hold them after each line, the latter from before the first.
    """

    def __init__(self, algorithm: str, genesis: str) -> None:
        """Stand before the first line."""
        self.algorithm, self.head, self.length, self.control = algorithm, genesis, 0, 0
        self.hashes: list[str] = []
        self.controls = [0]
        self._told: dict[int, tuple[str, int]] = {}
        self._reversed: set[int] = set()

    def take(self, line: Sequence[Any], kept: str, text: Text, original: int) -> Iterator[str]:
        """Go on to a line with the digest kept beside it; yield what does not hold.

        `original`: the sequence of the entry it reverses (0: of none; -1: of one that does not stand before it).
        """
        sequence, points = line[SEQUENCE], line[POINTS]
        self.length += 1
        if sequence != self.length:
            yield f"账目缺了，下一条是第 {sequence} 条"
            self.length = sequence
        if line[PREVIOUS] != self.head:
            yield "接不上前一条，前面的账目改过或者少了"
        yield from self._reversal(line, original)
        if digest(self.algorithm, canonical(line)) != kept:
            yield "内容和封存时不一样"
        yield from self._text(line[COMMITMENT], text)
        self._told[sequence] = (line[PERSON], points)
        self.head, self.control = kept, self.control + points
        self.hashes.append(kept)
        self.controls.append(self.control)

    def skip(self, sequence: int, kept: str) -> None:
        """Go past a line that cannot be read, with its number and the digest kept beside it."""
        self.length, self.head = sequence, kept
        self.hashes.append(kept)
        self.controls.append(self.control)

    def _reversal(self, line: Sequence[Any], original: int) -> Iterator[str]:
        if original == 0:
            if line[KIND] == EntryKind.REVERSAL.value:
                yield "冲销没有写明原账目"
            return
        told = self._told.get(original)
        if told is None:
            yield "冲销的原账目不在它前面"
            return
        if original in self._reversed:
            yield f"第 {original} 条冲销了两次"
        self._reversed.add(original)
        if told != (line[PERSON], -line[POINTS]):
            yield f"冲销和原账目（第 {original} 条）对不上"

    def _text(self, commitment: str, text: Text) -> Iterator[str]:
        if not commitment:
            if text is not None:
                yield "多出了当时没有的文字"
        elif text is None:
            yield "事由的文字不见了"
        elif text != ERASED and not self._is_bound(commitment, *text):
            yield "事由的文字和封存时不一样"

    def _is_bound(self, commitment: str, salt: str, reason: str) -> bool:
        try:
            bare = bytes.fromhex(salt)
            return bare.hex() == salt and commit(self.algorithm, bare, reason) == commitment
        except ValueError:  # somebody wrote into the column what is no digest
            return False
