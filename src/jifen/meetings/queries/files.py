"""What this room keeps about one person, for his own file (trust J2)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from jifen.common.orm import fetch_each
from jifen.meetings.models import AgendaItem, Attendance, Delivery, Motion
from jifen.orgs.models import Person
from jifen.orgs.queries import list_aliases

FILE_TABLES = {
    "meetings.Attendance.person": "attendances",
    "meetings.Motion.subject": "motions",
    "meetings.Delivery.person": "deliveries",
    "meetings.AgendaItem.subject": "agenda_items",
}
"""Column that refers to a person → where its rows stand in `MeetingsOfPerson`."""


@dataclass(frozen=True, slots=True)
class MeetingsOfPerson:
    """The meetings on whose list a person stands, the motions that concern him, of what he was told; newest first."""

    attendances: list[Attendance]
    motions: list[Motion]
    deliveries: list[Delivery]
    agenda_items: list[AgendaItem]


def get_meetings_of(person: Person) -> MeetingsOfPerson:
    """Return the rows about a person whose file is being shown: whoever may see the file sees them."""
    ids: Collection[UUID] = list(list_aliases(person))
    attendances = Attendance.objects.filter(person__in=ids).select_related("meeting__organization")
    motions = Motion.objects.filter(subject__in=ids).select_related("meeting__organization")
    deliveries = Delivery.objects.filter(person__in=ids).select_related("convocation__organization")
    items = AgendaItem.objects.filter(subject__in=ids).select_related("convocation__organization")
    found = fetch_each(
        {
            "attendances": attendances.order_by("-meeting__held_on", "id"),
            "motions": motions.order_by("-meeting__held_on", "meeting_id", "number"),
            "deliveries": deliveries.order_by("-convocation__planned_on", "id"),
            "agenda_items": items.order_by("-convocation__planned_on", "convocation_id", "number"),
        }
    )
    return MeetingsOfPerson(**found)
