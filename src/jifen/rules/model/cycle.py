"""The procedure as data: rhythm, steps with their owners, notices, publicity, filing, votes (``cycle``).

Optional steps, durations and who owns a step differ from 办法 to 办法 and stand here; the states of the
procedure do not (DESIGN §2). Nothing in ``cycle`` changes a score.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from jifen.rules.model.base import Body, Clause, Number, Text, Whole, Word, listed
from jifen.rules.model.people import MonthDayText

Rhythm = Literal["month", "quarter", "half", "year"]
ShiftName = Literal["none", "holiday", "next_workday", "next_workday_within_week", "previous_workday"]
StepName = Literal[
    "declare",
    "endorse",
    "register",
    "review",
    "interim",
    "assembly",
    "reconcile",
    "publicize",
    "post",
    "file",
    "inspect",
]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


class Day(Word):
    """A day of the month after the one being scored: a date, an nth weekday, a workday or the month's end;
    or a fixed day of the year (``month_day``) in a yearly cycle.

    ``shift``: what happens on a day off (AMB-13, AMB-24); ``lag`` 0 means the month being scored itself.
    """

    day: Whole | None = Field(default=None, ge=1, le=31)
    first: Weekday | None = None
    workday: Whole | None = Field(default=None, ge=1, le=22)
    month_end: bool = False
    month_day: MonthDayText | None = None
    shift: ShiftName = "none"
    lag: Whole = Field(default=1, ge=0, le=3)
    clause: Clause | None = None
    assumed: bool = False


class Step(Word):
    """One step of the procedure: whether it is taken, who owns it, and by when."""

    step: StepName
    title: Text
    owner: Body
    on: Day | None = None
    within: Whole | None = Field(default=None, ge=0, le=60)
    unit: Literal["day", "workday"] = "workday"
    optional: bool = False
    every: Rhythm | None = None
    form: Text | None = None
    clause: Clause | None = None
    assumed: bool = False


class Endorsement(Word):
    """签注: who signs a declaration and what he states."""

    by: Body
    states: tuple[Text, ...] = Field(min_length=1)
    clause: Clause | None = None


class Reconciliation(Word):
    """核对 with the member's own handbook; an open difference blocks publication (S3)."""

    book: Literal["points_handbook", "score_card"]
    blocks_publication: bool = True
    clause: Clause | None = None


class Notice(Word):
    """会议预告: who is told how many calendar days before the meeting, and how."""

    to: Annotated[tuple[Body | Literal["liaison_leader"], ...], BeforeValidator(listed)]
    days_before: Whole = Field(ge=0, le=30)
    by: tuple[Literal["phone", "written", "message"], ...] = ()
    clause: Clause | None = None
    assumed: bool = False


class SpotCheck(Word):
    """抽查核实 after a meeting: so many members, at most a share of those due, drawn with a stored seed."""

    by: Body
    members: Whole = Field(ge=1)
    at_most: Number
    clause: Clause | None = None
    assumed: bool = False


class Publicity(Word):
    """公示: days, unit, columns shown, what a valid objection starts. ``every``: of which settlement; else of each."""

    every: Literal["month", "quarter", "half", "year"] | None = None
    days: Whole = Field(ge=1, le=60)
    unit: Literal["day", "workday"] = "workday"
    columns: tuple[Literal["number", "name", "parts", "period", "total", "category_words"], ...] = (
        "name",
        "total",
    )
    public: tuple[Literal["members", "masses", "clients", "staff"], ...] = ("members",)
    anonymous: bool = True
    board: bool = False
    clause: Clause | None = None
    assumed: bool = False


class Filing(Word):
    """备案: to whom, by which day, whether it runs beside the publicity (AMB-25), the form used."""

    to: Body
    by: Day | None = None
    parallel: bool = False
    form: Text | None = None
    reviewed: bool = False
    clause: Clause | None = None
    assumed: bool = False


class Recorder(Word):
    """记录员: how he is found, and whether a change needs a reason (AMB-40)."""

    rule: Literal["elected", "committee_member", "appointed"]
    change_needs_reason: bool = False
    clause: Clause | None = None
    assumed: bool = False


class Votes(Word):
    """Who votes on points and honours, with what weight, and what the masses' ballots do (AMB-14)."""

    points: Literal["show_of_hands", "ballot"] = "show_of_hands"
    elect: bool = False
    mass_ballots: Literal["none", "shown", "weighted"] = "none"
    mass_weight: Number | None = None
    majority_of: Literal["eligible", "valid_member_ballots"] = "eligible"
    clause: Clause | None = None
    assumed: bool = False


class Appraisal(Word):
    """民主评议: window of days, who organises it, whether points are published before, grades of the review."""

    window: tuple[MonthDayText, MonthDayText] | None = None
    organised_by: Body = "branch_committee"
    points_published_before: bool = False
    grades: tuple[Text, ...] = ()
    masses: bool = False
    clause: Clause | None = None
    assumed: bool = False


class Objections(Word):
    """异议: ways open, days to answer a deduction, report at the next assembly, second looks (AMB-60)."""

    to: tuple[Body, ...] = ("branch_committee",)
    answer_days: Whole = Field(default=10, ge=1, le=90)
    deduction_answer_days: Whole | None = Field(default=None, ge=1, le=90)
    reported_at_next_assembly: bool = True
    clause: Clause | None = None
    assumed: bool = False


class Cycle(Word):
    """The whole procedure of a 办法 as data."""

    every: Rhythm
    declare_every: Rhythm | None = None
    on: Day | None = None
    steps: tuple[Step, ...] = ()
    endorsement: Endorsement | None = None
    reconciliation: Reconciliation | None = None
    notices: Annotated[tuple[Notice, ...], BeforeValidator(listed)] = ()
    spot_check: SpotCheck | None = None
    publicity: Annotated[tuple[Publicity, ...], BeforeValidator(listed)] = ()
    filing: Filing | None = None
    recorder: Recorder | None = None
    votes: Votes = Votes()
    excellent_cap: Number | None = None
    appraisal: Appraisal | None = None
    objections: Objections = Objections()
    discretionary_max: Number | None = None
    without_committee: Body = "member_assembly"
    clause: Clause | None = None
