"""The sheet: one frozen table of plain values.

The room that decides builds it; the wall, the package sent up, the print and the export render this value.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

Cell = int | Decimal | str | date | None
"""What a cell may hold. Points arrive as `Decimal` (1.50), never as hundredths or floats; None is empty."""


class ColumnKind(Enum):
    """What the cells of a column hold, beside None."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    DAY = "day"


# Compared by exact type: a bool, a datetime, a NumPy scalar or an enum member is not a plain cell.
_PLAIN: dict[ColumnKind, tuple[type, ...]] = {
    ColumnKind.TEXT: (str,),
    ColumnKind.INTEGER: (int,),
    ColumnKind.NUMBER: (Decimal, int),
    ColumnKind.DAY: (date,),
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `key` for programs, `heading` for readers, `width` in half-width characters."""

    key: str
    heading: str
    kind: ColumnKind = ColumnKind.TEXT
    width: int = 12

    def __post_init__(self) -> None:
        """Refuse a column nobody could name or see (`ValueError`)."""
        if not self.key or not self.heading:
            raise ValueError(f"column {self.key!r} headed {self.heading!r}: both must be given")
        if self.width < 1:
            raise ValueError(f"column {self.key!r}: width {self.width} is not positive")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A titled table: each row has one cell per column, in their order; `notes` stand under it."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...] = ()
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a ragged table (`ValueError`) and a cell that is not of its column's kind (`TypeError`)."""
        twice = [key for key, count in Counter(column.key for column in self.columns).items() if count > 1]
        if twice:
            raise ValueError(f"columns used twice: {', '.join(twice)}")
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.columns):
                raise ValueError(f"row {number}: {len(row)} cells for {len(self.columns)} columns")
            for column, cell in zip(self.columns, row, strict=True):
                if not _fits(cell, column.kind):
                    raise TypeError(
                        f"row {number}, column {column.key!r}: {cell!r} is no {column.kind.value}"
                    )

    def column(self, key: str) -> tuple[Cell, ...]:
        """Return the cells of one column from top to bottom; `KeyError` for a key the sheet does not have."""
        index = {column.key: place for place, column in enumerate(self.columns)}[key]
        return tuple(row[index] for row in self.rows)


def _fits(cell: Cell, kind: ColumnKind) -> bool:
    """Say whether a cell is empty or a plain, finite value of this kind."""
    if cell is None:
        return True
    return type(cell) in _PLAIN[kind] and not (isinstance(cell, Decimal) and not cell.is_finite())
