"""Dropdowns and hints at the cells to fill."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from jifen.workbook.addresses import column_letters
from jifen.workbook.layout import ListOf, OutColumn
from jifen.workbook.marks import HIDDEN_LISTS
from jifen.workbook.sheet_writer import SheetWriter

_LONGEST_INLINE = 255
_LONGEST_TITLE = 32


class Dropdowns:
    """Adds the dropdowns of all sheets once these are written, since one may list what another holds."""

    def __init__(self, book: Any, writers: Sequence[SheetWriter]) -> None:
        self._book = book
        self._writers = {writer.sheet.name: writer for writer in writers}
        self._lists: dict[tuple[str, ...], str] = {}
        """Choices too long to stand in the rule → the range on the hidden sheet that holds them."""

    def add(self) -> None:
        """Add every rule, then the hidden sheet with the long lists, if any."""
        for writer in self._writers.values():
            last = writer.last_row + writer.sheet.spare_rows
            for place, column in enumerate(writer.sheet.columns):
                rule = self._rule(column, writer.sheet.dropdowns.get(column.key))
                if rule and last >= writer.first_row:
                    writer.worksheet.data_validation(writer.first_row, place, last, place, rule)
        if self._lists:
            self._write_lists()

    def _rule(self, column: OutColumn, choices: tuple[str, ...] | ListOf | None) -> dict[str, Any]:
        rule: dict[str, Any] = {}
        if column.note:
            rule |= {"validate": "any", "input_title": column.heading[:_LONGEST_TITLE]}
            rule["input_message"] = column.note[:_LONGEST_INLINE]
        if choices:
            rule |= {"validate": "list", "source": self._source(choices)}
            rule |= {"error_title": "填写有误", "error_message": "请从下拉列表中选择。"}
        return rule

    def _source(self, choices: tuple[str, ...] | ListOf) -> list[str] | str:
        if isinstance(choices, ListOf):
            writer = self._writers[choices.sheet]
            place = [column.key for column in writer.sheet.columns].index(choices.key)
            return _range(choices.sheet, place, writer.first_row, max(writer.last_row, writer.first_row))
        # A comma would part a choice in two, and the rule holds 255 characters in all.
        if len(",".join(choices)) <= _LONGEST_INLINE and not any("," in choice for choice in choices):
            return list(choices)
        if choices not in self._lists:
            self._lists[choices] = _range(HIDDEN_LISTS, len(self._lists), 0, len(choices) - 1)
        return self._lists[choices]

    def _write_lists(self) -> None:
        worksheet = self._book.add_worksheet(HIDDEN_LISTS)
        worksheet.hide()
        text = self._book.add_format({"num_format": "@"})
        for row in range(max(map(len, self._lists))):
            for place, choices in enumerate(self._lists):
                if row < len(choices):
                    worksheet.write_string(row, place, choices[row], text)


def _range(sheet: str, place: int, first: int, last: int) -> str:
    quoted = sheet.replace("'", "''")
    letters = column_letters(place + 1)
    return f"='{quoted}'!${letters}${first + 1}:${letters}${last + 1}"
