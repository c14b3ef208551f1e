"""Making the list of a meeting from the registers, and bringing it up to them."""

from __future__ import annotations

from jifen.meetings.models import Attendance, Meeting
from jifen.meetings.queries import list_attendances, list_eligible
from jifen.meetings.states.meetings import Ineligible


def refresh_list(meeting: Meeting) -> list[Attendance]:
    """Bring the list of a meeting up to the registers of its day; what was typed of those who stay is kept.

    Whoever was left out by agreement stays left out while he has a vote.
    """
    kept = {row.person_id: row for row in list_attendances(meeting)}
    lines = {
        line.person.pk: line for line in list_eligible(meeting.organization, meeting.kind, meeting.held_on)
    }
    gone = [row.pk for pk, row in kept.items() if pk not in lines]
    meeting.attendances.filter(pk__in=gone).delete()
    fresh = []
    for pk, line in lines.items():
        row = kept.get(pk)
        if row is None:
            fresh.append(
                Attendance(
                    meeting=meeting,
                    person=line.person,
                    eligible=line.eligible,
                    why_not=line.why_not or "",
                )
            )
            continue
        why_not: str = line.why_not or ""
        if row.why_not == Ineligible.EXCLUDED:
            if line.eligible:
                continue
            row.exclusions.all().delete()
        if row.why_not != why_not:
            row.eligible, row.why_not = line.eligible, why_not
            row.save(update_fields=["eligible", "why_not"])
    Attendance.objects.bulk_create(fresh)
    return list_attendances(meeting)
