"""The first opinion (初评): accept, reject, or leave unclear, which only the assembly settles (S2-二-2e)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from jifen.common.actor import Actor
from jifen.common.basis import Basis
from jifen.common.refusals import Blocked, Invalid, NotFound, NotNow
from jifen.cycles.actions.saving import (
    note,
    note_declaration,
    open_cycle_for,
    save_cycle,
    save_declaration,
)
from jifen.cycles.models import Cycle, Declaration
from jifen.cycles.permissions import may
from jifen.cycles.queries import get_cycle_for, list_declarations_of, procedure_of
from jifen.cycles.states.acts import Act
from jifen.cycles.states.cycles import CycleState
from jifen.cycles.states.declarations import DECLARATION, RIPE
from jifen.cycles.states.wording import say_names


@dataclass(frozen=True, slots=True)
class Opinion:
    """What is thought of one fact: `act` is one of the three; a reason unless it is accepted."""

    act: Act
    reason: str = ""


def give_opinions(
    *, actor: Actor, at: datetime, cycle_id: UUID | str, opinions: Mapping[str, Opinion]
) -> list[Declaration]:
    """Enter the opinion on many facts at once, all or none; until it is concluded each may change.

    Raises `NotFound`, `NotAllowed`, `NotNow`, `Invalid`.
    """
    with transaction.atomic():
        cycle = get_cycle_for(actor, cycle_id, lock=True)
        if cycle.state is not CycleState.REGISTERED:
            raise NotNow(
                f"{cycle}现在是“{cycle.state.label}”，完成登记以后才登记初评意见，完成初评以后不再改。"
            )
        rows = [row for row in list_declarations_of(cycle) if str(row.pk) in opinions]
        if len(rows) != len(opinions) or not rows:
            raise NotFound
        faults = {}
        for number, row in enumerate(rows, 1):
            row.cycle, said = cycle, opinions[str(row.pk)]
            may(actor, said.act, row.place, subject_id=str(row.person_id)).require()
            DECLARATION.find(said.act, row.state)
            if said.act is not Act.ACCEPT_FIRST and not said.reason.strip():
                faults[f"{number}.reason"] = f"{row}：“{said.act.label}”要写明理由。"
        if faults:
            raise Invalid(**faults)
        for row in rows:
            said = opinions[str(row.pk)]
            save_declaration(row, said.act, opinion=said.reason.strip())
            note_declaration(row, said.act, actor=actor, at=at)
        return rows


def conclude_review(*, actor: Actor, at: datetime, cycle_id: UUID | str, version: int, basis: Basis) -> Cycle:
    """Close the first opinion on the paper of whoever gave it; nothing ripe is left without one.

    Raises `NotFound`, `NotAllowed`, `NotNow`, `Blocked`.
    """
    with transaction.atomic():
        cycle = open_cycle_for(actor, cycle_id, Act.CONCLUDE_REVIEW, version)
        if not procedure_of(cycle).gives_opinion:
            raise Blocked("这份办法（或者这个支部）没有单独的初评，请直接登记评定结果。")
        open_ = [str(row) for row in list_declarations_of(cycle) if row.state in RIPE]
        if open_:
            raise Blocked(f"还有 {len(open_)} 项没有初评意见：{say_names(open_)}。")
        save_cycle(cycle, Act.CONCLUDE_REVIEW, review=basis)
        note(cycle, Act.CONCLUDE_REVIEW, actor=actor, at=at, basis=basis)
        return cycle
