"""Step 2: duties nobody did become facts of their own, marked as not decided."""

from __future__ import annotations

from fractions import Fraction

from tests.oracle.book import Book, Entry
from tests.oracle.facts import Fact
from tests.oracle.standing import is_meant
from tests.oracle.steps.duties import missed


def derive(book: Book) -> None:
    """Add a derived entry for everything that was due and not done; a gate remembers the days it shuts."""
    for desk in book.desks:
        if not is_meant(book, desk):
            continue
        for place, part, item in book.items():
            if not (part.enabled and item.enabled):
                continue
            for expect in item.expect:
                for first, last in missed(book, desk, item, expect):
                    fact = Fact(f"derived@{last}", desk.member.id, expect.expect, last)
                    path = f"{item.item}.{expect.expect}"
                    entry = Entry(fact, path, None, item=item, part=part, derived=True, order=place)
                    if expect.missed == "all":
                        entry.be_everything()
                    elif isinstance(expect.missed, Fraction):
                        entry.be_worth(expect.missed)
                    elif expect.missed == "gate":
                        desk.shut.append((item, first, last))
                    desk.entries.append(entry)
