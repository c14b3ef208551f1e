"""The demonstration's county: five branches with a past, the same for the same seed, every figure explained."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.db.models import F

from jifen.cli.site.cast import Cast as Assembled
from jifen.cli.site.county import building, present
from jifen.cli.site.county.happenings import BY_LIBRARY
from jifen.cli.site.county.places import FIVE, VILLAGE, Place
from jifen.cli.site.county.years import STARTS, first_day
from jifen.cycles.models import Cycle, Declaration
from jifen.filing.models import Package
from jifen.ledger.models import Book, Entry, Seal
from jifen.ledger.queries import derive, verify_all
from jifen.ledger.queries.writing import write_book
from jifen.ledger.states.books import BookState, EntryKind
from jifen.orgs.models import Organization, Person, User
from jifen.publicity.models import Objection, PublicNotice
from jifen.registers.models import Occasion
from jifen.rules import shelf
from jifen.rules.compiling import compile_scheme
from jifen.rules.reading import check_scheme
from jifen.schemes.models import Enrolment, SchemeVersion, TaskPlan
from tests.cast import CODES, NAMES, SIGN_IN_NAMES, Cast

AT = datetime(2026, 3, 10, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
DECLARED = next(place for place in FIVE if place.key == "declared")


def assembled() -> Assembled:
    """Return the cast that stands in the database of every test, as the demonstration holds it."""
    people = {key: Person.objects.get(name=name) for key, name in NAMES.items()}
    return Assembled(
        {key: Organization.objects.get(code=code) for key, code in CODES.items()},
        people,
        {key: User.objects.get(login=login) for key, login in SIGN_IN_NAMES.items()},
    )


def build(
    monkeypatch: pytest.MonkeyPatch, *places: Place, seed: int = 1, others: int = 0
) -> dict[str, list[Book]]:
    monkeypatch.setattr(building, "FIVE", places)
    found = building.build(assembled(), AT, others=others, seed=seed, share=1.0)
    return {branch.place.key: books for branch, books in found}


def facts_of(book: Book) -> list[Any]:
    """Return what the file of a book says that chance decided: everything but identities, digests and salts."""
    names: dict[str, str] = {}
    said: list[Any] = []
    for line in map(json.loads, write_book(book)):
        if "person" in line:
            names[line["person"][0]] = line["person"][1]
        elif "entry" in line:
            entry = line["entry"]
            reason = line["text"][1] if line["text"] else ""
            said.append([entry[3], entry[5], names[entry[6]], *entry[7:13], reason])
        elif "seal" in line:
            said.append(line["seal"][3:7])
    return said


@pytest.mark.django_db
def test_village_has_31_people_a_closed_year_and_one_that_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    past, present = build(monkeypatch, VILLAGE)["branch"]

    people = Person.objects.filter(branch__code=VILLAGE.code, standing__in=("FORMAL", "PROBATIONARY"))
    assert people.count() == 31
    assert (past.year, past.starts_on, past.ends_on) == ("2024", date(2024, 6, 1), date(2025, 5, 31))
    assert (past.state, present.state, present.year) == (BookState.CLOSED, BookState.OPEN, "2025")
    version = SchemeVersion.objects.get()
    assert (version.state.value, version.from_on, version.adopted_on) == (
        "IN_FORCE",
        date(2024, 6, 1),
        date(2024, 6, 6),
    )
    assert version.adoption is not None
    assert version.adoption.reference
    periods = list(Seal.objects.filter(book=past).order_by("number").values_list("period", flat=True))
    assert periods == [f"2024-{month:02}" for month in range(6, 13)] + [
        f"2025-{month:02}" for month in range(1, 6)
    ]
    # The last month that is over waits for its seal, so that somebody has something to do.
    assert list(Seal.objects.filter(book=present).order_by("number").values_list("period", flat=True))[
        -1
    ] == ("2026-01")
    kinds = list(
        Entry.objects.filter(book=past).exclude(kind=EntryKind.NORMAL).values_list("kind", flat=True)
    )
    assert sorted(kinds) == ["CORRECTION", "REVERSAL", "REVERSAL"]
    points = Entry.objects.filter(book=past, kind=EntryKind.NORMAL).values_list("points", flat=True)
    assert min(points) < 0 < max(points)
    assert list(verify_all()) == []
    assert Enrolment.objects.filter(year="2025", person__name="周预备").get().from_on == date(2026, 1, 10)


@pytest.mark.django_db
def test_same_seed_gives_the_same_facts_and_another_seed_others(monkeypatch: pytest.MonkeyPatch) -> None:
    def told(seed: int) -> list[Any]:
        with transaction.atomic():
            books = build(monkeypatch, DECLARED, seed=seed)["declared"]
            said = [facts_of(book) for book in books]
            transaction.set_rollback(True)
        return said

    first = told(1)

    assert told(1) == first
    assert told(2) != first
    assert len(first[0]) > 50


@pytest.mark.django_db
def test_other_branches_come_on_top_and_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with transaction.atomic():
        alone = facts_of(build(monkeypatch, DECLARED)["declared"][0])
        transaction.set_rollback(True)

    books = build(monkeypatch, DECLARED, others=1)

    assert sorted(books) == ["declared", "other1"]
    assert facts_of(books["declared"][0]) == alone
    assert [book.state.value for book in books["other1"]] == ["CLOSED", "OPEN"]


@pytest.mark.parametrize("library", sorted(BY_LIBRARY))
def test_points_years_begin_when_the_model_scheme_says(library: str) -> None:
    bound, _ = check_scheme(shelf.read(library).decode(), library)
    assert bound is not None
    tables = compile_scheme(bound)

    assert tables.starts == (STARTS[library], 1)
    assert {one.kind for one in BY_LIBRARY[library]} <= set(tables.kinds)


def test_a_year_counts_as_past_when_it_can_be_closed() -> None:
    assert first_day("village-branch", date(2026, 6, 25)) == date(2024, 6, 1)
    assert first_day("village-branch", date(2026, 6, 26)) == date(2025, 6, 1)


BUREAU = next(place for place in FIVE if place.key == "bureau")


@pytest.mark.django_db
def test_bureau_promises_every_year_and_two_plans_wait_for_the_committee(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    past, present = build(monkeypatch, BUREAU)["bureau"]

    plans = TaskPlan.objects.filter(enrolment__branch=past.branch)
    states = {
        year: Counter(plans.filter(enrolment__year=year).values_list("state", flat=True))
        for year in (past.year, present.year)
    }
    assert states[past.year] == {"SHOWN": 17}
    assert states[present.year]["OFFERED"] == 2
    assert sum(states[present.year].values()) >= 17
    plan = plans.filter(enrolment__year=past.year).first()
    assert plan is not None
    assert (plan.lines.count(), sum(row.allotted for row in plan.months.all())) == (3, 7000)
    assert not plans.filter(supervisor=F("enrolment__person")).exists()


def accounts(book: Book) -> Iterator[tuple[str, str, bool]]:
    """Yield the state of every account of a book, whether something is asked, whether a figure stands there."""
    derived = derive(book, AT.date())
    assert derived.differences == []
    for key, account in derived.accounts.items():
        asked = "；".join(text for _, text, _ in derived.teller.asked(account))
        assert not list(derived.teller.pending(account)), (book, derived.people[key])
        yield account.state.value, asked, derived.score_of(key) is not None


@pytest.mark.long
@pytest.mark.django_db
def test_every_statement_of_the_county_opens_and_says_why_where_there_is_no_figure(
    monkeypatch: pytest.MonkeyPatch, cast: Cast
) -> None:
    books = [book for pair in build(monkeypatch, *FIVE).values() for book in pair]
    browser = cast.browser("county_organizer")

    assert list(verify_all()) == []
    for book in books:
        for state, asked, figure in accounts(book):
            assert figure or asked, (book, state)
        for person in Person.objects.filter(enrolments__branch=book.branch, enrolments__year=book.year):
            page = browser.get(f"/books/{book.pk}/people/{person.pk}/")
            assert page.status_code == 200, (book, person)


@pytest.mark.django_db
def test_village_is_in_the_middle_of_its_work(monkeypatch: pytest.MonkeyPatch) -> None:
    build(monkeypatch, VILLAGE)

    packages = Package.objects.order_by("period").values_list("period", "state", "answer")
    assert list(packages) == [
        ("2025-11", "ACKNOWLEDGED", "同意备案"),
        ("2025-12", "SENT", ""),
        ("2026-01", "PREPARED", ""),
    ]
    dues, labour = Occasion.objects.order_by("kind")
    assert (dues.title, dues.lines.count(), dues.lines.filter(outcome="PAID_LATE").count()) == (
        "2026年2月党费",
        31,
        1,
    )
    assert (labour.title, labour.on, labour.lines.filter(outcome="ABSENT").count()) == (
        "清理河道", date(2026, 3, 8), 2,
    )  # fmt: skip
    notice = PublicNotice.objects.get()
    assert list(Objection.objects.values_list("state", "notice")) == [("ADMITTED", notice.pk)]
    assert (notice.state.value, notice.shown_on, notice.approved_by) == ("ON_SHOW", AT.date(), "赵书记")
    cycle = Cycle.objects.get()
    assert (cycle.period, cycle.state.value) == ("2026-03", "OPEN")
    gains = Declaration.objects.filter(track="")
    assert 0 < gains.count() <= present.DECLARED
    assert set(gains.values_list("state", flat=True)) == {"SUBMITTED", "REGISTERED"}
    assert {row.declared > 0 for row in gains} == {True}


@pytest.mark.django_db
@pytest.mark.parametrize("day", [date(2026, 12, 30), date(2027, 1, 3)])
def test_county_is_made_where_next_year_has_neither_days_off_nor_a_book(
    monkeypatch: pytest.MonkeyPatch, day: date
) -> None:
    monkeypatch.setattr(f"{__name__}.AT", AT.replace(year=day.year, month=day.month, day=day.day))

    assert len(build(monkeypatch, VILLAGE, DECLARED)) == 2
