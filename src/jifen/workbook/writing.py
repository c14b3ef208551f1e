"""Writing: sheets of typed columns → .xlsx and .csv, with native types and nothing that reckons by itself."""

from __future__ import annotations

import csv
import datetime as dt
import os
import tempfile
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import xlsxwriter
import xlsxwriter.exceptions

from jifen.workbook.guard import guard, printable
from jifen.workbook.layout import Cell, OutColumn, OutSheet, checked
from jifen.workbook.output import replacing
from jifen.workbook.sheet_writer import SheetWriter
from jifen.workbook.validation import Dropdowns

FONT = "宋体"
_MADE = dt.datetime(2000, 1, 1)


def write_xlsx(path: str | os.PathLike[str], sheets: Sequence[OutSheet]) -> None:
    """Write the sheets; the file appears only when it is complete, and equal input gives equal bytes.

    Text stays text whatever it begins with; numbers, points and dates are real ones. Raises `OutputRefused`
    for what the disk prevents, `ValueError` for a cell that does not fit its column.
    """
    with replacing(path) as part, tempfile.TemporaryDirectory() as folder:
        book = xlsxwriter.Workbook(
            str(part),
            {
                "constant_memory": True,
                "tmpdir": folder,
                "default_format_properties": {"font_name": FONT, "font_size": 11},
            },
        )
        # Without it the library writes the time of day into the file.
        book.set_properties({"created": _MADE})
        try:
            _fill(book, sheets)
            _close(book)
        except BaseException:
            _abandon(book)
            raise


def write_csv(path: str | os.PathLike[str], sheet: OutSheet) -> None:
    """Write headings and rows as CSV: UTF-8 with the mark by which Excel knows it, lines ended as in Windows.

    Text that a spreadsheet program would take for a formula, and digits it would shorten (16 or more), get an
    apostrophe in front, as is customary; `read` takes it away again. Title, notes, examples and footer are
    left out. Raises as `write_xlsx` does.
    """
    with replacing(path) as part, part.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow([guard(printable(column.heading)) for column in sheet.columns])
        for number, row in enumerate(sheet.rows, start=2):
            cells = zip(row, sheet.columns, strict=True)
            values = [(checked(cell, column, sheet.name, number), column) for cell, column in cells]
            writer.writerow([_csv_text(cell, column) for cell, column in values])


def _csv_text(cell: Cell, column: OutColumn) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return guard(printable(cell))
    if isinstance(cell, dt.date):
        return cell.isoformat()
    number = Decimal(cell)
    if column.kind == "number" and column.decimals is not None:
        places = max(column.decimals, -int(number.normalize().as_tuple().exponent))
        return format(number, f".{places}f")
    return format(number, "f")


def _fill(book: Any, sheets: Sequence[OutSheet]) -> None:
    visible = [sheet.name for sheet in sheets if not sheet.hidden]
    if not visible:
        raise ValueError("a workbook needs a sheet that can be seen")
    writers = [SheetWriter(book, sheet) for sheet in sheets]
    for writer in writers:
        writer.write()
    book.get_worksheet_by_name(visible[0]).activate()
    Dropdowns(book, writers).add()


def _close(book: Any) -> None:
    try:
        book.close()
    except xlsxwriter.exceptions.FileCreateError as error:
        # The library wraps the error of the disk, which alone tells what to do.
        cause = error.args[0] if error.args else None
        raise (cause if isinstance(cause, OSError) else OSError(str(error))) from error


def _abandon(book: Any) -> None:
    """Let go of the library's scratch files, so that they can be removed."""
    book.fileclosed = True
    for worksheet in book.worksheets():
        worksheet.row_data_fh.close()
