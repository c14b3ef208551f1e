"""What a page should point out about an organisation (REG-06, REG-38)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from jifen.orgs.models import Appointment, Organization, Person
from jifen.orgs.states.hints import COMMITTEE_FEWEST, COMMITTEE_FROM, FEWEST, MOST, HintKind
from jifen.orgs.states.organizations import OrganizationKind, OrganizationState
from jifen.orgs.states.people import MEMBERS, Standing
from jifen.orgs.states.roles import COMMITTEE_ROLES, OFFICE_OF, Role


@dataclass(frozen=True, slots=True)
class Hint:
    """One thing to look at: its kind, and a sentence with what to do."""

    kind: HintKind
    said: str


def list_warnings(organization: Organization, on: date) -> tuple[Hint, ...]:
    """Return what is unusual about an organisation on a day; nothing of it blocks anything."""
    if organization.state is not OrganizationState.ACTIVE:
        return ()
    held = Q(to_on__isnull=True) | Q(to_on__gte=on)
    rows = Appointment.objects.filter(held, organization=organization, from_on__lte=on)
    roles = list(rows.values_list("role", flat=True))
    found = []
    if organization.term_to and organization.term_to < on:
        found.append(Hint(HintKind.TERM_OVER, f"本届任期已于{_day(organization.term_to)}届满，请按期换届。"))
    if organization.kind in OFFICE_OF[Role.SECRETARY].kinds and Role.SECRETARY not in roles:
        found.append(Hint(HintKind.NO_SECRETARY, "没有登记书记，请在任职情况里登记。"))
    if organization.is_branch:
        if Role.RECORDER not in roles:
            found.append(Hint(HintKind.NO_RECORDER, "没有登记记录员，请在任职情况里登记。"))
        found += _members_of(organization, sum(role in COMMITTEE_ROLES for role in roles))
    return tuple(found)


def _members_of(branch: Organization, committee: int) -> list[Hint]:
    counts = Person.objects.filter(branch=branch, same_as__isnull=True).aggregate(
        members=Count("pk", filter=Q(standing__in=MEMBERS)),
        formal=Count("pk", filter=Q(standing=Standing.FORMAL)),
    )
    members, formal = counts["members"], counts["formal"]
    found = []
    if formal < FEWEST:
        said = f"正式党员 {formal} 名，不足 {FEWEST} 名；请与邻近单位成立联合党支部，或者并入其他支部。"
        found.append(Hint(HintKind.FEW_MEMBERS, said))
    if members > MOST:
        above = Organization.objects.get_parent(branch)
        if above is None or above.kind is not OrganizationKind.GENERAL_BRANCH:
            said = f"党员 {members} 名，超过 {MOST} 名；一般应设党总支，下面分设党支部。"
            found.append(Hint(HintKind.MANY_MEMBERS, said))
    if formal >= COMMITTEE_FROM and committee < COMMITTEE_FEWEST:
        said = f"正式党员 {formal} 名，应设支委会 {COMMITTEE_FEWEST} 至 5 人；现在登记的有 {committee} 人。"
        found.append(Hint(HintKind.NO_COMMITTEE, said))
    return found


def _day(on: date) -> str:
    return f"{on.year}年{on.month}月{on.day}日"
