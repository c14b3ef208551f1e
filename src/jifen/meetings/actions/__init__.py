"""Verbs of this room, one public function per act; until a meeting is confirmed everything can be corrected."""

from jifen.meetings.actions.attending import exclude_person, fill_attendance, include_person
from jifen.meetings.actions.confirming import cancel_meeting, confirm_meeting
from jifen.meetings.actions.motions import edit_motion, put_motion, remove_motion
from jifen.meetings.actions.recording import edit_meeting, record_meeting

__all__ = [
    "cancel_meeting",
    "confirm_meeting",
    "edit_meeting",
    "edit_motion",
    "exclude_person",
    "fill_attendance",
    "include_person",
    "put_motion",
    "record_meeting",
    "remove_motion",
]
