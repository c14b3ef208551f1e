"""The decided sheet as plain JSON and back: points are written as text, so that they stay exact."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from jifen.common.sheet import Cell, Column, ColumnKind, Sheet


def to_plain(sheet: Sheet) -> dict[str, Any]:
    """Return a sheet as a row keeps it."""
    return {
        "title": sheet.title,
        "columns": [[one.key, one.heading, one.kind.name, one.width] for one in sheet.columns],
        "rows": [[str(cell) if isinstance(cell, Decimal) else cell for cell in row] for row in sheet.rows],
        "notes": list(sheet.notes),
    }


def from_plain(plain: dict[str, Any]) -> Sheet:
    """Return the sheet a row keeps."""
    columns = tuple(
        Column(key, heading, ColumnKind[kind], width) for key, heading, kind, width in plain["columns"]
    )
    rows = tuple(
        tuple(_cell(column, cell) for column, cell in zip(columns, row, strict=True)) for row in plain["rows"]
    )
    return Sheet(plain["title"], columns, rows, tuple(plain["notes"]))


def _cell(column: Column, kept: Any) -> Cell:
    if column.kind is ColumnKind.NUMBER and kept is not None:
        return Decimal(kept)
    cell: Cell = kept
    return cell
