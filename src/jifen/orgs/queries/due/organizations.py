"""Organisations whose term ends, that lack an officer, or whose people are not divided into groups."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat

from jifen.orgs.models import Appointment, Organization, Person
from jifen.orgs.queries.due.values import Due, Scope, say_day
from jifen.orgs.states.due import ELECTION_DAYS, TERM_DAYS, DueKind
from jifen.orgs.states.organizations import BRANCHES, OrganizationKind, OrganizationState
from jifen.orgs.states.people import MEMBERS
from jifen.orgs.states.roles import COMMITTEE_ROLES, OFFICE_OF, Role

Lines = tuple[QuerySet[Any], Callable[[Any], Due]]


def to_elect(scope: Scope) -> Lines:
    """Organisations whose term is over or ends within 90 days (REG-06)."""
    soon = scope.on + timedelta(days=ELECTION_DAYS)
    rows = _at_work(scope).filter(term_to__lte=soon)

    def say(row: Organization) -> Due:
        assert row.term_to is not None
        late = row.term_to < scope.on
        what = f"{row}本届任期{'已于' if late else ''}{say_day(row.term_to)}届满"
        return Due(DueKind.HOLD_ELECTION, what, row.pk, str(row), None, row.term_to, "", late)

    return rows.order_by("term_to", "path"), say


def to_renew(scope: Scope) -> Lines:
    """Offices whose own term is over or ends within 60 days; a committee's are told by its election."""
    soon = scope.on + timedelta(days=TERM_DAYS)
    rows = Appointment.objects.filter(
        scope.within("organization"),
        to_on__isnull=True,
        term_until__lte=soon,
        organization__state=OrganizationState.ACTIVE,
    ).exclude(role__in=COMMITTEE_ROLES, organization__term_to__lte=soon)

    def say(row: Appointment) -> Due:
        assert row.term_until is not None
        late, here = row.term_until < scope.on, row.organization
        what = f"{row.person}任{here}{row.role.label}{'已于' if late else '到'}{say_day(row.term_until)}届满"
        return Due(DueKind.RENEW_OFFICE, what, here.pk, str(here), row.pk, row.term_until, "", late)

    return rows.select_related("person", "organization").order_by("term_until", "pk"), say


def without_secretary(scope: Scope) -> Lines:
    """Organisations that should have a secretary and have none."""
    return _without(scope, Role.SECRETARY, DueKind.APPOINT_SECRETARY)


def without_recorder(scope: Scope) -> Lines:
    """Branches without a recorder: nobody keeps the book."""
    return _without(scope, Role.RECORDER, DueKind.APPOINT_RECORDER)


def without_group(scope: Scope) -> Lines:
    """Branches with groups in which some members are in none."""
    member = Q(people__standing__in=MEMBERS, people__group__isnull=True, people__same_as__isnull=True)
    groups = Organization.objects.filter(
        kind=OrganizationKind.GROUP,
        state=OrganizationState.ACTIVE,
        path__gt=OuterRef("path"),
        path__lt=Concat(OuterRef("path"), Value("~")),
    )
    left = Count("people", filter=member)
    rows = _at_work(scope).filter(Exists(groups), kind__in=BRANCHES).annotate(left=left).filter(left__gt=0)

    def say(row: Any) -> Due:
        what = f"{row}有 {row.left} 名党员没有编入党小组"
        return Due(DueKind.ASSIGN_GROUPS, what, row.pk, str(row))

    return rows.order_by("path"), say


def _without(scope: Scope, role: Role, kind: DueKind) -> Lines:
    held = Appointment.objects.filter(organization=OuterRef("pk"), role=role).filter(
        Q(to_on__isnull=True) | Q(to_on__gte=scope.on)
    )
    kinds = OFFICE_OF[role].kinds if role is not Role.RECORDER else BRANCHES
    people = Person.objects.filter(branch=OuterRef("pk"), standing__in=MEMBERS)
    rows = _at_work(scope).filter(~Exists(held), kind__in=kinds)
    if role is Role.RECORDER:
        rows = rows.filter(Exists(people))

    def say(row: Organization) -> Due:
        return Due(kind, f"{row}没有登记{role.label}", row.pk, str(row))

    return rows.order_by("path"), say


def _at_work(scope: Scope) -> QuerySet[Organization]:
    rows: QuerySet[Organization] = Organization.objects.filter(
        scope.within("pk"), state=OrganizationState.ACTIVE
    )
    return rows
