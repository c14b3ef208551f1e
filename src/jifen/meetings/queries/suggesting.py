"""What the records of attendance suggest for a period; nobody decides here (ADR 20, AMB-44)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from django.db.models import Q

from jifen.common.suggestion import Suggestion
from jifen.meetings.models import Attendance
from jifen.meetings.queries.resolutions import basis_of
from jifen.meetings.states.meetings import MeetingKind, MeetingState, Presence
from jifen.orgs.models import Organization
from jifen.orgs.queries import resolve
from jifen.rules.sourcing import CASE_OF, Sourced, find_answer

ORIGIN = "ATTENDANCE"
"""Name of a line of attendance as the origin of a suggestion."""
SAYS: dict[Presence, tuple[str, ...]] = {
    Presence.PRESENT: ("MEETING.CAME",),
    Presence.LATE: ("MEETING.CAME", "MEETING.LATE"),
    Presence.LEFT_EARLY: ("MEETING.CAME", "MEETING.LEFT_EARLY"),
    Presence.ABSENT: ("MEETING.ABSENT",),
}
"""Who came late was there and was late; who had leave, or of whom none is demanded, suggests nothing (AMB-44)."""
_COUNTED = (MeetingKind.MEMBER_ASSEMBLY, MeetingKind.BRANCH_COMMITTEE, MeetingKind.GROUP_MEETING)


def list_attendance_suggestions(
    branch: Organization, facts: Sequence[Sourced], first: date, last: date
) -> list[Suggestion]:
    """Return what the confirmed meetings of a branch and its groups suggest from one day to another.

    `facts` are the kinds of the 办法 that name a register (`rules.sourcing.list_sourced`): this room does not read it.
    """
    groups = Q(meeting__organization__path__startswith=branch.path, meeting__organization__kind="GROUP")
    rows = Attendance.objects.filter(
        Q(meeting__organization=branch) | groups,
        meeting__state=MeetingState.CONFIRMED,
        meeting__kind__in=_COUNTED,
        meeting__held_on__gte=first,
        meeting__held_on__lte=last,
        presence__in=list(SAYS),
    )
    ordered = rows.select_related("meeting", "person").order_by("meeting__held_on", "person__pinyin", "pk")
    return [one for row in ordered for one in _suggest(row, facts)]


def _suggest(row: Attendance, facts: Sequence[Sourced]) -> Iterator[Suggestion]:
    presence = Presence(row.presence)
    for code in SAYS[presence]:
        answer = find_answer(facts, code)
        if answer is None:
            continue
        yield Suggestion(
            person_id=str(resolve(row.person).pk),
            kind=answer.kind,
            candidates=answer.candidates,
            day=row.meeting.held_on,
            gain=CASE_OF[code].gain,
            fields={},
            reason=f"{row.meeting}{presence.label}",
            basis=basis_of(row.meeting),
            origin=ORIGIN,
            origin_id=str(row.pk),
        )
