"""The table of promises: its columns, its months as people write them, a fault at its cell."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jifen.schemes.states.allotments import say_month
from jifen.schemes.states.promises import TaskKind
from jifen.workbook import CellKind, Column, Fault, SheetSpec, Table

SHEET = "目标任务"
SPEC = SheetSpec(
    SHEET,
    (
        Column("name", "姓名", CellKind.TEXT, required=True, aliases=("党员姓名",)),
        Column("mark", "同名区分", CellKind.TEXT),
        Column("text", "目标任务", CellKind.TEXT, width=40, aliases=("承诺事项", "承诺内容", "任务")),
        Column("done", "怎样算完成", CellKind.TEXT, width=40, aliases=("完成标准", "完成要求")),
        Column("month", "完成月份", CellKind.TEXT, aliases=("完成时间", "完成时限", "月份")),
        Column(
            "kind", "类别", CellKind.CHOICE, choices=tuple(kind.label for kind in TaskKind), aliases=("种类",)
        ),
    ),
    aliases=("承诺",),
    max_rows=2_000,
    allow_unknown=True,
)
_MONTH = re.compile(r"(?:(\d{4})[年/.-])?(\d{1,2})(?:月份?|[/.-]\d{1,2}|月\d{1,2}日)?(?: 0?0:00(?::00)?)?")
NEEDED = {"text", "done"}
"""Columns a table must have; a row in which they are empty was left empty."""
ALL_YEAR = ("", "全年", "年底", "长期", "每月")


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with one cell, and what to do."""

    column: str
    code: str
    message: str
    remedy: str
    value: str = ""


def read_month(text: str, months: Sequence[date]) -> date | Trouble | None:
    """Return the month a cell means (6, 6月, 2026年6月, 2026-06-30) among those of a plan; None for all year."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if plain in ALL_YEAR:
        return None
    found = _MONTH.fullmatch(plain)
    if found is None or not 1 <= int(found[2]) <= 12:
        return Trouble("month", "bad-month", "不是月份", "请写成 6月 或 2026年6月；全年的空着", text)
    year, number = found[1], int(found[2])
    for month in months:
        if month.month == number and year in (None, str(month.year)):
            return month
    if not months:
        return None  # whose months they are is not known: told at his name
    first, last = say_month(months[0]), say_month(months[-1])
    return Trouble("month", "other-month", "不归他这份计划管", f"请写{first}到{last}里的月份", text)


def fault_at(table: Table, place: int, trouble: Trouble) -> Fault:
    """Return what is wrong with its place in the table."""
    heading = table.headings.get(trouble.column)
    row = table.rows[place]
    return Fault(
        trouble.code, trouble.message, trouble.remedy, table.sheet, row, heading, trouble.value or None
    )
