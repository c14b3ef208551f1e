"""What was not decided goes on in the next period and stays visible in this one (domain §8.1, lapsed)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from jifen.common.actor import Actor
from jifen.cycles.actions.saving import note_declaration, open_declaration, save_declaration
from jifen.cycles.models import Cycle, Declaration
from jifen.cycles.states.acts import Act
from jifen.cycles.states.cycles import UNDECIDED
from jifen.cycles.states.declarations import DeclarationState

_S = DeclarationState
_KEPT = (
    "person_id kind title occurred_on fields reason channel track declared author_id author_name entered_at done"
    " quality endorser endorsed_on noticed_on notice_way answer_until heard heard_on answer present looked_at"
).split()


def carry_over(*, actor: Actor, at: datetime, declaration_id: UUID | str, version: int) -> Declaration:
    """Put one fact off to the next period before the decision. Raises `NotFound`, `NotAllowed`, `NotNow`."""
    with transaction.atomic():
        row = open_declaration(actor, declaration_id, Act.CARRY_OVER, version)
        put_off([row])
        note_declaration(row, Act.CARRY_OVER, actor=actor, at=at)
        return row


def put_off(rows: Sequence[Declaration]) -> None:
    """Mark undecided facts of a locked period as carried, and bring them into a later one that is open already."""
    for row in rows:
        save_declaration(row, Act.CARRY_OVER)
    if rows:
        cycle = rows[0].cycle
        later = Cycle.objects.filter(
            branch=cycle.branch, starts_on__gt=cycle.starts_on, state__in=sorted(UNDECIDED)
        )
        following = later.order_by("starts_on", "pk").first()
        if following is not None:
            take_carried(following)


def take_carried(cycle: Cycle) -> int:
    """Bring what earlier periods carried over into a period; return how many.

    Notice and answer stay as they were given: nobody is asked to answer twice, and no day he had is taken from him.
    """
    waiting = Declaration.objects.filter(
        cycle__branch=cycle.branch,
        cycle__starts_on__lt=cycle.starts_on,
        state=_S.LAPSED,
        carried_to__isnull=True,
    )
    rows = list(waiting)
    for row in rows:
        values = {name: getattr(row, name) for name in _KEPT}
        Declaration.objects.create(pk=uuid4(), cycle=cycle, carried_from=row, state=_state_of(row), **values)
    return len(rows)


def _state_of(row: Declaration) -> DeclarationState:
    """Return where a fact goes on: what was told and heard is not done again."""
    if not row.track:
        return _S.REGISTERED
    if row.heard:
        return _S.HEARD
    return _S.NOTIFIED if row.noticed_on else _S.PROPOSED
