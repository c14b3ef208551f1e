"""What the stories of this room do again and again: a branch with a 办法, its list and its book, and a month of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from jifen.cycles import actions
from jifen.cycles.actions import Claim
from jifen.cycles.models import Cycle, Declaration
from jifen.ledger.actions import open_book
from jifen.ledger.models import Book
from jifen.meetings.actions import confirm_meeting
from jifen.meetings.models import Motion
from jifen.meetings.states.meetings import MeetingKind
from jifen.meetings.states.motions import MotionKind
from jifen.meetings.states.tally import Votes
from jifen.schemes.actions import enrol_year
from tests.cast import NOW, TODAY, Cast
from tests.ledger.desk import ASSEMBLY, open_desk
from tests.meetings.acts import attend, hold, put
from tests.schemes.acts import in_force

MEETING = date(2026, 4, 7)
"""The fifth of April 2026 is 清明 and the sixth is free: the meeting of S2 is on the seventh (AMB-13)."""


def at(day: date, hour: int = 9) -> datetime:
    """Return an hour of a day in the office's time."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZoneInfo("Asia/Shanghai"))


def village(cast: Cast) -> Book:
    """Put the village's 办法 in force since March, everybody on the list, the book open."""
    in_force(cast)
    enrol_year(
        actor=cast.actor("recorder"), at=NOW, branch_id=cast.organization().pk, on=TODAY, basis=ASSEMBLY
    )
    return open_desk(cast)


def township(cast: Cast) -> Book:
    """Put the sample of the township's 办法 (S3) in force for 2026, everybody on the list, the book open."""
    in_force(cast, "township-branch-sample")
    enrol_year(
        actor=cast.actor("recorder"), at=NOW, branch_id=cast.organization().pk, on=TODAY, basis=ASSEMBLY
    )
    return open_book(
        actor=cast.actor("recorder"), at=NOW, branch_id=cast.organization().pk, year="2026",
        starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31),
    )  # fmt: skip


def begin(cast: Cast, who: str = "recorder", when: datetime = NOW, **more: Any) -> Cycle:
    """Open the next period of the branch."""
    return actions.open_cycle(actor=cast.actor(who), at=when, branch_id=cast.organization().pk, **more)


def claim(
    cast: Cast, who: str = "member", kind: str = "help", day: date = date(2026, 3, 8), **more: Any
) -> Claim:
    """Return what somebody says he did: two points for helping, with evidence, unless told otherwise."""
    given = {"reason": "帮王大娘家收麦子", "fields": {"evidence": "yes"}, **more}
    return Claim(cast.person(who).pk, kind, day, **given)


def declare(
    cast: Cast, cycle: Cycle, *claims: Claim, by: str = "member", when: datetime = NOW
) -> list[Declaration]:
    """Declare facts."""
    return actions.declare(actor=cast.actor(by), at=when, cycle_id=cycle.pk, claims=claims or (claim(cast),))


def register(
    cast: Cast, cycle: Cycle, *rows: Declaration, by: str = "secretary", when: datetime = NOW
) -> None:
    """Take declarations up."""
    ids = [row.pk for row in rows]
    actions.register(actor=cast.actor(by), at=when, cycle_id=cycle.pk, declaration_ids=ids)


def fresh(row: Any) -> Any:
    """Return a row as it stands now."""
    return type(row).objects.get(pk=row.pk)


def collect(cast: Cast, cycle: Cycle, day: date = date(2026, 4, 1)) -> Cycle:
    """Begin to collect."""
    version = fresh(cycle).version
    return actions.start_collecting(
        actor=cast.actor("recorder"), at=at(day), cycle_id=cycle.pk, version=version
    )


def mark(cast: Cast, cycle: Cycle, *who: str, day: date = date(2026, 4, 1)) -> None:
    """Mark who handed in nothing."""
    for key in who:
        actions.mark_not_declared(
            actor=cast.actor("commissioner" if key != "commissioner" else "secretary"), at=at(day),
            cycle_id=cycle.pk, version=fresh(cycle).version, person_id=cast.person(key).pk, reason="本月没有可报的事",
        )  # fmt: skip


def close(cast: Cast, cycle: Cycle, day: date = date(2026, 4, 3)) -> Cycle:
    """Close the register."""
    version = fresh(cycle).version
    return actions.close_register(
        actor=cast.actor("recorder"), at=at(day), cycle_id=cycle.pk, version=version
    )


def resolve(
    cast: Cast,
    day: date = MEETING,
    subject: str = "",
    kind: MotionKind = MotionKind.CONFIRM_PERIOD,
    votes: Votes | None = None,
) -> Motion:
    """Hold an assembly that resolves on the period, and confirm its record."""
    meeting = hold(cast, held_on=day, kind=MeetingKind.MEMBER_ASSEMBLY, at=at(day))
    attend(cast, meeting)
    subject_id = cast.person(subject).pk if subject else None
    motion = put(
        cast,
        meeting,
        votes or Votes(5, 0, 0),
        kind=kind,
        wording="评定本期积分",
        subject_id=subject_id,
        at=at(day),
    )
    confirm_meeting(
        actor=cast.actor("organizer"), at=at(day), meeting_id=meeting.pk, version=fresh(meeting).version
    )
    return motion


def evaluate(
    cast: Cast,
    cycle: Cycle,
    motion: Motion | None = None,
    day: date = MEETING,
    verdicts: Mapping[UUID, actions.Verdict] | None = None,
    by: str = "recorder",
    **more: Any,
) -> Cycle:
    """Enter what the assembly decided."""
    motion = motion or resolve(cast, day)
    given = {str(key): verdict for key, verdict in (verdicts or {}).items()}
    return actions.evaluate(
        actor=cast.actor(by), at=at(day, 15), cycle_id=cycle.pk, version=fresh(cycle).version, motion_id=motion.pk,
        verdicts=given, **more,
    )  # fmt: skip


def post(cast: Cast, cycle: Cycle, by: str = "secretary", day: date = MEETING) -> Cycle:
    """Post and seal."""
    version = fresh(cycle).version
    return actions.post_cycle(actor=cast.actor(by), at=at(day, 16), cycle_id=cycle.pk, version=version)
