"""What a fact would be worth before it is posted: the engine's own reading, in the book as it stands."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from jifen.common.refusals import Blocked
from jifen.engine.codes import Drop
from jifen.ledger.models import Book
from jifen.ledger.queries.deriving.deriving import Derived, Proposed, derive, hundredths


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a fact would give: the item that reads it, raw points in hundredths, and how far it would count.

    `counts` says whether it would change the score; `said` is the engine's sentence about it.
    """

    item: str
    title: str
    clause: str
    points: int
    counts: bool
    said: str


def weigh(book: Book, on: date, facts: Sequence[Proposed], *, without: Collection[int] = ()) -> list[Weighed]:
    """Weigh facts together, in the book as it stands. Raises `Blocked` where somebody is not on the list of the year.

    A fact that several items read is weighed by the one where it gives most. `without`: numbers of entries they stand
    in for.
    """
    derived = derive(book, on, more=facts, without=without)
    return [_weigh(derived, fact, f"+{number}") for number, fact in enumerate(facts)]


def _weigh(derived: Derived, fact: Proposed, name: str) -> Weighed:
    account = derived.accounts[fact.person_id]
    read = [entry for entry in account.entries if entry.fact == name]
    if not read:
        raise Blocked("这份办法里没有读这种事项的条款。")
    best = max(read, key=lambda entry: (entry.drop is Drop.NONE, abs(entry.value)))
    counts = best.drop is Drop.NONE
    return Weighed(
        item=f"{derived.version.reference}#{best.path}",
        title=best.title,
        clause=best.clause or "",
        points=hundredths(best.value),
        counts=counts,
        said="" if counts else derived.teller.entries.dropped(best),
    )
