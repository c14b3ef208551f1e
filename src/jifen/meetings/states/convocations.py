"""From the plan of a meeting to the day it is held: who is told, how long before, and how (S3-二-三-1, AMB-56)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from jifen.common.labelled import LabelledEnum
from jifen.common.transitions import Machine, Transition
from jifen.meetings.states.acts import Act


class Recipient(LabelledEnum):
    """Who is told of a meeting beforehand."""

    OFFICE = "OFFICE", "党建办"
    LEADER = "LEADER", "联系点领导"
    MEMBERS = "MEMBERS", "应到会的党员"


class Channel(LabelledEnum):
    """How somebody was told; `UNREACHED` is said where it was tried in vain."""

    PHONE = "PHONE", "电话"
    WRITTEN = "WRITTEN", "书面通知"
    MESSAGE = "MESSAGE", "短信或微信"
    IN_PERSON = "IN_PERSON", "当面"
    UNREACHED = "UNREACHED", "没有联系上"


TOLD = frozenset(set(Channel) - {Channel.UNREACHED})


class ConvocationState(LabelledEnum):
    """How far the notice of a meeting is (domain §8.12)."""

    PLANNED = "PLANNED", "拟召开"
    REPORTED = "REPORTED", "已报党建办"
    LEADER_NOTIFIED = "LEADER_NOTIFIED", "已通知联系点领导"
    MEMBERS_NOTIFIED = "MEMBERS_NOTIFIED", "已通知党员"
    HELD = "HELD", "已召开"
    ADJOURNED = "ADJOURNED", "延期"
    CANCELLED = "CANCELLED", "取消"


_S, _DESK, _OFFICERS = ConvocationState, "记录员或书记", "书记、副书记、组织委员或记录员"
AHEAD = (_S.PLANNED, _S.REPORTED, _S.LEADER_NOTIFIED, _S.MEMBERS_NOTIFIED)
"""Before the meeting, in the order in which people are told."""


def _telling(act: Act, reached: ConvocationState) -> Iterator[Transition]:
    """Whoever is told later than the paper asks is entered all the same: the state never goes back."""
    for source in AHEAD:
        yield Transition(act, source, AHEAD[max(AHEAD.index(source), AHEAD.index(reached))], _DESK)


CONVOCATION = Machine(
    "会议通知",
    ConvocationState,
    (
        Transition(Act.PLAN_MEETING, None, _S.PLANNED, _DESK),
        Transition(Act.EDIT_PLAN, _S.PLANNED, _S.PLANNED, _DESK),
        *_telling(Act.REPORT_TO_OFFICE, _S.REPORTED),
        *_telling(Act.NOTIFY_LEADER, _S.LEADER_NOTIFIED),
        *_telling(Act.NOTIFY_MEMBERS, _S.MEMBERS_NOTIFIED),
        *(Transition(Act.NOTE_DELIVERIES, source, source, _DESK) for source in AHEAD),
        *(
            Transition(act, source, source, _DESK)
            for act in (Act.PUT_ON_AGENDA, Act.TAKE_OFF_AGENDA)
            for source in AHEAD
        ),
        *(Transition(Act.HOLD_MEETING, source, _S.HELD, _DESK) for source in AHEAD),
        *(Transition(Act.ADJOURN_MEETING, source, _S.ADJOURNED, _OFFICERS) for source in (*AHEAD, _S.HELD)),
        *(Transition(Act.CALL_OFF_MEETING, source, _S.CANCELLED, _OFFICERS) for source in AHEAD),
    ),
)


@dataclass(frozen=True, slots=True)
class LeadTimes:
    """How many calendar days before a meeting each must be told; None where the 办法 does not ask (AMB-56).

    A value: the 办法 is known one floor up. `clause` says where it stands.
    """

    office: int | None = None
    leader: int | None = None
    members: int | None = None
    clause: str = ""

    def days_of(self, recipient: Recipient) -> int | None:
        """Return the days of one recipient."""
        return {
            Recipient.OFFICE: self.office,
            Recipient.LEADER: self.leader,
            Recipient.MEMBERS: self.members,
        }[recipient]


@dataclass(frozen=True, slots=True)
class Telling:
    """One recipient's part of a notice: to be told by a day; how many of how many are, the last of them when."""

    recipient: Recipient
    by: date | None
    told: int
    wanted: int
    late: int = 0
    unreached: int = 0
    last_on: date | None = None

    @property
    def kept(self) -> bool | None:
        """Say whether everybody was told in time; None where nothing is asked or it is not over."""
        if self.by is None:
            return None
        if self.late or self.unreached:
            return False
        return True if self.told >= self.wanted else None

    @property
    def days_late(self) -> int:
        """Return by how many days the last one was told too late."""
        return max((self.last_on - self.by).days, 0) if self.by and self.last_on else 0


def latest_day(planned_on: date, days: int) -> date:
    """Return the last day on which somebody may be told (AMB-56: calendar days before the day of the meeting)."""
    return planned_on - timedelta(days=days)


def tell(
    recipient: Recipient,
    planned_on: date,
    lead: LeadTimes,
    deliveries: list[tuple[Channel, date]],
    wanted: int,
) -> Telling:
    """Weigh what was delivered to one kind of recipient; `wanted` is how many should be told."""
    days = lead.days_of(recipient)
    by = latest_day(planned_on, days) if days is not None else None
    told = [on for channel, on in deliveries if channel in TOLD]
    return Telling(
        recipient,
        by,
        len(told),
        wanted,
        late=sum(by is not None and on > by for on in told),
        unreached=len(deliveries) - len(told),
        last_on=max(told, default=None),
    )
