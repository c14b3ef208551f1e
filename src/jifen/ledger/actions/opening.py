"""Opening the book of a points year."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from jifen.audit.actions import record
from jifen.common.actor import Actor
from jifen.common.basis import Basis
from jifen.common.refusals import Invalid
from jifen.ledger.actions.recording import about
from jifen.ledger.models import Book
from jifen.ledger.permissions import may
from jifen.ledger.states.acts import Act
from jifen.ledger.states.books import BOOK, Algorithm
from jifen.orgs.queries import get_organization_for


def open_book(
    *,
    actor: Actor,
    at: datetime,
    branch_id: UUID | str,
    year: str,
    starts_on: date,
    ends_on: date,
    algorithm: Algorithm = Algorithm.SHA256,
    basis: Basis | None = None,
) -> Book:
    """Open the book of a branch for a points year. Raises `NotFound`, `NotAllowed`, `Invalid`.

    `year`: its name in the scheme; `starts_on`, `ends_on`: its first and last day.
    """
    with transaction.atomic():
        branch = get_organization_for(actor, branch_id, lock=True)
        may(actor, Act.OPEN_BOOK, branch.place).require()
        BOOK.find(Act.OPEN_BOOK, None)
        faults = {}
        if not branch.is_branch:
            faults["branch"] = f"{branch}不是党支部，积分账按党支部建。"
        if not year.strip():
            faults["year"] = "请写积分年度，例如 2026。"
        elif Book.objects.filter(branch=branch, year=year.strip()).exists():
            faults["year"] = f"{branch}的{year.strip()}积分账已经建好，不用再建。"
        if ends_on < starts_on:
            faults["ends_on"] = "年度最后一天在第一天以前，请核对日期。"
        if faults:
            raise Invalid(**faults)
        book = Book(
            branch=branch,
            branch_code=branch.code,
            year=year.strip(),
            starts_on=starts_on,
            ends_on=ends_on,
            algorithm=algorithm,
            opened_at=at,
        )
        book.head = book.genesis()
        book.save(force_insert=True)
        record(
            actor=actor,
            at=at,
            act=Act.OPEN_BOOK,
            place=branch.place,
            subject=about(book),
            basis=basis,
            detail={"year": book.year, "genesis": book.head},
        )
        return book
