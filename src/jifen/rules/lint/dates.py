"""Dates that are none, and spans that end before they begin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from jifen.rules.findings import shorten
from jifen.rules.lint.page import ERROR, Page, Said, check
from jifen.rules.lint.shapes import days
from jifen.rules.yamlfile import Path

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


@check("bad-date")
def spans_in_force(page: Page) -> Iterator[Said]:
    """``in_force`` holds days of the calendar, the first before the last."""
    for path, _, item in page.items():
        if item.in_force is None:
            continue
        ends: list[date | None] = []
        for field, text in (("from", item.in_force.since), ("until", item.in_force.until)):
            ends.append(None if text is None else _day(text))
            if text is not None and ends[-1] is None:
                message = f"：“{shorten(text)}”不是日期"
                yield Said(ERROR, (*path, "in_force", field), message, "写成 2024-01-01 这样的日期")
        first, last = ends
        if first is not None and last is not None and last < first:
            yield Said(ERROR, (*path, "in_force"), "的止日早于起日", "核对两个日期")


@check("bad-date")
def days_of_the_year(page: Page) -> Iterator[Said]:
    """A month and a day must exist in every year."""
    scheme = page.scheme
    named: list[tuple[Path, str]] = [(("period", "starts"), scheme.period.starts)]
    cycle = scheme.cycle
    if cycle is not None and cycle.appraisal is not None and cycle.appraisal.window is not None:
        named += [
            (("cycle", "appraisal", "window", n), text) for n, text in enumerate(cycle.appraisal.window)
        ]
    named += [((*path, "month_day"), day.month_day) for path, day in days(page) if day.month_day is not None]
    named += [(("period", "terms", n), text) for n, text in enumerate(scheme.period.terms)]
    named += [
        (("outcomes", n, "at"), outcome.at) for n, outcome in enumerate(scheme.outcomes) if "-" in outcome.at
    ]
    for path, text in named:
        if _day(f"2001-{text}") is None:  # not a leap year: 29 February is no day to build on
            yield Said(ERROR, path, f"：“{text}”不是每年都有的日子", "写成两位月、两位日，例如 06-01")


@check("bad-date")
def first_day_of_a_running_account(page: Page) -> Iterator[Said]:
    """A running account begins on a day of the calendar."""
    since = page.scheme.period.since
    if since is not None and _day(since) is None:
        message = f"：“{shorten(since)}”不是日期"
        yield Said(ERROR, ("period", "since"), message, "写成 2024-01-01 这样的日期")


def _day(text: str) -> date | None:
    if _DAY.match(text) is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
