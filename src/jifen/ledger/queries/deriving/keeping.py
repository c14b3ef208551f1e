"""A book reckoned once: what this process reckoned before from the same inputs is taken again.

A total is still derived, never stored: whatever it depends on is read anew and is the key. Only open books are kept,
whose texts cannot be erased yet; whoever verifies a book reckons it himself.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from datetime import date
from threading import Lock

from jifen.ledger.models import Book
from jifen.ledger.queries.deriving.derived import Derived
from jifen.ledger.queries.deriving.deriving import derive, read_entries, reckon
from jifen.ledger.queries.deriving.inputs import read_inputs
from jifen.ledger.states.books import BookState

LINES = 30_000
"""How many lines a process keeps the reckoning of: ten full books of a branch of thirty."""


class _Kept:
    """The latest reckonings, by the digest of what they depend on."""

    def __init__(self) -> None:
        self._found: OrderedDict[tuple[str, str], tuple[int, Derived]] = OrderedDict()
        self._lines = 0
        self._lock = Lock()

    def find(self, key: tuple[str, str]) -> Derived | None:
        with self._lock:
            if key not in self._found:
                return None
            self._found.move_to_end(key)
            return self._found[key][1]

    def keep(self, key: tuple[str, str], lines: int, derived: Derived) -> None:
        with self._lock:
            if key in self._found:
                return
            for old in [other for other in self._found if other[0] == key[0]]:
                self._lines -= self._found.pop(old)[
                    0
                ]  # a book goes on: what it was before is not asked again
            self._found[key] = (lines, derived)
            self._lines += lines
            while self._lines > LINES and len(self._found) > 1:
                self._lines -= self._found.popitem(last=False)[1][0]


_KEPT = _Kept()


def derive_once(book: Book, on: date) -> Derived:
    """Reckon a book as of a day as `derive` does, for pages that ask for one member after the other.

    The result is shared between requests: nothing in it may be changed. Raises `Blocked` as `derive`.
    """
    if book.state is not BookState.OPEN:
        return derive(book, on)
    inputs = read_inputs(book, on)
    doubles = sorted(f"{alias} {kept}" for alias, kept in inputs.about.items() if alias != kept)
    key = (str(book.pk), "|".join([inputs.digest(book.head), *doubles]))
    derived = _KEPT.find(key)
    if derived is None:
        derived = reckon(inputs, read_entries(book, book.length))
        _KEPT.keep(key, book.length, derived)
    return replace(derived, people=inputs.people, earlier=inputs.earlier)
