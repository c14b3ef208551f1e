"""Who is scored, graded and left out; tiers; the period."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from jifen.rules.model.base import Clause, Condition, Identifier, Text, Whole, Word, listed, to_key

ExemptionStep = Literal["branch", "committee", "county"]
"""Whose word an exemption takes, from below to above."""
_UPWARDS: tuple[ExemptionStep, ...] = ("branch", "committee", "county")
MonthDayText = Annotated[str, BeforeValidator(to_key), Field(pattern=r"^\d{2}-\d{2}$")]


class PeriodRule(Word):
    """The points year or another period; ``counts`` is the day of a fact that decides its period.

    ``terms``: first days of the terms of a year (each ends before the next begins); ``since``: first day of a
    running account.
    """

    kind: Literal["year", "half", "quarter", "month", "term", "day", "running"] = "year"
    starts: MonthDayText = "01-01"
    counts: Literal["occurred_on", "decided_on"] = "occurred_on"
    terms: Annotated[tuple[MonthDayText, ...], BeforeValidator(listed)] = Field(default=(), max_length=12)
    since: Text | None = None
    clause: Clause | None = None


class Exemption(Word):
    """不参与积分 by approval: on which grounds, whose word it takes, for how long (S5-三-一-5, AMB-39).

    ``steps``: from below to above; the last decides, those before write an opinion. Only on one's own wish, whatever
    a 办法 says. Changes no score: who was approved comes to the engine as ``exempt``.
    """

    grounds: Annotated[tuple[Text, ...], BeforeValidator(listed)] = Field(min_length=1, max_length=20)
    steps: Annotated[tuple[ExemptionStep, ...], BeforeValidator(listed)] = Field(min_length=1, max_length=3)
    form: Text | None = None
    term: Literal["year"] = "year"
    clause: Clause | None = None
    assumed: bool = False

    @model_validator(mode="after")
    def _steps_go_upwards(self) -> Exemption:
        if self.steps != tuple(step for step in _UPWARDS if step in self.steps):
            raise ValueError("steps 要从下往上写，每一级只写一次：branch、committee、county")
        return self


class People(Word):
    """Account, who is scored, graded or out, and the pool in which ranks and quotas are counted.

    ``scored``/``graded`` list statuses; ``out`` is a condition (exempt members are always out).
    ``min_months``: fewer counting months in branch and year → scored but not graded (AMB-36).
    ``from_day``: a change up to this day of a month counts from that month (AMB-29).
    ``exemption``: how a member is approved to stay out; without it a 办法 admits none.
    """

    account: Literal["person", "household", "branch", "group", "organization"] = "person"
    scored: Annotated[tuple[Identifier, ...], BeforeValidator(listed)]
    graded: Annotated[tuple[Identifier, ...], BeforeValidator(listed)] = ()
    out: Condition | None = None
    min_months: Whole = Field(default=0, ge=0, le=12)
    from_day: Whole = Field(default=15, ge=0, le=31)
    pool: Literal["branch", "group", "tier", "pool", "all"] = "branch"
    exemption: Exemption | None = None
    clause: Clause | None = None


class Tier(Word):
    """One group of members; the first row of ``tiers`` whose condition holds is the member's tier."""

    tier: Annotated[str, BeforeValidator(to_key)]
    title: Text
    when: Condition | None = None
    clause: Clause | None = None


class Tiers(Word):
    """Ordered groups (S3): reference day for ages, and what a change in mid-year does."""

    on: Literal["period.start", "period.end", "fact"] = "period.start"
    change: Literal["keep", "prorate"] = "keep"
    rows: tuple[Tier, ...] = Field(min_length=1, max_length=50)
    clause: Clause | None = None


class Flag(Word):
    """A yes/no or a word about a member that a scheme defines for itself (``flags``), or a finding by people.

    ``measure``: a number from outside for the period, such as an exam mark; conditions say ``measure.<code>``.
    """

    title: Text
    choices: tuple[Text, ...] = ()
    finding: bool = False
    measure: bool = False
    clause: Clause | None = None

    @property
    def family(self) -> str:
        """What stands before its code in conditions: ``finding.``, ``measure.`` or nothing."""
        return "finding." if self.finding else "measure." if self.measure else ""
