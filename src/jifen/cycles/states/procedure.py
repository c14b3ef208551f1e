"""What a 办法 says of its procedure, as far as the period needs it (DESIGN §2: steps and owners are its data)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jifen.common.labelled import LabelledEnum
from jifen.cycles.states.cycles import CycleState
from jifen.rules.calendar import (
    DayOfMonth,
    MonthEnd,
    NthWeekday,
    Scheduled,
    Shift,
    Weekday,
    WorkdayOfMonth,
    scheduled_day,
)
from jifen.rules.calendar import DayRule as CalendarRule
from jifen.rules.holidays import HolidayTable
from jifen.rules.model.base import Body
from jifen.rules.model.cycle import Cycle, Day, Publicity, Step, StepName
from jifen.rules.period import add_months

ANSWER_DAYS = 3
"""Working days to answer a deduction where the 办法 says none (trust §6.1)."""


@dataclass(frozen=True, slots=True)
class Procedure:
    """The procedure of one 办法 in one branch.

    `has_committee`: the branch has somebody to give a first opinion; `hands_out`: points are allotted month by month.
    """

    cycle: Cycle
    has_committee: bool = True
    hands_out: bool = False

    def find(self, name: StepName) -> Step | None:
        """Return a step, None where the 办法 does not have it."""
        return next((step for step in self.cycle.steps if step.step == name), None)

    @property
    def declares(self) -> bool:
        """Say whether members declare, so that nobody is passed over in silence (AMB-27)."""
        step = self.find("declare")
        return step is not None and step.owner == "member"

    @property
    def endorses(self) -> bool:
        """Say whether a declaration is endorsed before it is registered."""
        return self.find("endorse") is not None

    @property
    def decider(self) -> Body:
        """Return the body whose resolution decides the period; its stand-in where there is no committee (AMB-34)."""
        assembly, review = self.find("assembly"), self.find("review")
        if assembly is not None and not assembly.optional:
            return assembly.owner
        owner: Body = review.owner if review is not None else "member_assembly"
        return (
            self.cycle.without_committee if owner == "branch_committee" and not self.has_committee else owner
        )

    @property
    def gives_opinion(self) -> bool:
        """Say whether somebody else than the body that decides gives a first opinion."""
        review = self.find("review")
        if review is None or review.owner == self.decider:
            return False
        return review.owner != "branch_committee" or self.has_committee

    @property
    def publicizes(self) -> bool:
        """Say whether each period is shown before it is posted; a 办法 that shows only the year does not."""
        names = [step.step for step in self.cycle.steps]
        step = self.find("publicize")
        if step is None or "post" not in names or names.index("publicize") > names.index("post"):
            return False
        return step.every in (None, self.cycle.every)

    @property
    def reconciles(self) -> bool:
        """Say whether the decided sheet is compared with each member's own handbook (S3-二-二-(4)h)."""
        return self.cycle.reconciliation is not None or self.find("reconcile") is not None

    @property
    def reconciles_first(self) -> bool:
        """Say whether nothing is shown before the comparison is done."""
        found = self.cycle.reconciliation
        return self.reconciles and (found is None or found.blocks_publication)

    @property
    def handbook(self) -> str:
        """Return what the member's own record is called."""
        found = self.cycle.reconciliation
        return "积分卡" if found is not None and found.book == "score_card" else "积分手册"

    @property
    def publicity(self) -> Publicity | None:
        """Return what the 办法 says of showing a period: the rule of its own rhythm, else the first; None: nothing."""
        own = [one for one in self.cycle.publicity if one.every in (None, self.cycle.every)]
        return next(iter([*own, *self.cycle.publicity]), None)

    @property
    def answer_days(self) -> int:
        """Return the working days in which a member may answer a deduction."""
        return self.cycle.objections.deduction_answer_days or ANSWER_DAYS

    def list_states(self) -> tuple[CycleState, ...]:
        """Return the states a period of this 办法 goes through, in order: a step it does not have is passed over."""
        passed_over = {
            *(() if self.gives_opinion else (CycleState.PRELIMINARY,)),
            *(() if self.publicizes else (CycleState.PUBLISHED,)),
        }
        return tuple(state for state in CycleState if state not in passed_over)


def title_of(procedure: Procedure, name: StepName, usual: LabelledEnum) -> str:
    """Return what the 办法 calls a step, else the usual word."""
    step = procedure.find(name)
    return step.title if step is not None else usual.label


def day_of(on: Day | None, last: date, holidays: HolidayTable) -> Scheduled | None:
    """Return the day a rule names for a period that ends on `last`; None where the 办法 names none.

    Raises `HolidayYearMissing` where a shift asks for a year nobody entered.
    """
    if on is None:
        return None
    rule = _rule(on)
    if rule is None:
        return None
    month = add_months(last.replace(day=1), on.lag)
    return scheduled_day(rule, Shift(on.shift), month.year, month.month, holidays)


def meeting_day(procedure: Procedure, last: date, holidays: HolidayTable) -> Scheduled | None:
    """Return the day of the meeting that decides a period ending on `last`, None where the 办法 names none."""
    for step in (procedure.find("assembly"), procedure.find("review")):
        if step is not None and step.owner == procedure.decider and step.on is not None:
            return day_of(step.on, last, holidays)
    return day_of(procedure.cycle.on, last, holidays)


def _rule(on: Day) -> CalendarRule | None:
    if on.day is not None:
        return DayOfMonth(on.day)
    if on.first is not None:
        return NthWeekday(1, Weekday[on.first.upper()])
    if on.workday is not None:
        return WorkdayOfMonth(on.workday)
    return MonthEnd() if on.month_end else None
