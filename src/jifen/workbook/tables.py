"""From the rows of one sheet to columns of values, with every fault of every cell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from jifen.workbook.columns import CellKind, Column, SheetSpec
from jifen.workbook.days import to_day, to_time
from jifen.workbook.faults import Fault, mask
from jifen.workbook.findings import Finding, Raw, shown
from jifen.workbook.headings import Header
from jifen.workbook.marks import EXAMPLE_MARK
from jifen.workbook.quantities import to_integer, to_number
from jifen.workbook.words import choice_of, to_code, to_flag, to_text

_EXAMPLE: Any = object()
_MOST_REMEMBERED = 100_000
_CONVERSIONS: dict[CellKind, Callable[[Raw], Any]] = {
    CellKind.TEXT: to_text,
    CellKind.NUMBER: to_number,
    CellKind.INTEGER: to_integer,
    CellKind.DATE: to_day,
    CellKind.TIME: to_time,
    CellKind.FLAG: to_flag,
    CellKind.CODE: to_code,
}


@dataclass
class Table:
    """The data of one sheet, column by column; row `i` of the data is `columns[key][i]` for every key.

    `sheet` is the sheet's name in the file (None: CSV), `rows` the row numbers Excel shows, `columns` one
    list per key of the spec (None: empty, faulty, or the column is missing), `headings` the headings as they
    stand in the file. Blank rows and example rows are left out.
    """

    sheet: str | None
    rows: list[int] = field(default_factory=list)
    columns: dict[str, list[Any]] = field(default_factory=dict)
    headings: dict[str, str] = field(default_factory=dict)


@dataclass
class Noted:
    """Faults and warnings, kept up to a number and counted beyond it."""

    most: int
    faults: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)
    more: int = 0

    def fault(self, fault: Fault) -> None:
        """Take down a fault."""
        if len(self.faults) < self.most:
            self.faults.append(fault)
        else:
            self.more += 1

    def warn(self, warning: Fault) -> None:
        """Take down a warning; beyond the number it is dropped, since as many were read already."""
        if len(self.warnings) < self.most:
            self.warnings.append(warning)


class _Memory(dict[Any, Any]):
    """Raw value → converted value of one column; the same value typed a thousand times is parsed once."""

    def __init__(self, column: Column) -> None:
        super().__init__({"": None})
        is_choice = column.kind is CellKind.CHOICE
        self.convert = choice_of(column) if is_choice else _CONVERSIONS[column.kind]
        self.has_findings = False
        self.has_examples = False

    def __missing__(self, raw: Raw) -> Any:
        if len(self) > _MOST_REMEMBERED:
            self.clear()
            self[""] = None
        self[raw] = value = self._fresh(raw)
        return value

    def look_up(self, raws: list[Raw]) -> list[Any]:
        """Convert one column of a block."""
        if bool in set(map(type, raws)):
            # True equals 1 and hashes alike: remembered, one would be taken for the other.
            return [self._fresh(raw) if isinstance(raw, bool) else self[raw] for raw in raws]
        return [self[raw] for raw in raws]

    def _fresh(self, raw: Raw) -> Any:
        value = self.convert(raw)
        if value.__class__ is Finding:
            self.has_findings = True
        elif value.__class__ is str and value.startswith(EXAMPLE_MARK):
            self.has_examples = True
            return _EXAMPLE
        return value


class TableBuilder:
    """Takes the rows below the header block by block and fills a `Table`."""

    def __init__(
        self, spec: SheetSpec, header: Header, table: Table, noted: Noted, settled: set[tuple[int, int]]
    ) -> None:
        """`settled`: (Excel row, position) of cells whose fault is known, so that empty is no second one."""
        self._table = table
        self._noted = noted
        self._settled = settled
        self._present = [(c, header.positions[c.key]) for c in spec.columns if c.key in header.positions]
        self._absent = [c.key for c in spec.columns if c.key not in header.positions]
        self._memories = {column.key: _Memory(column) for column, _ in self._present}
        table.headings = dict(header.headings)
        table.columns = {column.key: [] for column in spec.columns}
        self.examples: list[int] = []
        """Excel rows of the example rows that were passed over."""

    def add(self, block: Sequence[Sequence[Raw]], numbers: Sequence[int]) -> None:
        """Take a block of rows of equal width and their Excel row numbers."""
        values: list[list[Any]] = []
        for column, position in self._present:
            memory = self._memories[column.key]
            values.append(memory.look_up([row[position] for row in block]))
        examples = self._examples(values)
        empty = (None,) * len(values)
        rows = enumerate(zip(*values, strict=True))
        kept = [index for index, row in rows if row != empty and index not in examples]
        for (column, position), cells in zip(self._present, values, strict=True):
            if column.required and None in cells:
                self._note_missing(column, position, cells, kept, numbers)
            if self._memories[column.key].has_findings:
                self._note_findings(column, position, cells, kept, block, numbers)
        whole = len(kept) == len(block)
        for (column, _), cells in zip(self._present, values, strict=True):
            self._table.columns[column.key].extend(cells if whole else [cells[index] for index in kept])
        for key in self._absent:
            self._table.columns[key].extend([None] * len(kept))
        self._table.rows.extend(numbers[index] for index in kept)
        self.examples += [numbers[index] for index in sorted(examples)]

    def _examples(self, values: list[list[Any]]) -> set[int]:
        memories = self._memories.values()
        marked = [cells for cells, memory in zip(values, memories, strict=True) if memory.has_examples]
        return {index for cells in marked for index, value in enumerate(cells) if value is _EXAMPLE}

    def _note_missing(
        self, column: Column, position: int, cells: list[Any], kept: list[int], numbers: Sequence[int]
    ) -> None:
        for index in kept:
            if cells[index] is None and (numbers[index], position) not in self._settled:
                self._noted.fault(self._at(column, numbers[index], _MISSING, None))

    def _note_findings(
        self,
        column: Column,
        position: int,
        cells: list[Any],
        kept: list[int],
        block: Sequence[Sequence[Raw]],
        numbers: Sequence[int],
    ) -> None:
        """Report the findings in one column of a block and put what is kept of the value in their place."""
        for index in kept:
            finding = cells[index]
            if isinstance(finding, Finding):
                fault = self._at(column, numbers[index], finding, block[index][position])
                if finding.warning:
                    self._noted.warn(fault)
                elif (numbers[index], position) not in self._settled:
                    self._noted.fault(fault)
                cells[index] = finding.kept

    def _at(self, column: Column, number: int, finding: Finding, raw: Raw | None) -> Fault:
        value = None if raw is None else shown(raw)
        if value is not None and column.sensitive:
            value = mask(value)
        heading = self._table.headings[column.key]
        return Fault(finding.code, finding.message, finding.remedy, self._table.sheet, number, heading, value)


_MISSING = Finding("missing-value", "没有填写", "这一列必须填写，请补上")
