"""Which known word a misspelt one was meant to be, found at bounded cost."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

_LONGEST = 40
_COMPARISONS = 20_000
"""About a fifth of a second, whatever a hostile scheme declares and misspells."""


class Guesses:
    """Finds the known word most like a misspelt one, for as long as its allowance of comparisons lasts.

    One is shared by everything that looks at one file: the first faults get a guess, the thousandth does not.
    """

    def __init__(self, comparisons: int = _COMPARISONS) -> None:
        self._left = comparisons

    def nearest(self, word: str, words: Iterable[str]) -> str | None:
        """Return the word most like ``word``, or None where none is, or the allowance is used up."""
        if len(word) > _LONGEST or self._left <= 0:
            return None
        known = list(dict.fromkeys(words))
        self._left -= len(known)
        cutoff = 0.6 if word.isascii() else 0.5
        return next(iter(get_close_matches(word, known, n=1, cutoff=cutoff)), None)
