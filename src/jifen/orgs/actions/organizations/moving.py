"""Placing an organisation below another: code, people and history stay with it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from jifen.audit.actions import record
from jifen.common.actor import Actor
from jifen.common.basis import Basis, Decider
from jifen.common.refusals import Invalid
from jifen.orgs.actions.organizations.tree import change_state, lock_tree, tell
from jifen.orgs.actions.recording import about
from jifen.orgs.models import Organization
from jifen.orgs.permissions import may
from jifen.orgs.queries import get_organization_for
from jifen.orgs.states.acts import Act
from jifen.orgs.states.organizations import (
    ORGANIZATION,
    STANDS_BELOW,
    OrganizationKind,
    OrganizationState,
)


def move_organization(
    *,
    actor: Actor,
    at: datetime,
    organization_id: UUID | str,
    parent_id: UUID | str,
    on: date,
    basis: Basis,
    decider: Decider | None = None,
) -> Organization:
    """Place an organisation, with all that stands below it, under another superior.

    Rights that come from its place follow at the next request. Raises `NotFound`, `NotAllowed`, `NotNow`, `Invalid`.
    """
    with transaction.atomic():
        lock_tree()
        organization = get_organization_for(actor, organization_id, lock=True)
        parent = get_organization_for(actor, parent_id, lock=True)
        # Who may found an organisation below the new superior may also receive one there.
        allowed = may(actor, Act.MOVE_ORGANIZATION, organization.place)
        (allowed & may(actor, Act.FOUND_ORGANIZATION, parent.place)).require()
        move = ORGANIZATION.find(Act.MOVE_ORGANIZATION, organization.state)
        _refuse_faults(organization, parent)
        before = organization.place
        said = f"由{_above(organization)}调整到{parent.full_name}下面"
        change_state(organization, OrganizationState(move.target))
        Organization.objects.move(organization, parent, pos="last-child")
        organization.refresh_from_db()
        tell(organization, Act.MOVE_ORGANIZATION, said, on=on, basis=basis, at=at)
        record(
            actor=actor,
            at=at,
            act=Act.MOVE_ORGANIZATION,
            place=before,
            subject=about(organization),
            basis=basis,
            decider=decider,
            detail={"on": on.isoformat(), "to": parent.code},
        )
        return organization


def _refuse_faults(organization: Organization, parent: Organization) -> None:
    """Raise `Invalid` where the organisation cannot stand there."""
    if organization.kind is OrganizationKind.GROUP:
        said = f"{organization}是党小组，随所在支部，不能单独调整；同志换小组请办理编入党小组。"
    elif parent.pk == organization.pk or parent.path.startswith(organization.path):
        said = f"{parent}就是{organization}或者在它下面，不能作它的上级，请另选。"
    elif organization.is_child_of(parent):
        said = f"{organization}已经在{parent}下面，不用调整。"
    elif parent.state is not OrganizationState.ACTIVE:
        said = f"{parent}“{parent.state.label}”，不能作上级，请另选。"
    elif parent.kind not in STANDS_BELOW[organization.kind]:
        said = f"{parent.kind.label}下面不能设{organization.kind.label}，请另选上级。"
    else:
        return
    raise Invalid(target=said)


def _above(organization: Organization) -> str:
    parent = Organization.objects.get_parent(organization, update=True)
    return parent.full_name if parent else "最上一级"
