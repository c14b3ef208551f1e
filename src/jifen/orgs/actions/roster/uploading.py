"""The first step of an import, and the two ways back: read the file and keep its rows, check again, give up."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from jifen.audit.actions import Subject, record
from jifen.common.actor import Actor
from jifen.common.refusals import Invalid
from jifen.orgs.actions.roster.sheet import SHEET, roster_spec
from jifen.orgs.errors import ChangedMeanwhile
from jifen.orgs.models import Organization, RosterBlock, RosterFault, RosterImport, RosterLine
from jifen.orgs.permissions import may
from jifen.orgs.queries import get_organization_for, get_roster_for
from jifen.orgs.states.acts import Act
from jifen.orgs.states.organizations import OrganizationKind, OrganizationState
from jifen.orgs.states.roster import ROSTER
from jifen.workbook import Fault, Reading, Table, WorkbookRefused, read, sentences

BLOCK = 500
"""Rows that are read, compared or written at a time: what bounds the memory."""
_MOST_SENTENCES = 20


def import_roster(
    *, actor: Actor, at: datetime, organization_id: UUID | str, file_name: str, content: bytes
) -> RosterImport:
    """Read a workbook and keep its rows sealed; nothing is compared or changed yet.

    Raises `NotFound`, `NotAllowed`, or `Invalid` for a file of which no row can be read.
    """
    organization = get_organization_for(actor, organization_id)
    may(actor, Act.IMPORT_ROSTER, organization.place).require()
    _refuse_no_members(organization)
    reading, table = _read(content, needs_branch=not organization.is_branch)
    with transaction.atomic():
        organization = get_organization_for(actor, organization_id)
        may(actor, Act.IMPORT_ROSTER, organization.place).require()
        move = ROSTER.find(Act.IMPORT_ROSTER, None)
        roster = RosterImport.objects.create(
            organization=organization,
            state=move.target,
            file_name=file_name[-120:],
            entered_by=actor.title[:120],
            entered_at=at,
            rows=len(table.rows),
        )
        for number, rows in enumerate(blocks(_rows(table))):
            RosterBlock.objects.create(
                roster=roster, number=number, cells=json.dumps(rows, ensure_ascii=False)
            )
        told = itertools.chain(
            (_fault(roster, fault, blocking=True) for fault in reading.faults),
            (_fault(roster, fault, blocking=False) for fault in reading.warnings),
        )
        for faults in blocks(told):
            RosterFault.objects.bulk_create(faults)
        record(
            actor=actor,
            at=at,
            act=Act.IMPORT_ROSTER,
            place=organization.place,
            subject=about_roster(roster),
            detail={"rows": roster.rows},
        )
        return roster


def recheck_roster(*, actor: Actor, at: datetime, roster_id: UUID | str) -> RosterImport:
    """Check the same rows again: when something was put right here, or a run died. Raises `NotFound`, `NotNow`."""
    with transaction.atomic():
        roster = get_roster_for(actor, roster_id, lock=True)
        may(actor, Act.RECHECK_ROSTER, roster.organization.place).require()
        move_on(roster, Act.RECHECK_ROSTER, done=0, counts={})
        RosterFault.objects.filter(roster=roster, from_file=False).delete()
        RosterLine.objects.filter(roster=roster).delete()
        _record(actor, at, Act.RECHECK_ROSTER, roster)
        return roster


def discard_roster(*, actor: Actor, at: datetime, roster_id: UUID | str) -> RosterImport:
    """Give an import up and forget its rows; nothing was changed by it. Raises `NotFound`, `NotNow`."""
    with transaction.atomic():
        roster = get_roster_for(actor, roster_id, lock=True)
        may(actor, Act.DISCARD_ROSTER, roster.organization.place).require()
        move_on(roster, Act.DISCARD_ROSTER)
        RosterFault.objects.filter(roster=roster).delete()
        RosterLine.objects.filter(roster=roster).delete()
        RosterBlock.objects.filter(roster=roster).delete()
        _record(actor, at, Act.DISCARD_ROSTER, roster)
        return roster


def move_on(roster: RosterImport, act: Act, **also: Any) -> None:
    """Go on to the state an act leads to and begin a new run; compare-and-set. Raises `NotNow`."""
    move = ROSTER.find(act, roster.state)
    values = {"state": move.target, "attempt": roster.attempt + 1, **also}
    same = RosterImport.objects.filter(pk=roster.pk, state=roster.state, attempt=roster.attempt)
    if not same.update(**values):
        raise ChangedMeanwhile
    for name, value in values.items():
        setattr(roster, name, value)


def about_roster(roster: RosterImport) -> Subject:
    """Return what a record says an import is; the name of the file may hold anything and stays out."""
    return Subject("roster", str(roster.pk), "名册导入")


def blocks(rows: Iterable[Any]) -> Iterator[list[Any]]:
    """Yield the rows in blocks."""
    source = iter(rows)
    while block := list(itertools.islice(source, BLOCK)):
        yield block


def _record(actor: Actor, at: datetime, act: Act, roster: RosterImport) -> None:
    record(actor=actor, at=at, act=act, place=roster.organization.place, subject=about_roster(roster))


def _refuse_no_members(organization: Organization) -> None:
    if organization.kind is OrganizationKind.GROUP:
        raise Invalid(file="名册按党支部导入；党小组请在名册的“党小组”列里填写。")
    if organization.state is not OrganizationState.ACTIVE:
        raise Invalid(file=f"{organization.full_name}{organization.state.label}，不能导入名册。")


def _read(content: bytes, *, needs_branch: bool) -> tuple[Reading, Table]:
    """Return what the file holds; raise `Invalid` where no row can be had of it."""
    try:
        reading = read(content, [roster_spec(needs_branch=needs_branch)])
    except WorkbookRefused as refused:
        raise Invalid(file="".join(sentences(refused.faults))) from refused
    table = reading.tables.get(SHEET)
    if table is None or not table.rows:
        told = sentences([*reading.faults, *reading.warnings])[:_MOST_SENTENCES]
        raise Invalid(file="".join(told) or "文件里没有数据。")
    return reading, table


def _rows(table: Table) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield each row with its number and the cells that are not empty."""
    columns = [(key, cells) for key, cells in table.columns.items() if key != "serial"]
    for place, row in enumerate(table.rows):
        yield row, {key: _plain(cells[place]) for key, cells in columns if cells[place] is not None}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _fault(roster: RosterImport, fault: Fault, *, blocking: bool) -> RosterFault:
    return RosterFault(
        roster=roster,
        row=fault.row or 0,
        sheet=(fault.sheet or "")[:60],
        column=(fault.column or "")[:60],
        value=fault.value or "",
        code=fault.code,
        message=fault.message[:500],
        remedy=fault.remedy[:1000],
        blocking=blocking,
        from_file=True,
    )
