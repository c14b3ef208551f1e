"""Dividing a branch into its groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from jifen.audit.actions import record
from jifen.common.actor import Actor
from jifen.common.refusals import Blocked, Invalid, NotFound
from jifen.orgs.actions.recording import about
from jifen.orgs.models import Appointment, Organization, Person
from jifen.orgs.permissions import may
from jifen.orgs.queries import get_organization_for, get_person_for
from jifen.orgs.states.acts import Act
from jifen.orgs.states.organizations import OrganizationKind, OrganizationState


def assign_group(*, actor: Actor, at: datetime, person_id: UUID | str, group_id: UUID | str | None) -> Person:
    """Put one person into a group of his branch, or into none. Raises as `assign_groups` does."""
    with transaction.atomic():
        person = get_person_for(actor, person_id)
        if person.branch is None:
            raise Blocked(f"{person}现在不在任何支部的名册上，不能编入党小组。")
        assign_groups(
            actor=actor, at=at, branch_id=person.branch.pk, groups={str(person.pk): str(group_id or "")}
        )
        person.refresh_from_db()
        return person


def assign_groups(*, actor: Actor, at: datetime, branch_id: UUID | str, groups: Mapping[str, str]) -> int:
    """Put many people of one branch into its groups at once: person id → group id, empty for none.

    Return how many changed; all or nothing. A group gives neither right nor standing, so one may be among them
    oneself. Raises `NotFound`, `NotAllowed`, `Invalid`, `Blocked`.
    """
    with transaction.atomic():
        branch = get_organization_for(actor, branch_id, lock=True)
        may(actor, Act.ASSIGN_GROUP, branch.place).require()
        people = {
            str(person.pk): person
            for person in Person.objects.select_for_update().filter(branch=branch, pk__in=groups)
        }
        if len(people) != len(groups):
            raise NotFound
        there = Organization.objects.get_children(branch).filter(kind=OrganizationKind.GROUP)
        known = {str(group.pk): group for group in there.filter(state=OrganizationState.ACTIVE)}
        strange = {wanted for wanted in groups.values() if wanted and wanted not in known}
        if strange:
            raise Invalid(group="选的党小组不在这个支部，或者已经撤销，请重新选择。")
        changed = {
            person: known.get(groups[key])
            for key, person in people.items()
            if str(person.group_id or "") != groups[key]
        }
        if not changed:
            return 0
        _refuse_leaders(changed)
        for group in {group.pk if group else None for group in changed.values()}:
            moved = [person.pk for person, into in changed.items() if (into.pk if into else None) == group]
            Person.objects.filter(pk__in=moved).update(group=group, version=F("version") + 1)
        counts = Counter(group.code if group else "" for group in changed.values())
        only = next(iter(changed)) if len(changed) == 1 else None
        record(
            actor=actor,
            at=at,
            act=Act.ASSIGN_GROUP,
            place=branch.place,
            subject=about(only or branch),
            detail={"groups": dict(counts), "people": sorted(str(person.pk) for person in changed)},
        )
        return len(changed)


def _refuse_leaders(changed: Mapping[Person, Organization | None]) -> None:
    """Raise `Blocked` for those who hold an office in the group they would leave."""
    held = Appointment.objects.filter(
        person__in=changed, organization=F("person__group"), to_on__isnull=True
    ).select_related("person", "organization")
    obstacles = [
        f"{row.person}是{row.organization}{row.role.label.removeprefix('党小组')}，请先登记免职再换党小组。"
        for row in held
    ]
    if obstacles:
        raise Blocked(*obstacles)
