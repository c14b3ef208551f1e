"""Every word, field and fixed option of a scheme file has a Chinese name, and no name is left over."""

import re

from jifen.rules.fieldwords import TABLES, field_name, find_field_words, option_name, word_name
from jifen.rules.fieldwords.anatomy import all_words, identity, is_written, options
from jifen.rules.fieldwords.choicewords import CHOICES
from jifen.rules.model.base import Word
from jifen.rules.model.cycle import Day
from jifen.rules.model.items import Gate, Item
from jifen.rules.model.points import Per

CHINESE = re.compile(r"[\u4e00-\u9fff]")


def test_every_word_and_field_has_a_chinese_name() -> None:
    fields = [
        (word, field)
        for word in all_words()
        for field in ("", *word.model_fields)
        if not field or is_written(word, field)
    ]

    nameless = [
        f"{word.__name__}.{field}"
        for word, field in fields
        if (said := find_field_words(word, field)) is None or not CHINESE.search(said.name)
    ]

    assert nameless == [], "add them to jifen.rules.fieldwords"


def test_every_fixed_option_has_a_chinese_name() -> None:
    nameless = [
        f"{word.__name__}.{field}: {option}"
        for word in all_words()
        for field in word.model_fields
        if is_written(word, field)
        for option in options(word, field)
        if not CHINESE.search(option_name(word, field, option) or "")
    ]

    assert nameless == [], "add them to jifen.rules.fieldwords.choicewords"


def test_no_name_is_left_over() -> None:
    known = {base.__name__: base for word in all_words() for base in word.__mro__ if issubclass(base, Word)}
    fields = [f"{word}.{field}" for word, names in TABLES.items() for field in names if field]

    left = [name for name in TABLES if name not in known]
    left += [
        name
        for name in (*fields, *CHOICES)
        if (parts := name.partition("."))[0] in known and parts[2] not in known[parts[0]].model_fields
    ]

    assert left == []


def test_a_field_without_a_name_is_called_as_in_the_file() -> None:
    class River(Word):
        river: str
        members: str | None = None
        length: int = 0

    assert (field_name(River, "length"), field_name(River, "members"), word_name(River)) == (
        "length",
        "适用对象",
        "River",
    )


def test_entries_are_told_apart_by_what_names_them() -> None:
    assert [identity(word) for word in (Item, Gate, Day, Per)] == ["item", None, None, None]
