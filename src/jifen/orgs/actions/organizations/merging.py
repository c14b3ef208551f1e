"""Merging one organisation into another: everything at work goes over, the old one keeps code and history."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from jifen.audit.actions import record
from jifen.common.actor import Actor
from jifen.common.basis import Basis, Decider
from jifen.common.refusals import Blocked, Invalid
from jifen.orgs.actions.ending import end_offices_of
from jifen.orgs.actions.organizations.tree import change_state, lock_tree, tell
from jifen.orgs.actions.recording import about
from jifen.orgs.models import (
    Household,
    Membership,
    Organization,
    Person,
    RosterImport,
    Transfer,
    User,
)
from jifen.orgs.permissions import may
from jifen.orgs.queries import get_organization_for
from jifen.orgs.queries.obstacles import PEOPLE, name_some
from jifen.orgs.states.acts import Act
from jifen.orgs.states.guards import say
from jifen.orgs.states.organizations import (
    ORGANIZATION,
    STANDS_BELOW,
    OrganizationKind,
    OrganizationState,
)
from jifen.orgs.states.roster import UNFINISHED
from jifen.orgs.states.transfers import MembershipEnd, MembershipStart, TransferState


def merge_organizations(
    *,
    actor: Actor,
    at: datetime,
    organization_id: UUID | str,
    into_id: UUID | str,
    on: date,
    basis: Basis,
    decider: Decider | None = None,
) -> Organization:
    """Merge an organisation into another of its kind on a day, and return the one that goes on.

    Members, organisations below, households and open letters go over; offices end. The merged one keeps its code, its
    place and its history. Raises `NotFound`, `NotAllowed`, `NotNow`, `Invalid`, `Blocked`.
    """
    with transaction.atomic():
        lock_tree()
        organization = get_organization_for(actor, organization_id, lock=True)
        into = get_organization_for(actor, into_id, lock=True)
        both = may(actor, Act.MERGE_ORGANIZATION, organization.place)
        (both & may(actor, Act.MERGE_ORGANIZATION, into.place)).require()
        move = ORGANIZATION.find(Act.MERGE_ORGANIZATION, organization.state)
        children = list(
            Organization.objects.get_children(organization).filter(state=OrganizationState.ACTIVE)
        )
        _refuse_faults(organization, into, children)
        _refuse_obstacles(organization, into, on)
        reason = f"{organization}并入{into}"
        people = _hand_over(organization, into, on)
        end_offices_of(organization, on=on, basis=basis, reason=reason)
        for child in children:
            Organization.objects.move(child, into, pos="last-child")
            said = f"随{organization.full_name}并入，调整到{into.full_name}下面"
            tell(child, Act.MOVE_ORGANIZATION, said, on=on, basis=basis, at=at)
        change_state(organization, OrganizationState(move.target), merged_into=into)
        into.refresh_from_db()
        for told, said in ((organization, f"并入{into.full_name}"), (into, f"{organization.full_name}并入")):
            tell(told, Act.MERGE_ORGANIZATION, said, on=on, basis=basis, at=at)
        record(
            actor=actor,
            at=at,
            act=Act.MERGE_ORGANIZATION,
            place=organization.place,
            subject=about(organization),
            basis=basis,
            decider=decider,
            detail={"on": on.isoformat(), "into": into.code, "people": people},
        )
        return into


def _hand_over(organization: Organization, into: Organization, on: date) -> int:
    """Put people, households, letters and accounts under the other organisation; return how many people."""
    if organization.kind is OrganizationKind.GROUP:
        return Person.objects.filter(group=organization).update(group=into, version=F("version") + 1)
    open_ones = Membership.objects.filter(branch=organization, to_on__isnull=True)
    people = [row.person_id for row in open_ones.select_for_update()]
    open_ones.update(to_on=on, end=MembershipEnd.MERGED_OUT)
    Membership.objects.bulk_create(
        Membership(person_id=person, branch=into, from_on=on, start=MembershipStart.MERGED_IN)
        for person in people
    )
    Person.objects.filter(branch=organization).update(branch=into, version=F("version") + 1)
    _number_households_anew(organization, into)
    letters = Transfer.objects.filter(state=TransferState.SENT)
    letters.filter(from_branch=organization).update(from_branch=into)
    letters.filter(to_branch=organization).update(to_branch=into, to_name=into.full_name)
    User.objects.filter(branch=organization).update(branch=into)
    return len(people)


def _number_households_anew(organization: Organization, into: Organization) -> None:
    """Take the households over; a number that is taken there gets the old code in front."""
    taken = set(Household.objects.filter(branch=into).values_list("number", flat=True))
    for household in Household.objects.filter(branch=organization):
        if household.number in taken:
            household.number = f"{organization.code}-{household.number}"[:30]
        household.branch = into
        household.save(update_fields=["branch", "number"])


def _refuse_faults(organization: Organization, into: Organization, children: list[Organization]) -> None:
    """Raise `Invalid` where the one cannot go into the other."""
    strange = [str(child) for child in children if into.kind not in STANDS_BELOW[child.kind]]
    if into.pk == organization.pk:
        said = "不能并入自己，请另选并入哪个组织。"
    elif into.state is not OrganizationState.ACTIVE:
        said = f"{into}“{into.state.label}”，不能再并入别的组织，请另选。"
    elif into.path.startswith(organization.path):
        said = f"{into}在{organization}下面，不能并入自己的下级；请先调整{into}的隶属关系。"
    elif organization.is_branch != into.is_branch or (
        (organization.kind is OrganizationKind.GROUP) != (into.kind is OrganizationKind.GROUP)
    ):
        said = f"{organization.kind.label}不能并入{into.kind.label}，请选同一类的组织。"
    elif organization.kind is OrganizationKind.GROUP and not into.is_sibling_of(organization):
        said = f"{into}不是同一个支部的党小组，请在本支部里选。"
    elif strange:
        said = f"{into.kind.label}下面不能设{name_some(strange, '个组织')}，请先调整它们的隶属关系。"
    else:
        return
    raise Invalid(target=said)


def _refuse_obstacles(organization: Organization, into: Organization, on: date) -> None:
    """Raise `Blocked` with what must be finished first."""
    obstacles = []
    between = Transfer.objects.filter(
        Q(from_branch=organization, to_branch=into) | Q(from_branch=into, to_branch=organization),
        state=TransferState.SENT,
    ).select_related("person")
    names = [str(letter.person) for letter in between]
    if names:
        obstacles.append(
            f"{name_some(names, PEOPLE)}的组织关系正在{organization}和{into}之间转接，请先接收、退回或撤回。"
        )
    later = Membership.objects.filter(branch=organization, to_on__isnull=True, from_on__gt=on)
    names = [
        str(row.person) for row in later.select_related("person").order_by("person__pinyin", "person_id")
    ]
    if names:
        obstacles.append(
            f"{name_some(names, PEOPLE)}到{organization}的日期晚于合并日期{say(on)}，请核对日期。"
        )
    if RosterImport.objects.filter(organization=organization, state__in=UNFINISHED).exists():
        obstacles.append(f"{organization}还有没办完的名册导入，请先确认或放弃。")
    if obstacles:
        raise Blocked(*obstacles)
