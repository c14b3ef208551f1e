"""Puts the lines of one hat together: a fixed number of questions, whatever the size of the tree."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Q, QuerySet

from jifen.common.actor import Actor, Hat
from jifen.common.orm import Probe, compile_probe
from jifen.common.permissions import Reach
from jifen.orgs.models import Organization
from jifen.orgs.permissions import RULES
from jifen.orgs.queries.due import organizations, people, work
from jifen.orgs.queries.due.values import Due, Scope
from jifen.orgs.states.due import ACT_OF, FOR_SUPERIORS, DueKind
from jifen.orgs.states.organizations import OrganizationKind

SHOWN = 20


@dataclass(frozen=True, slots=True)
class DueList:
    """The lines of one kind: the first few, the most urgent first; `more` says that others follow."""

    kind: DueKind
    lines: tuple[Due, ...]
    more: bool


Question = Callable[[Scope], tuple[QuerySet[Any], Callable[[Any], Due]]]
QUESTIONS: dict[DueKind, Question] = {
    DueKind.ACCEPT_TRANSFER: work.to_accept,
    DueKind.CHASE_TRANSFER: work.to_chase,
    DueKind.CONFIRM_ROSTER: work.to_confirm,
    DueKind.CHECK_DUPLICATE: people.entered_twice,
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
    kinds = list(_kinds_of(actor))
    if not kinds or actor.hat is None:
        return ()
    scope = _scope_of(actor.hat, kinds, on)
    there = _probe(scope, tuple(kinds)).ask()
    asked = [(kind, *QUESTIONS[kind](scope)) for kind in kinds if kind in there]
    found = [(kind, list(rows[: SHOWN + 1]), say) for kind, rows, say in asked]
    return tuple(_lines_of(kind, rows, say) for kind, rows, say in found if rows)


@lru_cache(maxsize=500)
def _probe(scope: Scope, kinds: tuple[DueKind, ...]) -> Probe:
    """Return the short question of an office on a day: the words, not the answer, so nothing grows old.

    Writing it takes half the time of the page, and an office opens its first page many times a day.
    """
    return compile_probe({kind: QUESTIONS[kind](scope)[0][: SHOWN + 1] for kind in kinds})


def _kinds_of(actor: Actor) -> Iterable[DueKind]:
    for kind in DueKind:
        reach = RULES[ACT_OF[kind]].roles.get(actor.role)
        if reach is Reach.OWN or reach is Reach.ALL or (reach is not None and kind in FOR_SUPERIORS):
            yield kind


def _scope_of(hat: Hat, kinds: Iterable[DueKind], on: date) -> Scope:
    own = [RULES[ACT_OF[kind]].roles[hat.role] is Reach.OWN for kind in kinds]
    if not all(own):
        return Scope(hat.path, on)
    group = Q(kind=OrganizationKind.GROUP, path__gt=hat.path, path__lt=hat.path + "~")
    rows = Organization.objects.filter(Q(pk=hat.organization_id) | (group & Q(depth=len(hat.path) // 4 + 1)))
    return Scope(hat.path, on, tuple(rows.values_list("pk", flat=True)))


def _lines_of(kind: DueKind, rows: list[Any], say: Callable[[Any], Due]) -> DueList:
    return DueList(kind, tuple(say(row) for row in rows[:SHOWN]), len(rows) > SHOWN)
