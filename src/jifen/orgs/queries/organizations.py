"""Organisations, as far as an actor sees them."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from jifen.common.actor import Actor
from jifen.common.refusals import NotFound
from jifen.orgs.models import Organization
from jifen.orgs.permissions import may
from jifen.orgs.states.acts import Act
from jifen.orgs.states.roles import Role


def get_organization_for(actor: Actor, organization_id: UUID | str, *, lock: bool = False) -> Organization:
    """Return one organisation; raise `NotFound` where there is none or the actor does not see it."""
    rows = Organization.objects.select_for_update() if lock else Organization.objects.all()
    found: Organization | None = rows.filter(pk=organization_id).first()
    if found is None or not may(actor, Act.VIEW_ORGANIZATION, found.place):
        raise NotFound
    return found


def list_roots_for(actor: Actor) -> QuerySet[Organization]:
    """Return where the actor's view of the tree begins: the organisation of his hat, or all roots."""
    rows: QuerySet[Organization] = Organization.objects.all()
    if actor.role in (Role.ADMIN, Role.AUDITOR):
        return rows.filter(depth=1)
    return rows.filter(pk=actor.hat.organization_id if actor.hat else None)


def list_children_for(actor: Actor, parent: Organization) -> QuerySet[Organization]:
    """Return the organisations directly below one the actor sees."""
    if not may(actor, Act.VIEW_ORGANIZATION, parent.place):
        raise NotFound
    children: QuerySet[Organization] = Organization.objects.get_children(parent)
    return children


def list_superiors(organization: Organization) -> list[Organization]:
    """Return the organisations above, from the top down."""
    return list(Organization.objects.get_ancestors(organization))


def get_root_of(organization: Organization) -> Organization:
    """Return the topmost organisation above, or the organisation itself."""
    root: Organization = Organization.objects.get_root(organization)
    return root
