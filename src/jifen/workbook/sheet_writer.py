"""One sheet of an .xlsx file, written row by row from top to bottom."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from jifen.workbook.guard import printable
from jifen.workbook.layout import Cell, OutColumn, OutSheet, checked
from jifen.workbook.paper import LINE, Wrapping, fits_one_page, height_of, lines_of

_A4 = 9
_RED = "#C00000"
_GREY = "#808080"
_SHADE = "#F2F2F2"
_NUMBER = {"align": "right", "indent": 1}
_AIR = 3
_SIGNING = 45
"""Height in points of the line to sign on."""
_MARGINS = {"left": 0.5, "right": 0.5, "top": 0.6, "bottom": 0.7}


class SheetWriter:
    """Writes one `OutSheet`. Rows go to disk as the next one begins, so everything is written in order."""

    def __init__(self, book: Any, sheet: OutSheet) -> None:
        self.sheet = sheet
        self.worksheet = book.add_worksheet(sheet.name)
        self.first_row = sheet.heading_row
        """The first row below the headings, counted from 0."""
        self.last_row = self.first_row - 1
        """The last row written below the headings, footer excluded."""
        self._book = book
        self._wrapping = Wrapping(sheet.columns)
        self._height = 0.0
        self._text = book.add_format({"text_wrap": True, "valign": "top"})
        self._plain = [book.add_format(_appearance(column)) for column in sheet.columns]
        bordered = {"border": 1, "valign": "vcenter"}
        self._formats = [book.add_format(_appearance(column) | bordered) for column in sheet.columns]

    def write(self) -> None:
        """Write the whole sheet but its dropdowns."""
        sheet, worksheet = self.sheet, self.worksheet
        for place, column in enumerate(sheet.columns):
            worksheet.set_column(place, place, column.width, self._plain[place])
        self._set_up_page()
        row = 0
        if sheet.title:
            title = self._book.add_format(
                {"bold": True, "font_size": 16, "align": "center", "valign": "vcenter"}
            )
            self._write_line(row, sheet.title, title, 30)
            row += 1
        for note in sheet.notes:
            self._write_line(row, note, self._text, self._note_height(note))
            row += 1
        self._write_headings(row)
        row = self._write_examples(row + 1)
        row = self._write_rows(row)
        self.last_row = row - 1
        for note in sheet.footer:
            self._write_line(row, note, self._text, self._note_height(note))
            row += 1
        if sheet.signature:
            signing = self._book.add_format({"text_wrap": True, "valign": "bottom"})
            self._write_line(row, sheet.signature, signing, _SIGNING)
        if sheet.one_page and fits_one_page(sheet.columns, self._height, landscape=sheet.landscape):
            worksheet.fit_to_pages(1, 1)
        if sheet.hidden:
            worksheet.hide()

    def _set_up_page(self) -> None:
        worksheet = self.worksheet
        worksheet.set_paper(_A4)
        worksheet.set_margins(**_MARGINS)
        worksheet.center_horizontally()
        worksheet.fit_to_pages(1, 0)
        worksheet.set_footer("&C第 &P 页 共 &N 页")
        worksheet.freeze_panes(self.first_row, 0)
        worksheet.repeat_rows(self.first_row - 1)
        if self.sheet.landscape:
            worksheet.set_landscape()

    def _write_line(self, row: int, text: str, appearance: Any, height: float) -> None:
        """Write a text over the whole width."""
        self._set_height(row, height)
        last = len(self.sheet.columns) - 1
        if last:
            self.worksheet.merge_range(row, 0, row, last, "", appearance)
        self.worksheet.write_string(row, 0, printable(text), appearance)

    def _note_height(self, text: str) -> float:
        """Return the height of a text over the whole width, with a little air below."""
        return height_of(lines_of(text, sum(column.width for column in self.sheet.columns))) + _AIR

    def _set_height(self, row: int, height: float) -> None:
        """Make a row high enough; the ordinary height needs no word in the file."""
        self._height += height
        if height != LINE:
            self.worksheet.set_row(row, height)

    def _write_headings(self, row: int) -> None:
        common = {"bold": True, "border": 1, "bg_color": _SHADE, "text_wrap": True}
        common |= {"align": "center", "valign": "vcenter"}
        ordinary = self._book.add_format(common)
        required = self._book.add_format(common | {"font_color": _RED})
        for place, column in enumerate(self.sheet.columns):
            appearance = required if column.required else ordinary
            self.worksheet.write_string(row, place, printable(column.heading), appearance)
        headings = [column.heading for column in self.sheet.columns]
        self._set_height(row, height_of(Wrapping(self.sheet.columns, all_of_them=True).lines(headings)))

    def _write_examples(self, row: int) -> int:
        if self.sheet.examples:
            example = {"italic": True, "font_color": _GREY, "border": 1}
            formats = [self._book.add_format(_appearance(column) | example) for column in self.sheet.columns]
            for cells in self.sheet.examples:
                self._write_cells(row, cells, formats)
                row += 1
        return row

    def _write_rows(self, row: int) -> int:
        for cells in self.sheet.rows:
            self._write_cells(row, cells, self._formats)
            row += 1
        return row

    def _write_cells(self, row: int, cells: Sequence[Cell], formats: Sequence[Any]) -> None:
        """Write one row; every cell by the method of its type, since the general one would guess."""
        worksheet, name = self.worksheet, self.sheet.name
        for place, (cell, column, appearance) in enumerate(
            zip(cells, self.sheet.columns, formats, strict=True)
        ):
            value = checked(cell, column, name, row + 1)
            if type(value) is str:
                worksheet.write_string(row, place, printable(value), appearance)
            elif value is None:
                worksheet.write_blank(row, place, None, appearance)
            elif isinstance(value, int | Decimal):
                # Exact: a decimal number of up to 15 digits comes back from its nearest float.
                worksheet.write_number(row, place, float(value), appearance)
            else:
                worksheet.write_datetime(row, place, value, appearance)
        self._set_height(row, height_of(self._wrapping.lines(cells)))


def _appearance(column: OutColumn) -> dict[str, Any]:
    """Return the number format and wrapping of a column's cells; numbers keep off the text beside them."""
    if column.kind == "text":
        return {"num_format": "@", "text_wrap": column.wrap}
    if column.kind == "date":
        return {"num_format": "yyyy-mm-dd", "align": "center"}
    if column.kind == "integer":
        return {"num_format": "0", "align": "center"}
    if column.decimals is None:
        return _NUMBER | {"num_format": "General"}
    return _NUMBER | {"num_format": "0." + "0" * column.decimals if column.decimals else "0"}
