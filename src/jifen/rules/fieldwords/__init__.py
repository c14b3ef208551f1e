"""What every word, field and fixed option of a scheme file is called in Chinese: one table for all who speak of them.

A field is looked up in its word, then in the words that word is made from, then among the common ones; one that
is in no table is called by the name the file gives it, so that a new field is spoken of before it is named here.
"""

from __future__ import annotations

from typing import NamedTuple

from jifen.rules.fieldwords.anatomy import options
from jifen.rules.fieldwords.choicewords import ANYWHERE, CHOICES
from jifen.rules.fieldwords.cyclewords import CYCLE
from jifen.rules.fieldwords.itemwords import ITEMS
from jifen.rules.fieldwords.pointwords import POINTS
from jifen.rules.fieldwords.schemewords import COMMON, SCHEME
from jifen.rules.fieldwords.totalwords import TOTALS
from jifen.rules.model.base import Word

TABLES: dict[str, dict[str, str]] = {**SCHEME, **ITEMS, **POINTS, **TOTALS, **CYCLE}
"""Word → field → 「短名：说明」; the empty field is the word itself."""


class Said(NamedTuple):
    """The short name of a field, and what it means (empty where the name says it)."""

    name: str
    meaning: str


def find_field_words(word: type[Word], field: str) -> Said | None:
    """Return what a field (by its name in the model; "" for the word itself) is called, or None."""
    for base in word.__mro__:
        found = TABLES.get(base.__name__, {}).get(field)
        if found is not None:
            return _split(found)
    common = COMMON.get(field)
    return None if common is None else _split(common)


def field_name(word: type[Word], field: str) -> str:
    """The short name of a field; where it has none, the name in the file."""
    said = find_field_words(word, field)
    return said.name if said else file_name(word, field)


def word_name(word: type[Word]) -> str:
    """What a word of the language is called; where it has no name, that of its type."""
    said = find_field_words(word, "")
    return said.name if said else word.__name__


def file_name(word: type[Word], field: str) -> str:
    """The name of a field as the file writes it: ``for`` for ``members``."""
    return word.model_fields[field].alias or field


def option_name(word: type[Word], field: str, option: str) -> str | None:
    """What a fixed option of a field is called; None where it has no name, or is no option of the field."""
    for base in word.__mro__:
        found = CHOICES.get(f"{base.__name__}.{field}", {}).get(option)
        if found is not None:
            return found
    return ANYWHERE.get(option) if option in options(word, field) else None


def _split(text: str) -> Said:
    name, _, meaning = text.partition("：")
    return Said(name, meaning)
