"""Finding one's way in a tree of thousands: search, counts, when an organisation came to its place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet

from jifen.common.actor import Actor
from jifen.common.permissions import Reach
from jifen.common.refusals import NotFound
from jifen.orgs.models import Organization, OrganizationEvent, Person
from jifen.orgs.permissions import RULES, may
from jifen.orgs.states.acts import Act
from jifen.orgs.states.people import ON_ROSTER


def find_organizations_for(actor: Actor, words: str) -> QuerySet[Organization]:
    """Return the organisations in the actor's sight whose code begins with, or whose name holds, these words."""
    found: QuerySet[Organization] = within_sight(actor, Act.VIEW_ORGANIZATION)
    wanted = words.strip()
    if not wanted:
        return found.none()
    by_name = Q(full_name__icontains=wanted) | Q(short_name__icontains=wanted)
    return found.filter(by_name | Q(code__startswith=wanted))


def within_sight(actor: Actor, act: Act) -> QuerySet[Organization]:
    """Return the organisations in which the actor, in his present hat, may do an act."""
    rows: QuerySet[Organization] = Organization.objects.all()
    reach, hat = RULES[act].roles.get(actor.role), actor.hat
    if reach is None or hat is None:
        return rows.none()
    if reach is Reach.ALL:
        return rows
    tree = rows.filter(path__gte=hat.path, path__lt=hat.path + "~")
    if reach is Reach.OWN:
        return tree.filter(Q(pk=hat.organization_id) | Q(kind="GROUP", depth=len(hat.path) // 4 + 1))
    return tree if reach is Reach.TREE else tree.exclude(pk=hat.organization_id)


def count_people_in(organizations: Sequence[Organization]) -> dict[UUID, int]:
    """Return how many stand on the roster of each branch or group of a list, in one query."""
    ids = [organization.pk for organization in organizations]
    field = "group" if organizations and organizations[0].kind == "GROUP" else "branch"
    people = Person.objects.filter(
        standing__in=ON_ROSTER, same_as__isnull=True, **{f"{field}__in": ids}
    ).order_by()
    return {UUID(str(row[field])): row["people"] for row in people.values(field).annotate(people=Count("pk"))}


def list_events_for(actor: Actor, organization: Organization) -> QuerySet[OrganizationEvent]:
    """Return what happened to an organisation, newest first."""
    if not may(actor, Act.VIEW_ORGANIZATION, organization.place):
        raise NotFound
    return OrganizationEvent.objects.filter(organization=organization).order_by("-on", "-entered_at", "id")


def get_placed_at(organization: Organization) -> tuple[datetime | None, bool]:
    """Return since when its path has been this organisation's, and whether it stood elsewhere before.

    A path that was left may be given to another organisation.
    """
    above = [organization.path[:end] for end in range(4, len(organization.path), 4)]
    moved = Q(organization__path__in=above) | Q(organization=organization)
    moves = Q(act=Act.MOVE_ORGANIZATION) & moved
    founded = Q(organization=organization, act__in=(Act.FOUND_ORGANIZATION, Act.FOUND_GROUP))
    found = OrganizationEvent.objects.filter(moves | founded).aggregate(
        at=Max("entered_at"), moves=Count("pk", filter=Q(act=Act.MOVE_ORGANIZATION))
    )
    return found["at"], found["moves"] > 0


def list_ids_of(organization: Organization) -> list[str]:
    """Return the ids of an organisation and, of a branch, of its groups: theirs wherever they stood."""
    rows = Organization.objects.filter(pk=organization.pk)
    if organization.is_branch:
        rows = rows | Organization.objects.filter(
            path__gt=organization.path, path__lt=organization.path + "~"
        )
    return [str(key) for key in rows.values_list("pk", flat=True)]
