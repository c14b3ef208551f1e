"""What every act of this room does first and last: fetch, ask, find the move; one version further, record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from jifen.audit.actions import Subject, record
from jifen.common.actor import Actor
from jifen.common.basis import Basis, Decider
from jifen.common.refusals import NotNow
from jifen.cycles.errors import ChangedMeanwhile
from jifen.cycles.models import Cycle, Declaration
from jifen.cycles.permissions import may
from jifen.cycles.queries import find_cycle, get_cycle_for, get_declaration_for
from jifen.cycles.states.acts import Act
from jifen.cycles.states.cycles import CYCLE, TAKES_FACTS
from jifen.cycles.states.declarations import DECLARATION


def open_cycle_for(actor: Actor, cycle_id: UUID | str, act: Act, version: int) -> Cycle:
    """Return a period, locked, on which an act may be done now, as it was when the page was opened."""
    cycle = get_cycle_for(actor, cycle_id, lock=True)
    may(actor, act, cycle.place).require()
    CYCLE.find(act, cycle.state)
    if cycle.version != version:
        raise ChangedMeanwhile
    return cycle


def open_declaration(actor: Actor, declaration_id: UUID | str, act: Act, version: int) -> Declaration:
    """Return a declaration, locked with its period, on which an act may be done now."""
    row = get_declaration_for(actor, declaration_id)
    row.cycle = find_cycle(row.cycle_id, lock=True)
    cycle = row.cycle
    row = get_declaration_for(actor, declaration_id, lock=True)
    row.cycle = cycle
    may(actor, act, row.place, subject_id=str(row.person_id)).require()
    DECLARATION.find(act, row.state)
    if row.version != version:
        raise ChangedMeanwhile
    return row


def require_takes_facts(cycle: Cycle) -> None:
    """Raise `NotNow` where nothing is declared or registered in a period any more."""
    if cycle.state not in TAKES_FACTS:
        raise NotNow(f"{cycle}“{cycle.state.label}”，不再收申报；以后的事报到下一期，发生日期照写。")


def save_cycle(cycle: Cycle, act: Act, **values: Any) -> None:
    """Write fields of a period with the state its act leads to; raise `ChangedMeanwhile` where one was faster."""
    _save(cycle, CYCLE.find(act, cycle.state).target, values)


def save_declaration(row: Declaration, act: Act, **values: Any) -> None:
    """Write fields of a declaration with the state its act leads to; raise `ChangedMeanwhile` where one was faster."""
    _save(row, DECLARATION.find(act, row.state).target, values)


def _save(row: Cycle | Declaration, target: Any, values: dict[str, Any]) -> None:
    same = type(row).objects.filter(pk=row.pk, version=row.version, state=row.state)
    if not same.update(**values, state=target, version=row.version + 1):
        raise ChangedMeanwhile
    for name, value in values.items():
        setattr(row, name, value)
    row.state, row.version = target, row.version + 1


def note(
    cycle: Cycle,
    act: Act,
    *,
    actor: Actor,
    at: datetime,
    basis: Basis | None = None,
    decider: Decider | None = None,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Write an act on a period into the memory."""
    told = {"period": cycle.period, "state": cycle.state.value, **(detail or {})}
    about = Subject("cycle", str(cycle.pk), str(cycle))
    record(
        actor=actor,
        at=at,
        act=act,
        place=cycle.place,
        subject=about,
        basis=basis,
        decider=decider,
        detail=told,
    )


def note_declaration(
    row: Declaration, act: Act, *, actor: Actor, at: datetime, detail: Mapping[str, Any] | None = None
) -> None:
    """Write an act on a declaration into the memory: codes and days, never the reason in words."""
    told = {"period": row.cycle.period, "kind": row.kind, "occurred_on": row.occurred_on.isoformat()}
    about = Subject("declaration", str(row.pk), str(row))
    record(actor=actor, at=at, act=act, place=row.place, subject=about, detail={**told, **(detail or {})})
