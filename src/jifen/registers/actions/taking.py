"""The room above takes lines into its period, and lets them go: while it rests on a line, the line does not change."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from itertools import groupby
from uuid import UUID

from django.db import transaction

from jifen.common.actor import Actor
from jifen.common.refusals import NotFound
from jifen.registers.actions.saving import note
from jifen.registers.models import RegisterLine
from jifen.registers.permissions import may
from jifen.registers.states.acts import Act
from jifen.registers.states.occasions import LINE


def mark_taken(
    *, actor: Actor, at: datetime, line_ids: Collection[UUID | str], taken_by: str
) -> list[RegisterLine]:
    """Freeze lines because something rests on them; `taken_by` names it for people.

    Raises `NotFound` where one is not there or not seen, `NotAllowed`, `NotNow` where one was struck or taken already.
    """
    if not taken_by.strip():
        raise ValueError("what takes a line must be named")
    return _move(actor, at, line_ids, Act.TAKE_LINES, taken_by.strip()[:120])


def release_lines(*, actor: Actor, at: datetime, line_ids: Collection[UUID | str]) -> list[RegisterLine]:
    """Let lines go again: what rested on them was withdrawn. Raises as `mark_taken`."""
    return _move(actor, at, line_ids, Act.RELEASE_LINES, "")


def _move(
    actor: Actor, at: datetime, line_ids: Collection[UUID | str], act: Act, taken_by: str
) -> list[RegisterLine]:
    with transaction.atomic():
        # In one order: two who take overlapping lines must not wait for each other.
        found = RegisterLine.objects.select_for_update(of=("self",)).filter(pk__in=line_ids).order_by("pk")
        rows = list(found.select_related("occasion__branch", "person"))
        seen = [row for row in rows if may(actor, Act.VIEW_REGISTERS, row.occasion.place)]
        if len(seen) != len({str(key) for key in line_ids}):
            raise NotFound
        for row in rows:
            may(actor, act, row.occasion.place).require()
            row.state, row.taken_by = LINE.find(act, row.state).target, taken_by
        RegisterLine.objects.bulk_update(rows, ["state", "taken_by"])
        by_occasion = sorted(rows, key=lambda row: str(row.occasion_id))
        for _, lines in groupby(by_occasion, key=lambda row: row.occasion_id):
            group = list(lines)
            detail = {"people": sorted(str(row.person_id) for row in group)}
            note(group[0].occasion, act, actor=actor, at=at, detail=detail)
        return rows
