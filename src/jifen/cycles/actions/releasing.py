"""A register is let go when what rested on it is over without points: it can be corrected again (ADR 31)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from jifen.common.actor import Actor
from jifen.cycles.models import AnsweredSuggestion, Declaration
from jifen.registers.actions import release_lines
from jifen.registers.queries import ORIGIN


def let_go(row: Declaration, *, actor: Actor, at: datetime, again: bool) -> None:
    """Release the lines a declaration rests on; `again`: they may be suggested once more (withdrawn, not rejected)."""
    answers = AnsweredSuggestion.objects.filter(declaration__in=_chain(row))
    ids = list(answers.filter(origin=ORIGIN).order_by().values_list("origin_id", flat=True))
    if ids:
        release_lines(actor=actor, at=at, line_ids=ids)
    if again:
        answers.delete()


def _chain(row: Declaration) -> list[UUID]:
    """Return a declaration and those of earlier periods it was carried over from: the first one took the lines."""
    ids = [row.pk]
    while row.carried_from is not None:
        row = row.carried_from
        ids.append(row.pk)
    return ids
