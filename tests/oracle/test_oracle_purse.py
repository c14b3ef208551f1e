"""The reference evaluator alone, against numbers worked out by hand: points earned, spent, carried and gone."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from tests.oracle.evaluate import evaluate
from tests.oracle.facts import Fact, Purse
from tests.oracle.story import fact, member, scheme

POINTS = {"points": {"between": [-100, 100]}}
ITEM = {
    "item": "a.deeds",
    "title": "事",
    "facts": {"deed": {**POINTS, "limit": {"per": "day", "points": 30}}},
}


def purse(
    *facts: Fact, opening: object = None, as_of: date | None = None, since: str | None = None, **spend: object
) -> Purse:
    """The purse of one member whose score stays as it is whatever he spends."""
    rules = scheme(
        parts=[{"part": "a", "title": "甲", "items": [ITEM]}],
        total={"score": "a"},
        spend={"enabled": True, **spend},
        period={} if since is None else {"kind": "running", "since": since},
    )
    one = member("李明", **({} if opening is None else {"purse": opening}))
    found = evaluate(rules, [one], list(facts), "running" if rules.period.kind == "running" else 2026, as_of)[
        "李明"
    ]
    plain = rules.model_copy(update={"spend": None})
    before = evaluate(
        plain, [one], list(facts), "running" if rules.period.kind == "running" else 2026, as_of
    )["李明"]
    assert (found.score, before.purse) == (before.score, None)
    assert found.purse is not None
    return found.purse


def money(**words: object) -> Purse:
    """A purse with these figures."""
    return Purse(**{name: Fraction(found) if name != "refused" else found for name, found in words.items()})  # type: ignore[arg-type]


EARNED = [
    fact("李明", "deed", "2026-02-01", value=20),
    fact("李明", "deed", "2026-03-01", value=-5),
    fact("李明", "deed", "2026-04-01", value=70),  # thirty a day
]


def spent(day: str, points: int | None = None, number: str = "s", **fields: object) -> Fact:
    words = {} if points is None else {"quantity": Fraction(points)}
    return fact("李明", "spending", day, id=number, **words, **fields)


def test_evaluate_purse_takes_gains_in_and_spendings_out() -> None:
    assert purse(*EARNED, spent("2026-04-01", 45), opening=Fraction(10)) == money(
        earned=50, opening=10, spent=45, balance=15
    )


def test_evaluate_spending_beyond_the_balance_of_its_day_is_refused() -> None:
    found = purse(*EARNED, spent("2026-03-31", 21, "early"), spent("2026-04-02", 21, "late"))
    assert found == money(earned=50, spent=21, balance=29, refused={"early": "over_balance"})


def test_evaluate_compulsory_spending_leaves_a_shortfall() -> None:
    found = purse(*EARNED, spent("2026-03-31", 21), compulsory=True)
    assert found == money(earned=50, spent=20, shortfall=1, balance=30)


@pytest.mark.parametrize(
    ("words", "fields", "price"),
    [
        ({"prices": {"毛巾": 3, "米": "12.5"}}, {"option": "米"}, "12.5"),
        ({"prices": {"毛巾": 3, "米": "12.5"}}, {"option": "毛巾", "quantity": Fraction(4)}, "12"),
        ({"rate": "0.5"}, {"amount": Fraction(30)}, "15"),
        ({"kind": "exchange"}, {}, "0"),
    ],
)
def test_evaluate_price_by_list_or_by_money(
    words: dict[str, object], fields: dict[str, object], price: str
) -> None:
    found = purse(*EARNED, spent("2026-05-01", None, **fields), **words)
    assert found == money(earned=50, spent=price, balance=50 - Fraction(price))


@pytest.mark.parametrize(
    ("words", "fields"),
    [({"prices": {"毛巾": 3}}, {"option": "米"}), ({"rate": 2}, {"quantity": Fraction(3)}), ({}, {})],
)
def test_evaluate_spending_without_a_price_is_refused(
    words: dict[str, object], fields: dict[str, object]
) -> None:
    found = purse(*EARNED, spent("2026-05-01", None, **fields), **words)
    assert found == money(earned=50, balance=50, refused={"s": "cost_unknown"})


def test_evaluate_first_points_cannot_be_exchanged() -> None:
    found = purse(*EARNED, spent("2026-03-01", 1, "early"), spent("2026-04-01", 25, "late"), free=25)
    assert found == money(earned=25, spent=25, refused={"early": "over_balance"})


def test_evaluate_purse_of_last_year_is_gone_where_it_ends_with_the_period() -> None:
    found = purse(*EARNED, spent("2026-01-05", 1), opening=Fraction(10), expires="period_end")
    assert found == money(earned=50, opening=10, expired=10, balance=50, refused={"s": "over_balance"})


def test_evaluate_points_are_spent_oldest_first_and_gone_after_their_years() -> None:
    facts = [
        fact("李明", "deed", "2024-03-01", value=10),
        fact("李明", "deed", "2025-03-01", value=10),
        spent("2025-06-01", 4, "first"),
        spent("2026-02-28", 7, "second"),
        spent("2026-03-01", 10, "third"),
    ]
    since = "2024-01-01"
    found = purse(*facts, since=since, expires="years", years=2, as_of=date(2026, 3, 1))
    # On 28 February six of the old ten and one of the new ten go; on 1 March nine are left.
    assert found == money(earned=20, spent=11, balance=9, refused={"third": "over_balance"})
    found = purse(*facts[:3], since=since, expires="years", years=2, as_of=date(2026, 3, 1))
    assert found == money(earned=20, spent=4, expired=6, balance=10)


@pytest.mark.parametrize(("limit", "refused"), [(40, {"s": "barred"}), (60, {})])
def test_evaluate_barred_member_spends_nothing(limit: int, refused: dict[str, str]) -> None:
    found = purse(*EARNED, spent("2026-05-01", 5), bar=f"score >= {limit}", compulsory=True)
    assert (found.refused, found.spent) == (refused, 0 if refused else 5)


def test_evaluate_spending_not_yet_decided_or_taken_back_is_none() -> None:
    late = spent("2026-05-01", 5, "late", decided_on=date(2026, 12, 1))
    back = spent("2026-05-01", 6, "back")
    undone = fact("李明", "reversal", "2026-05-02", reverses="back")
    assert purse(*EARNED, late, back, undone, as_of=date(2026, 11, 30)) == money(earned=50, balance=50)
