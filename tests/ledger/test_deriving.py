"""What the book says is reckoned by the engine: the same figure, each line explained, differences named."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest

from jifen.common.basis import Basis, BasisKind
from jifen.common.refusals import Blocked
from jifen.engine.codes import Drop, State
from jifen.engine.result import Account, accounts
from jifen.ledger.actions import Line, post_entries, reverse_entries, seal_period, take_over
from jifen.ledger.models import Book, Snapshot
from jifen.ledger.queries import Proposed, derive, verify_all, weigh
from jifen.ledger.queries.deriving import deriving
from jifen.ledger.queries.deriving.derived import hundredths
from jifen.orgs.actions import record_circumstance
from jifen.orgs.states.people import CircumstanceKind
from jifen.schemes.actions import enrol_year
from jifen.schemes.models import Enrolment
from jifen.schemes.queries import find_version
from tests.cast import NOW, TODAY, Cast
from tests.ledger.desk import ASSEMBLY, open_desk
from tests.ledger.test_manipulations import lift_guards, put_guards_back, read_guards
from tests.schemes.acts import in_force

pytestmark = pytest.mark.django_db
DECIDED = {"decided_by": "branch_committee"}


@pytest.fixture
def book(cast: Cast) -> Book:
    """The village's 办法 in force, everybody enrolled, the book open."""
    in_force(cast)
    enrol_year(
        actor=cast.actor("recorder"), at=NOW, branch_id=cast.organization().pk, on=TODAY, basis=ASSEMBLY
    )
    return open_desk(cast)


def post(cast: Cast, book: Book, key: str, kind: str, points: int, who: str = "member", **more: Any) -> None:
    """Post one line about somebody; `kind` is the path of the rule."""
    more.setdefault("occurred_on", date(2026, 3, 1))
    line = Line(person_id=str(cast.person(who).pk), item=f"village-branch@1#{kind}", points=points, **more)
    post_entries(actor=cast.actor("recorder"), at=NOW, book_id=book.pk, key=key, lines=[line], basis=ASSEMBLY)


def score(cast: Cast, book: Book, who: str = "member", on: date = TODAY) -> Fraction | None:
    return derive(book, on).score_of(cast.person(who).pk)


def test_member_without_lines_has_the_base_of_the_scheme(cast: Cast, book: Book) -> None:
    assert score(cast, book) == 50


def test_lines_count_and_each_is_explained_with_its_clause(cast: Cast, book: Book) -> None:
    post(cast, book, "一", "base.labour.labour_missed", -200, fields=DECIDED)

    derived = derive(book, TODAY)
    account = derived.accounts[cast.person("member").pk]

    assert derived.score_of(cast.person("member").pk) == 48
    told = "\n".join(line for section in derived.teller.tell(account) for line in section.lines)
    assert "李明" in told
    assert "账目第 1 条" in told or "S2-一-基3" in told
    assert derived.differences == []


def test_who_stays_out_in_midyear_keeps_what_he_had_and_gets_no_more(cast: Cast, book: Book) -> None:
    person = cast.person("member").pk
    post(cast, book, "一", "base.labour.labour_missed", -200, fields=DECIDED)
    post(cast, book, "二", "base.labour.labour_missed", -200, fields=DECIDED, occurred_on=date(2026, 3, 8))
    assert score(cast, book) == 46
    out = {"participates": False, "reason": "经批准"}

    Enrolment.objects.filter(person=person).update(**out, out_from=date(2026, 3, 5))
    account = derive(book, TODAY).accounts[person]
    assert (account.state, account.score, account.grade) == (State.NOT_SCORED, None, None)
    assert account.parts["base"] == 48
    assert [one.drop for one in account.entries] == [Drop.NONE, Drop.AFTER_LEFT]
    assert score(cast, book, on=date(2026, 3, 4)) == 48

    Enrolment.objects.filter(person=person).update(out_from=None)
    account = derive(book, TODAY).accounts[person]
    assert [one.drop for one in account.entries] == [Drop.NOT_SCORED, Drop.NOT_SCORED]


def test_reversed_line_does_not_count_and_a_reversed_reversal_does(cast: Cast, book: Book) -> None:
    post(cast, book, "一", "base.labour.labour_missed", -200, fields=DECIDED)

    def reverse(key: str, number: int) -> None:
        reverse_entries(
            actor=cast.actor("recorder"),
            at=NOW,
            book_id=book.pk,
            key=key,
            sequences=[number],
            reason="记错",
            basis=ASSEMBLY,
        )

    reverse("二", 1)
    assert score(cast, book) == 50
    reverse("三", 2)
    assert score(cast, book) == 48


def test_frozen_points_that_the_scheme_does_not_give_are_named(cast: Cast, book: Book) -> None:
    post(cast, book, "一", "base.labour.labour_missed", -300, fields=DECIDED)

    assert [str(one) for one in derive(book, TODAY).differences] == [
        "第 1 条入账时是 -3 分，照办法重算是 -2 分"
    ]


def test_what_was_brought_along_is_added(cast: Cast, book: Book) -> None:
    line = Line(
        person_id=str(cast.person("member").pk),
        item="village-branch@1#taken_over",
        points=350,
        occurred_on=date(2026, 2, 28),
    )
    take_over(actor=cast.actor("recorder"), at=NOW, book_id=book.pk, key="期初", lines=[line], basis=ASSEMBLY)

    assert score(cast, book) == Fraction(107, 2)


def test_frail_member_is_spared_from_the_day_it_was_registered(cast: Cast, book: Book) -> None:
    record_circumstance(
        actor=cast.actor("secretary"),
        at=NOW,
        person_id=cast.person("member").pk,
        kind=CircumstanceKind.FRAIL,
        from_on=date(2026, 3, 3),
        basis=Basis(BasisKind.MEETING, "支委会", date(2026, 3, 3)),
    )
    post(cast, book, "一", "base.labour.labour_missed", -200, fields=DECIDED)
    post(cast, book, "二", "base.labour.labour_missed", -200, fields=DECIDED, occurred_on=date(2026, 3, 5))

    assert score(cast, book) == 48


def test_book_without_scheme_or_list_says_what_is_missing(cast: Cast) -> None:
    book = open_desk(cast)

    with pytest.raises(Blocked, match="没有施行的积分办法"):
        derive(book, TODAY)
    in_force(cast)
    assert find_version(cast.organization(), TODAY) is not None
    with pytest.raises(Blocked, match="名单"):
        derive(book, TODAY + timedelta(days=1))


def test_result_is_stored_with_the_seal_and_a_forged_one_is_named(cast: Cast, book: Book) -> None:
    post(cast, book, "一", "base.labour.labour_missed", -200, fields=DECIDED)
    seal_period(actor=cast.actor("recorder"), at=NOW, book_id=book.pk, period="2026-03")
    assert list(verify_all()) == []
    statements = read_guards()
    lift_guards()
    kept = Snapshot.objects.get()
    Snapshot.objects.update(content=bytes(kept.content).replace(b'"48"', b'"50"'))
    put_guards_back(statements)

    assert [str(alarm) for alarm in verify_all()] == [f"{book}：2026-03 存下的结果和重算的不一样"]


def test_result_of_a_sealed_period_stays_when_people_change_afterwards(cast: Cast, book: Book) -> None:
    post(cast, book, "一", "base.labour.labour_missed", -200, fields=DECIDED)
    seal_period(actor=cast.actor("recorder"), at=NOW, book_id=book.pk, period="2026-03")
    record_circumstance(
        actor=cast.actor("secretary"),
        at=NOW,
        person_id=cast.person("member").pk,
        kind=CircumstanceKind.FRAIL,
        from_on=date(2026, 2, 1),
        basis=ASSEMBLY,
    )

    assert list(verify_all()) == []
    assert score(cast, book) == 50


def test_sealed_line_whose_frozen_points_are_not_the_schemes_is_named(cast: Cast, book: Book) -> None:
    post(cast, book, "一", "base.labour.labour_missed", -300, fields=DECIDED)
    seal_period(actor=cast.actor("recorder"), at=NOW, book_id=book.pk, period="2026-03")

    assert [alarm.sequence for alarm in verify_all()] == [1]


def test_fact_is_weighed_before_it_is_posted(cast: Cast, book: Book) -> None:
    li = cast.person("member").pk

    facts = [
        Proposed(li, "labour_missed", date(2026, 3, 1), DECIDED),
        Proposed(li, "gambling", date(2026, 3, 1), {}),
    ]

    missed, undecided = weigh(book, TODAY, facts)

    assert (missed.item, missed.points, missed.counts, missed.said) == (
        "village-branch@1#base.labour.labour_missed", -200, True, "",
    )  # fmt: skip
    assert (undecided.counts, undecided.points) == (False, -500)
    assert "认定" in undecided.said
    with pytest.raises(Blocked, match="不在本年度"):
        weigh(book, TODAY, [Proposed(cast.person("stranger").pk, "labour_missed", date(2026, 3, 1), {})])


@pytest.mark.parametrize(
    ("exact", "frozen"),
    [
        (Fraction(1, 3), 33),
        (Fraction(-1, 3), -33),
        (Fraction(1, 200), 1),
        (Fraction(-1, 200), -1),
        (Fraction(2), 200),
    ],
)
def test_exact_figure_is_frozen_in_hundredths(exact: Fraction, frozen: int) -> None:
    assert hundredths(exact) == frozen


def test_figure_without_an_end_is_no_difference(
    cast: Cast, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    post(cast, book, "一", "base.labour.labour_missed", -200, fields=DECIDED)
    monkeypatch.setattr(deriving, "accounts", lambda batches: map(in_thirds, accounts(batches)))

    assert derive(book, TODAY).differences == []


def in_thirds(account: Account) -> Account:
    """The account as a 办法 would give it that pays by thirds of a hundredth."""
    account.entries = [one._replace(value=one.value - Fraction(1, 300)) for one in account.entries]
    return account
