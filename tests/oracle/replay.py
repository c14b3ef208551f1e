"""Which facts of a member are there at all: decided by `as_of`, not taken back, in the period."""

from __future__ import annotations

from datetime import date

from tests.oracle.book import Book, Desk
from tests.oracle.facts import Fact


def in_the_replay(book: Book, desk: Desk) -> list[Fact]:
    """Facts decided by `as_of` and not reversed."""
    taken_out = reversed_ids(book, desk.facts)
    return [
        fact
        for fact in desk.facts
        if "reverses" not in fact.fields and fact.id not in taken_out and is_decided(book, fact)
    ]


def is_decided(book: Book, fact: Fact) -> bool:
    decided = fact.fields.get("decided_on")
    return fact.occurred_on <= book.as_of and (not isinstance(decided, date) or decided <= book.as_of)


def reversed_ids(book: Book, facts: list[Fact]) -> set[str]:
    """Numbers of the facts some reversal in force takes out; a reversed reversal takes out nothing."""
    reversals = [fact for fact in facts if "reverses" in fact.fields]

    def in_force(reversal: Fact) -> bool:
        on = reversal.fields.get("decided_on", reversal.occurred_on)
        return on <= book.as_of and not any(  # type: ignore[operator]
            other.fields["reverses"] == reversal.id and in_force(other) for other in reversals
        )

    return {str(reversal.fields["reverses"]) for reversal in reversals if in_force(reversal)}


def in_year(book: Book, fact: Fact) -> bool:
    """Whether the day that decides (`period.counts`) lies in P; an undecided fact counts by its own day."""
    day = fact.occurred_on
    if book.scheme.period.counts == "decided_on":
        day = fact.fields.get("decided_on", day)  # type: ignore[assignment]
    return book.year.holds(day)


def is_counted(book: Book, desk: Desk, fact: Fact) -> bool:
    """Admitted by a rule (absorbed and limited facts too); of a kind no rule reads: decided and in P."""
    entries = [entry for other in book.desks for entry in other.entries if entry.fact is fact]
    if not entries:
        return fact in in_the_replay(book, desk) and in_year(book, fact)
    return any(entry.dropped in (None, "absorbed", "limit") for entry in entries)
