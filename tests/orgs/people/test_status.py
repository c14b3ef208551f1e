"""What somebody was on a day: for votes, and for scoring a past period."""

from datetime import date
from typing import Any

import pytest

from jifen.common.basis import Basis, BasisKind
from jifen.orgs.actions import end_circumstance, record_circumstance, record_discipline
from jifen.orgs.models import Person
from jifen.orgs.queries import Status, has_vote, status_of, status_on
from jifen.orgs.states.acts import Act
from jifen.orgs.states.people import CircumstanceKind, LeavingKind, Measure, Standing
from tests.cast import NOW, Cast
from tests.orgs.people.stories import MEETING, enter, move

pytestmark = pytest.mark.django_db
S = Standing
TODAY = date(2026, 3, 10)
PAPER = Basis(BasisKind.DOCUMENT, "处分决定", date(2026, 2, 1), "红纪发〔2026〕1号")


def discipline(cast: Cast, person: Person, measure: Measure, approved_on: date, months: int = 0) -> None:
    record_discipline(
        actor=cast.actor("secretary"),
        at=NOW,
        person_id=person.pk,
        measure=measure,
        approved_on=approved_on,
        months=months,
        matter="违反工作纪律",
        basis=PAPER,
    )


@pytest.mark.parametrize(
    ("key", "vote"),
    [("member", True), ("probationary", False), ("activist", False), ("stranger", True), ("migrant", True)],
)
def test_formal_members_vote_and_others_do_not(cast: Cast, key: str, vote: bool) -> None:
    assert has_vote(cast.person(key), TODAY) is vote


@pytest.mark.parametrize(
    ("measure", "months", "day", "vote"),
    [
        (Measure.PROBATION_WITHIN_PARTY, 12, date(2026, 1, 31), True),
        (Measure.PROBATION_WITHIN_PARTY, 12, date(2026, 2, 1), False),
        (Measure.PROBATION_WITHIN_PARTY, 12, date(2027, 1, 31), False),
        (Measure.PROBATION_WITHIN_PARTY, 12, date(2027, 2, 1), True),
        (Measure.WARNING, 0, TODAY, True),
        (Measure.SERIOUS_WARNING, 0, TODAY, True),
        (Measure.REMOVAL_FROM_POST, 0, TODAY, True),
    ],
)
def test_only_probation_within_the_party_takes_the_vote(
    cast: Cast, measure: Measure, months: int, day: date, vote: bool
) -> None:
    member = cast.person("member")
    discipline(cast, member, measure, date(2026, 2, 1), months)

    assert has_vote(member, day) is vote


def test_who_left_or_is_suspended_has_no_vote_from_that_day_on(cast: Cast) -> None:
    member = move(cast, cast.person("member"), Act.LEAVE, leaving=LeavingKind.WITHDRAWN)

    assert has_vote(member, date(2026, 3, 9))
    assert not has_vote(member, TODAY)


def test_status_of_a_past_day_is_read_from_the_history(cast: Cast) -> None:
    person = enter(cast, "周小", S.PROBATIONARY, on=date(2025, 1, 5), joined_on=date(2025, 1, 5))
    given: dict[str, Any] = {"actor": cast.actor("secretary"), "at": NOW}
    away = record_circumstance(
        **given,
        person_id=person.pk,
        kind=CircumstanceKind.MIGRANT,
        from_on=date(2025, 3, 1),
        where="浙江省义乌市",
        basis=MEETING,
    )
    end_circumstance(**given, circumstance_id=away.pk, to_on=date(2025, 8, 31))
    discipline(cast, person, Measure.WARNING, date(2025, 8, 1))
    move(cast, person, Act.CONVERT, on=date(2026, 1, 5))

    assert [status_on(person, day) for day in (
        date(2025, 1, 4), date(2025, 2, 28), date(2025, 3, 1), date(2025, 8, 31), date(2025, 9, 1), date(2026, 1, 5),
        date(2026, 8, 1),
    )] == [
        Status(None),
        Status(S.PROBATIONARY),
        Status(S.PROBATIONARY, frozenset({CircumstanceKind.MIGRANT})),
        Status(S.PROBATIONARY, frozenset({CircumstanceKind.MIGRANT}), frozenset({Measure.WARNING})),
        Status(S.PROBATIONARY, frozenset(), frozenset({Measure.WARNING})),
        Status(S.FORMAL, frozenset(), frozenset({Measure.WARNING})),
        Status(S.FORMAL),
    ]  # fmt: skip


def test_status_of_many_takes_as_many_queries_as_of_one(cast: Cast, django_assert_num_queries: Any) -> None:
    people = list(Person.objects.all())

    for some in (people[:1], people):
        with django_assert_num_queries(4):
            assert len(status_of(some, TODAY)) == len(some)
