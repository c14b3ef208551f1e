"""What the values of cells do not show and must be said: formulas, error values, merged cells."""

from __future__ import annotations

from jifen.workbook.addresses import column_letters
from jifen.workbook.faults import Fault
from jifen.workbook.grid import Grid
from jifen.workbook.headings import Header
from jifen.workbook.tables import Noted, Table

_MOST_SETTLED = 200_000


class Remarks:
    """The remarks on one sheet below its headings, in the columns that are read."""

    def __init__(self, grid: Grid, header: Header, row: int, shift: int) -> None:
        """`row`: the Excel row of the headings; `shift`: empty columns left of the first position."""
        self._row = row
        self._grid = grid
        self._headings = {place + shift + 1: header.headings[key] for key, place in header.positions.items()}
        self._errors = {cell: text for cell, text in grid.errors.items() if self._is_read(*cell)}
        self._unreckoned = [cell for cell in grid.unreckoned if self._is_read(*cell)]
        self._merges = [merge for merge in grid.merges if self._merged_columns(merge) and merge[2] > row]
        self.settled = {(row, column - shift - 1) for row, column in self._cells()}
        """(Excel row, position) of the cells that get a fault here."""

    def note(self, table: Table, noted: Noted) -> None:
        """Take down the remarks once the table is filled."""
        last = max(table.rows, default=0)
        for merge in self._merges:
            if merge[0] <= last:
                noted.fault(self._merged(table, merge))
        for (row, column), text in self._errors.items():
            message = "是公式算不出结果时的错误标记"
            fault = ("error-value", message, "请改正公式，或直接填上内容")
            noted.fault(Fault(*fault, table.sheet, row, self._headings[column], text))
        for row, column in self._unreckoned:
            remedy = "请用 Excel 或 WPS 打开并重新保存，或直接填上内容"
            fault = ("formula-without-result", "这是公式，文件里没有存下它的结果", remedy)
            noted.fault(Fault(*fault, table.sheet, row, self._headings[column]))
        filled = set(table.rows) if self._grid.formulas else set()
        for column, heading in self._headings.items():
            rows = filled.intersection(self._grid.formulas.get(column, ()))
            if rows:
                message = f"这里是公式（这一列共 {len(rows)} 处），按文件里存下的结果读取"
                remedy = "如果结果不是最新的，请用 Excel 或 WPS 打开并重新保存"
                noted.warn(Fault("formula-result-used", message, remedy, table.sheet, min(rows), heading))

    def _is_read(self, row: int, column: int) -> bool:
        return row > self._row and column in self._headings

    def _merged_columns(self, merge: tuple[int, int, int, int]) -> list[int]:
        return [column for column in self._headings if merge[1] <= column <= merge[3]]

    def _merged(self, table: Table, merge: tuple[int, int, int, int]) -> Fault:
        top, left, bottom, right = merge
        column = min(self._merged_columns(merge))
        message = f"这里有合并单元格（{column_letters(left)}{top}:{column_letters(right)}{bottom}）"
        remedy = "请取消合并，并在每一行都填上内容"
        row = max(top, self._row)
        return Fault("merged-cells", message, remedy, table.sheet, row, self._headings[column])

    def _cells(self) -> set[tuple[int, int]]:
        """Return (row, column) of every cell with a fault; enormous merged areas are left out."""
        cells = {*self._errors, *self._unreckoned}
        for merge in self._merges:
            columns = self._merged_columns(merge)
            top = max(merge[0], self._row + 1)
            if len(cells) + (merge[2] - top + 1) * len(columns) <= _MOST_SETTLED:
                cells.update((row, column) for row in range(top, merge[2] + 1) for column in columns)
        return cells
