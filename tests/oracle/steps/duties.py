"""When a duty was missed: in a span of the calendar, after days on end, or after something was handed out."""

from __future__ import annotations

from datetime import date, timedelta

from jifen.rules.model.items import Expect, Item
from tests.oracle.asking import ask
from tests.oracle.book import Book, Desk
from tests.oracle.days import ONE_DAY
from tests.oracle.facts import Fact
from tests.oracle.people import counting_months, lines, state_on
from tests.oracle.scopes import in_the_replay, in_year, of_member
from tests.oracle.steps.admit import for_whom, in_force

Span = tuple[date, date]


def missed(book: Book, desk: Desk, item: Item, expect: Expect) -> list[Span]:
    """First and last days of what he missed; the duty was missed on the last."""
    if expect.run is not None:
        return idle_runs(book, desk, item, expect, expect.run)
    if expect.after is not None:
        return unanswered(book, desk, item, expect)
    return idle_spans(book, desk, item, expect)


def done(book: Book, desk: Desk, expect: Expect) -> list[Fact]:
    """What he did of the duty."""
    return [fact for fact in in_the_replay(book, desk) if fact.kind in expect.any_of]


def is_due(book: Book, desk: Desk, item: Item, expect: Expect, day: date) -> bool:
    """Whether the item and the duty are for him on a day."""
    due = expect.members is None or ask(expect.members, of_member(book, desk, day)) is True
    return due and in_force(item, day) and for_whom(book, desk, item, None, day) is None


def is_there(book: Book, desk: Desk, day: date) -> bool:
    """Neither gone nor exempt."""
    row = state_on(desk.member, book.day)
    left, exempt = row.get("left_on"), row.get("exempt_from")
    return not (isinstance(left, date) and day > left) and not (isinstance(exempt, date) and day >= exempt)


def is_there_all(book: Book, desk: Desk, first: date, last: date) -> bool:
    """Come by the first day and there on the last."""
    joined = state_on(desk.member, book.day).get("joined_on")
    return not (isinstance(joined, date) and joined > first) and is_there(book, desk, last)


def idle_spans(book: Book, desk: Desk, item: Item, expect: Expect) -> list[Span]:
    """The spans, complete with their grace days, in which he was due throughout and did too little.

    One after the other: a span that gets enough spends its earliest facts, one that does not spends none.
    """
    counting = counting_months(book, desk)
    unused = sorted(done(book, desk, expect), key=lambda fact: fact.occurred_on)
    found = []
    for first, last in book.year.spans(expect.every or "period"):
        months = [place for place in lines(book) if first <= book.year.months()[place][0] <= last]
        deadline = last + timedelta(days=expect.within_days)
        present = (
            all(place in counting for place in months) if months else is_there_all(book, desk, first, last)
        )
        if deadline > book.as_of or not present or not is_due(book, desk, item, expect, last):
            continue
        in_time = [fact for fact in unused if first <= fact.occurred_on <= deadline]
        if len(in_time) < wanted(expect):
            found.append((first, last))
        else:
            spent = {fact.id for fact in in_time[: wanted(expect)]}
            unused = [fact for fact in unused if fact.id not in spent]
    return found


def wanted(expect: Expect) -> int:
    return 1 if expect.required is None else expect.required


def idle_runs(book: Book, desk: Desk, item: Item, expect: Expect, length: int) -> list[Span]:
    """Every so many idle days on end, from the first day of P or the day he came, up to E."""
    days = {fact.occurred_on for fact in done(book, desk, expect)}
    joined = state_on(desk.member, book.day).get("joined_on")
    day = max(book.year.start, joined) if isinstance(joined, date) else book.year.start
    found, run = [], 0
    while day <= book.day:
        idle = day not in days and is_there(book, desk, day) and is_due(book, desk, item, expect, day)
        run = run + 1 if idle else 0
        if run == length:
            found.append((day - timedelta(days=length - 1), day))
            run = 0
        day += ONE_DAY
    return found


def unanswered(book: Book, desk: Desk, item: Item, expect: Expect) -> list[Span]:
    """Facts that asked for something which was not done in time."""
    facts = done(book, desk, expect)
    found = []
    for asked in in_the_replay(book, desk):
        if asked.kind != expect.after or not in_year(book, asked):
            continue
        due = asked.occurred_on + timedelta(days=expect.within_days)
        answers = [
            fact
            for fact in facts
            if asked.occurred_on <= fact.occurred_on <= due and fact.fields.get("follows") in (None, asked.id)
        ]
        over = due <= book.as_of and book.year.holds(due)
        here = is_there(book, desk, due) and is_due(book, desk, item, expect, due)
        if over and here and len(answers) < wanted(expect):
            found.append((asked.occurred_on, due))
    return found
