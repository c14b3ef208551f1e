"""Meetings of the organisation at the spot, in the states a page can meet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from jifen.common.actor import INSTALLER
from jifen.common.basis import Basis, BasisKind
from jifen.meetings import actions
from jifen.meetings.models import Meeting
from jifen.meetings.queries import list_attendances
from jifen.meetings.states.meetings import ExclusionGround, MeetingKind, MeetingState, Presence
from jifen.meetings.states.motions import MotionKind
from jifen.meetings.states.tally import Votes
from tests.web.matrix.things.registry import make, thing
from tests.web.matrix.world import AT, Spot, Thing, World

HELD = date(2026, 3, 6)
CONSENT = Basis(BasisKind.REPLY, "关于不计入应到的批复", date(2026, 3, 2), "红旗委〔2026〕9号")
AGREED = Basis(BasisKind.MEETING, "党员大会", date(2026, 2, 6))


def hold(spot: Spot) -> Meeting | None:
    """Enter an assembly of the branch at a spot; None where there is no branch with members."""
    if not spot.organization.is_branch:
        return None
    return actions.record_meeting(
        actor=INSTALLER,
        at=AT,
        organization_id=spot.organization.pk,
        kind=MeetingKind.MEMBER_ASSEMBLY,
        held_on=HELD,
        place="村委会",
        chair="主持的同志",
        keeper="记录的同志",
        document_no="记录本第6页",
        agenda="讨论积分办法",
    )


def fill(meeting: Meeting) -> Meeting:
    """Let everybody come."""
    presences = {str(row.person_id): Presence.PRESENT for row in list_attendances(meeting) if row.eligible}
    presences |= {
        str(row.person_id): Presence.LEAVE
        for row in list_attendances(meeting)
        if row.why_not and row.why_not != "EXCLUDED"
    }
    return actions.fill_attendance(
        actor=INSTALLER, at=AT, meeting_id=meeting.pk, version=meeting.version, presences=presences
    )


def about(meeting: Meeting, spot: Spot) -> Thing:
    fresh = Meeting.objects.get(pk=meeting.pk)
    return Thing({"meeting_id": str(fresh.pk)}, (spot.organization,), about=fresh)


@thing("meeting")
def meeting(world: World, spot: Spot) -> Thing | None:
    """A meeting with everybody there and a motion: it could be confirmed."""
    found = hold(spot)
    if found is None:
        return None
    fill(found)
    actions.put_motion(
        actor=INSTALLER,
        at=AT,
        meeting_id=found.pk,
        version=2,
        kind=MotionKind.ADOPT_SCHEME,
        wording="通过积分管理办法",
        votes=Votes(1, 0, 0),
    )
    return about(found, spot)


@thing("meeting confirmed")
def meeting_confirmed(world: World, spot: Spot) -> Thing | None:
    found = make(world, "meeting", Spot(f"{spot.key} confirmed", spot.organization))
    if found is None:
        return None
    assert isinstance(found.about, Meeting)
    actions.confirm_meeting(actor=INSTALLER, at=AT, meeting_id=found.about.pk, version=found.about.version)
    return about(found.about, spot)


@thing("meeting cancelled")
def meeting_cancelled(world: World, spot: Spot) -> Thing | None:
    found = hold(spot)
    if found is None:
        return None
    actions.cancel_meeting(actor=INSTALLER, at=AT, meeting_id=found.pk, version=1, reason="登记重了")
    assert Meeting.objects.get(pk=found.pk).state is MeetingState.CANCELLED
    return about(found, spot)


@thing("motion")
def motion(world: World, spot: Spot) -> Thing | None:
    found = make(world, "meeting", spot)
    if found is None:
        return None
    assert isinstance(found.about, Meeting)
    return replace(found, values={"motion_id": str(found.about.motions.get().pk)})


@thing("attendance")
def attendance(world: World, spot: Spot) -> Thing | None:
    """A line of somebody who should come."""
    found = make(world, "meeting", spot)
    if found is None:
        return None
    assert isinstance(found.about, Meeting)
    row = next(row for row in list_attendances(found.about) if row.eligible)
    return replace(found, values={"attendance_id": str(row.pk)})


@thing("attendance excluded")
def attendance_excluded(world: World, spot: Spot) -> Thing | None:
    """A line of somebody who by agreement does not count."""
    held = hold(spot)
    if held is None:
        return None
    row = next(row for row in list_attendances(held) if row.eligible)
    actions.exclude_person(
        actor=INSTALLER,
        at=AT,
        meeting_id=held.pk,
        version=1,
        person_id=row.person_id,
        ground=ExclusionGround.BEDRIDDEN,
        agreement=AGREED,
        consent=CONSENT,
    )
    return replace(about(held, spot), values={"attendance_id": str(row.pk)})
