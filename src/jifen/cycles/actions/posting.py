"""Posting: what was decided goes into the book, the period is sealed; once, however often it is asked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from jifen.common.actor import Actor
from jifen.common.basis import Basis, Decider
from jifen.common.refusals import Blocked
from jifen.cycles.actions.saving import note, note_declaration, open_cycle_for, save_cycle, save_declaration
from jifen.cycles.models import Cycle, Declaration
from jifen.cycles.permissions import may
from jifen.cycles.queries import (
    find_book,
    get_cycle_for,
    list_declarations_of,
    procedure_of,
    say_unpublished,
)
from jifen.cycles.states.acts import Act
from jifen.cycles.states.cycles import CycleState
from jifen.cycles.states.declarations import DeclarationState
from jifen.ledger.actions import Line, post_entries, seal_period


def post_cycle(
    *, actor: Actor, at: datetime, cycle_id: UUID | str, version: int, clock_confirmed: bool = False
) -> Cycle:
    """Post every accepted fact of a decided period and seal it; asked again, nothing is written again.

    The key of the posting is the period's own. Raises `NotFound`, `NotAllowed`, `NotNow`, `Blocked` (to be shown to the
    public first), and what the ledger refuses.
    """
    with transaction.atomic():
        cycle = get_cycle_for(actor, cycle_id, lock=True)
        may(actor, Act.POST_CYCLE, cycle.place).require()
        if cycle.state is CycleState.POSTED:
            return cycle
        cycle = open_cycle_for(actor, cycle_id, Act.POST_CYCLE, version)
        procedure = procedure_of(cycle)
        if why := say_unpublished(cycle, procedure):
            raise Blocked(why)
        book, decider = find_book(cycle.branch, cycle.ends_on), procedure.decider
        rows = [row for row in list_declarations_of(cycle) if row.state is DeclarationState.ACCEPTED]
        for number, (basis, decided) in enumerate(_by_basis(cycle, rows)):
            post_entries(
                actor=actor,
                at=at,
                book_id=book.pk,
                key=f"{cycle.pk}:{number}" if number else str(cycle.pk),
                lines=[_line(row, decider) for row in decided],
                basis=basis,
                decider=Decider(basis.label, basis=basis),
                clock_confirmed=clock_confirmed,
            )
        for row in rows:
            row.cycle = cycle
            save_declaration(row, Act.POST_DECLARATION)
            note_declaration(row, Act.POST_DECLARATION, actor=actor, at=at, detail={"points": row.points})
        seal = seal_period(actor=actor, at=at, book_id=book.pk, period=cycle.period)
        save_cycle(cycle, Act.POST_CYCLE, posted_at=at)
        told = {"lines": len(rows), "seal": seal.code}
        note(cycle, Act.POST_CYCLE, actor=actor, at=at, basis=cycle.decision, detail=told)
        return cycle


def _by_basis(cycle: Cycle, rows: Iterable[Declaration]) -> list[tuple[Basis, list[Declaration]]]:
    """Return rows by the paper they rest on: that of the whole period first, those voted on alone after it."""
    found: dict[str, tuple[Basis, list[Declaration]]] = {}
    for row in rows:
        assert row.decision is not None  # the table holds one for whatever was accepted
        found.setdefault(row.decision.reference, (row.decision, []))[1].append(row)
    first = cycle.decision.reference if cycle.decision else ""
    return sorted(found.values(), key=lambda one: (one[0].reference != first, one[0].reference))


def _line(row: Declaration, decider: str) -> Line:
    assert row.points is not None  # as above
    return Line(
        person_id=str(row.person_id),
        item=row.item,
        occurred_on=row.occurred_on,
        points=row.points,
        fields={**row.fields, "decided_by": decider},
        reason=row.reason,
        author_id=row.author_id,
    )
