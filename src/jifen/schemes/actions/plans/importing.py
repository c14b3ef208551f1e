"""Promises of a whole branch from one table: looked at first with every fault at its cell, then written in one go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from jifen.audit.actions import Subject, record
from jifen.common.actor import Actor
from jifen.common.refusals import Blocked, Invalid
from jifen.orgs.models import Organization, Person
from jifen.schemes.actions.plans.rows import add_plan, write_lines
from jifen.schemes.actions.plans.table import SHEET, SPEC, Trouble, fault_at, read_month
from jifen.schemes.models import Enrolment, TaskPlan
from jifen.schemes.queries.plans import find_frame, require_planned_branch_for
from jifen.schemes.states.acts import Act
from jifen.schemes.states.plans import EDITABLE, PLAN, STANDING, UNDER_WAY, PlanState
from jifen.schemes.states.promises import LONGEST, MOST, Promise, TaskKind
from jifen.workbook import Fault, Table, WorkbookRefused, read, sentences

KINDS = {kind.label: kind for kind in TaskKind}


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """One row of the table: the member's line of the list of the year, and what he promises."""

    enrolment_id: str
    promise: Promise


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
        desk = _Desk(branch, year)
    table, faults = _read(content)
    checked = CheckedPromises(faults=faults)
    for place in range(len(table.rows)):
        found = desk.look_at(table, place)
        if isinstance(found, list):
            checked.faults += [fault_at(table, place, trouble) for trouble in found]
        else:
            checked.rows.append(found)
    checked.faults.sort(key=lambda one: one.row or 0)
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
        desk = _Desk(branch, year)
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


class _Desk:
    """What is known of the list of a year and its plans, read once for all rows."""

    def __init__(self, branch: Organization, year: str) -> None:
        rows = Enrolment.objects.filter(branch=branch, year=year, participates=True)
        rows = rows.select_related("person__group", "branch", "scheme_version__scheme__organization")
        self.rows = {str(row.pk): row for row in rows}
        self.frames = {key: find_frame(row) for key, row in self.rows.items()}
        if not any(self.frames.values()):
            raise Blocked(
                f"{branch}{year}年度没有参加积分的名单，或者办法没有按月赋分的部分，不用制订目标任务计划。"
            )
        self.branch = branch
        self.by_name: dict[str, list[str]] = defaultdict(list)
        for key, row in self.rows.items():
            self.by_name[row.person.name].append(key)
        there = TaskPlan.objects.filter(enrolment__in=rows, state__in={*UNDER_WAY, *STANDING})
        self.plans: dict[str, TaskPlan] = {}
        for plan in there.order_by("number", "pk"):
            self.plans[str(plan.enrolment_id)] = plan
        self.texts: dict[str, set[str]] = defaultdict(set)

    def look_at(self, table: Table, place: int) -> tuple[Person, PromiseRow] | list[Trouble]:
        """Return what a row comes to, or everything that is wrong with it."""
        cells = {key: cells[place] for key, cells in table.columns.items()}
        found = self._find(cells["name"] or "", cells["mark"] or "")
        troubles = [found] if isinstance(found, Trouble) else []
        months = [] if isinstance(found, Trouble) else self._months(found)
        month = read_month(cells["month"] or "", months)
        troubles += [month] if isinstance(month, Trouble) else []
        troubles += list(_texts(cells["text"] or "", cells["done"] or ""))
        if isinstance(found, str) and cells["text"]:
            troubles += self._count(found, cells["text"])
        whole = cells["text"] and cells["done"]  # what must be filled and is not was told by the reader
        if troubles or not whole or isinstance(found, Trouble) or isinstance(month, Trouble):
            return [one for one in troubles if one.message]
        kind = KINDS.get(cells["kind"] or "", TaskKind.PROMISE)
        promise = Promise(cells["text"], cells["done"], kind, month)
        return self.rows[found].person, PromiseRow(found, promise)

    def say_closed(self, key: str) -> str:
        """Return why the plan on a line of the list takes nothing in; empty where it does."""
        row = self.rows.get(key)
        if row is None or self.frames.get(key) is None:
            return "表里有一位同志不在参加名单上了，请重新上传。"
        plan = self.plans.get(key)
        if plan is None or plan.state in EDITABLE:
            return ""
        how = "退回以后再改" if plan.state in UNDER_WAY else "办“年中变更”再改"
        return f"{row.person}的目标任务计划{plan.state.label}，不能再导入；请先{how}。"

    def _find(self, name: str, mark: str) -> str | Trouble:
        """Return the line of the list a row means, or why nobody can tell."""
        keys = [key for key in self.by_name.get(name, []) if not mark or self.rows[key].person.mark == mark]
        if not name:
            return Trouble("name", "", "", "")  # told already: the column must be filled
        if not keys:
            said = f"不在{self.branch}这个年度参加积分的名单上"
            return Trouble("name", "not-here", said, "请核对姓名；新来的先补列到参加名单", name)
        if len(keys) > 1:
            said = f"名单上有{len(keys)}位同名的同志"
            return Trouble("name", "namesakes", said, "请填“同名区分”，照名册上的写", name)
        if said := self.say_closed(keys[0]):
            plan = self.plans[keys[0]]
            return Trouble(
                "name", "closed", f"的目标任务计划{plan.state.label}，不能再导入", said.split("；")[1], name
            )
        return keys[0]

    def _months(self, key: str) -> list[date]:
        frame, plan = self.frames[key], self.plans.get(key)
        since = plan.from_on if plan else date.min
        return [month for month in (frame.months if frame else ()) if month >= since]

    def _count(self, key: str, text: str) -> list[Trouble]:
        known = self.texts[key]
        if text in known:
            return [Trouble("text", "twice", "前面已经写过同一项", "请删去一行", text)]
        known.add(text)
        if len(known) > MOST:
            said = f"一份计划最多写 {MOST} 项"
            return [Trouble("text", "too-many", said, "请合并", text)]
        return []


def _write(desk: _Desk, key: str, promises: list[Promise]) -> TaskPlan:
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


def _texts(text: str, done: str) -> Iterable[Trouble]:
    for key, value in (("text", text), ("done", done)):
        if len(value) > LONGEST:
            yield Trouble(key, "too-long", f"超过 {LONGEST} 个字", "请写短些", value)


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
    return table, list(reading.faults)
