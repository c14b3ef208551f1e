"""Books, entries and seals, as far as an actor sees them."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from jifen.common.actor import Actor
from jifen.common.refusals import NotFound
from jifen.ledger.models import Book, Entry, Seal
from jifen.ledger.permissions import may
from jifen.ledger.states.acts import Act
from jifen.ledger.states.chain import read_code, short_code
from jifen.orgs.models import Organization


def get_book_for(actor: Actor, book_id: UUID | str, *, lock: bool = False) -> Book:
    """Return one book; raise `NotFound` where there is none or the actor does not see it."""
    rows = Book.objects.select_related("branch")
    found = (rows.select_for_update(of=("self",)) if lock else rows).filter(pk=book_id).first()
    if found is None or not may(actor, Act.VIEW_BOOK, found.branch.place):
        raise NotFound
    return found


def get_statement_book_for(actor: Actor, book_id: UUID | str, person_id: UUID | str) -> Book:
    """Return a book of which the actor may see one member's lines; raise `NotFound`."""
    found = Book.objects.select_related("branch").filter(pk=book_id).first()
    if found is None or not may(actor, Act.VIEW_STATEMENT, found.branch.place, subject_id=str(person_id)):
        raise NotFound
    return found


def list_seals_of(book: Book) -> QuerySet[Seal]:
    """Return the seals of a book that was got before, in their order."""
    return Seal.objects.filter(book=book)


def list_books_for(actor: Actor, branch: Organization) -> QuerySet[Book]:
    """Return the books of a branch, newest first; raise `NotFound`."""
    if not may(actor, Act.VIEW_BOOK, branch.place):
        raise NotFound
    return Book.objects.filter(branch=branch)


def list_all_books() -> QuerySet[Book]:
    """Return every book of the installation: for whoever looks after the machine, not for pages."""
    return Book.objects.select_related("branch").order_by("branch__path", "starts_on")


def list_entries_for(actor: Actor, book: Book) -> QuerySet[Entry]:
    """Return the entries of a book in their order, with what each line shows; raise `NotFound`."""
    if not may(actor, Act.VIEW_BOOK, book.branch.place):
        raise NotFound
    return _shown(Entry.objects.filter(book=book))


def list_entries_of(actor: Actor, book: Book, person_id: UUID | str) -> QuerySet[Entry]:
    """Return the entries of one member in a book, by the day they are about; raise `NotFound`."""
    if not may(actor, Act.VIEW_STATEMENT, book.branch.place, subject_id=str(person_id)):
        raise NotFound
    return _shown(Entry.objects.filter(book=book, person_id=person_id)).order_by("occurred_on", "sequence")


def list_seals_for(actor: Actor, book: Book) -> QuerySet[Seal]:
    """Return the seals of a book in their order; raise `NotFound`."""
    if not may(actor, Act.VIEW_BOOK, book.branch.place):
        raise NotFound
    return Seal.objects.filter(book=book)


def find_seal_by_code(actor: Actor, said: str) -> Seal | None:
    """Return the seal whose sixteen characters somebody read from a sheet, where the actor sees its book.

    Raises `ValueError` for something that is no code.
    """
    code = read_code(said)
    for seal in Seal.objects.select_related("book__branch").iterator():
        if short_code(seal.hash) == code and may(actor, Act.VIEW_BOOK, seal.book.branch.place):
            return seal
    return None


def _shown(rows: QuerySet[Entry]) -> QuerySet[Entry]:
    return rows.select_related("person", "text", "reverses", "reversed_by")
