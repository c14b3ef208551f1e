"""Declarations and deductions, as far as an actor sees them."""

from __future__ import annotations

from uuid import UUID

from jifen.common.actor import Actor
from jifen.common.refusals import NotFound
from jifen.cycles.models import Cycle, Declaration, NotDeclared
from jifen.cycles.permissions import may
from jifen.cycles.states.acts import Act
from jifen.cycles.states.cycles import TAKES_FACTS
from jifen.orgs.models import Person
from jifen.orgs.queries import list_aliases

_WITH = ("cycle__branch", "cycle__scheme_version__scheme__organization", "person")
_BY_DAY = ("-occurred_on", "-entered_at", "pk")


def get_declaration_for(actor: Actor, declaration_id: UUID | str, *, lock: bool = False) -> Declaration:
    """Return one declaration; raise `NotFound` where there is none or the actor does not see it."""
    rows = Declaration.objects.select_related(*_WITH)
    if lock:
        rows = rows.select_for_update(of=("self",))
    found = rows.filter(pk=declaration_id).first()
    if found is None or not may(actor, Act.VIEW_DECLARATION, found.place, subject_id=str(found.person_id)):
        raise NotFound
    return found


def list_declarations_of(cycle: Cycle) -> list[Declaration]:
    """Return everything of a period that is being shown, by pinyin, then by day."""
    return list(Declaration.objects.filter(cycle=cycle).select_related(*_WITH))


def list_not_declared(cycle: Cycle) -> list[NotDeclared]:
    """Return who is marked as having declared nothing in a period that is being shown, by pinyin."""
    return list(NotDeclared.objects.filter(cycle=cycle).select_related("person"))


def list_open_cycles_of(person: Person) -> list[Cycle]:
    """Return the periods of somebody's branch in which facts can be declared now, the earliest first."""
    rows = Cycle.objects.filter(branch=person.branch, state__in=sorted(TAKES_FACTS))
    rows = rows.select_related("branch", "scheme_version__scheme__organization")
    return list(rows.order_by("starts_on", "pk"))


def list_own_declarations(person: Person) -> list[Declaration]:
    """Return what was declared for and proposed about a person, the latest first: for his own page."""
    rows = Declaration.objects.filter(person__in=list(list_aliases(person)))
    return list(rows.select_related(*_WITH).order_by(*_BY_DAY))
