"""Registers and their lines, as far as an actor sees them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from jifen.common.actor import Actor
from jifen.common.refusals import NotFound
from jifen.orgs.models import Organization
from jifen.registers.models import Occasion, RegisterLine
from jifen.registers.permissions import may
from jifen.registers.states.acts import Act
from jifen.registers.states.occasions import LineState


def get_occasion_for(actor: Actor, occasion_id: UUID | str, *, lock: bool = False) -> Occasion:
    """Return one register; raise `NotFound` where there is none or the actor does not see it."""
    rows = Occasion.objects.select_related("branch")
    if lock:
        rows = rows.select_for_update(of=("self",))
    found = rows.filter(pk=occasion_id).first()
    if found is None or not may(actor, Act.VIEW_REGISTERS, found.place):
        raise NotFound
    return found


def get_line_for(actor: Actor, line_id: UUID | str) -> RegisterLine:
    """Return one line with its register; raise `NotFound` where there is none or the actor does not see it."""
    found = RegisterLine.objects.select_related("occasion__branch", "person").filter(pk=line_id).first()
    if found is None or not may(actor, Act.VIEW_REGISTERS, found.occasion.place):
        raise NotFound
    return found


def list_occasions_for(actor: Actor, branch: Organization) -> QuerySet[Occasion]:
    """Return the registers of a branch, newest first, each with `filled`, how many people stand in it.

    Raises `NotAllowed`.
    """
    may(actor, Act.VIEW_REGISTERS, branch.place).require()
    filled = Count("lines", filter=~Q(lines__state=LineState.STRUCK))
    rows = Occasion.objects.filter(branch=branch).select_related("branch").annotate(filled=filled)
    # Counting drops the order of the table.
    return rows.order_by("-on", "kind", "-entered_at", "pk")


def list_lines(occasion: Occasion) -> list[RegisterLine]:
    """Return the lines of a register, struck ones too, as names are looked for."""
    return list(occasion.lines.select_related("person"))


def find_dues(branch: Organization, month: date) -> Occasion | None:
    """Return the dues of a month (named by one of its days), None where they were not begun."""
    rows = Occasion.objects.filter(branch=branch, month=month.replace(day=1)).exclude(state="STRUCK")
    return rows.select_related("branch").first()
