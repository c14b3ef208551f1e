"""What the model says of its own fields: options, numbers, conditions. Read off the types: it is never behind."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from inspect import isclass
from typing import Any, Literal, get_args, get_origin, get_type_hints

from jifen.rules.model.base import Condition, Points, Range, Word
from jifen.rules.model.scheme import Scheme

IDENTITY = ("id",)
"""Names of fields that tell entries of a list apart, besides those called like their word."""


def all_words(root: type[Word] = Scheme) -> list[type[Word]]:
    """Return every word that may stand in a file, the root first, in the order of the model."""
    found: dict[type[Word], None] = {root: None}
    queue = [root]
    while queue:
        word = queue.pop(0)
        for field in word.model_fields:
            for inner in _pieces(_hint(word, field)):
                if isclass(inner) and issubclass(inner, Word) and inner not in found:
                    found[inner] = None
                    queue.append(inner)
    return list(found)


@cache
def options(word: type[Word], field: str) -> tuple[str, ...]:
    """The fixed options of a field in the order of the model; empty where it has none."""
    literals = (piece for piece in _pieces(_hint(word, field)) if get_origin(piece) is Literal)
    return tuple(dict.fromkeys(str(option) for literal in literals for option in get_args(literal)))


@cache
def is_written(word: type[Word], field: str) -> bool:
    """Whether people write a field; ``form`` only tells the forms of ``points`` apart inside the model."""
    return field != "form" or not options(word, field)


@cache
def is_condition(word: type[Word], field: str) -> bool:
    """Whether a field holds a condition or a formula."""
    return any(piece == Condition for piece in _pieces(_hint(word, field)))


@cache
def is_points(word: type[Word], field: str) -> bool:
    """Whether the numbers of a field are points."""
    return any(piece == Points for piece in _pieces(_hint(word, field)))


@cache
def is_range(word: type[Word], field: str) -> bool:
    """Whether a field holds a range of numbers."""
    return any(piece is Range for piece in _pieces(_hint(word, field)))


@cache
def text_pattern(word: type[Word], field: str) -> str | None:
    """The pattern that the texts (or the keys) of a field must follow; None where any text will do."""
    marks = (mark for piece in _pieces(_hint(word, field)) for mark in getattr(piece, "__metadata__", ()))
    patterns = (
        getattr(one, "pattern", None) for mark in marks for one in (mark, *getattr(mark, "metadata", ()))
    )
    return next((pattern for pattern in patterns if isinstance(pattern, str)), None)


@cache
def identity(word: type[Word]) -> str | None:
    """The field that tells the entries of a list of this word apart; None where nothing does."""
    names = (name for name in (word.__name__.lower(), *IDENTITY) if name in word.model_fields)
    return next((name for name in names if _names_it(word, name)), None)


def _names_it(word: type[Word], field: str) -> bool:
    """Whether a field always holds a short text or an option."""
    spelled = str in _pieces(_hint(word, field)) or bool(options(word, field))
    return spelled and word.model_fields[field].is_required() and not is_condition(word, field)


def _hint(word: type[Word], field: str) -> Any:
    return _hints(word)[field]


@cache
def _hints(word: type[Word]) -> dict[str, Any]:
    return get_type_hints(word, include_extras=True)


def _pieces(hint: Any) -> Iterator[Any]:
    """A type and everything it is made of."""
    yield hint
    if get_origin(hint) is not Literal:
        for inner in get_args(hint):
            yield from _pieces(inner)
