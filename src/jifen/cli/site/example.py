"""What the demonstration's village has done so far: an assembly, its 办法 in force, the list of the year, a book."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from jifen.cli.site.cast import Cast
from jifen.common.actor import INSTALLER, Actor
from jifen.common.basis import Basis
from jifen.ledger.actions import Line, open_book, post_entries
from jifen.ledger.queries import Proposed, weigh
from jifen.meetings.actions import confirm_meeting, fill_attendance, put_motion, record_meeting
from jifen.meetings.queries import require_resolution
from jifen.meetings.states.meetings import MeetingKind, Presence
from jifen.meetings.states.motions import MotionKind
from jifen.meetings.states.tally import Votes
from jifen.orgs.queries import get_actor
from jifen.schemes.actions import adopt_version, enrol_year, put_in_force, start_scheme, validate_version
from jifen.schemes.models import SchemeVersion
from jifen.schemes.queries import propose_period, year_of
from jifen.schemes.states.periods import year_name

FACTS: tuple[tuple[str, str, dict[str, str], str], ...] = (
    (
        "member",
        "good_deed",
        {"evidence": "受益人王大娘", "decided_by": "branch_secretary"},
        "帮独居老人王大娘收麦",
    ),
    ("commissioner", "labour_missed", {"decided_by": "branch_committee"}, "没有参加村里清淤，事先没有请假"),
    (
        "migrant",
        "proposal",
        {"evidence": "支委会记录", "decided_by": "branch_committee"},
        "提出修田间路的建议，支委会采纳",
    ),
    (
        "secretary",
        "help",
        {"evidence": "村民小组长", "decided_by": "branch_committee"},
        "汛期夜里带人转移两户",
    ),
)
"""Who, kind, what the 办法 asks, the reason. Nobody here is real."""


def begin_year(cast: Cast, at: datetime) -> None:
    """Let the village adopt its 办法 today, list who takes part, open the book and post a few lines."""
    today = timezone.localdate(at)
    secretary = get_actor(cast.users["secretary"], today)
    basis = _hold_assembly(cast, at, today)
    version = _bring_into_force(cast, at, secretary, basis, today)
    branch = cast.organizations["branch"]
    enrol_year(actor=secretary, at=at, branch_id=branch.pk, on=today, basis=basis)
    year = year_of(version, today)
    book = open_book(
        actor=secretary,
        at=at,
        branch_id=branch.pk,
        year=year_name(year),
        starts_on=year.start,
        ends_on=year.end,
        basis=basis,
    )
    _post_lines(cast, at, book, basis, today)


def _hold_assembly(cast: Cast, at: datetime, today: date) -> Basis:
    meeting = record_meeting(
        actor=INSTALLER,
        at=at,
        organization_id=cast.organizations["branch"].pk,
        kind=MeetingKind.MEMBER_ASSEMBLY,
        held_on=today,
        place="村委会二楼会议室",
        chair="赵书记",
        keeper="孙记录员",
        document_no="会议记录本第1页",
    )
    there = {str(row.person_id): Presence.PRESENT for row in meeting.attendances.all()}
    meeting = fill_attendance(
        actor=INSTALLER, at=at, meeting_id=meeting.pk, version=meeting.version, presences=there
    )
    motion = put_motion(
        actor=INSTALLER,
        at=at,
        meeting_id=meeting.pk,
        version=meeting.version,
        kind=MotionKind.ADOPT_SCHEME,
        wording="通过村党支部党员积分管理办法",
        votes=Votes(meeting.attendances.filter(eligible=True).count(), 0, 0),
    )
    meeting.refresh_from_db()
    confirm_meeting(actor=INSTALLER, at=at, meeting_id=meeting.pk, version=meeting.version)
    return require_resolution(
        INSTALLER,
        motion.pk,
        organization_id=cast.organizations["branch"].pk,
        kinds=[MotionKind.ADOPT_SCHEME],
    )


def _bring_into_force(cast: Cast, at: datetime, secretary: Actor, basis: Basis, today: date) -> SchemeVersion:
    branch = cast.organizations["branch"]
    version = start_scheme(actor=secretary, at=at, organization_id=branch.pk, library="village-branch")
    version = validate_version(actor=secretary, at=at, version_id=version.pk, seen=version.version)
    version = adopt_version(actor=secretary, at=at, version_id=version.pk, basis=basis, seen=version.version)
    return put_in_force(
        actor=secretary, at=at, version_id=version.pk, from_period=propose_period(version, today)
    )


def _post_lines(cast: Cast, at: datetime, book: Any, basis: Basis, today: date) -> None:
    recorder = get_actor(cast.users["recorder"], today)
    facts = [
        Proposed(cast.people[key].pk, kind, today, fields, reason) for key, kind, fields, reason in FACTS
    ]
    lines = [
        Line(
            person_id=str(fact.person_id),
            item=weighed.item,
            occurred_on=fact.occurred_on,
            points=weighed.points,
            fields=fact.fields,
            reason=fact.reason,
        )
        for fact, weighed in zip(facts, weigh(book, today, facts), strict=True)
    ]
    post_entries(
        actor=recorder, at=at + timedelta(seconds=1), book_id=book.pk, key="演示", lines=lines, basis=basis
    )
