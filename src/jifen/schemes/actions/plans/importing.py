"""Promises of a whole branch from one table: looked at first with every fault at its cell, then written in one go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction

from jifen.audit.actions import Subject, record
from jifen.common.actor import Actor
from jifen.common.refusals import Blocked, Invalid
from jifen.orgs.models import Person
from jifen.schemes.actions.plans.desk import Desk, PromiseRow
from jifen.schemes.actions.plans.rows import add_plan, write_lines
from jifen.schemes.actions.plans.table import NEEDED, SHEET, SPEC, fault_at
from jifen.schemes.models import TaskPlan
from jifen.schemes.queries.plans import require_planned_branch_for
from jifen.schemes.states.acts import Act
from jifen.schemes.states.plans import PLAN, PlanState
from jifen.schemes.states.promises import Promise
from jifen.workbook import Fault, Table, WorkbookRefused, read, sentences


@dataclass(slots=True)
class CheckedPromises:
    """A table that was read: its rows by member, all its faults, and who of the year is not in it."""

    rows: list[tuple[Person, PromiseRow]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    absent: list[Person] = field(default_factory=list)


def check_promises(
    *, actor: Actor, at: datetime, branch_id: UUID | str, year: str, content: bytes
) -> CheckedPromises:
    """Read a table of promises (姓名, 目标任务, 怎样算完成, 完成月份, 类别) and look at every row; nothing is written.

    Raises `NotFound`, `NotAllowed`, `Blocked`, and `Invalid` for a file without rows.
    """
    with transaction.atomic():
        branch = require_planned_branch_for(actor, branch_id, Act.IMPORT_PROMISES)
        desk = Desk(branch, year)
    table, faults = _read(content)
    checked = CheckedPromises(faults=faults)
    for place in range(len(table.rows)):
        found = desk.look_at({key: cells[place] for key, cells in table.columns.items()})
        if isinstance(found, list):
            checked.faults += [fault_at(table, place, trouble) for trouble in found]
        else:
            checked.rows.append(found)
    checked.faults.sort(key=lambda one: one.row or 0)
    if not checked.rows and not checked.faults:
        raise Invalid(table="表里没有写目标任务，没有可导入的；请填好再核对。")
    told = {person.pk for person, _ in checked.rows}
    checked.absent = [one.person for one in desk.rows.values() if one.person.pk not in told]
    return checked


def import_promises(
    *, actor: Actor, at: datetime, branch_id: UUID | str, year: str, rows: Sequence[PromiseRow]
) -> list[TaskPlan]:
    """Write the rows of a table that was checked: each member's lines in place of those his open plan had.

    Who has no plan gets one with his months as the 办法 hands them out. Raises `NotFound`, `NotAllowed`, `Blocked`
    with everybody whose plan can no longer be changed.
    """
    with transaction.atomic():
        branch = require_planned_branch_for(actor, branch_id, Act.IMPORT_PROMISES)
        desk = Desk(branch, year)
        wanted: dict[str, list[Promise]] = defaultdict(list)
        for row in rows:
            wanted[row.enrolment_id].append(row.promise)
        if not wanted:
            raise Blocked("表里没有目标任务，没有要导入的。")
        obstacles = [said for key in wanted if (said := desk.say_closed(key))]
        if obstacles:
            raise Blocked(*obstacles)
        plans = [_write(desk, key, promises) for key, promises in wanted.items()]
        record(
            actor=actor,
            at=at,
            act=Act.IMPORT_PROMISES,
            place=branch.place,
            subject=Subject("organization", str(branch.pk), str(branch)),
            detail={"year": year, "people": sorted(str(desk.rows[key].person_id) for key in wanted)},
        )
        return plans


def _write(desk: Desk, key: str, promises: list[Promise]) -> TaskPlan:
    frame, plan = desk.frames[key], desk.plans.get(key)
    assert frame is not None  # asked before
    if plan is None:
        plan = add_plan(desk.rows[key], PLAN.find(Act.IMPORT_PROMISES, None).target, frame.usual)
    else:
        plan.state = PlanState(PLAN.find(Act.IMPORT_PROMISES, plan.state).target)
        plan.version += 1
        plan.save(update_fields=["state", "version"])
    write_lines(plan, promises)
    return plan


def _read(content: bytes) -> tuple[Table, list[Fault]]:
    """Return the rows of the table and what is wrong with its cells; raise `Invalid` where no row can be had."""
    try:
        reading = read(content, [SPEC])
    except WorkbookRefused as refused:
        raise Invalid(table="".join(sentences(refused.faults))) from refused
    table = reading.tables.get(SHEET)
    if table is None or not table.rows:
        told = sentences([*reading.faults, *reading.warnings])[:20]
        raise Invalid(table="".join(told) or "表里没有数据。")
    missing = [column.heading for column in SPEC.columns if column.key in NEEDED - table.headings.keys()]
    if missing:
        raise Invalid(table=f"标题行里没有“{'”“'.join(missing)}”，请补上这一列再核对。")
    return table, list(reading.faults)
