"""Dissolving an organisation in which nothing is left."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from jifen.audit.actions import record
from jifen.common.actor import Actor
from jifen.common.basis import Basis, Decider
from jifen.common.refusals import Invalid
from jifen.orgs.actions.ending import end_offices_of
from jifen.orgs.actions.organizations.tree import change_state, lock_tree, tell
from jifen.orgs.actions.recording import about
from jifen.orgs.errors import OrganizationNotEmpty
from jifen.orgs.models import Organization
from jifen.orgs.permissions import may
from jifen.orgs.queries import get_organization_for, list_obstacles
from jifen.orgs.states.guards import say
from jifen.orgs.states.organizations import ORGANIZATION, OrganizationState, dissolving_act


def dissolve_organization(
    *,
    actor: Actor,
    at: datetime,
    organization_id: UUID | str,
    on: date,
    basis: Basis,
    decider: Decider | None = None,
) -> Organization:
    """Close an organisation in which nobody is left; its code and history stay, its offices end.

    Raises `NotFound`, `NotAllowed`, `NotNow`, or `OrganizationNotEmpty` naming whom and what still stands there.
    """
    with transaction.atomic():
        lock_tree()
        organization = get_organization_for(actor, organization_id, lock=True)
        act = dissolving_act(organization.kind)
        may(actor, act, organization.place).require()
        move = ORGANIZATION.find(act, organization.state)
        if organization.established_on and on < organization.established_on:
            raise Invalid(on=f"撤销日期{say(on)}早于成立日期{say(organization.established_on)}，请核对。")
        obstacles = list_obstacles(organization)
        if obstacles:
            raise OrganizationNotEmpty(*obstacles)
        end_offices_of(organization, on=on, basis=basis, reason=f"{organization}撤销")
        change_state(organization, OrganizationState(move.target))
        tell(organization, act, f"撤销{organization.full_name}", on=on, basis=basis, at=at)
        record(
            actor=actor,
            at=at,
            act=act,
            place=organization.place,
            subject=about(organization),
            basis=basis,
            decider=decider,
            detail={"on": on.isoformat()},
        )
        return organization
