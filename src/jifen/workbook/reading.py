"""Reading: a file and the sheets expected in it → columns of values and the full list of faults."""

from __future__ import annotations

import itertools
import os
from collections.abc import Sequence
from dataclasses import dataclass, field

from jifen.workbook.addresses import column_letters
from jifen.workbook.choosing import SheetRows, choose
from jifen.workbook.columns import SheetSpec
from jifen.workbook.faults import Fault, WorkbookRefused, listing
from jifen.workbook.findings import Raw, shown
from jifen.workbook.headings import Header, heading_faults
from jifen.workbook.limits import Limits
from jifen.workbook.remarks import Remarks
from jifen.workbook.sources import open_sources
from jifen.workbook.tables import Noted, Table, TableBuilder

_BLOCK = 8_192


@dataclass
class Reading:
    """What was read.

    `tables` by the name of the spec; `faults` in the order of the file (empty: everything was understood);
    `warnings` what a person should know though it was read; `unread` the visible sheets nobody asked for.
    With faults the tables serve further checks, never use.
    """

    tables: dict[str, Table] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def read(
    path_or_bytes: str | os.PathLike[str] | bytes,
    specs: Sequence[SheetSpec],
    *,
    limits: Limits = Limits(),  # noqa: B008 -- frozen
) -> Reading:
    """Read an .xlsx or .csv file (UTF-8 with or without BOM, GB18030; comma, semicolon or tab).

    Raises `WorkbookRefused` for a file refused as a whole; every other fault is collected. Bytes are known by
    their content; a path must also have the right extension.
    """
    sheets = [SheetRows(source, limits.header_rows) for source in open_sources(path_or_bytes, specs, limits)]
    noted = Noted(limits.max_faults)
    reading = Reading(faults=noted.faults, warnings=noted.warnings)
    chosen = choose(specs, sheets, noted)
    for spec, sheet in chosen:
        header = sheet.header(spec)
        if header is None:
            noted.fault(_no_header(spec, sheet, limits))
        else:
            reading.tables[spec.name] = _Filling(spec, sheet, header, noted).fill()
    taken = [sheet for _, sheet in chosen]
    names = [s.source.name for s in sheets if s.source.visible and s not in taken]
    reading.unread = [name for name in names if name is not None]
    if noted.more:
        message = f"问题太多，只列出了 {noted.most} 处，另外还有 {noted.more} 处"
        reading.faults.append(Fault("too-many-faults", message, "请先改正列出的问题，再重新提交"))
    return reading


def _no_header(spec: SheetSpec, sheet: SheetRows, limits: Limits) -> Fault:
    required = [column for column in spec.columns if column.required]
    wanted = listing(column.heading for column in required or spec.columns)
    if not any(cell != "" for row in sheet.head for cell in row):
        remedy = f"请在第一行填上标题（{wanted}），下面逐行填写"
        return Fault("empty-sheet", "这张工作表是空的", remedy, sheet.source.name)
    message = f"前 {limits.header_rows} 行里没有找到标题行"
    return Fault("no-header", message, f"标题行应当有：{wanted}。请补上标题行", sheet.source.name)


class _Filling:
    """The filling of one table from the rows below its headings."""

    def __init__(self, spec: SheetSpec, sheet: SheetRows, header: Header, noted: Noted) -> None:
        self._spec = spec
        self._sheet = sheet
        self._header = header
        self._noted = noted
        self._row = header.place + 1
        self._table = Table(sheet.source.name)
        self._strays: set[int] = set()

    def fill(self) -> Table:
        """Return the table; note its faults in the order of the file."""
        spec, header, noted, table = self._spec, self._header, self._noted, self._table
        known = len(noted.faults), len(noted.warnings)
        for fault in heading_faults(spec, header, self._sheet.head[header.place], table.sheet, self._row):
            noted.fault(fault)
        remarks = Remarks(self._sheet.source.grid, header, self._row, self._sheet.shift)
        builder = TableBuilder(spec, header, table, noted, remarks.settled)
        rows = self._sheet.rows_below(header)
        first = self._row + 1
        # Block by block: a sheet is never held twice, as read and as converted.
        while block := list(itertools.islice(rows, _BLOCK)):
            numbers = range(first, first + len(block))
            builder.add(self._evened(block, numbers), numbers)
            first += len(block)
            self._refuse_too_many()
        remarks.note(table, noted)
        self._warn_of_examples(builder.examples)
        for faults, start in zip((noted.faults, noted.warnings), known, strict=True):
            faults[start:] = sorted(faults[start:], key=self._order)
        return table

    def _warn_of_examples(self, examples: list[int]) -> None:
        """Say which example rows were passed over, or that nothing else is there; a sheet may be left as it was."""
        table, noted = self._table, self._noted
        if table.rows:
            for row in examples:
                remedy = "填写完可以删去这一行"
                noted.warn(Fault("example-row", "这是示例行，没有计入", remedy, table.sheet, row))
        elif self._spec.required:
            message, remedy = "标题行下面没有数据", "请检查是否选错了文件"
            if examples:
                message, remedy = "标题行下面只有示例行，没有数据", "请在下面逐行填写"
            noted.warn(Fault("no-rows", message, remedy, table.sheet, self._row))

    def _order(self, fault: Fault) -> tuple[int, int]:
        headings = list(self._header.headings.values())
        place = headings.index(fault.column) if fault.column in headings else len(headings)
        return fault.row or 0, place

    def _refuse_too_many(self) -> None:
        if len(self._table.rows) > self._spec.max_rows:
            message = f"数据超过 {self._spec.max_rows} 行，一次最多读 {self._spec.max_rows} 行"
            fault = Fault("too-many-rows", message, "请分成几个文件提交", self._table.sheet)
            raise WorkbookRefused([fault])

    def _evened(self, block: list[Sequence[Raw]], numbers: Sequence[int]) -> list[Sequence[Raw]]:
        """Return the rows as wide as the headings, after noting what stands in no column."""
        width = self._header.width
        if not self._spec.allow_unknown:
            widest = max(map(len, block)) if not self._sheet.source.ragged else width
            for position in (*self._header.unheaded, *range(width, widest)):
                self._note_unheaded(position, block, numbers)
        if not self._sheet.source.ragged:
            return block
        evened: list[Sequence[Raw]] = []
        for row, number in zip(block, numbers, strict=True):
            extra = [shown(cell) for cell in row[width:] if str(cell).strip()]
            if extra:
                message = f"多出来了，这一行比标题行多 {len(extra)} 格"
                remedy = "如果内容里有分隔符，请给整格内容加上英文双引号；否则请删去多出的内容"
                self._noted.fault(Fault("extra-cells", message, remedy, None, number, value=extra[0]))
            missing = width - len(row)
            evened.append([*row, *[""] * missing] if missing > 0 else row)
        return evened

    def _note_unheaded(self, position: int, block: list[Sequence[Raw]], numbers: Sequence[int]) -> None:
        if position in self._strays:
            return
        for row, number in zip(block, numbers, strict=True):
            if position < len(row) and str(row[position]).strip():
                self._strays.add(position)
                message = f"填在没有标题的一列里（{column_letters(self._sheet.shift + position + 1)} 列）"
                remedy = "请给这一列加上标题，或删去其中的内容"
                value = shown(row[position])
                fault = Fault("no-heading", message, remedy, self._table.sheet, number, value=value)
                self._noted.fault(fault)
                break
