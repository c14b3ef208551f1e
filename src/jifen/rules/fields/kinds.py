"""What a field is: its type, its labels and the options it may hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Literal

Scope = Literal["fact", "member", "context", "result"]


class FieldType(Enum):
    """Type of a field's value; the value of each member is its Chinese name in messages."""

    NUMBER = "数"
    POINTS = "分数"
    TEXT = "文字"
    CHOICE = "选项"
    DATE = "日期"
    TIME = "时刻"
    FLAG = "是否"


@dataclass(frozen=True, slots=True)
class Choice:
    """One option: permanent code, the label people read, other spellings accepted on input."""

    code: str
    label: str
    aliases: tuple[str, ...] = ()

    def answers_to(self, word: str) -> bool:
        """Tell whether `word` is the code, the label or an alias of this option."""
        return word == self.code or word == self.label or word in self.aliases


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the registry (LANGUAGE §3).

    `labels` are Chinese; the first is the heading used in workbooks, the others are accepted spellings.
    `choices` is empty where the scheme supplies the options (kind, tier, grade …).
    `many`: the field may hold several values; `==` and `in` hold when one of them fits, `!=` when none does.
    """

    name: str
    labels: tuple[str, ...]
    type: FieldType
    scope: Scope
    choices: tuple[Choice, ...] = ()
    meaning: str = ""
    many: bool = False

    @property
    def heading(self) -> str:
        """The label used in workbooks and sentences."""
        return self.labels[0]


class Choices(tuple[Choice, ...]):
    """Many options, found by their words at once instead of one after the other."""

    @cached_property
    def by_word(self) -> dict[str, Choice]:
        """The first option that answers to each word."""
        found: dict[str, Choice] = {}
        for choice in self:
            for word in (choice.code, choice.label, *choice.aliases):
                found.setdefault(word, choice)
        return found


def find_choice(choices: Iterable[Choice], word: str) -> Choice | None:
    """Return the first option that answers to `word` (code, label or alias), else None."""
    if isinstance(choices, Choices):
        return choices.by_word.get(word)
    return next((choice for choice in choices if choice.answers_to(word)), None)


def table(*fields: Field) -> dict[str, Field]:
    """Return the fields by name, in the order given."""
    return {field.name: field for field in fields}
