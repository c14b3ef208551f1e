"""What one's own file says of meetings, in sentences."""

from __future__ import annotations

from jifen.meetings.models import AgendaItem, Attendance, Delivery, Motion
from jifen.meetings.queries import MeetingsOfPerson
from jifen.meetings.states.meetings import MeetingState
from jifen.orgs.states.guards import say
from jifen.web.orgs.people.words import Line, Section


def list_meeting_sections(kept: MeetingsOfPerson) -> list[Section]:
    """Return the parts of a file that are about meetings."""
    return [
        Section("attendances", "参加会议", tuple(Line(_attendance(row), row) for row in kept.attendances)),
        Section("motions", "会上讨论本人的议题", tuple(Line(_motion(row), row) for row in kept.motions)),
        Section("deliveries", "会议通知", tuple(Line(_delivery(row), row) for row in kept.deliveries)),
        Section(
            "agenda_items", "列入议程的本人的事", tuple(Line(_item(row), row) for row in kept.agenda_items)
        ),
    ]


def _attendance(row: Attendance) -> str:
    came = row.presence.label if row.presence else "到会情况没有填"
    why = f"，{row.why_not.label}" if row.why_not else ""
    return f"{row.meeting.organization}{row.meeting}：{came}{why}{_state(row.meeting.state)}。"


def _motion(row: Motion) -> str:
    result = f"，{row.result.label}" if row.result else ""
    return f"{row.meeting.organization}{row.meeting}：{row.wording}{result}{_state(row.meeting.state)}。"


def _delivery(row: Delivery) -> str:
    here = f"{row.convocation.organization}{row.convocation}"
    return f"{here}：{say(row.told_on)}{row.channel.label}{f'，{row.receipt}' if row.receipt else ''}。"


def _item(row: AgendaItem) -> str:
    return f"{row.convocation.organization}{row.convocation}：{row.wording}（会议{row.convocation.state.label}）。"


def _state(state: MeetingState) -> str:
    return "" if state is MeetingState.CONFIRMED else f"（会议记录{state.label}）"
