"""Faults and warnings about rows, each at its sheet, row and column; kept up to a number and counted beyond it."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from jifen.workbook import Fault, Table

MOST = 1_000
"""How many faults are listed; nobody reads more, the rest is counted."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with one value: permanent code, message, remedy; ``column``: its key, if not that of the value."""

    code: str
    message: str
    remedy: str
    column: str | None = None


Place = tuple[str | None, int | None, str | None]
"""Sheet, row and heading of a cell."""


@dataclass(slots=True)
class Notes:
    """What intake found; ``faults`` stand in the way of scoring, ``warnings`` do not.

    ``places``: cells a fault was told of, by the reader or here; no cell gets two.
    """

    faults: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)
    places: set[Place] = field(default_factory=set)
    more: int = 0

    def fault(self, table: Table, index: int, key: str, trouble: Trouble, value: object = None) -> None:
        """Take down what is wrong in a row, unless its cell has a fault already."""
        fault = _at(table, index, key, trouble, value)
        place = place_of(fault)
        if fault.column is not None and place in self.places:
            return
        self.places.add(place)
        if len(self.faults) < MOST:
            self.faults.append(fault)
        else:
            self.more += 1

    def rows(self, table: Table) -> set[int | None]:
        """The Excel rows of a sheet in which something is wrong."""
        return {row for sheet, row, _ in self.places if sheet == table.sheet}

    def warn(self, table: Table, index: int, key: str, trouble: Trouble, value: object = None) -> None:
        """Take down what a person should know about a row; beyond the number it is dropped."""
        if len(self.warnings) < MOST:
            self.warnings.append(_at(table, index, key, trouble, value))

    def whole(self, table: Table | None, trouble: Trouble, *, warning: bool = False) -> None:
        """Take down something about a sheet or about everything."""
        sheet = table.sheet if table else None
        one = Fault(trouble.code, trouble.message, trouble.remedy, sheet)
        (self.warnings if warning else self.faults).append(one)

    def finish(self) -> None:
        """Say how many faults were not listed."""
        if self.more:
            message = f"问题太多，只列出了 {MOST} 处，另外还有 {self.more} 处"
            self.faults.append(Fault("too-many-faults", message, "请先改正列出的问题，再算一次"))


def place_of(fault: Fault) -> Place:
    """The cell a fault is about."""
    return fault.sheet, fault.row, fault.column


def _at(table: Table, index: int, key: str, trouble: Trouble, value: object) -> Fault:
    column = trouble.column or key
    return Fault(
        trouble.code,
        trouble.message,
        trouble.remedy,
        table.sheet,
        table.rows[index],
        table.headings.get(column),
        None if value is None else written(value),
    )


def written(value: Any) -> str:
    """A value as a person writes it."""
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
