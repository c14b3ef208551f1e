"""From the words of cells to the values the engine knows: options by code, lists of options, amounts."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from jifen.engine.gather import Plain
from jifen.engine.intake.notes import Notes, Trouble
from jifen.rules.fields import Choice, Field, FieldType, find_choice
from jifen.workbook import Table
from jifen.workbook.days import to_day, to_time
from jifen.workbook.faults import listing
from jifen.workbook.findings import Finding, nearest, plain
from jifen.workbook.quantities import to_number
from jifen.workbook.words import to_flag

LIST_MARK = "、"
NONE = ""
"""A list without anything in it: known, and equal to no option."""
_NONE_WORDS = {"无", "没有"}
_SEPARATORS = re.compile(r"[、,，;；/／\s]+")
_LARGEST = 10**10
_PARSERS: dict[FieldType, Callable[[str], Any]] = {
    FieldType.NUMBER: to_number,
    FieldType.POINTS: to_number,
    FieldType.DATE: to_day,
    FieldType.TIME: to_time,
    FieldType.FLAG: to_flag,
}
_NEVER_NEGATIVE = {"quantity", "amount", "minutes_late"}


def convert(known: Field, choices: Sequence[Choice], value: Any) -> Plain | Trouble:
    """The engine's value of a cell that was read by the kind of its column."""
    if isinstance(value, str) and choices:
        return _options(choices, value) if known.many else _option(choices, value)
    if isinstance(value, Decimal):
        return _amount(known, value)
    return value  # type: ignore[no-any-return]


def parse(known: Field, choices: Sequence[Choice], text: str) -> Plain | Trouble:
    """The engine's value of a field given as text (sheet of changes)."""
    reader = _PARSERS.get(known.type)
    value = reader(text) if reader else text
    if isinstance(value, Finding):
        return Trouble(value.code, value.message, value.remedy)
    return convert(known, choices, value)


def _option(choices: Sequence[Choice], word: str) -> str | Trouble:
    choice = find_choice(choices, word) or find_choice(choices, plain(word))
    return choice.code if choice else not_offered(choices, word)


def _options(choices: Sequence[Choice], text: str) -> str | Trouble:
    if plain(text) in _NONE_WORDS:
        return NONE
    codes = []
    for word in _SEPARATORS.split(text.strip()):
        code = _option(choices, word)
        if isinstance(code, Trouble):
            return replace(code, message=f"其中的“{word}”{code.message}")
        codes.append(code)
    return LIST_MARK.join(codes)


def not_offered(choices: Sequence[Choice], word: str) -> Trouble:
    """That a word is none of the options, which it may be, and which there are."""
    labels = [choice.label for choice in choices]
    close = nearest(word, labels)
    hint = f"是不是“{close}”？" if close else ""
    return Trouble("bad-choice", "不在可以填的范围内", f"{hint}可以填：{listing(labels)}")


def _amount(known: Field, value: Decimal) -> Decimal | Trouble:
    if abs(value) > _LARGEST:
        return Trouble("number-too-large", "数值太大", "请核对这个数")
    if value * 100 != int(value * 100):
        return Trouble("too-many-decimals", "超过两位小数", "请改成最多两位小数")
    if value < 0 and known.name in _NEVER_NEGATIVE:
        return Trouble("negative-amount", "不能是负数", "请填 0 或正数")
    return value


def convert_column(known: Field, choices: Sequence[Choice], table: Table, notes: Notes) -> list[Plain]:
    """A whole column; the same word typed a thousand times is looked up once. Faulty cells become None."""
    cells = table.columns[known.name]
    if not choices and known.type in (
        FieldType.TEXT,
        FieldType.CHOICE,
        FieldType.DATE,
        FieldType.TIME,
        FieldType.FLAG,
    ):
        return cells
    memory: dict[Any, Plain] = {None: None}
    wrong: dict[Any, Trouble] = {}
    for value in dict.fromkeys(cells):
        found = convert(known, choices, value)
        if isinstance(found, Trouble):
            wrong[value] = found
            memory[value] = None
        else:
            memory[value] = found
    if wrong:
        for index, value in enumerate(cells):
            if value in wrong:
                notes.fault(table, index, known.name, wrong[value], value)
    return [memory[value] for value in cells]
