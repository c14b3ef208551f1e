"""A table copied from Excel, or a file, put into the cells of a register: looked at first, saved by another button."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from jifen.registers.models import Occasion
from jifen.web.registers.typed import DONE, NAME, NUMBER, OUTCOME, Cells, columns_of
from jifen.workbook import CellKind, Column, SheetSpec, WorkbookRefused, read, sentences
from jifen.workbook.days import to_day
from jifen.workbook.findings import plain

MOST_SAID = 20
_KINDS = {DONE: CellKind.DATE, NUMBER: CellKind.NUMBER}


def paste_into(occasion: Occasion, rows: Sequence[Cells], text: str) -> list[str]:
    """Put a table copied from Excel into the cells; return what could not be placed, line by line.

    The first line may name the columns; else they come as on the page, the name first.
    """
    columns = [(NAME, NAME), *columns_of(occasion.form)]
    order, place = [name for name, _ in columns], _placing(occasion, rows)
    faults = []
    for number, cells in enumerate(_split(text), 1):
        if number == 1 and NAME in cells:
            headings = {plain(heading): name for name, heading in columns}
            strange = [cell for cell in cells if cell and cell not in headings]
            if strange:
                said = "、".join(heading for _, heading in columns)
                faults.append(f"第 1 行：没有“{'、'.join(strange)}”这样的列，可以有：{said}。")
            order = [headings.get(cell, "") for cell in cells]
            continue
        if any(cells[len(order) :]):
            more = len(cells) - len(order)
            faults.append(f"第 {number} 行：{cells[0]}多了 {more} 列，请核对列的顺序。")
            continue
        given = {name: cell for name, cell in zip(order, cells, strict=False) if name and cell}
        if given and (said := place(given.pop(NAME, ""), given)):
            faults.append(f"第 {number} 行：{said}")
    return faults


def read_into(occasion: Occasion, rows: Sequence[Cells], content: bytes) -> list[str]:
    """Put an Excel or CSV file into the cells; return what could not be read or placed, with its cell."""
    spec = SheetSpec(
        occasion.form.kind.label,
        (
            Column(NAME, NAME, CellKind.TEXT, required=True, aliases=("党员姓名",)),
            *(
                Column(name, said, _KINDS.get(name, CellKind.TEXT))
                for name, said in columns_of(occasion.form)
            ),
        ),
        max_rows=2_000,
        allow_unknown=True,
    )
    try:
        reading = read(content, [spec])
    except WorkbookRefused as refused:
        return list(sentences(refused.faults))[:MOST_SAID]
    table, place = reading.tables.get(spec.name), _placing(occasion, rows)
    faults = list(sentences([*reading.faults]))
    for at, row in enumerate(table.rows if table else ()):
        assert table is not None  # it has rows
        given = {key: _as_text(column[at]) for key, column in table.columns.items() if column[at] is not None}
        if given and (said := place(plain(given.pop(NAME, "")), given)):
            faults.append(f"第 {row} 行：{said}")
    return faults[:MOST_SAID] or ([] if table and table.rows else ["表里没有数据，请填好再上传。"])


def _placing(occasion: Occasion, rows: Sequence[Cells]) -> Any:
    """Return what puts the cells of one line beside a name, and says why where it cannot."""
    by_name: dict[str, list[Cells]] = {}
    for row in rows:
        by_name.setdefault(plain(str(row.person)), []).append(row)
        if row.person.mark:
            by_name.setdefault(plain(row.person.name), []).append(row)

    def place(name: str, given: Mapping[str, str]) -> str:
        found = by_name.get(name, [])
        if len(found) == 1:
            found[0].texts |= {field: _as_typed(occasion, field, cell) for field, cell in given.items()}
            return ""
        if not name:
            return "没有写姓名。"
        return f"{name}有 {len(found)} 位，请连区分一起写。" if found else f"{name}不在这份登记的名单里。"

    return place


def _split(text: str) -> Iterator[list[str]]:
    """Yield the cells of pasted lines; Excel puts quotes around a cell with quotes or line breaks in it."""
    delimiter = "\t" if "\t" in text else ","
    lines = text if delimiter == "\t" else text.replace("，", ",")
    for cells in csv.reader(io.StringIO(lines), delimiter=delimiter):
        yield [" ".join(plain(cell).split()) for cell in cells]


def _as_typed(occasion: Occasion, field: str, cell: str) -> str:
    """Return a cell as the page types it: the code of what is said, a day as the calendar writes it."""
    if field == OUTCOME:
        return next((one.value for one in occasion.form.outcomes if one.label == cell), cell)
    if field == DONE:
        found = to_day(cell)
        return found.isoformat() if isinstance(found, date) else cell
    return cell


def _as_text(value: Any) -> str:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
