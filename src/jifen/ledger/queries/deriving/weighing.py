"""What a fact would be worth before it is posted: the engine's own reading, in the book as it stands."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from jifen.common.refusals import Blocked
from jifen.engine.codes import Drop
from jifen.ledger.models import Book, Entry
from jifen.ledger.queries.deriving.derived import Derived, Proposed, hundredths
from jifen.ledger.queries.deriving.deriving import derive
from jifen.orgs.queries import list_aliases


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


@dataclass(frozen=True, slots=True)
class Tried:
    """A correction before it is made: what the right fact gives, and the scores it changes.

    `changes`: name, score now, score afterwards; two people where the line stood under the wrong one.
    """

    weighed: Weighed
    changes: list[tuple[str, Fraction | None, Fraction | None]]


def try_correction(book: Book, on: date, wrong: Entry, fact: Proposed) -> Tried:
    """Return what a correction would come to; nothing is written. Raises `Blocked` as `weigh`."""
    now = derive(book, on)
    then = derive(book, on, more=[fact], without=[wrong.sequence])
    kept = list_aliases(*now.people.values())
    concerned = dict.fromkeys([kept.get(wrong.person_id, wrong.person_id), fact.person_id])
    return Tried(
        _weigh(then, fact, "+0"),
        [
            (str(then.people[key]), now.score_of(key), then.score_of(key))
            for key in concerned
            if key in then.people
        ],
    )


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
