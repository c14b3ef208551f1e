"""Whom a row of a table of promises means, and what speaks against it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from jifen.common.refusals import Blocked
from jifen.orgs.models import Organization, Person
from jifen.schemes.actions.plans.table import Trouble, read_month
from jifen.schemes.models import Enrolment, TaskPlan
from jifen.schemes.queries.plans import find_frame
from jifen.schemes.states.plans import EDITABLE, STANDING, UNDER_WAY
from jifen.schemes.states.promises import LONGEST, MOST, Promise, TaskKind

KINDS = {kind.label: kind for kind in TaskKind}


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """One row of the table: the member's line of the list of the year, and what he promises."""

    enrolment_id: str
    promise: Promise


class Desk:
    """What is known of the list of a year and its plans, read once for all rows of a table."""

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

    def look_at(self, cells: Mapping[str, Any]) -> tuple[Person, PromiseRow] | list[Trouble]:
        """Return what a row comes to, or everything that is wrong with it; nothing for one that was left empty."""
        if cells["name"] and not any(cells[key] for key in ("text", "done", "month")):
            return []
        found = self._find(cells["name"] or "", cells["mark"] or "")
        troubles = [found] if isinstance(found, Trouble) else []
        months = [] if isinstance(found, Trouble) else self._months(found)
        month = read_month(cells["month"] or "", months)
        troubles += [month] if isinstance(month, Trouble) else []
        troubles += list(_texts(cells["text"] or "", cells["done"] or ""))
        if isinstance(found, str) and cells["text"]:
            troubles += self._count(found, cells["text"])
        if troubles or isinstance(found, Trouble) or isinstance(month, Trouble):
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


def _texts(text: str, done: str) -> Iterable[Trouble]:
    for key, value in (("text", text), ("done", done)):
        if not value:
            yield Trouble(key, "missing-value", "没有填写", "请补上；没有要写的，把这一行删去")
        elif len(value) > LONGEST:
            yield Trouble(key, "too-long", f"超过 {LONGEST} 个字", "请写短些", value)
