"""Reads of this room; a row is obtained only by `get_…_for(actor, id)`."""

from jifen.meetings.queries.checks import find_spot_check, get_spot_check_for
from jifen.meetings.queries.convocations import (
    get_agenda_item_for,
    get_convocation_for,
    list_ahead_for,
    list_convocations_for,
    list_recipients,
    list_tellings,
)
from jifen.meetings.queries.counting import (
    Outlook,
    list_attendances,
    list_blockers,
    list_outlooks,
    list_unfilled,
    turnout_of,
)
from jifen.meetings.queries.eligible import Line, list_differences, list_eligible, list_freed
from jifen.meetings.queries.files import FILE_TABLES, MeetingsOfPerson, get_meetings_of
from jifen.meetings.queries.meetings import (
    get_attendance_for,
    get_meeting_for,
    get_motion_for,
    list_meetings_for,
    list_waiting_for,
)
from jifen.meetings.queries.resolutions import Resolution, list_resolutions_for, require_resolution
from jifen.meetings.queries.suggesting import list_attendance_suggestions

__all__ = [
    "FILE_TABLES",
    "Line",
    "MeetingsOfPerson",
    "Outlook",
    "Resolution",
    "find_spot_check",
    "get_agenda_item_for",
    "get_attendance_for",
    "get_convocation_for",
    "get_meeting_for",
    "get_meetings_of",
    "get_motion_for",
    "get_spot_check_for",
    "list_ahead_for",
    "list_attendance_suggestions",
    "list_attendances",
    "list_blockers",
    "list_convocations_for",
    "list_differences",
    "list_eligible",
    "list_freed",
    "list_meetings_for",
    "list_outlooks",
    "list_recipients",
    "list_resolutions_for",
    "list_tellings",
    "list_unfilled",
    "list_waiting_for",
    "require_resolution",
    "turnout_of",
]
