"""Step 2: duties nobody did become facts of their own, marked as not decided."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from jifen.rules.model.items import Expect, Item
from tests.oracle.asking import ask
from tests.oracle.book import Book, Desk, Entry
from tests.oracle.facts import Fact
from tests.oracle.people import counting_months
from tests.oracle.scopes import in_the_replay, of_member
from tests.oracle.standing import is_meant
from tests.oracle.steps.admit import for_whom, in_force


def derive(book: Book) -> None:
    """Add a derived entry for every span of P in which a due member did too little."""
    for desk in book.desks:
        if not is_meant(book, desk):
            continue
        for place, part, item in book.items():
            if not (part.enabled and item.enabled):
                continue
            for expect in item.expect:
                for last in missed(book, desk, item, expect):
                    fact = Fact(f"derived@{last}", desk.member.id, expect.expect, last)
                    path = f"{item.item}.{expect.expect}"
                    entry = Entry(fact, path, None, item=item, part=part, derived=True, order=place)
                    entry.everything = expect.missed == "all"
                    if isinstance(expect.missed, Fraction):
                        entry.multiplied = entry.credited = expect.missed
                    desk.entries.append(entry)


def missed(book: Book, desk: Desk, item: Item, expect: Expect) -> list[date]:
    """The last days of the spans, complete with their grace days, in which he was due and did too little."""
    assert expect.every is not None
    counting = counting_months(book, desk)
    facts = [fact for fact in in_the_replay(book, desk) if fact.kind in expect.any_of]
    found = []
    for first, last in book.year.spans(expect.every):
        months = [place for place, (day, _) in enumerate(book.year.months()) if first <= day <= last]
        over = last + timedelta(days=expect.within_days) <= book.as_of
        present = all(place in counting for place in months)
        due = expect.members is None or ask(expect.members, of_member(book, desk, last)) is True
        exists = in_force(item, last) and for_whom(book, desk, item, None, last) is None
        done = sum(first <= fact.occurred_on <= last for fact in facts)
        wanted = 1 if expect.required is None else expect.required
        if over and present and due and exists and done < wanted:
            found.append(last)
    return found
