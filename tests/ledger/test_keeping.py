"""A book is reckoned once for all who look at it, and again as soon as anything it depends on is another."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from jifen.ledger.actions import Line, post_entries
from jifen.ledger.models import Book
from jifen.ledger.queries import derive, derive_once
from jifen.ledger.queries.deriving import keeping
from jifen.ledger.states.books import BookState
from jifen.orgs.models import Person
from jifen.schemes.actions import enrol_year
from jifen.schemes.models import Enrolment
from tests.cast import NOW, TODAY, Cast
from tests.ledger.desk import ASSEMBLY, open_desk
from tests.schemes.acts import in_force

pytestmark = pytest.mark.django_db
MISSED = "base.labour.labour_missed"


@pytest.fixture
def book(cast: Cast) -> Book:
    in_force(cast)
    enrol_year(
        actor=cast.actor("recorder"), at=NOW, branch_id=cast.organization().pk, on=TODAY, basis=ASSEMBLY
    )
    return open_desk(cast)


@pytest.fixture
def reckoned(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many lines each reckoning of a whole book read."""
    found: list[int] = []
    true = keeping.reckon

    def counted(inputs: Any, entries: Any, **more: Any) -> Any:
        found.append(len(entries))
        return true(inputs, entries, **more)

    monkeypatch.setattr(keeping, "reckon", counted)
    return found


def miss(cast: Cast, book: Book, key: str, who: Person) -> None:
    line = Line(
        str(who.pk), f"village-branch@1#{MISSED}", date(2026, 3, 1), -200, {"decided_by": "branch_committee"}
    )
    post_entries(actor=cast.actor("recorder"), at=NOW, book_id=book.pk, key=key, lines=[line], basis=ASSEMBLY)
    book.refresh_from_db()


def score(book: Book, who: Person, on: date = TODAY) -> Fraction | None:
    return derive_once(book, on).score_of(who.pk)


def test_two_who_look_at_one_book_have_it_reckoned_once(cast: Cast, book: Book, reckoned: list[int]) -> None:
    member, migrant = cast.person("member"), cast.person("migrant")
    miss(cast, book, "一", member)

    assert (score(book, member), score(book, migrant), reckoned) == (48, 50, [1])


def test_a_line_more_is_seen_at_once(cast: Cast, book: Book, reckoned: list[int]) -> None:
    member = cast.person("member")
    assert score(book, member) == 50
    miss(cast, book, "一", member)

    assert (score(book, member), reckoned) == (48, [0, 1])


def test_another_day_another_list_another_name_are_reckoned_anew(
    cast: Cast, book: Book, reckoned: list[int]
) -> None:
    member = cast.person("member")
    miss(cast, book, "一", member)
    score(book, member)

    score(book, member, on=date(2026, 3, 9))
    Person.objects.filter(pk=member.pk).update(name="李明明")
    derived = derive_once(book, TODAY)
    Enrolment.objects.filter(person=member).update(participates=False, reason="经批准")

    assert (str(derived.people[member.pk]), score(book, member)) == ("李明明", None)
    assert reckoned == [1, 1, 1, 1]


def test_lines_of_somebody_entered_twice_count_from_the_moment_he_is_known(
    cast: Cast, book: Book, reckoned: list[int]
) -> None:
    member, twice = cast.person("member"), cast.person("activist")
    Enrolment.objects.filter(person=twice).delete()
    miss(cast, book, "一", twice)
    assert score(book, member) == 50
    Person.objects.filter(pk=twice.pk).update(same_as=member)

    assert (score(book, member), reckoned) == (48, [1, 1])


def test_a_closed_book_is_reckoned_every_time(cast: Cast, book: Book, reckoned: list[int]) -> None:
    Book.objects.filter(pk=book.pk).update(state=BookState.CLOSED)
    book.refresh_from_db()

    assert (score(book, cast.person("member")), reckoned) == (50, [])


def test_a_process_keeps_no_more_than_so_many_lines(
    cast: Cast, book: Book, reckoned: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = keeping._Kept()
    monkeypatch.setattr(keeping, "_KEPT", kept)
    monkeypatch.setattr(keeping, "LINES", 10)
    derived = derive(book, TODAY)
    kept.keep(("甲", "一"), 6, derived)
    kept.keep(("乙", "一"), 6, derived)
    kept.keep(("丙", "一"), 4, derived)
    kept.keep(("丙", "二"), 4, derived)

    found = [bool(kept.find(key)) for key in (("甲", "一"), ("乙", "一"), ("丙", "一"), ("丙", "二"))]
    assert found == [False, True, False, True]


def test_what_is_kept_is_what_would_be_reckoned(cast: Cast, book: Book) -> None:
    member = cast.person("member")
    for number in range(3):
        miss(cast, book, f"第{number}次", member)
    fresh, kept = derive(book, TODAY), [derive_once(book, TODAY) for _ in range(2)][1]

    assert kept.accounts[member.pk].entries == fresh.accounts[member.pk].entries
    assert (kept.input, kept.score_of(member.pk), len(fresh.accounts[member.pk].entries)) == (
        fresh.input,
        44,
        3,
    )
