"""Dissolving an organisation in which nothing is left."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from jifen.audit.actions import record
from jifen.common.actor import Actor
from jifen.common.basis import Basis, Decider
from jifen.common.refusals import Invalid
from jifen.orgs.actions.ending import end_offices_of
from jifen.orgs.actions.organizations.tree import change_state, lock_tree, name_some, tell
from jifen.orgs.actions.recording import about
from jifen.orgs.errors import OrganizationNotEmpty
from jifen.orgs.models import Organization, Person, RosterImport, Transfer
from jifen.orgs.permissions import may
from jifen.orgs.queries import get_organization_for
from jifen.orgs.states.acts import Act
from jifen.orgs.states.organizations import ORGANIZATION, OrganizationKind, OrganizationState
from jifen.orgs.states.people import ON_ROSTER
from jifen.orgs.states.roster import UNFINISHED
from jifen.orgs.states.transfers import TransferState

PEOPLE = "名同志"


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
        act = dissolving_act(organization)
        may(actor, act, organization.place).require()
        move = ORGANIZATION.find(act, organization.state)
        if organization.established_on and on < organization.established_on:
            raise Invalid(on=f"撤销日期{on}早于成立日期{organization.established_on}，请核对。")
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


def dissolving_act(organization: Organization) -> Act:
    """Return the act by which an organisation of this kind is dissolved."""
    group = organization.kind is OrganizationKind.GROUP
    return Act.DISSOLVE_GROUP if group else Act.DISSOLVE_ORGANIZATION


def list_obstacles(organization: Organization) -> list[str]:
    """Return what still stands in an organisation, each with what to do about it."""
    obstacles = []
    here = Q(group=organization) if organization.kind is OrganizationKind.GROUP else Q(branch=organization)
    people = [str(person) for person in Person.objects.filter(here, standing__in=ON_ROSTER)]
    if people and organization.kind is OrganizationKind.GROUP:
        obstacles.append(f"{organization}里还有{name_some(people, PEOPLE)}，请先编入其他党小组。")
    elif people:
        obstacles.append(
            f"{organization}名册上还有{name_some(people, PEOPLE)}，请先转出组织关系，或者改办合并组织。"
        )
    children = Organization.objects.get_children(organization).filter(state=OrganizationState.ACTIVE)
    names = [str(child) for child in children]
    if names:
        obstacles.append(f"{organization}下面还有{name_some(names, '个组织')}，请先撤销或者调整到别处。")
    letters = [
        str(letter.person)
        for letter in Transfer.objects.filter(
            Q(from_branch=organization) | Q(to_branch=organization), state=TransferState.SENT
        ).select_related("person")
    ]
    if letters:
        obstacles.append(f"{name_some(letters, PEOPLE)}的组织关系还在转接中，请先接收、退回或撤回。")
    if RosterImport.objects.filter(organization=organization, state__in=UNFINISHED).exists():
        obstacles.append(f"{organization}还有没办完的名册导入，请先确认或放弃。")
    return obstacles
