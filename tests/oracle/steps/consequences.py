"""Step 13: proposals to people. They never change a score."""

from __future__ import annotations

from tests.oracle.asking import ask
from tests.oracle.book import Book
from tests.oracle.scopes import of_member, of_result
from tests.oracle.standing import is_scored
from tests.oracle.three_valued import Unknown, all_of


def consequences(book: Book) -> None:
    """Propose what holds; where it cannot be told, people decide whether it does."""
    for desk in book.desks:
        if not is_scored(book, desk):
            continue
        for outcome in book.scheme.outcomes:
            if not outcome.enabled:
                continue
            asked: list[object] = []
            if outcome.members is not None:
                asked.append(ask(outcome.members, of_member(book, desk, book.day)))
            if outcome.when is not None:
                asked.append(ask(outcome.when, of_result(book, desk, graded=True)))
            holds = all_of(asked)
            if isinstance(holds, Unknown):
                desk.proposals[outcome.outcome] = "to_decide"
            elif holds:
                desk.proposals[outcome.outcome] = "proposed"
