"""The period a run is asked for, from its name: 2026, 2026H1, 2026Q1, 2026-03, 2026-03-05, 2026T1, running."""

from __future__ import annotations

from datetime import date

from jifen.rules.model.people import PeriodRule
from tests.oracle.days import ONE_DAY, Year, add_months, last_of, points_year
from tests.oracle.facts import Fact


def period_named(rule: PeriodRule, name: str | int, as_of: date | None, facts: list[Fact]) -> Year:
    """The period of a scheme's kind with this name; a running one ends on the day it is looked at."""
    text = str(name)
    if rule.kind == "running":
        return running(rule, as_of, facts)
    if rule.kind == "day":
        day = date.fromisoformat(text)
        return Year(day, day, "day", text, points_year(day.year, rule.starts).start)
    if rule.kind == "month":
        first = date.fromisoformat(f"{text}-01")
        last = last_of(first.year, first.month)
        return Year(first, last, "month", text, points_year(first.year, rule.starts).start)
    if rule.kind == "term":
        return term(rule, text)
    whole = points_year(int(text[:4]), rule.starts)
    if rule.kind == "year":
        return whole
    step = {"half": 6, "quarter": 3}[rule.kind]
    place = int(text[5:]) - 1
    first = add_months(whole.start, place * step)
    return Year(first, add_months(whole.start, (place + 1) * step) - ONE_DAY, rule.kind, text, whole.start)


def running(rule: PeriodRule, as_of: date | None, facts: list[Fact]) -> Year:
    """From `since` to the day of looking, or without one to the latest day of a fact."""
    since = date.fromisoformat(str(rule.since))
    end = as_of or max((fact.occurred_on for fact in facts), default=since)
    return Year(since, max(end, since), "running", "running", since)


def term(rule: PeriodRule, name: str) -> Year:
    """The n-th term of the year named; every further term starts on the first such day after the one before."""
    year, number = name.split("T")
    starts = [date.fromisoformat(f"{year}-{rule.terms[0]}")]
    for written in (*rule.terms[1:], rule.terms[0]):
        day = date.fromisoformat(f"{starts[-1].year}-{written}")
        starts.append(day if day > starts[-1] else day.replace(year=day.year + 1))
    first, after = starts[int(number) - 1 : int(number) + 1]
    return Year(first, after - ONE_DAY, "term", name, first)
