"""The control sums of a sheet, and the digest of what a package carries."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from jifen.common.sheet import Cell, ColumnKind, Sheet


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
