"""A whole scheme in words, for those who decide on it: everything it says beside the table of its facts.

Goes through the model field by field, so that a new word of the language is told before anybody thinks of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jifen.rules.differences.speech import Speaker
from jifen.rules.differences.telling import Section
from jifen.rules.fields import line_title
from jifen.rules.fieldwords import field_name, word_name
from jifen.rules.fieldwords.anatomy import identity
from jifen.rules.model.base import Word
from jifen.rules.model.items import FactBase
from jifen.rules.model.scheme import Scheme
from jifen.rules.model.totals import Line

_TOLD = (
    "period", "people", "tiers", "parts", "total", "gate", "override", "quotas", "grades", "outcomes", "feeds",
    "spend", "open",
)  # fmt: skip
_IN_TABLE = frozenset(
    {"points", "plus", "times", "free", "over", "limit", "needs", "counts_when", "source", "enabled"}
)
"""What the table of facts says already."""


def tell_scheme(scheme: Scheme) -> list[Section]:
    """Parts and items with their bounds, pooled tables, conditions, totals, grades and consequences, by section."""
    page = _Page(scheme)
    found = ((name, tuple(page.field(name))) for name in _TOLD)
    return [Section(field_name(Scheme, name), lines) for name, lines in found if lines]


class _Page:
    def __init__(self, scheme: Scheme) -> None:
        self._scheme, self._speaker = scheme, Speaker(scheme)

    def field(self, name: str) -> Iterator[str]:
        """The lines of one field of the scheme."""
        held = getattr(self._scheme, name)
        if isinstance(held, Word):
            yield from self._inside(held, "", "")
        else:
            for key, entry in _pairs(held):
                yield from self._entry(entry, key, "")

    def _entry(self, entry: Word, key: str | None, blank: str) -> Iterator[str]:
        word = type(entry)
        title = line_title(key, entry.title) if isinstance(entry, Line) and key else None
        title = title or self._speaker.title(entry, _identity(entry) or key)
        called = word_name(word) if title == word_name(word) else f"{word_name(word)}“{title}”"
        clause = getattr(entry, "clause", None)
        yield from self._inside(entry, f"{called}{f'（{clause}）' if clause else ''}", blank)

    def _inside(self, entry: Word, called: str, blank: str) -> Iterator[str]:
        """The entry in one line, and its own entries below it; a fact only where it says more than the table."""
        is_fact = isinstance(entry, FactBase)
        below = [(name, list(_pairs(getattr(entry, name)))) for name in type(entry).model_fields]
        children = {name: pairs for name, pairs in below if pairs and all(_is_entry(one) for _, one in pairs)}
        besides = {*children, *(_IN_TABLE if is_fact else ()), identity(type(entry)) or ""}
        said = "；".join(self._speaker.summary(entry, frozenset(besides)))
        if said or (called and not is_fact):
            yield f"{blank}{'：'.join(filter(None, [called, said]))}"
        for pairs in children.values():
            for key, child in pairs:
                yield from self._entry(child, key, f"{blank}　" if called else "")


def _pairs(held: Any) -> Iterator[tuple[str | None, Word]]:
    """The words in a list or table, with their keys."""
    pairs = (
        held.items()
        if isinstance(held, dict)
        else [(None, one) for one in held]
        if isinstance(held, tuple)
        else ()
    )
    yield from ((key, one) for key, one in pairs if isinstance(one, Word))


def _is_entry(one: Word) -> bool:
    """Whether it stands for itself, rather than as a value in the line of its owner."""
    return hasattr(one, "title") or identity(type(one)) is not None


def _identity(entry: Word) -> str | None:
    name = identity(type(entry))
    return getattr(entry, name) if name else None
