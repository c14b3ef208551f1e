"""What must be finished before an organisation is dissolved."""

from __future__ import annotations

from django.db.models import Q

from jifen.orgs.models import Organization, Person, RosterImport, Transfer
from jifen.orgs.states.organizations import OrganizationKind, OrganizationState
from jifen.orgs.states.people import ON_ROSTER
from jifen.orgs.states.roster import UNFINISHED
from jifen.orgs.states.transfers import TransferState

NAMED = 10
PEOPLE = "名同志"


def name_some(names: list[str], unit: str) -> str:
    """Return the names of a list; of a long one the first few, and how many there are (`unit`: 名同志, 个组织)."""
    shown = "、".join(names[:NAMED])
    return f"{shown}等{len(names)}{unit}" if len(names) > NAMED else shown


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
