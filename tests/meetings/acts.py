"""What the stories of this room do again and again."""

from datetime import date, time
from typing import Any

from jifen.common.basis import Basis, BasisKind
from jifen.meetings import actions
from jifen.meetings.models import Convocation, Meeting, Motion
from jifen.meetings.states.convocations import LeadTimes
from jifen.meetings.states.meetings import ExclusionGround, MeetingKind, Presence
from jifen.meetings.states.motions import MotionKind
from jifen.meetings.states.tally import Votes
from tests.cast import NOW, Cast

HELD = date(2026, 3, 6)
CONSENT = Basis(BasisKind.REPLY, "关于不计入应到会人数的批复", date(2026, 3, 2), "红旗委〔2026〕9号")
AGREED = Basis(BasisKind.MEETING, "党员大会", date(2026, 2, 6))
FORMAL = ("secretary", "commissioner", "recorder", "member", "migrant")
"""Who should come to an assembly of the branch; 周预备 comes and does not count."""
PLANNED = date(2026, 3, 13)
LEAD = LeadTimes(office=3, leader=2, members=2, clause="S3-二-三-1")


def plan(cast: Cast, who: str = "recorder", **changes: Any) -> Convocation:
    """Plan an assembly of the cast's branch under a 办法 that asks for notices."""
    given = {
        "actor": cast.actor(who),
        "at": NOW,
        "organization_id": cast.organization().pk,
        "kind": MeetingKind.MEMBER_ASSEMBLY,
        "planned_on": PLANNED,
        "starts_at": time(9, 0),
        "place": "村委会二楼会议室",
        "lead": LEAD,
        **changes,
    }
    return actions.plan_meeting(**given)


def hold(cast: Cast, who: str = "recorder", **changes: Any) -> Meeting:
    """Enter an assembly of the cast's branch."""
    given = {
        "actor": cast.actor(who),
        "at": NOW,
        "organization_id": cast.organization().pk,
        "kind": MeetingKind.MEMBER_ASSEMBLY,
        "held_on": HELD,
        "place": "村委会二楼会议室",
        "chair": "赵书记",
        "keeper": "孙记录员",
        "document_no": "2026年记录本第6页",
        **changes,
    }
    return actions.record_meeting(**given)


def attend(cast: Cast, meeting: Meeting, *away: str, who: str = "recorder") -> Meeting:
    """Let everybody come but those named."""
    absent = {str(cast.person(key).pk) for key in away}
    fresh = Meeting.objects.get(pk=meeting.pk)
    presences = {
        str(row.person_id): Presence.LEAVE if str(row.person_id) in absent else Presence.PRESENT
        for row in fresh.attendances.exclude(why_not="EXCLUDED")
    }
    return actions.fill_attendance(
        actor=cast.actor(who),
        at=NOW,
        meeting_id=fresh.pk,
        version=fresh.version,
        presences=presences,
    )


def put(cast: Cast, meeting: Meeting, votes: Votes | None = None, **changes: Any) -> Motion:
    """Put a motion to the vote; by default the scheme is adopted."""
    given = {
        "actor": cast.actor("recorder"),
        "at": NOW,
        "meeting_id": meeting.pk,
        "version": Meeting.objects.get(pk=meeting.pk).version,
        "kind": MotionKind.ADOPT_SCHEME,
        "wording": "通过《青山村党支部积分管理办法》",
        "votes": votes or Votes(5, 0, 0),
        **changes,
    }
    return actions.put_motion(**given)


def confirm(cast: Cast, meeting: Meeting, who: str = "recorder") -> Meeting:
    """Confirm a meeting as it stands."""
    version = Meeting.objects.get(pk=meeting.pk).version
    return actions.confirm_meeting(actor=cast.actor(who), at=NOW, meeting_id=meeting.pk, version=version)


def exclude(cast: Cast, meeting: Meeting, key: str = "migrant", **changes: Any) -> Meeting:
    """Leave somebody out of those who should come."""
    given = {
        "actor": cast.actor("recorder"),
        "at": NOW,
        "meeting_id": meeting.pk,
        "version": Meeting.objects.get(pk=meeting.pk).version,
        "person_id": cast.person(key).pk,
        "ground": ExclusionGround.MIGRANT,
        "agreement": AGREED,
        "consent": CONSENT,
        **changes,
    }
    return actions.exclude_person(**given)
