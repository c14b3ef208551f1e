"""Faults and warnings about rows, each at its sheet, row and column; kept up to a number and counted beyond it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time
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


@dataclass(slots=True)
class Notes:
    """What intake found; ``faults`` stand in the way of scoring, ``warnings`` do not."""

    faults: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)
    more: int = 0

    def fault(self, table: Table, index: int, key: str, trouble: Trouble, value: object = None) -> None:
        """Take down what is wrong in a row."""
        if len(self.faults) < MOST:
            self.faults.append(_at(table, index, key, trouble, value))
        else:
            self.more += 1

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
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    return str(value)
