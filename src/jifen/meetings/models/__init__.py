"""Tables of this room: meetings and their votes, the notices before them, the spot checks after them. No verbs."""

from jifen.meetings.models.checks import SpotCheck, SpotCheckLine
from jifen.meetings.models.convocations import AgendaItem, Convocation, Delivery
from jifen.meetings.models.meetings import Attendance, Exclusion, Meeting, Motion
from jifen.meetings.models.minutes import Minutes

__all__ = [
    "AgendaItem",
    "Attendance",
    "Convocation",
    "Delivery",
    "Exclusion",
    "Meeting",
    "Minutes",
    "Motion",
    "SpotCheck",
    "SpotCheckLine",
]
