"""Which step of a period stands next, whose it is, and by which day the 办法 wants it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from jifen.cycles.models import Cycle
from jifen.cycles.queries.cycles import procedure_by
from jifen.cycles.states.cycles import UNDECIDED, CycleState
from jifen.cycles.states.due import BEFORE_MEETING, STEP_OF, DueKind
from jifen.cycles.states.procedure import Procedure
from jifen.cycles.states.stepdays import due_day_of, files_each_period
from jifen.filing.queries import find_due_day, find_last_day
from jifen.meetings.queries import list_eligible
from jifen.meetings.states.meetings import MeetingKind
from jifen.orgs.models import Organization
from jifen.publicity.models import PublicNotice
from jifen.publicity.queries import list_upheld
from jifen.publicity.states.notices import NoticeState
from jifen.rules.fields.choices import DECIDERS
from jifen.rules.holidays import HolidayTable
from jifen.rules.model.cycle import Step
from jifen.schemes.queries import get_holiday_table

_BODIES = {one.code: one.label for one in DECIDERS}
_NEXT = {
    CycleState.OPEN: DueKind.START_COLLECTING,
    CycleState.COLLECTING: DueKind.CLOSE_REGISTER,
    CycleState.PRELIMINARY: DueKind.EVALUATE,
}

_CONTESTED = (NoticeState.CLOSED_CONTESTED, NoticeState.ANNOUNCED)


@dataclass(frozen=True, slots=True)
class NextStep:
    """What is to be done in words, the day the 办法 names, the last day on which it is not late."""

    what: str
    by: date | None
    late_after: date | None


class Reading:
    """What the lines of one branch share: asked once, and only where a line needs it."""

    def __init__(self, branch: Organization, on: date, notices: Mapping[str, PublicNotice]) -> None:
        """Take the branch, the day and the notices of its periods, by their ids."""
        self.branch, self.on, self.notices = branch, on, notices

    @cached_property
    def holidays(self) -> HolidayTable:
        """The days off."""
        return get_holiday_table()

    @cached_property
    def has_committee(self) -> bool:
        """Say whether the branch has a committee today."""
        return bool(list_eligible(self.branch, MeetingKind.BRANCH_COMMITTEE, self.on))

    def procedure_of(self, cycle: Cycle) -> Procedure | None:
        """Return the procedure of a period; None where its 办法 has none. Raises `SchemeRefused`.

        Whether there is a committee matters, and is asked, only between the last day and the decision.
        """
        matters = cycle.state in UNDECIDED and cycle.ends_on <= self.on
        return procedure_by(cycle.scheme_version, has_committee=self.has_committee if matters else True)


def kind_of_next(
    cycle: Cycle, procedure: Procedure, on: date, notice: PublicNotice | None, *, filed: bool
) -> DueKind | None:
    """Return what stands next on a day; None where nothing is to be done here, or another room says it."""
    state = cycle.state
    if state is CycleState.OPEN and on < cycle.ends_on:
        return None
    if state is CycleState.REGISTERED:
        return DueKind.CONCLUDE_REVIEW if procedure.gives_opinion else DueKind.EVALUATE
    if state is CycleState.EVALUATED:
        return DueKind.PUBLISH_CYCLE if procedure.publicizes else DueKind.POST_CYCLE
    if state is CycleState.PUBLISHED:
        if notice is None:
            return DueKind.PUBLISH_CYCLE
        if notice.state in _CONTESTED and list_upheld(notice):
            return DueKind.RESOLVE_OBJECTION
        ended = notice.state in (NoticeState.CLOSED_CLEAN, NoticeState.ANNOUNCED)
        return DueKind.POST_CYCLE if ended else None
    if state is CycleState.POSTED:
        return DueKind.FILE_CYCLE if files_each_period(procedure) and not filed else None
    return _NEXT[state]


def say_step(cycle: Cycle, procedure: Procedure, kind: DueKind, holidays: HolidayTable) -> NextStep:
    """Return the next step in the words of the 办法, with its owner and its day."""
    step = _step_of(procedure, kind)
    owner = f"（{_BODIES[step.owner]}）" if step else ""
    what = f"{cycle}：{step.title if step else kind.label}{owner}"
    if kind is DueKind.FILE_CYCLE:
        by = find_due_day(cycle.period, procedure.cycle.filing, holidays)
        return NextStep(what, by, find_last_day(by, holidays))
    by = cycle.meeting_on if kind is DueKind.EVALUATE else None
    if kind in STEP_OF:
        named = due_day_of(procedure, STEP_OF[kind], cycle.ends_on, cycle.meeting_on, holidays)
        by = named or (cycle.meeting_on if kind in BEFORE_MEETING else None)
    return NextStep(what, by, by)


def _step_of(procedure: Procedure, kind: DueKind) -> Step | None:
    if kind is DueKind.EVALUATE:
        assembly = procedure.find("assembly")
        return assembly if assembly is not None and not assembly.optional else procedure.find("review")
    return procedure.find(STEP_OF[kind]) if kind in STEP_OF else None
