"""Step 4: entries that count only while their window holds E; repeats; gains that are held."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from jifen.rules.model.points import Valid
from tests.oracle.asking import Scope, ask
from tests.oracle.book import Book, Desk, Entry
from tests.oracle.days import ONE_DAY, add_months, last_of, period_around
from tests.oracle.scopes import of_fact
from tests.oracle.steps.forms import answers
from tests.oracle.steps.hold import hold
from tests.oracle.steps.repeats import repeats
from tests.oracle.three_valued import MISSING


def window(book: Book) -> None:
    """Find the windows; multiply repeats; drop what is not valid on E. A window nobody can tell is a question."""
    for desk in book.desks:
        for entry in desk.entries:
            valid = None if entry.rule is None else entry.rule.valid
            if entry.counts and valid is not None:
                find(book, desk, entry, valid)
        repeats(book, desk)
        for entry in desk.entries:
            if entry.counts and entry.since is not None and not holds(entry, book.day):
                entry.dropped = "window_over"
        hold(book, desk)


def holds(entry: Entry, day: date) -> bool:
    """Both ends belong to the window; without an end it stays open."""
    assert entry.since is not None
    return entry.since <= day and (entry.until is None or day <= entry.until)


def find(book: Book, desk: Desk, entry: Entry, valid: Valid) -> None:
    """From when until when the entry counts."""
    scope = of_fact(book, desk, entry.fact)
    since = ask(valid.since, scope)
    months = valid.months if valid.by is None else by_table(entry, valid, scope)
    if not isinstance(since, date) or (valid.by is not None and months is None):
        entry.dropped = "condition_unknown"
        return
    ends = []
    if valid.until is not None and isinstance(until := ask(valid.until, scope), date):
        ends.append(until)
    if months is not None:
        ends.append(add_months(since, months) - ONE_DAY)
    if valid.days is not None:
        ends.append(since + timedelta(days=valid.days - 1))
    entry.since, entry.until = since, min(ends, default=None)
    if valid.corrected:
        until_corrected(book, entry)


def by_table(entry: Entry, valid: Valid, scope: Scope) -> int | None:
    """The months of the row that the fact's field, or its points, has; None where there is no such row."""
    assert valid.by is not None
    value: object = entry.multiplied
    if entry.rule is None or entry.everything or entry.override is not None:
        value = MISSING

    def name(path: tuple[str, ...]) -> object:
        return value if path in (("value",), ("计算分值",), ("本条分值",)) else scope.name(path)

    key = ask(valid.by, Scope(name, scope.call))
    if not isinstance(key, (str, bool, Fraction)):
        return None
    return next((months for row, months in (valid.rows or {}).items() if answers(valid.by, row, key)), None)


def until_corrected(book: Book, entry: Entry) -> None:
    """Open while not put right; then at least to the end of the period in which it was."""
    corrected = entry.fact.fields.get("corrected_on")
    if not isinstance(corrected, date) or corrected > book.as_of:
        entry.until = None
        return
    last = end_of_period(book, corrected)
    entry.until = last if entry.until is None or last is None else max(entry.until, last)


def end_of_period(book: Book, day: date) -> date | None:
    """The last day of the period of P's kind that holds a day; None: of a later term nobody knows the end.

    A running account never ends: the day of correction itself is the last.
    """
    year = book.year
    if year.kind == "running":
        return day
    if year.holds(day):
        return year.end
    if year.kind == "term":
        return year.start - ONE_DAY if day < year.start else None
    if year.kind == "day":
        return day
    if year.kind == "month":
        return last_of(day.year, day.month)
    first = period_around(day, year)
    assert isinstance(first, date)
    return add_months(first, {"year": 12, "half": 6, "quarter": 3}[year.kind]) - ONE_DAY
