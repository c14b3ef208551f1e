"""What declared facts come to: the book they would be posted in, and the ledger's own weighing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from jifen.cycles.errors import NoBook
from jifen.cycles.models import Cycle, Declaration
from jifen.cycles.queries.cycles import procedure_of
from jifen.engine.intake import Sheets
from jifen.ledger.queries import Derived, Proposed, Weighed, derive, list_all_books, weigh
from jifen.orgs.models import Organization
from jifen.orgs.states.guards import say
from jifen.schemes.queries import bound_of, tables_of

if TYPE_CHECKING:
    from jifen.ledger.models import Book


def find_book(branch: Organization, on: date) -> Book:
    """Return the account book of a branch that a day lies in. Raises `NoBook`."""
    found = list_all_books().filter(branch=branch, starts_on__lte=on, ends_on__gte=on).first()
    if found is None:
        raise NoBook(f"{branch}还没有{say(on)}所在积分年度的积分账；请先在“积分账”里建账。")
    return found


def tables_in(cycle: Cycle) -> Sheets:
    """Return what the 办法 of a period asks of a fact: kinds, and the fields of each."""
    return Sheets(bound_of(cycle.scheme_version), tables_of(cycle.scheme_version))


def weigh_all(cycle: Cycle, rows: Sequence[Declaration], on: date) -> list[Weighed]:
    """Return what declarations of a period come to together, in the book as it stands. Raises `NoBook`, `Blocked`."""
    book = find_book(cycle.branch, cycle.ends_on)
    return weigh(book, _within(book, on), _facts(cycle, rows)) if rows else []


def reckon_with(cycle: Cycle, rows: Sequence[Declaration], on: date) -> Derived:
    """Return the book as it would stand with declarations of a period. Raises `NoBook`, `Blocked`."""
    book = find_book(cycle.branch, cycle.ends_on)
    return derive(book, _within(book, on), more=_facts(cycle, rows))


def _facts(cycle: Cycle, rows: Sequence[Declaration]) -> list[Proposed]:
    decider = procedure_of(cycle).decider if rows else ""
    return [
        Proposed(
            row.person_id,
            row.kind,
            row.occurred_on,
            {**row.fields, "decided_by": decider},
            row.reason,
        )
        for row in rows
    ]


def _within(book: Book, on: date) -> date:
    """A period is decided after its last day, that of the year's last one after the year."""
    return min(max(on, book.starts_on), book.ends_on)
