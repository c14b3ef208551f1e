"""Verbs of this room, one public function per act; until a meeting is confirmed everything can be corrected."""

from jifen.meetings.actions.agenda import put_on_agenda, take_off_agenda
from jifen.meetings.actions.attending import exclude_person, fill_attendance, include_person
from jifen.meetings.actions.checking import Said, conclude_spot_check, draw_spot_check, fill_spot_check
from jifen.meetings.actions.confirming import cancel_meeting, confirm_meeting
from jifen.meetings.actions.holding import adjourn_meeting, call_off_meeting, hold_meeting
from jifen.meetings.actions.motions import edit_motion, put_motion, remove_motion
from jifen.meetings.actions.planning import edit_plan, plan_meeting
from jifen.meetings.actions.recording import edit_meeting, record_meeting
from jifen.meetings.actions.telling import Told, notify_leader, notify_members, report_to_office
from jifen.meetings.actions.writing import write_minutes

__all__ = [
    "Said",
    "Told",
    "adjourn_meeting",
    "call_off_meeting",
    "cancel_meeting",
    "conclude_spot_check",
    "confirm_meeting",
    "draw_spot_check",
    "edit_meeting",
    "edit_motion",
    "edit_plan",
    "exclude_person",
    "fill_attendance",
    "fill_spot_check",
    "hold_meeting",
    "include_person",
    "notify_leader",
    "notify_members",
    "plan_meeting",
    "put_motion",
    "put_on_agenda",
    "record_meeting",
    "remove_motion",
    "report_to_office",
    "take_off_agenda",
    "write_minutes",
]
