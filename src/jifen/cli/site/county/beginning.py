"""How a branch begins: the 办法 drafted from the shelf, adopted by an assembly, in force from that year's first day."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from jifen.cli.site.county.peopling import Branch
from jifen.common.basis import Basis, BasisKind
from jifen.meetings.actions import confirm_meeting, fill_attendance, put_motion, record_meeting
from jifen.meetings.states.meetings import MeetingKind, Presence
from jifen.meetings.states.motions import MotionKind
from jifen.meetings.states.tally import Votes
from jifen.schemes.actions import adopt_version, put_in_force, save_draft, start_scheme, validate_version
from jifen.schemes.models import SchemeVersion
from jifen.schemes.queries import propose_period

_OFFICES = ("branch_secretary", "deputy_secretary", "organization_commissioner", "discipline_commissioner")
AMENDED: dict[str, tuple[str, str]] = {
    "county-declared-sample": (
        "when: team_member",
        "when: " + " or ".join(f"role == {one}" for one in _OFFICES),
    ),
}
"""办法 on the shelf → what its branches write otherwise: who is on the team is seen from the offices held."""
AFTER = 5
"""Days after the first of a month on which its meeting is held."""


def at_desk(on: date, hour: int = 9) -> datetime:
    """Return an instant of a day in the office's own time."""
    return timezone.make_aware(datetime.combine(on, time(hour)))


def met(on: date) -> Basis:
    """Return the paper of a meeting that is kept in the branch's own book of minutes."""
    return Basis(BasisKind.MEETING, "支部党员大会", on, f"会议记录本{on:%Y%m%d}")


def begin(branch: Branch, start: date) -> SchemeVersion:
    """Let a branch adopt the 办法 of its shelf in the first days of a points year; it holds from the first."""
    by, first, on = branch.secretary, at_desk(start), start + timedelta(days=AFTER)
    version = start_scheme(
        actor=by, at=first, organization_id=branch.organization.pk, library=branch.place.library
    )
    if amended := AMENDED.get(branch.place.library):
        version = save_draft(
            actor=by,
            at=first,
            version_id=version.pk,
            text=version.text.replace(*amended),
            clauses=version.clauses,
            seen=version.version,
        )
    version = validate_version(actor=by, at=first, version_id=version.pk, seen=version.version)
    motion_id = _hold_assembly(branch, on, f"通过{version.scheme.title}")
    at = at_desk(on, 15)
    version = adopt_version(actor=by, at=at, version_id=version.pk, motion_id=motion_id, seen=version.version)
    return put_in_force(actor=by, at=at, version_id=version.pk, from_period=propose_period(version, on))


def _hold_assembly(branch: Branch, on: date, wording: str) -> str:
    """Enter the assembly at which everybody was and nobody was against it; return the id of the motion."""
    by, at = branch.recorder, at_desk(on, 14)
    meeting = record_meeting(
        actor=by,
        at=at,
        organization_id=branch.organization.pk,
        kind=MeetingKind.MEMBER_ASSEMBLY,
        held_on=on,
        place="党员活动室",
        chair=branch.secretary.name,
        keeper=by.name,
        document_no=met(on).document_no,
    )
    there = {str(row.person_id): Presence.PRESENT for row in meeting.attendances.all()}
    meeting = fill_attendance(
        actor=by, at=at, meeting_id=meeting.pk, version=meeting.version, presences=there
    )
    motion = put_motion(
        actor=by,
        at=at,
        meeting_id=meeting.pk,
        version=meeting.version,
        kind=MotionKind.ADOPT_SCHEME,
        wording=wording,
        votes=Votes(meeting.attendances.filter(eligible=True).count(), 0, 0),
    )
    meeting.refresh_from_db()
    confirm_meeting(actor=branch.secretary, at=at, meeting_id=meeting.pk, version=meeting.version)
    return str(motion.pk)
