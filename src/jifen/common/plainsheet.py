"""A sheet as plain JSON values, as a row keeps it, and back: points and days are text, so that they stay exact."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from jifen.common.sheet import Cell, Column, ColumnKind, Sheet


def plain_of(sheet: Sheet) -> dict[str, Any]:
    """Return a sheet as JSON values."""
    return {
        "title": sheet.title,
        "columns": [[one.key, one.heading, one.kind.name, one.width] for one in sheet.columns],
        "rows": [[plain_cell(cell) for cell in row] for row in sheet.rows],
        "notes": list(sheet.notes),
    }


def sheet_of(plain: Mapping[str, Any]) -> Sheet:
    """Return the sheet that was kept."""
    columns = tuple(
        Column(key, heading, ColumnKind[kind], width) for key, heading, kind, width in plain["columns"]
    )
    rows = tuple(
        tuple(cell_of(cell, column.kind) for cell, column in zip(row, columns, strict=True))
        for row in plain["rows"]
    )
    return Sheet(plain["title"], columns, rows, tuple(plain["notes"]))


def plain_cell(cell: Cell) -> int | str | None:
    """Return a cell as a JSON value."""
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell) if isinstance(cell, Decimal) else cell


def cell_of(plain: Any, kind: ColumnKind) -> Cell:
    """Return the cell of a column of a kind that was kept."""
    if plain is None:
        return None
    if kind is ColumnKind.DAY:
        return date.fromisoformat(plain)
    kept: Cell = Decimal(plain) if kind is ColumnKind.NUMBER else plain
    return kept
