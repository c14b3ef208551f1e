"""What this room keeps about one person, for his own file (trust J2)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from jifen.common.orm import fetch_each
from jifen.cycles.models import AnsweredSuggestion, Declaration, NotDeclared, Reconciliation
from jifen.orgs.models import Person
from jifen.orgs.queries import list_aliases

FILE_TABLES = {
    "cycles.Declaration.person": "declarations",
    "cycles.NotDeclared.person": "not_declared",
    "cycles.AnsweredSuggestion.person": "suggestions",
    "cycles.Reconciliation.person": "reconciliations",
}
"""Column that refers to a person → where its rows stand in `PeriodsOfPerson`."""


@dataclass(frozen=True, slots=True)
class PeriodsOfPerson:
    """What was declared for a person and proposed about him, the periods he declared nothing in, what registers
    suggested of him, how his handbook compared; latest first."""

    declarations: list[Declaration]
    not_declared: list[NotDeclared]
    suggestions: list[AnsweredSuggestion]
    reconciliations: list[Reconciliation]


def get_periods_of(person: Person) -> PeriodsOfPerson:
    """Return the rows about a person whose file is being shown: whoever may see the file sees them."""
    ids: Collection[UUID] = list(list_aliases(person))
    declarations = Declaration.objects.filter(person__in=ids).select_related("cycle__branch")
    answered = AnsweredSuggestion.objects.filter(person__in=ids).select_related("cycle__branch")
    compared = Reconciliation.objects.filter(person__in=ids).select_related("cycle__branch")
    marked = NotDeclared.objects.filter(person__in=ids).select_related("cycle__branch")
    found = fetch_each(
        {
            "declarations": declarations.order_by("-occurred_on", "-entered_at", "id"),
            "not_declared": marked.order_by("-cycle__starts_on", "id"),
            "suggestions": answered.order_by("-occurred_on", "-answered_at", "id"),
            "reconciliations": compared.order_by("-cycle__starts_on", "id"),
        }
    )
    return PeriodsOfPerson(**found)
