"""Exemptions as far as an actor sees them, and who is out on which days."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet

from jifen.common.actor import Actor
from jifen.common.refusals import NotFound
from jifen.orgs.models import Organization, Person
from jifen.orgs.queries import list_aliases
from jifen.rules.model.people import Exemption as ExemptionRule
from jifen.schemes.models import Enrolment, Exemption, ExemptionOpinion, SchemeVersion
from jifen.schemes.permissions import may, may_exempt
from jifen.schemes.queries.texts import bound_of
from jifen.schemes.states.acts import Act
from jifen.schemes.states.exemptions import ExemptionState, ExemptionStep

EXEMPTION_TABLES = {"schemes.Exemption.person": "exemptions"}
"""Column of this room that refers to a person → where its rows stand in his file (trust J2)."""

_WITH = ("person__branch", "person__group", "branch", "scheme_version__scheme__organization")


def find_exemption_rule(version: SchemeVersion) -> ExemptionRule | None:
    """Return what a 办法 says of staying out by approval; None where it admits none. Raises SchemeRefused."""
    return bound_of(version).scheme.people.exemption


def steps_of(rule: ExemptionRule) -> tuple[ExemptionStep, ...]:
    """Return whose word a 办法 asks, from below to above."""
    return tuple(ExemptionStep(step.upper()) for step in rule.steps)


def get_exemption_for(actor: Actor, exemption_id: UUID | str, *, lock: bool = False) -> Exemption:
    """Return one exemption; raise `NotFound` where there is none or the actor does not see it."""
    rows = Exemption.objects.select_related(*_WITH)
    if lock:
        rows = rows.select_for_update(of=("self",))
    found = rows.filter(pk=exemption_id).first()
    if found is None or not may_exempt(
        actor, Act.VIEW_EXEMPTIONS, found.place, person_id=str(found.person_id)
    ):
        raise NotFound
    return found


def list_exemptions_for(actor: Actor, branch: Organization, year: str) -> QuerySet[Exemption]:
    """Return those of a branch and points year, by pinyin; raise `NotAllowed`."""
    may(actor, Act.VIEW_EXEMPTIONS, branch.place).require()
    return Exemption.objects.filter(branch=branch, year=year).select_related(*_WITH)


def list_exemptions_of(person: Person) -> list[Exemption]:
    """Return everything asked for somebody, rows about his duplicates too, latest first: for his own file."""
    rows = Exemption.objects.filter(person__in=list(list_aliases(person)))
    return list(rows.select_related(*_WITH).order_by("-year", "id"))


def list_opinions(exemption: Exemption) -> list[ExemptionOpinion]:
    """Return what was said to it, from below to above."""
    rows = {row.step: row for row in ExemptionOpinion.objects.filter(exemption=exemption)}
    return [rows[step] for step in exemption.asked if step in rows]


def list_exemption_years(branch: Organization) -> list[str]:
    """Return the points years in which somebody asked, latest first."""
    years = Exemption.objects.filter(branch=branch).order_by().values_list("year", flat=True)
    return sorted(set(years), reverse=True)


def list_lapsing(branch: Organization, year: str) -> set[UUID]:
    """Return who was out until the end of the year before a year, and is not renewed."""
    rows = Exemption.objects.filter(branch=branch, year=year_before(year), state=ExemptionState.IN_FORCE)
    return set(rows.order_by().values_list("person_id", flat=True))


def list_out_spans(branch: Organization, year: str) -> dict[UUID, list[tuple[date, date | None]]]:
    """Return who of a branch and year does not take part from which day to which (None: to its end)."""
    found: dict[UUID, list[tuple[date, date | None]]] = defaultdict(list)
    for row in Enrolment.objects.filter(branch=branch, year=year, participates=False).order_by("pk"):
        found[row.person_id].append((row.out_from or row.from_on, None))
    over = Exemption.objects.filter(
        branch=branch, year=year, state=ExemptionState.ENDED, from_on__isnull=False
    )
    for one in over.order_by("pk"):
        assert one.from_on is not None  # the filter asked
        assert one.ended_on is not None  # the table holds one for whatever ended
        if one.ended_on > one.from_on:
            found[one.person_id].append((one.from_on, one.ended_on - timedelta(days=1)))
    return dict(found)


def is_at_top(actor: Actor) -> bool:
    """Say whether nobody is above the actor's office in this installation."""
    return actor.hat is not None and len(actor.hat.path) == Organization.steplen


def year_before(year: str) -> str:
    """Return the name of the points year before one."""
    return str(int(year) - 1)
