"""Books, entries and seals, as far as an actor sees them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from jifen.common.actor import Actor
from jifen.common.permissions import Reach
from jifen.common.refusals import NotFound
from jifen.ledger.models import Book, Entry, EntryText, KeptSeal, Seal
from jifen.ledger.permissions import RULES, may
from jifen.ledger.states.acts import Act
from jifen.ledger.states.chain import prefix_of, read_code
from jifen.orgs.models import Membership, Organization, Person
from jifen.schemes.queries import find_version, list_enrolled, year_of
from jifen.schemes.states.periods import year_name


def get_book_for(actor: Actor, book_id: UUID | str, *, lock: bool = False) -> Book:
    """Return one book; raise `NotFound` where there is none or the actor does not see it."""
    rows = Book.objects.select_related("branch")
    try:
        found = (rows.select_for_update(of=("self",)) if lock else rows).get(pk=book_id)
    except Book.DoesNotExist:
        raise NotFound from None
    if not may(actor, Act.VIEW_BOOK, found.branch.place):
        raise NotFound
    return found


def list_books_for(actor: Actor, branch: Organization) -> QuerySet[Book]:
    """Return the books of a branch, newest first; raise `NotFound`."""
    if not may(actor, Act.VIEW_BOOK, branch.place):
        raise NotFound
    return Book.objects.filter(branch=branch)


def list_books_in(actor: Actor, organization: Organization) -> QuerySet[Book]:
    """Return the books of a branch, or of all branches below as far as the office reaches; raise `NotFound`.

    Each has `sealed` (last entry under a seal), `period` and `seal_hash` of its last seal; None where there is none.
    """
    if not may(actor, Act.VIEW_BOOK, organization.place):
        raise NotFound
    rows = Book.objects.filter(branch__path__startswith=organization.path).select_related("branch")
    if RULES[Act.VIEW_BOOK].roles.get(actor.role) is Reach.OWN:
        rows = rows.filter(branch=organization)
    last = Seal.objects.filter(book=OuterRef("pk")).order_by("-number")
    return rows.annotate(
        sealed=Subquery(last.values("last")[:1]),
        period=Subquery(last.values("period")[:1]),
        seal_hash=Subquery(last.values("hash")[:1]),
    )


def list_books_of(actor: Actor, person: Person) -> list[Book]:
    """Return the books in which somebody has lines (`lines` of them), as far as the actor sees his lines there.

    The newest comes first.
    """
    rows = Book.objects.filter(entries__person=person).select_related("branch")
    found = rows.annotate(lines=Count("entries")).order_by("-starts_on", "branch__path")
    subject = str(person.pk)
    return [book for book in found if may(actor, Act.VIEW_STATEMENT, book.branch.place, subject_id=subject)]


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


def get_statement_for(actor: Actor, book_id: UUID | str, person_id: UUID | str) -> tuple[Book, Person]:
    """Return a book and a member of its branch whose lines the actor may read there; raise `NotFound`.

    Who never belonged to the branch finds nothing, not even himself: he would learn that there is such a book.
    """
    book = Book.objects.select_related("branch").filter(pk=book_id).first()
    person = Person.objects.filter(pk=person_id).first()
    if book is None or person is None:
        raise NotFound
    if not may(actor, Act.VIEW_STATEMENT, book.branch.place, subject_id=str(person.pk)):
        raise NotFound
    belongs = Membership.objects.filter(branch=book.branch, person=person).exists()
    if not belongs and not Entry.objects.filter(book=book, person=person).exists():
        raise NotFound
    return book, person


def list_people_in(actor: Actor, book: Book) -> QuerySet[Person]:
    """Return who has lines in a book, by name; raise `NotFound`."""
    if not may(actor, Act.VIEW_BOOK, book.branch.place):
        raise NotFound
    named = Entry.objects.filter(book=book).order_by().values("person")
    return Person.objects.filter(pk__in=named).order_by("pinyin", "name", "mark", "pk")


def find_struck(book: Book) -> dict[int, tuple[int, bool]]:
    """Return what was reversed in a book: number of the entry → number of its reversal, and whether that still holds.

    A reversal that was itself reversed holds no more: its original counts again.
    """
    rows = Entry.objects.filter(book=book, reverses__isnull=False)
    pairs = dict(rows.order_by("-sequence").values_list("reverses__sequence", "sequence"))
    holds: dict[int, bool] = {}
    for reversal in pairs.values():  # the latest first: a reversal stands behind what it reverses
        by = pairs.get(reversal)
        holds[reversal] = by is None or not holds.get(by, True)
    return {original: (reversal, holds[reversal]) for original, reversal in pairs.items()}


def get_seal_for(actor: Actor, seal_id: UUID | str) -> Seal:
    """Return one seal with its book; raise `NotFound`."""
    found = Seal.objects.select_related("book__branch").filter(pk=seal_id).first()
    if found is None or not may(actor, Act.VIEW_BOOK, found.book.branch.place):
        raise NotFound
    return found


def list_seals_for(actor: Actor, book: Book) -> QuerySet[Seal]:
    """Return the seals of a book in their order; raise `NotFound`."""
    if not may(actor, Act.VIEW_BOOK, book.branch.place):
        raise NotFound
    return Seal.objects.filter(book=book)


def find_seal_by_code(actor: Actor, said: str) -> Seal | None:
    """Return the seal whose sixteen characters somebody read from a sheet, where the actor sees its book.

    Raises `ValueError` for something that is no code.
    """
    prefix = prefix_of(read_code(said))
    rows = Seal.objects.filter(hash__gte=prefix, hash__lt=f"{prefix}g").select_related("book__branch")
    return next((one for one in rows if may(actor, Act.VIEW_BOOK, one.book.branch.place)), None)


def find_kept_by_code(actor: Actor, said: str) -> KeptSeal | None:
    """Return the copy of a seal that a superior keeps, where the actor sees the keeper's books; raise `ValueError`.

    It is there even where the branch's own seal is not any more.
    """
    prefix = prefix_of(read_code(said))
    rows = KeptSeal.objects.filter(hash__gte=prefix, hash__lt=f"{prefix}g").select_related("keeper")
    return next((one for one in rows if may(actor, Act.VIEW_BOOK, one.keeper.place)), None)


def _shown(rows: QuerySet[Entry]) -> QuerySet[Entry]:
    return rows.select_related("person", "text", "reverses")


def list_lines_by_person(book: Book) -> dict[UUID, list[Entry]]:
    """Return all lines of a book by the person they are about, in their order: for the sheets of a whole branch."""
    found: dict[UUID, list[Entry]] = {}
    for one in _shown(Entry.objects.filter(book=book)).order_by("sequence"):
        found.setdefault(one.person_id, []).append(one)
    return found


def list_account_holders(actor: Actor, book: Book) -> list[Person]:
    """Return who has a statement in a book, by name: whoever takes part in its year or has lines; raise `NotFound`."""
    if not may(actor, Act.VIEW_BOOK, book.branch.place):
        raise NotFound
    lined = Entry.objects.filter(book=book).order_by().values("person")
    version = find_version(book.branch, book.starts_on) or find_version(book.branch, book.ends_on)
    year = year_name(year_of(version, book.starts_on)) if version else book.year
    listed = [one.person_id for one in list_enrolled(book.branch, year)]
    rows = Person.objects.filter(Q(pk__in=lined) | Q(pk__in=listed))
    kept = {same_as or key for key, same_as in rows.values_list("pk", "same_as_id")}
    return list(Person.objects.filter(pk__in=kept).order_by("pinyin", "name", "mark", "pk"))


def find_last_seal(book: Book) -> Seal | None:
    """Return the last seal of a book: its sixteen characters stand on every statement."""
    return Seal.objects.filter(book=book).order_by("-number").first()


def count_texts(actor: Actor, book: Book, before: date) -> int:
    """Return how many personal texts of a book are about days before one, and not erased yet; raise `NotFound`."""
    if not may(actor, Act.VIEW_BOOK, book.branch.place):
        raise NotFound
    rows = EntryText.objects.filter(entry__book=book, entry__occurred_on__lt=before, erased_at__isnull=True)
    return rows.count()


def count_erased(actor: Actor, book: Book) -> int:
    """Return how many personal texts of a book were erased; raise `NotFound`."""
    if not may(actor, Act.VIEW_BOOK, book.branch.place):
        raise NotFound
    return EntryText.objects.filter(entry__book=book, erased_at__isnull=False).count()
