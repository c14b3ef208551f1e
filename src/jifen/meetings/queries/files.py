"""What this room keeps about one person, for his own file (trust J2)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from jifen.meetings.models import Attendance, Motion
from jifen.orgs.models import Person
from jifen.orgs.queries import list_aliases

FILE_TABLES = {
    "meetings.Attendance.person": "attendances",
    "meetings.Motion.subject": "motions",
}
"""Column that refers to a person → where its rows stand in `MeetingsOfPerson`."""


@dataclass(frozen=True, slots=True)
class MeetingsOfPerson:
    """The meetings on whose list a person stands, and the motions that concern him, newest first."""

    attendances: list[Attendance]
    motions: list[Motion]


def get_meetings_of(person: Person) -> MeetingsOfPerson:
    """Return the rows about a person whose file is being shown: whoever may see the file sees them."""
    ids: Collection[UUID] = list(list_aliases(person))
    attendances = Attendance.objects.filter(person__in=ids)
    motions = Motion.objects.filter(subject__in=ids)
    return MeetingsOfPerson(
        list(attendances.select_related("meeting__organization").order_by("-meeting__held_on", "id")),
        list(
            motions.select_related("meeting__organization").order_by(
                "-meeting__held_on", "meeting_id", "number"
            )
        ),
    )
