"""What a take-over would give, before anything is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Protocol
from uuid import UUID

from jifen.common.refusals import Blocked
from jifen.ledger.models import Book, Entry
from jifen.ledger.queries.deriving import Derived, derive
from jifen.ledger.queries.naming import name_items
from jifen.ledger.queries.taken import list_carried
from jifen.ledger.states.books import EntryKind
from jifen.ledger.states.taken import say_figures, year_of_item
from jifen.orgs.models import Person
from jifen.schemes.models import Enrolment
from jifen.schemes.queries import find_version, list_enrolled, year_of
from jifen.schemes.states.enrolments import BaseSource
from jifen.schemes.states.periods import year_name


class Asked(Protocol):
    """A line that would be posted."""

    @property
    def person_id(self) -> str:
        """Whom it is about."""

    @property
    def item(self) -> str:
        """Under what it stands."""

    @property
    def occurred_on(self) -> date:
        """The day it is about."""

    @property
    def points(self) -> int:
        """Hundredths."""

    @property
    def fields(self) -> Mapping[str, Any]:
        """Its figures."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What the lines about one member come to.

    `earlier`: the results of earlier years in words; `openings`: what it is called → hundredths; `parts`: title →
    points, as reckoned with them; `score` None where there is none, `said` why, or how it stands.
    """

    person: Person
    earlier: list[str]
    openings: list[tuple[str, int]]
    parts: list[tuple[str, Fraction | None]]
    score: Fraction | None
    said: str


def try_take_over(book: Book, on: date, lines: Sequence[Asked]) -> list[Trial]:
    """Return what lines would come to, by name; where the book cannot be reckoned yet, why is said beside each."""
    asked: dict[UUID, list[Asked]] = {}
    for line in lines:
        asked.setdefault(UUID(line.person_id), []).append(line)
    people = Person.objects.filter(pk__in=asked).order_by("pinyin", "name", "mark", "pk")
    names = name_items(book, (line.item for line in lines))
    try:
        derived, refusal = derive(book, on, brought=_as_entries(book, lines)), ""
    except Blocked as blocked:
        derived, refusal = None, "".join(blocked.reasons)
    return [_trial(person, asked[person.pk], names, derived, refusal) for person in people]


def list_misfit_bases(book: Book) -> list[tuple[Enrolment, int]]:
    """Return whose base on the list of the year is not what was carried over since, with what it would be (hundredths).

    The score is reckoned with what was carried; the list should say the same.
    """
    version = find_version(book.branch, book.starts_on) or find_version(book.branch, book.ends_on)
    if version is None:
        return []
    year = year_of(version, book.starts_on)
    carried = list_carried(book.branch, version, book.starts_on)
    open_ = (BaseSource.DEFAULT, BaseSource.CARRIED, BaseSource.NONE)
    return [
        (one, carried[str(one.person_id)].points)
        for one in list_enrolled(book.branch, year_name(year))
        if str(one.person_id) in carried
        and one.base_source in open_
        and one.base != carried[str(one.person_id)].points
    ]


def _as_entries(book: Book, lines: Sequence[Asked]) -> list[Entry]:
    """Return lines as they would be written, numbered on from the end of the book, not saved."""
    return [
        Entry(
            book=book,
            sequence=number,
            kind=EntryKind.TAKEN_OVER,
            person_id=UUID(line.person_id),
            item=line.item,
            occurred_on=line.occurred_on,
            points=line.points,
            fields=dict(line.fields),
        )
        for number, line in enumerate(lines, book.length + 1)
    ]


def _trial(
    person: Person,
    lines: Sequence[Asked],
    names: Mapping[str, tuple[str, str]],
    derived: Derived | None,
    refusal: str,
) -> Trial:
    earlier = [f"{year}年度：{say_figures(one.fields)}" for one in lines if (year := year_of_item(one.item))]
    openings = [
        (names.get(one.item, (one.item, ""))[0], one.points) for one in lines if not year_of_item(one.item)
    ]
    if derived is None:
        return Trial(person, earlier, openings, [], None, refusal)
    account = derived.accounts.get(person.pk)
    if account is None:
        return Trial(person, earlier, openings, [], None, "还不在本年度参加积分的名单上")
    parts = [(part.title, account.parts.get(part.part)) for part in derived.parts]
    return Trial(person, earlier, openings, parts, derived.score_of(person.pk), derived.teller.state(account))
