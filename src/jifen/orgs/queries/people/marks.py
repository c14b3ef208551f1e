"""Small words beside a name in a list: what holds of people on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from jifen.common.actor import Actor
from jifen.orgs.models import Bond, Organization, Person
from jifen.orgs.permissions import may
from jifen.orgs.queries.people.status import status_of
from jifen.orgs.states.acts import Act
from jifen.orgs.states.people import BondKind, CircumstanceKind

SHORT = {
    CircumstanceKind.MIGRANT: "流动",
    CircumstanceKind.NO_HARD_REQUIREMENT: "不作硬性要求",
    CircumstanceKind.FRAIL: "老弱病残",
    CircumstanceKind.VILLAGE_CADRE: "“两委”干部",
    CircumstanceKind.LOST_CONTACT: "失联",
    CircumstanceKind.ABROAD: "出国（境）",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """One word; `warns` where it asks for care."""

    text: str
    warns: bool = False


def list_marks(
    actor: Actor, organization: Organization, people: Sequence[Person], on: date
) -> dict[UUID, tuple[Mark, ...]]:
    """Return the marks of people, in a fixed number of queries; 处分期内 only for those who may see measures."""
    statuses = status_of(people, on)
    helped = set(
        Bond.objects.filter(
            Q(to_on__isnull=True) | Q(to_on__gte=on),
            person__in=[person.pk for person in people],
            kind=BondKind.HELPER,
            from_on__lte=on,
        ).values_list("person_id", flat=True)
    )
    seen = bool(may(actor, Act.VIEW_DISCIPLINE, organization.place))
    marks: dict[UUID, list[Mark]] = defaultdict(list)
    for person in people:
        status, own = statuses[person.pk], marks[person.pk]
        own += [
            Mark(short, kind is CircumstanceKind.LOST_CONTACT)
            for kind, short in SHORT.items()
            if kind in status.circumstances
        ]
        own += [Mark("帮扶")] if person.pk in helped else []
        own += [Mark("处分期内", True)] if seen and status.measures else []
    return {person.pk: tuple(marks[person.pk]) for person in people}
