"""Reading somebody's statement: he is shown who did (trust J2)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from jifen.audit.actions import Subject, record
from jifen.audit.queries import has_read_since
from jifen.audit.states import RecordKind
from jifen.common.actor import Actor
from jifen.ledger.actions.recording import about
from jifen.ledger.models import Book
from jifen.ledger.permissions import may
from jifen.ledger.queries.books import get_book_for, get_statement_for
from jifen.ledger.states.acts import Act
from jifen.orgs.models import Person


def read_statement(
    *, actor: Actor, at: datetime, book_id: UUID | str, person_id: UUID | str
) -> tuple[Book, Person]:
    """Return a book and the member whose lines are read; the reading is recorded, once a day. Raises `NotFound`."""
    with transaction.atomic():
        book, person = get_statement_for(actor, book_id, person_id)
        midnight = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
        code = f"ledger.{Act.VIEW_STATEMENT.value}"
        if not has_read_since(actor.user_id, str(person.pk), code, str(book.pk), midnight):
            record(
                actor=actor,
                at=at,
                act=Act.VIEW_STATEMENT,
                place=book.branch.place,
                subject=Subject("person", str(person.pk), str(person)),
                kind=RecordKind.READ,
                detail={"book": str(book.pk), "year": book.year},
            )
        return book, person


def read_statements(*, actor: Actor, at: datetime, book_id: UUID | str) -> Book:
    """Return a book all of whose statements are printed; that is recorded once, for the whole branch.

    Raises `NotFound`, `NotAllowed`.
    """
    with transaction.atomic():
        book = get_book_for(actor, book_id)
        may(actor, Act.PRINT_STATEMENTS, book.branch.place).require()
        record(
            actor=actor,
            at=at,
            act=Act.PRINT_STATEMENTS,
            place=book.branch.place,
            subject=about(book),
            kind=RecordKind.READ,
            detail={"year": book.year},
        )
        return book
