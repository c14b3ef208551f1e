"""Step 13: proposals to people, facts fed to other schemes, the purse. They never change a score."""

from __future__ import annotations

from fractions import Fraction

from tests.oracle.asking import ask
from tests.oracle.book import Book, Desk
from tests.oracle.facts import Fed
from tests.oracle.scopes import of_result
from tests.oracle.spending import purse_of
from tests.oracle.standing import is_scored
from tests.oracle.three_valued import Unknown, all_of


def consequences(book: Book) -> None:
    """Propose what holds; where it cannot be told, people decide whether it does."""
    for desk in book.desks:
        if not is_scored(book, desk):
            continue
        propose(book, desk)
        feed(book, desk)
        desk.purse = purse_of(book, desk)


def propose(book: Book, desk: Desk) -> None:
    for outcome in book.scheme.outcomes:
        at = outcome.at if "at" in outcome.model_fields_set else "always"
        if not outcome.enabled or not is_the_day(book, at):
            continue
        asked: list[object] = []
        if outcome.members is not None:
            asked.append(ask(outcome.members, of_result(book, desk, graded=True)))
        if outcome.when is not None:
            asked.append(ask(outcome.when, of_result(book, desk, graded=True)))
        holds = all_of(asked)
        if isinstance(holds, Unknown):
            desk.proposals[outcome.outcome] = "to_decide"
        elif holds:
            desk.proposals[outcome.outcome] = "proposed"


def is_the_day(book: Book, at: str) -> bool:
    """Whether E is a day on which something is to be proposed."""
    match at:
        case "always":
            return True
        case "close":
            return book.day == book.year.end
        case "month_end":
            return any(last == book.day for _, last in book.year.months())
        case "quarter_end":
            return any(last == book.day for _, last in book.year.spans("quarter"))
        case _:
            return f"{book.day:%m-%d}" == at


def feed(book: Book, desk: Desk) -> None:
    """The result as a fact of E for another scheme; what cannot be told is asked."""
    scope = of_result(book, desk, graded=True)
    for one in book.scheme.feeds:
        holds = True if one.when is None else ask(one.when, scope)
        value = ask(one.value, scope)
        if isinstance(holds, Unknown) or (holds is True and not isinstance(value, Fraction)):
            desk.questions.add("feed_unknown")
        elif holds is True and isinstance(value, Fraction):
            desk.feeds.append(Fed(one.to, one.kind, book.day, value))
