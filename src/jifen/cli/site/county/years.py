"""What a branch did: account books lived month by month, sealed in the rhythm of the 办法, by the acts of the rooms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

from jifen.cli.site.county.beginning import AFTER, at_desk, begin, met
from jifen.cli.site.county.drawing import draw_month
from jifen.cli.site.county.peopling import Branch
from jifen.cli.site.county.planning import plan_year
from jifen.common.actor import Actor
from jifen.ledger.actions import (
    Correction,
    Line,
    close_year,
    correct_entries,
    open_book,
    post_entries,
    reverse_entries,
    seal_period,
)
from jifen.ledger.queries import Proposed, derive, get_book_for, list_entries_for, weigh
from jifen.rules.period import Period
from jifen.schemes.actions import enrol_year
from jifen.schemes.models import SchemeVersion
from jifen.schemes.queries import list_enrolled, rhythm_of_version, tables_of, year_of
from jifen.schemes.states.periods import name_of_span, span_at, year_name

if TYPE_CHECKING:
    from jifen.ledger.models import Book, Entry

REVERSED_AFTER, CORRECTED_AFTER = 4, 8
"""After how many months of a year a line is reversed, and one corrected."""
CLOSED_AFTER = 20
"""Days after the last meeting of a year on which it is closed."""
STARTS = {
    "village-branch": 6,
    "school-branch": 1,
    "township-branch-sample": 1,
    "county-declared-sample": 1,
    "bureau-branch": 1,
}
"""办法 on the shelf → the month in which its points year begins."""


@dataclass(frozen=True, slots=True)
class Past:
    """How a past is lived: by which chance, with what share of the usual facts, until which day."""

    chance: Random
    share: float
    today: date


def first_day(library: str, today: date) -> date:
    """Return the first day of the last points year that is over and closed, under a 办法 of the shelf."""
    month = STARTS[library]
    begun = date(today.year, month, 1) + timedelta(days=AFTER + CLOSED_AFTER)
    return date(today.year - 1 if begun <= today else today.year - 2, month, 1)


def live(branch: Branch, past: Past) -> Iterator[Book]:
    """Let a branch live a whole points year, and the next until today; yield the two books."""
    start = first_day(branch.place.library, past.today)
    version = begin(branch, start)
    year = year_of(version, start)
    yield _Year(branch, version, year, past).live(closed=True)
    yield _Year(branch, version, year.next(), past).live(closed=False)


@dataclass(slots=True)
class _Year:
    """One points year of a branch, while it is lived."""

    branch: Branch
    version: SchemeVersion
    year: Period
    past: Past

    def live(self, *, closed: bool) -> Book:
        """Open the book, post every month that is over, seal its spans; of a year that runs the last stays open."""
        book = self._open(closed=closed)
        months = [
            month for month in self.year.months() if month.end + timedelta(days=AFTER) <= self.past.today
        ]
        ends = self._ends_of_spans(months)
        waiting = None if closed else max(ends, default=None)
        for number, month in enumerate(months):
            on = month.end + timedelta(days=AFTER)
            self._enrol_newcomers(month, on)
            self._post(book, month, on)
            if number + 1 == REVERSED_AFTER:
                self._reverse_one(book, on)
            if number + 1 == CORRECTED_AFTER:
                self._correct_one(book, on)
            if number in ends and number != waiting:
                seal_period(actor=self._recorder, at=at_desk(on, 17), book_id=book.pk, period=ends[number])
        if closed:
            on = self.year.end + timedelta(days=AFTER + CLOSED_AFTER)
            close_year(actor=self.branch.secretary, at=at_desk(on), book_id=book.pk, basis=met(on))
        return get_book_for(self._recorder, book.pk)

    @property
    def _recorder(self) -> Actor:
        return self.branch.recorder

    def _open(self, *, closed: bool) -> Book:
        on = self.year.start + timedelta(days=AFTER)
        at, branch_id = at_desk(on, 16), self.branch.organization.pk
        enrol_year(actor=self.branch.secretary, at=at, branch_id=branch_id, on=on, basis=met(on))
        plan_year(self.branch, self.version, year_name(self.year), on, closed=closed)
        return open_book(
            actor=self._recorder,
            at=at,
            branch_id=branch_id,
            year=year_name(self.year),
            starts_on=self.year.start,
            ends_on=self.year.end,
            basis=met(on),
        )

    def _ends_of_spans(self, months: list[Period]) -> dict[int, str]:
        """Return the months with which a span of the procedure ends: index → name of the span."""
        tables, rhythm = tables_of(self.version), rhythm_of_version(self.version)
        return {
            number: name_of_span(tables, rhythm, month.start)
            for number, month in enumerate(months)
            if span_at(tables, rhythm, month.start).end == month.end
        }

    def _enrol_newcomers(self, month: Period, on: date) -> None:
        if any(one.joined_on and month.contains(one.joined_on) for one in self.branch.people):
            enrol_year(
                actor=self.branch.secretary,
                at=at_desk(on, 8),
                branch_id=self.branch.organization.pk,
                on=month.end,
                basis=met(on),
            )

    def _post(self, book: Book, month: Period, on: date) -> None:
        """Post what the month brought, as far as the 办法 counts it; in one act, with one basis."""
        enrolled = list_enrolled(self.branch.organization, book.year)
        people = [one.person for one in enrolled if one.participates and one.from_on <= month.start]
        people.sort(key=lambda one: one.name)
        chance, share = self.past.chance, self.past.share
        tables = tables_of(self.version)
        facts = draw_month(self.branch.place.library, tables, people, month.start, chance, share)
        facts = that_concern(book, month.end, facts)
        weighed = weigh(book, month.end, facts) if facts else []
        lines = [
            Line.of(fact, found)
            for fact, found in zip(facts, weighed, strict=True)
            if found.counts and found.points
        ]
        if lines:
            post_entries(
                actor=self._recorder,
                at=at_desk(on, 16),
                book_id=book.pk,
                key=f"{month.start:%Y-%m}",
                lines=lines,
                basis=met(on),
            )

    def _reverse_one(self, book: Book, on: date) -> None:
        """Take one line out again: the fact did not stand."""
        if found := self._choose(book):
            reverse_entries(
                actor=self._recorder,
                at=at_desk(on, 16),
                book_id=book.pk,
                key="冲销",
                sequences=[found.sequence],
                reason="核查以后不属实",
                basis=met(on),
            )

    def _correct_one(self, book: Book, on: date) -> None:
        """Correct the day of one line."""
        if found := self._choose(book):
            right = found.occurred_on + timedelta(days=1 if found.occurred_on.day < 28 else -1)
            line = Line(
                person_id=str(found.person_id),
                item=found.item,
                occurred_on=right,
                points=found.points,
                fields=found.fields,
                reason=found.text.reason if found.commitment else "",
            )
            correct_entries(
                actor=self._recorder,
                at=at_desk(on, 16),
                book_id=book.pk,
                key="更正",
                corrections=[Correction(found.sequence, line)],
                reason="日期登记错了",
                basis=met(on),
            )

    def _choose(self, book: Book) -> Entry | None:
        """Return a line about somebody else than the recorder that nobody reversed yet."""
        rows = list_entries_for(self._recorder, book).filter(reverses__isnull=True, reversed_by__isnull=True)
        found = list(rows.exclude(person_id=self._recorder.person_id).order_by("-sequence")[:10])
        return self.past.chance.choice(found) if found else None


def that_concern(book: Book, on: date, facts: list[Proposed]) -> list[Proposed]:
    """Return the facts that the 办法 reads in whom they are about: an indicator may be for certain tiers only."""
    derived = derive(book, on, more=facts)
    read = {entry.fact for account in derived.accounts.values() for entry in account.entries}
    return [fact for number, fact in enumerate(facts) if f"+{number}" in read]
