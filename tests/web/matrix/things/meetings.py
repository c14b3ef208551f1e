"""Meetings of the organisation at the spot, in the states a page can meet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

from jifen.common.actor import INSTALLER
from jifen.common.basis import Basis, BasisKind
from jifen.meetings import actions
from jifen.meetings.actions import Said, Told
from jifen.meetings.models import Convocation, Meeting, SpotCheck
from jifen.meetings.queries import list_attendances
from jifen.meetings.states.checks import Answer
from jifen.meetings.states.convocations import Channel, LeadTimes
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


def announce(spot: Spot, planned_on: date = HELD) -> Convocation | None:
    """Plan an assembly of the branch at a spot; None where there is no branch with members."""
    if not spot.organization.is_branch:
        return None
    return actions.plan_meeting(
        actor=INSTALLER,
        at=AT,
        organization_id=spot.organization.pk,
        kind=MeetingKind.MEMBER_ASSEMBLY,
        planned_on=planned_on,
        starts_at=time(9),
        place="村委会",
        lead=LeadTimes(office=3, leader=2, members=2, clause="S3-二-三-1"),
    )


@thing("convocation")
def convocation(world: World, spot: Spot) -> Thing | None:
    """A notice of a meeting; nobody was told yet."""
    row = announce(spot)
    return row and Thing({"convocation_id": str(row.pk)}, (spot.organization,), about=row)


@thing("agenda item")
def agenda_item(world: World, spot: Spot) -> Thing | None:
    """Something on the agenda of a notice."""
    row = announce(spot)
    if row is None:
        return None
    item = actions.put_on_agenda(
        actor=INSTALLER, at=AT, convocation_id=row.pk, version=row.version, wording="讨论别的事"
    )
    fresh = Convocation.objects.get(pk=row.pk)
    return Thing({"item_id": str(item.pk)}, (spot.organization,), about=fresh)


@thing("convocation called off")
def convocation_called_off(world: World, spot: Spot) -> Thing | None:
    row = announce(spot)
    if row is None:
        return None
    told = Told(Channel.PHONE, HELD - timedelta(days=3), "说知道了")
    row = actions.report_to_office(
        actor=INSTALLER, at=AT, convocation_id=row.pk, version=row.version, name="接电话的同志", told=told
    )
    off = actions.call_off_meeting(
        actor=INSTALLER, at=AT, convocation_id=row.pk, version=row.version, reason="与镇里的会合并"
    )
    return Thing({"convocation_id": str(off.pk)}, (spot.organization,), about=off)


@thing("spot check")
def spot_check(world: World, spot: Spot) -> Thing | None:
    """Members drawn after a meeting; nobody was asked yet."""
    found = make(world, "meeting confirmed", Spot(f"{spot.key} checked", spot.organization))
    if found is None:
        return None
    assert isinstance(found.about, Meeting)
    check = actions.draw_spot_check(actor=INSTALLER, at=AT, meeting_id=found.about.pk, checker="核实的同志")
    return Thing({"check_id": str(check.pk)}, (spot.organization,), about=check)


@thing("spot check asked")
def spot_check_asked(world: World, spot: Spot) -> Thing | None:
    found = make(world, "spot check", Spot(f"{spot.key} asked", spot.organization))
    if found is None:
        return None
    assert isinstance(found.about, SpotCheck)
    said = {
        str(line.number): Said(Answer.AGREES, HELD + timedelta(days=1)) for line in found.about.lines.all()
    }
    check = actions.fill_spot_check(
        actor=INSTALLER, at=AT, check_id=found.about.pk, version=found.about.version, said=said
    )
    return replace(found, about=check)


@thing("spot check concluded")
def spot_check_concluded(world: World, spot: Spot) -> Thing | None:
    found = make(world, "spot check asked", Spot(f"{spot.key} concluded", spot.organization))
    if found is None:
        return None
    assert isinstance(found.about, SpotCheck)
    done = actions.conclude_spot_check(
        actor=INSTALLER,
        at=AT,
        check_id=found.about.pk,
        version=found.about.version,
        conclusion="都与记录相符",
        follow_up="不用处理",
    )
    return replace(found, about=done)
