"""Puts the lines of one hat together: a fixed number of questions, whatever the size of the tree."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet, Window

from jifen.common.actor import Actor
from jifen.common.permissions import Reach
from jifen.orgs.permissions import RULES
from jifen.orgs.queries.due import organizations, people, work
from jifen.orgs.queries.due.values import Due, Scope
from jifen.orgs.states.due import ACT_OF, FOR_SUPERIORS, DueKind

SHOWN = 20


@dataclass(frozen=True, slots=True)
class DueList:
    """The lines of one kind: the first few, the most urgent first, and how many there are in all."""

    kind: DueKind
    lines: tuple[Due, ...]
    total: int

    @property
    def more(self) -> int:
        """Return how many are not shown."""
        return self.total - len(self.lines)


Question = Callable[[Scope], tuple[QuerySet[Any], Callable[[Any], Due]]]
QUESTIONS: dict[DueKind, Question] = {
    DueKind.ACCEPT_TRANSFER: work.to_accept,
    DueKind.CHASE_TRANSFER: work.to_chase,
    DueKind.CONFIRM_ROSTER: work.to_confirm,
    DueKind.END_OF_PROBATION: people.ending_probation,
    DueKind.NAME_INTRODUCERS: people.without_introducers,
    DueKind.NAME_CONTACTS: people.without_contacts,
    DueKind.HOLD_ELECTION: organizations.to_elect,
    DueKind.RENEW_OFFICE: organizations.to_renew,
    DueKind.APPOINT_SECRETARY: organizations.without_secretary,
    DueKind.APPOINT_RECORDER: organizations.without_recorder,
    DueKind.NAME_LIAISON: people.without_liaison,
    DueKind.NAME_HELPER: people.without_helper,
    DueKind.ASSIGN_GROUPS: organizations.without_group,
    DueKind.HAND_OUT_SLIP: work.unused_slips,
}


def list_due(actor: Actor, on: date) -> tuple[DueList, ...]:
    """Return what the actor's present office has to do on a day, kind by kind; kinds without lines are left out."""
    return tuple(found for kind in _kinds_of(actor) if (found := _ask(kind, actor, on)).lines)


def _kinds_of(actor: Actor) -> Iterable[DueKind]:
    for kind in DueKind:
        reach = RULES[ACT_OF[kind]].roles.get(actor.role)
        if reach is Reach.OWN or reach is Reach.ALL or (reach is not None and kind in FOR_SUPERIORS):
            yield kind


def _ask(kind: DueKind, actor: Actor, on: date) -> DueList:
    rows, say = QUESTIONS[kind](Scope(actor.hat.path if actor.hat else "", on))
    found = list(rows.annotate(in_all=Window(Count("pk")))[:SHOWN])
    return DueList(kind, tuple(say(row) for row in found), found[0].in_all if found else 0)
