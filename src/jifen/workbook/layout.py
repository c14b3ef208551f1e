"""What a caller hands over to be written: sheets of typed columns, with all that a printed table needs."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

Cell = str | int | Decimal | dt.date | None
"""What a cell may hold; None is empty. Points arrive as `Decimal`, never as floats or hundredths."""

ColumnKind = Literal["text", "number", "integer", "date"]

_BAD_NAME = re.compile(r"[\[\]:*?/\\]|^'|'$")
_LONGEST_NAME = 31
_LONGEST_TEXT = 32_767
_DIGITS = 15
_TOO_LARGE = 10**_DIGITS


@dataclass(frozen=True)
class OutColumn:
    """One column to write. `width` in half-width characters, `decimals` shown (None: as many as there are).

    `wrap` breaks long text into lines. `required` prints the heading in red; `note` appears when a cell of
    the column is selected.
    """

    key: str
    heading: str
    kind: ColumnKind = "text"
    width: int = 12
    decimals: int | None = 2
    wrap: bool = False
    required: bool = False
    note: str = ""


@dataclass(frozen=True)
class ListOf:
    """Choices that stand in a column of another sheet of the same file."""

    sheet: str
    key: str


@dataclass(frozen=True)
class OutSheet:
    """One sheet to write: title and notes, headings, example rows, rows, footer, a line to sign on.

    `rows` may be a generator: 100,000 rows are written without being held. The headings stay in view, are
    repeated on every printed page, and the table is one page wide on A4 with 第 x 页 共 y 页 below.
    With `one_page` it is also one page high, as long as that can be read. `dropdowns` by column key;
    `spare_rows` further rows get them too. A `hidden` sheet holds lists; the reader says nothing of one whose
    name begins with `HIDDEN_LISTS`.
    """

    name: str
    columns: tuple[OutColumn, ...]
    rows: Iterable[Sequence[Cell]] = ()
    title: str = ""
    notes: tuple[str, ...] = ()
    footer: tuple[str, ...] = ()
    signature: str = ""
    landscape: bool = False
    examples: tuple[Sequence[Cell], ...] = ()
    dropdowns: Mapping[str, tuple[str, ...] | ListOf] = field(default_factory=dict)
    spare_rows: int = 0
    hidden: bool = False
    one_page: bool = False

    def __post_init__(self) -> None:
        """Refuse a bad name, no columns, or a dropdown of no column (`ValueError`)."""
        if not self.name or len(self.name) > _LONGEST_NAME or _BAD_NAME.search(self.name):
            raise ValueError(f"no spreadsheet program takes the sheet name {self.name!r}")
        keys = [column.key for column in self.columns]
        if not keys or len(set(keys)) < len(keys):
            raise ValueError(f"sheet {self.name!r}: columns missing or used twice: {keys}")
        strangers = set(self.dropdowns) - set(keys)
        if strangers:
            raise ValueError(f"sheet {self.name!r}: dropdowns for no column: {sorted(strangers)}")

    @property
    def heading_row(self) -> int:
        """The Excel row of the headings: below title and notes."""
        return 1 + bool(self.title) + len(self.notes)


def checked(cell: Cell, column: OutColumn, sheet: str, row: int) -> Cell:
    """Return the cell as it is written; `ValueError` for one that would be written as something else.

    Text columns take anything as text. Numbers have at most 15 digits, what a spreadsheet keeps exactly.
    """
    if cell is None:
        return None
    if column.kind == "text":
        text = cell if type(cell) is str else str(cell)
        if len(text) <= _LONGEST_TEXT:
            return text
    elif column.kind == "date":
        if type(cell) is dt.date:
            return cell
    elif type(cell) is Decimal:
        if column.kind == "number" and _is_exact(cell):
            return cell
    elif type(cell) is int and abs(cell) < _TOO_LARGE:
        return cell
    shown = repr(cell)[:60]
    raise ValueError(f"{sheet!r} row {row} column {column.key!r}: {shown} cannot be written as {column.kind}")


def _is_exact(number: Decimal) -> bool:
    if not number.is_finite() or abs(number) >= _TOO_LARGE:
        return False
    return len(number.as_tuple().digits) <= _DIGITS or len(number.normalize().as_tuple().digits) <= _DIGITS
