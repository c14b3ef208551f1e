"""The reference evaluator alone: rates, slices, targets, shares, top-ups and dated marks."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from tests.oracle.single import account, plain, single, told
from tests.oracle.story import fact


def worth(points: object, **fields: object) -> object:
    """The credit of one deed, or why it has none."""
    said = {
        name: Fraction(value) if isinstance(value, (int, str)) else value for name, value in fields.items()
    }
    return told(
        account(single({"deed": {"points": points}}), fact("李明", "deed", "2026-03-01", id="d", **said))
    )["d"]


@pytest.mark.parametrize(
    ("points", "quantity", "credit"),
    [
        ({"per": 4, "give": 1}, "10", "5/2"),
        ({"per": 4, "give": 1, "whole": True}, "10", 2),
        ({"per": 4, "give": -1, "whole": True}, "-10", 2),  # two full fours below nothing: (-2) x (-1)
        ({"per": 3, "give": 1}, "1", "1/3"),
        # 20 at 1 for 10 is 2; 15 at 1 for 20 is 3/4, full ones 0
        ({"slices": [{"to": 20, "per": 10, "give": 1}, {"per": 20, "give": 1}]}, "35", "11/4"),
        ({"slices": [{"to": 20, "per": 10, "give": 1}, {"per": 20, "give": 1}], "whole": True}, "35", 2),
        ({"slices": [{"to": 20, "per": 10, "give": 1}]}, "35", 2),
        ({"slices": [{"to": 20, "per": 10, "give": 1}]}, "-5", 0),
        # target 12 for 6 points: 15 is one full step of 2 above, 9 is one below
        ({"around": 12, "at": 6, "more": "0.5", "less": 1, "step": 2}, "12", 6),
        ({"around": 12, "at": 6, "more": "0.5", "less": 1, "step": 2}, "15", "13/2"),
        ({"around": 12, "at": 6, "more": "0.5", "less": 1, "step": 2}, "9", 5),
        ({"around": 12, "at": 6, "less": 1, "step": 2, "whole": False}, "9", "9/2"),
        ({"around": 12, "at": 2, "less": 1}, "4", -6),
        ({"share": ["quantity", 12], "full": 10}, "7", "35/6"),
    ],
)  # fmt: skip
def test_evaluate_form_reads_the_quantity(points: object, quantity: str, credit: object) -> None:
    assert worth(points, quantity=quantity) == credit


def test_evaluate_quantity_not_written_is_one_where_of_is_quantity() -> None:
    assert worth({"per": 2, "give": 3}) == "3/2"
    assert worth({"around": 1, "at": 4}) == 4
    assert worth({"per": 2, "give": 3, "of": "quantity * 2"}) == "key_unknown"
    assert worth({"per": 2, "give": 3, "of": "minutes_late"}) == "key_unknown"
    assert worth({"share": ["quantity", 12], "full": 10}) == "key_unknown"


@pytest.mark.parametrize(
    ("none", "result"), [("ask", "key_unknown"), ("skip", "skipped"), (2, 2), ("all", 0)]
)
def test_evaluate_none_stands_where_the_quantity_is_unknown(none: object, result: object) -> None:
    assert worth({"per": 2, "give": 3, "of": "test_score", "none": none}) == result


@pytest.mark.parametrize("due", ["0", "-3"])
def test_evaluate_share_of_nothing_is_unknown(due: str) -> None:
    points = {"share": ["quantity", "test_score"], "full": 10}
    assert worth(points, quantity="3", test_score=due) == "key_unknown"
    assert worth({**points, "none": 1}, quantity="3", test_score=due) == 1


def test_evaluate_plus_rows_add_up_before_the_multiplier() -> None:
    rule = {
        "points": 2,
        "plus": [
            {"when": "effect == clear", "points": 1},
            {"when": "level == city", "points": "0.5"},
            {"when": "on_time", "points": 4},
        ],
        "times": {"by": 2},
    }
    found = account(
        single({"deed": rule}), fact("李明", "deed", "2026-03-01", id="d", effect="clear", level="city")
    )
    assert told(found) == {"d": 7}  # (2 + 1 + 0.5) x 2; whether it was on time nobody can tell
    assert found.flags == {"plus_unknown"}


@pytest.mark.parametrize(
    ("as_of", "credit"), [("2026-04-30", 1), ("2026-05-01", 3), ("2026-08-31", 3), ("2026-09-01", 4)]
)
def test_evaluate_mark_counts_from_its_day(as_of: str, credit: int) -> None:
    rule = {
        "points": 1,
        "plus": [{"when": "marks == 采纳", "points": 2}, {"when": "marks in [推广]", "points": 1}],
    }
    deed = fact("李明", "deed", "2026-03-01", id="d", marks=("采纳@2026-05-01", "推广 2026-09-01"))
    assert told(account(single({"deed": rule}), deed, as_of=as_of)) == {"d": credit}


def test_evaluate_mark_without_a_day_is_there_and_no_mark_yet_is_unknown() -> None:
    rules = single({"deed": {"points": 1, "plus": [{"when": "marks != 采纳", "points": 2}]}})
    facts = [
        fact("李明", "deed", "2026-03-01", id="a", marks=("采纳",)),
        fact("李明", "deed", "2026-03-01", id="b", marks=("推广",)),
        fact("李明", "deed", "2026-03-01", id="c", marks=("推广@2026-12-01",)),
    ]
    assert told(account(rules, *facts, as_of="2026-11-30")) == {"a": 1, "b": 3, "c": 1}


def test_evaluate_form_with_thirds_stays_exact() -> None:
    rules = single({"deed": {"points": {"per": 3, "give": 1}}})
    facts = [fact("李明", "deed", "2026-03-01") for _ in range(3)]
    assert plain(account(rules, *facts).score or Fraction(0)) == 1
    assert account(rules, *facts[:1], birth_date=date(1990, 1, 1)).score == Fraction(1, 3)
