"""A sheet as plain values, as a row keeps it, and its control sums."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from jifen.common.sheet import Cell, Column, ColumnKind, Sheet


def plain_of(sheet: Sheet) -> dict[str, Any]:
    """Return a sheet as JSON values: numbers with decimals and days as text."""
    return {
        "title": sheet.title,
        "columns": [[one.key, one.heading, one.kind.name, one.width] for one in sheet.columns],
        "rows": [[_plain(cell) for cell in row] for row in sheet.rows],
        "notes": list(sheet.notes),
    }


def sheet_of(plain: Mapping[str, Any]) -> Sheet:
    """Return the sheet that was kept."""
    columns = tuple(
        Column(key, heading, ColumnKind[kind], width) for key, heading, kind, width in plain["columns"]
    )
    rows = tuple(
        tuple(_cell(cell, column.kind) for cell, column in zip(row, columns, strict=True))
        for row in plain["rows"]
    )
    return Sheet(plain["title"], columns, rows, tuple(plain["notes"]))


def sums_of(sheet: Sheet) -> tuple[tuple[str, Decimal], ...]:
    """Return the control sum of every column of figures, by its heading; an empty cell counts nothing."""
    return tuple(
        (column.heading, sum(map(_figure, sheet.column(column.key)), Decimal()))
        for column in sheet.columns
        if column.kind is ColumnKind.NUMBER
    )


def digest_of(content: Mapping[str, Any]) -> str:
    """Return the digest of plain content: the same for the same values, in whatever order they were kept."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _figure(cell: Cell) -> Decimal:
    return Decimal(cell) if isinstance(cell, int | Decimal) else Decimal()


def _plain(cell: Cell) -> int | str | None:
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell) if isinstance(cell, Decimal) else cell


def _cell(plain: Any, kind: ColumnKind) -> Cell:
    if plain is None:
        return None
    if kind is ColumnKind.DAY:
        return date.fromisoformat(plain)
    return Decimal(plain) if kind is ColumnKind.NUMBER else plain
