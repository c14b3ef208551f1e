"""Books: with lines of which one was reversed, sealed whole, with lines about a certain person."""

from __future__ import annotations

from datetime import date
from itertools import count

from jifen.common.actor import INSTALLER
from jifen.common.basis import Basis, BasisKind
from jifen.ledger import actions
from jifen.ledger.actions import Line
from jifen.ledger.models import Book, Seal
from jifen.ledger.queries.writing import write_book
from jifen.orgs.models import Organization, Person
from jifen.schemes.models import Enrolment
from tests.web.matrix.things.people import enter
from tests.web.matrix.things.registry import make, thing
from tests.web.matrix.world import AT, Spot, Thing, World

ASSEMBLY = Basis(BasisKind.MEETING, "支部党员大会", date(2026, 3, 5), "红旗〔2026〕3号")
_numbers = count(1)


def open_(branch: Organization, year: int) -> Book:
    found = Book.objects.filter(branch=branch, year=str(year)).first()
    return found or actions.open_book(
        actor=INSTALLER,
        at=AT,
        branch_id=branch.pk,
        year=str(year),
        starts_on=date(year, 1, 1),
        ends_on=date(year, 12, 31),
    )


def post(book: Book, person: Person, *points: int, reason: str = "帮五保户收麦") -> None:
    lines = [
        Line(str(person.pk), "village@1#good_deeds.help", date(int(book.year), 3, 1), given, reason=reason)
        for given in points
    ]
    actions.post_entries(
        actor=INSTALLER, at=AT, book_id=book.pk, key=f"批{next(_numbers)}", lines=lines, basis=ASSEMBLY
    )


def about(book: Book, **values: object) -> Thing:
    kept = {name: str(value) for name, value in values.items()}
    return Thing(kept, (book.branch,), about=book)


@thing("book")
def book(world: World, spot: Spot) -> Thing | None:
    """A book of this year with lines about somebody, one of them reversed."""
    if not spot.organization.is_branch:
        return None
    person = enter(spot)
    opened = open_(spot.organization, 2026)
    post(opened, person, 200, -50, 100)
    actions.reverse_entries(
        actor=INSTALLER,
        at=AT,
        book_id=opened.pk,
        key=f"冲{next(_numbers)}",
        sequences=[Book.objects.get(pk=opened.pk).length],
        reason="查无此事",
        basis=ASSEMBLY,
    )
    return about(Book.objects.select_related("branch").get(pk=opened.pk), book_id=opened.pk)


@thing("book sealed")
def book_sealed(world: World, spot: Spot) -> Thing | None:
    """A book of last year, all of it under a seal."""
    found = make(world, "seal", spot)
    return about(found.about.book, book_id=found.about.book.pk) if found else None


@thing("seal")
def seal(world: World, spot: Spot) -> Thing | None:
    """The seal of last year's book."""
    if not spot.organization.is_branch:
        return None
    opened = open_(spot.organization, 2025)
    post(opened, enter(spot), 300)
    made = actions.seal_period(actor=INSTALLER, at=AT, book_id=opened.pk, period="2025-12")
    found = Seal.objects.select_related("book__branch").get(pk=made.pk)
    return Thing({"seal_id": str(found.pk)}, (found.book.branch,), about=found)


@thing("code of a seal")
def code_of_seal(world: World, spot: Spot) -> Thing | None:
    """The sixteen characters somebody reads from paper."""
    found = make(world, "seal", spot)
    return Thing({"code": found.about.code}, found.places, about=found.about) if found else None


@thing("lines of a person", of_people=True)
def lines(world: World, spot: Spot) -> Thing | None:
    """Lines about somebody of the branch, or about the one who asks."""
    person = spot.person or (enter(spot) if spot.organization.is_branch else None)
    if person is None or person.branch is None:
        return None
    opened = open_(person.branch, 2026)
    post(opened, person, 150)
    values = {"book_id": str(opened.pk), "person_id": str(person.pk)}
    return Thing(values, (person.branch,), str(person.pk), opened)


@thing("book of a scheme")
def book_of_a_scheme(world: World, spot: Spot) -> Thing | None:
    """A book of a branch whose 办法 is in force, with two people on the list of the year."""
    rule = make(world, "scheme in force", spot)
    if rule is None:
        return None
    for person in (enter(spot), enter(spot)):
        Enrolment.objects.create(
            person=person,
            branch=spot.organization,
            scheme_version=rule.about,
            year="2026",
            from_on=date(2026, 1, 1),
            base=1000,
            basis=ASSEMBLY,
        )
    opened = open_(spot.organization, 2026)
    return about(Book.objects.select_related("branch").get(pk=opened.pk), book_id=opened.pk)


@thing("book of a scheme with lines")
def book_of_a_scheme_with_lines(world: World, spot: Spot) -> Thing | None:
    """The same with a line for each of the two."""
    found = make(world, "book of a scheme", spot)
    if found is None:
        return None
    on_the_list = Enrolment.objects.filter(branch=found.about.branch, year="2026", participates=True)
    for one in on_the_list.order_by("pk"):
        line = Line(str(one.person_id), "small@1#base.duty.late", date(2026, 3, 9), -50, reason="迟到")
        actions.post_entries(
            actor=INSTALLER,
            at=AT,
            book_id=found.about.pk,
            key=f"迟{next(_numbers)}",
            lines=[line],
            basis=ASSEMBLY,
        )
    return found


@thing("book closed")
def book_closed(world: World, spot: Spot) -> Thing | None:
    """A book of the year before last, with a text, sealed and closed."""
    if not spot.organization.is_branch:
        return None
    opened = open_(spot.organization, 2024)
    if opened.length == 0:
        post(opened, enter(spot), 100)
        actions.seal_period(actor=INSTALLER, at=AT, book_id=opened.pk, period="2024-12")
        actions.close_year(actor=INSTALLER, at=AT, book_id=opened.pk, basis=ASSEMBLY)
    return about(Book.objects.select_related("branch").get(pk=opened.pk), book_id=opened.pk)


def write_empty(branch: Organization) -> str:
    """Return the file of a book without lines that stands nowhere."""
    book = Book(
        branch=branch, branch_code=branch.code, year="2019", starts_on=date(2019, 1, 1), ends_on=date(2019, 12, 31),
        opened_at=AT,
    )  # fmt: skip
    book.head = book.genesis()
    return "\n".join(write_book(book))
