"""The table of promises to fill in, with the members of the year in it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.db import transaction

from jifen.common.actor import Actor
from jifen.schemes.actions.plans.desk import Desk
from jifen.schemes.actions.plans.table import SHEET, SPEC
from jifen.schemes.queries.plans import require_planned_branch_for
from jifen.schemes.states.acts import Act
from jifen.schemes.states.promises import MOST_USUAL, TaskKind
from jifen.workbook import OutColumn, OutSheet, write_xlsx
from jifen.workbook.layout import Cell

EMPTY_ROWS = 3
"""Rows with his name for whoever has written nothing yet."""


def write_promise_template(
    *, actor: Actor, at: datetime, branch_id: UUID | str, year: str, path: str | os.PathLike[str]
) -> None:
    """Write the table of a year: what the plans say that may still change, empty rows for those without any.

    Raises `NotFound`, `NotAllowed`, `Blocked`.
    """
    with transaction.atomic():
        branch = require_planned_branch_for(actor, branch_id, Act.IMPORT_PROMISES)
        desk = Desk(branch, year)
        rows = list(_rows(desk))
    columns = tuple(
        OutColumn(
            one.key, one.heading, width=one.width, wrap=one.key in ("text", "done"), required=one.required
        )
        for one in SPEC.columns
    )
    notes = (
        f"一项一行，承诺事项一般一人 2 至 {MOST_USUAL} 项；不够的，在下面另起一行写姓名。空着的行不算。",
        "写明做什么、怎样算完成；到哪个月完成写成 6月 或 2026年6月，全年的空着。",
        "填好以后在“导入目标任务”里上传或者复制粘贴，先核对，没有问题再导入。",
    )
    out = OutSheet(
        SHEET, columns, rows, title=f"{branch.full_name}{year}年度目标任务", notes=notes,
        dropdowns={"kind": tuple(kind.label for kind in TaskKind)}, spare_rows=50, landscape=True,
    )  # fmt: skip
    write_xlsx(path, [out])


def _rows(desk: Desk) -> Iterator[list[Cell]]:
    for key, row in desk.rows.items():
        if desk.say_closed(key):
            continue
        name: list[Cell] = [row.person.name, row.person.mark or None]
        plan = desk.plans.get(key)
        lines = list(plan.lines.all()) if plan else []
        for line in lines:
            month = f"{line.month.year}年{line.month.month}月" if line.month else None
            yield [*name, line.text, line.done, month, line.kind.label]
        for _ in range(0 if lines else EMPTY_ROWS):
            yield [*name, None, None, None, None]
