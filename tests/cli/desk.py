"""A recorder's desk: workbooks written for the village scheme, and the command called on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from jifen.cli.main import main
from jifen.workbook import OutColumn, OutSheet, write_xlsx

VILLAGE = "village-branch"
ABSENT = "没有参加支委会、党员大会、组织生活会、党课或学习"
ROSTER = (
    {"编号": "1", "姓名": "赵书记", "人员类别": "正式党员", "健康状况": "健康"},
    {"编号": "2", "姓名": "李明", "人员类别": "正式党员", "健康状况": "健康"},
    {"编号": "3", "姓名": "周预备", "人员类别": "预备党员", "健康状况": "健康"},
)
FACTS = (
    {"记录编号": "1", "姓名": "李明", "事项": ABSENT, "日期": date(2026, 7, 5), "说明": "七月例会"},
    {
        "姓名": "赵书记",
        "事项": "帮助困难群众、调解邻里纠纷、解决实际困难",
        "日期": date(2026, 9, 1),
        "认定主体": "书记",
        "佐证": "邻居",
    },
    {"姓名": "周预备", "事项": "会议、活动迟到", "日期": date(2027, 5, 5)},
)


def jifen(*words: object) -> Result:
    """Call the command as the terminal does."""
    return CliRunner().invoke(main, [str(word) for word in words])


def sheet(name: str, rows: Sequence[Mapping[str, Any]]) -> OutSheet:
    """A sheet with the headings that its rows name."""
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    days = {heading for row in rows for heading, cell in row.items() if isinstance(cell, date)}
    columns = tuple(OutColumn(h, h, "date" if h in days else "text") for h in headings)
    return OutSheet(name, columns, [[row.get(heading) for heading in headings] for row in rows])


def book(
    path: Path,
    facts: Sequence[Mapping[str, Any]] = FACTS,
    roster: Sequence[Mapping[str, Any]] | None = ROSTER,
    **more: Sequence[Mapping[str, Any]],
) -> Path:
    """Write a workbook of facts, with a roster unless it is None."""
    sheets = [sheet("事实", facts)] if facts else []
    if roster is not None:
        sheets.append(sheet("党员", roster))
    write_xlsx(path, [*sheets, *(sheet(name, rows) for name, rows in more.items())])
    return path
