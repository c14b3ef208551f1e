"""What the recorder does with what came in: sends it back, looks at what stands beside it, takes it up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from jifen.common.actor import Actor
from jifen.common.refusals import Blocked, Invalid, NotFound
from jifen.cycles.actions.saving import (
    note_declaration,
    open_declaration,
    require_takes_facts,
    save_declaration,
)
from jifen.cycles.models import Declaration
from jifen.cycles.permissions import may
from jifen.cycles.queries import get_cycle_for, list_conflicts, list_declarations_of, procedure_of
from jifen.cycles.states.acts import Act
from jifen.cycles.states.declarations import DECLARATION, DeclarationState


def return_declaration(
    *, actor: Actor, at: datetime, declaration_id: UUID | str, version: int, reason: str
) -> Declaration:
    """Send a declaration back, saying what is missing. Raises `NotFound`, `NotAllowed`, `NotNow`, `Invalid`."""
    with transaction.atomic():
        row = open_declaration(actor, declaration_id, Act.RETURN_DECLARATION, version)
        require_takes_facts(row.cycle)
        if not reason.strip():
            raise Invalid(reason="请写明退回的原因：还缺什么、怎样补。")
        save_declaration(row, Act.RETURN_DECLARATION, returned=reason.strip())
        note_declaration(row, Act.RETURN_DECLARATION, actor=actor, at=at)
        return row


def look_at_conflict(
    *, actor: Actor, at: datetime, declaration_id: UUID | str, version: int, reason: str
) -> Declaration:
    """Say why what looks like one fact twice is two (AMB-53). Raises `NotFound`, `NotAllowed`, `NotNow`, `Invalid`."""
    with transaction.atomic():
        row = open_declaration(actor, declaration_id, Act.LOOK_AT_CONFLICT, version)
        if not reason.strip():
            raise Invalid(reason="请写明为什么不是重复，例如：上午、下午各一次，两户人家。")
        save_declaration(row, Act.LOOK_AT_CONFLICT, looked_at=reason.strip())
        note_declaration(row, Act.LOOK_AT_CONFLICT, actor=actor, at=at)
        return row


def register(
    *, actor: Actor, at: datetime, cycle_id: UUID | str, declaration_ids: Sequence[UUID | str]
) -> list[Declaration]:
    """Take declarations up, one or many, all or none; nobody his own.

    Raises `NotFound`, `NotAllowed`, `NotNow`, `Blocked` (not endorsed where the 办法 asks for it; something like it
    stands there already) with everything at once.
    """
    with transaction.atomic():
        cycle = get_cycle_for(actor, cycle_id, lock=True)
        require_takes_facts(cycle)
        wanted = {str(key) for key in declaration_ids}
        rows = [row for row in list_declarations_of(cycle) if str(row.pk) in wanted]
        if len(rows) != len(wanted):
            raise NotFound
        if not rows:
            raise Blocked("没有选中要登记的申报。")
        endorses, conflicts, said = procedure_of(cycle).endorses, list_conflicts(cycle, rows), []
        for row in rows:
            row.cycle = cycle
            may(actor, Act.REGISTER, row.place, subject_id=str(row.person_id)).require()
            DECLARATION.find(Act.REGISTER, row.state)
            if endorses and row.state is DeclarationState.SUBMITTED:
                said.append(f"{row}还没有签注意见，请先由分管领导签注。")
            said += [
                f"{row}：{one}；确实不是重复的，请先“核对重复”写明理由。" for one in conflicts.get(row.pk, [])
            ]
        if said:
            raise Blocked(*said)
        for row in rows:
            save_declaration(row, Act.REGISTER)
            note_declaration(row, Act.REGISTER, actor=actor, at=at)
        return rows
