"""What a fact would be worth before it is posted: the engine's own reading, in the book as it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any
from uuid import UUID

from jifen.common.refusals import Blocked
from jifen.engine.codes import Drop
from jifen.engine.gather import Event
from jifen.ledger.models import Book, Entry
from jifen.ledger.queries.deriving.deriving import Derived, derive
from jifen.ledger.queries.deriving.facts import fields_of

PROPOSED = "（拟入账）"


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a fact would give: the item that reads it, raw points in hundredths, and how far it would count.

    `counts` says whether it would change the score; `said` is the engine's sentence about it.
    """

    item: str
    points: int
    counts: bool
    said: str


def weigh(
    book: Book,
    on: date,
    person_id: UUID,
    kind: str,
    occurred_on: date,
    fields: Mapping[str, Any],
    reason: str,
) -> Weighed:
    """Weigh one fact of a kind the 办法 knows. Raises `Blocked` where the person is not on the list of the year.

    A fact that several items read is weighed by the one where it gives most.
    """
    before = derive(book, on)
    people = list(before.people)
    if person_id not in before.people:
        raise Blocked("这位同志不在本年度参加积分的名单上，不能记分；请先列入名单。")
    told = Entry(fields=dict(fields))
    event = Event(PROPOSED, people.index(person_id), kind, occurred_on, fields_of(told))
    if reason:
        event.fields["reason"] = reason
    derived = derive(book, on, more=[event])
    account = derived.accounts[person_id]
    read = [entry for entry in account.entries if entry.fact == PROPOSED]
    if not read:
        raise Blocked("这份办法里没有读这种事项的条款。")
    best = max(read, key=lambda entry: (entry.drop is Drop.NONE, abs(entry.value)))
    return Weighed(
        item=f"{derived.version.reference}#{best.path}",
        points=_hundredths(best.value),
        counts=best.drop is Drop.NONE,
        said=_say(derived, best),
    )


def _hundredths(value: Fraction) -> int:
    """Round half up, away from zero: what is frozen is a figure people can read."""
    scaled = abs(value) * 100 + Fraction(1, 2)
    whole = scaled.numerator // scaled.denominator
    return whole if value >= 0 else -whole


def _say(derived: Derived, read: Any) -> str:
    if read.drop is Drop.NONE:
        return ""
    return derived.teller.entries.dropped(read)
