"""What the page of an import shows: its parts, each with its rows, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page

from jifen.orgs import queries
from jifen.orgs.models import Organization, RosterImport, RosterLine
from jifen.orgs.states.people import Standing
from jifen.orgs.states.roster import RUNNING, LineKind, RosterState
from jifen.web.paging import page_of
from jifen.web.requests import Request

FAULTS, HINTS, HELD = "faults", "hints", "held"
_KINDS = {"changed": LineKind.CHANGED, "new": LineKind.NEW, "absent": LineKind.ABSENT}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the page: its word in the address, its label, how many rows it has."""

    key: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Shown:
    """One row of the file as the page shows it."""

    row: int
    name: str
    branch: str
    standing: str
    said: list[list[str]]


def list_parts(roster: RosterImport) -> list[Part]:
    """Return the parts that hold anything, those to be acted on first; what is over has none."""
    if roster.state in RUNNING | {RosterState.DISCARDED, RosterState.UNDONE}:
        return []
    key, label = (HELD, "不能撤销的") if roster.state is RosterState.APPLIED else (FAULTS, "要改的")
    parts = [
        Part(key, label, queries.list_faults_of(roster, blocking=True).count()),
        *(Part(key, kind.label, roster.counts.get(kind.value, 0)) for key, kind in _KINDS.items()),
        Part(HINTS, "提醒", queries.list_faults_of(roster, blocking=False).count()),
    ]
    return [part for part in parts if part.count]


def page_of_part(request: Request, roster: RosterImport, key: str) -> Page[Any]:
    """Return the page of one part that the address asks for."""
    if key in _KINDS:
        page = page_of(request, queries.list_lines_of(roster, _KINDS[key]))
        page.object_list = _shown(list(page.object_list))
        return page
    return page_of(request, queries.list_faults_of(roster, blocking=key != HINTS))


def _shown(lines: Sequence[RosterLine]) -> list[Shown]:
    """Return the rows with the names of their branches: one read for all."""
    wanted = {_branch_of(line) for line in lines} - {""}
    names = {
        str(key): name
        for key, name in Organization.objects.filter(pk__in=wanted).values_list("pk", "full_name")
    }
    return [_one(line, names) for line in lines]


def _one(line: RosterLine, names: dict[str, str]) -> Shown:
    new = line.changes.get("set", {})
    name = str(line.person) if line.person else _called(new)
    code = line.person.standing if line.person else new.get("standing", "")
    standing = Standing(code).label if code else ""
    return Shown(line.row, name, names.get(_branch_of(line), ""), standing, line.changes.get("said", []))


def _called(new: dict[str, Any]) -> str:
    return f"{new['name']}（{new['mark']}）" if new.get("mark") else new.get("name", "")


def _branch_of(line: RosterLine) -> str:
    return (
        str(line.person.branch_id or "") if line.person else line.changes.get("set", {}).get("branch_id", "")
    )
