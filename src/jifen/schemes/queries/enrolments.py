"""Who takes part in a points year, as far as an actor sees it."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from jifen.common.actor import Actor
from jifen.common.refusals import NotFound
from jifen.orgs.models import Organization, Person
from jifen.orgs.queries import list_aliases
from jifen.schemes.models import Enrolment
from jifen.schemes.permissions import may
from jifen.schemes.states.acts import Act

ENROLMENT_TABLES = {"schemes.Enrolment.person": "enrolments", "schemes.TaskPlan.supervisor": "supervised"}
"""Column of this room that refers to a person → where its rows stand in his file (trust J2)."""

_WITH = ("person", "branch", "scheme_version__scheme__organization")


def list_enrolled(branch: Organization, year: str) -> list[Enrolment]:
    """Return everybody on the list of a branch and points year, those who do not take part too, by pinyin."""
    return list(Enrolment.objects.filter(branch=branch, year=year).select_related(*_WITH))


def list_enrolments_for(actor: Actor, branch: Organization, year: str) -> QuerySet[Enrolment]:
    """Return the same to an actor; raise `NotAllowed`."""
    may(actor, Act.VIEW_ENROLMENTS, branch.place).require()
    return Enrolment.objects.filter(branch=branch, year=year).select_related(*_WITH)


def list_enrolments_of(person: Person) -> list[Enrolment]:
    """Return every year a person is on a list, rows about his duplicates too, latest first: for his own file."""
    rows = Enrolment.objects.filter(person__in=list(list_aliases(person)))
    return list(rows.select_related(*_WITH).order_by("-year"))


def list_years(branch: Organization) -> list[str]:
    """Return the points years a branch has a list for, latest first."""
    years = Enrolment.objects.filter(branch=branch).order_by().values_list("year", flat=True)
    return sorted(set(years), reverse=True)


def get_enrolment_for(actor: Actor, enrolment_id: UUID | str, *, lock: bool = False) -> Enrolment:
    """Return one row of a list; raise `NotFound` where there is none or the actor does not see it."""
    rows = Enrolment.objects.select_related(*_WITH)
    if lock:
        rows = rows.select_for_update(of=("self",))
    found = rows.filter(pk=enrolment_id).first()
    if found is None or not may(actor, Act.VIEW_ENROLMENTS, found.place):
        raise NotFound
    return found
