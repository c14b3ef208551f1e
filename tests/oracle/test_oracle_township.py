"""The reference evaluator alone, against numbers worked out by hand: the tiers and bands of the township."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from jifen.rules.model.scheme import Scheme
from tests.oracle.evaluate import evaluate
from tests.oracle.facts import Member
from tests.oracle.story import fact, member, scheme


def township(change: str = "keep") -> Scheme:
    """Four tiers with their own start, forty-five points of indicators, the bands with their gaps."""
    rows = [
        {"tier": "1", "title": "村干部", "when": "village_cadre"},
        {"tier": "4", "title": "老弱", "when": "age >= 60 or health == frail"},
        {"tier": "3", "title": "外出", "when": "residence == away"},
        {"tier": "2", "title": "在家"},
    ]
    start = {"by": "tier", "rows": {"1": 20, "2": 30, "3": 40, "4": 50}, "round": 2}
    item = {"item": "deeds.all", "title": "指标", "facts": {"deeds": {"points": {"between": [-90, 90]}}}}
    return scheme(
        tiers={"change": change, "rows": rows},
        parts=[
            {"part": "base", "title": "基础分", "start": start},
            {"part": "deeds", "title": "指标分", "items": [item]},
        ],
        total={"score": "base + deeds"},
        grades={
            "gap": "down",
            "rows": [
                {"grade": "优秀", "range": "100.."},
                {"grade": "合格", "range": "70..90"},
                {"grade": "基本合格", "range": "51..69"},
                {"grade": "不合格", "range": "..50"},
            ],
        },
    )


def villager(name: str, **fields: object) -> Member:
    rest = {"village_cadre": False, "birth_date": date(1980, 5, 1), "health": "well", "residence": "home"}
    return member(name, **{**rest, **fields})


def test_evaluate_same_deeds_in_four_tiers() -> None:  # E21
    members = [
        villager("一层", village_cadre=True),
        villager("二层"),
        villager("三层", residence="away"),
        villager("四层", health="frail"),
    ]
    facts = [fact(one.id, "deeds", "2026-05-01", value=45) for one in members]
    accounts = evaluate(township(), members, facts, 2026).values()
    assert [(account.score, account.grade) for account in accounts] == [
        (65, "基本合格"),
        (75, "合格"),
        (85, "合格"),
        (95, "合格"),
    ]
    assert [account.flags for account in accounts] == [set(), set(), set(), {"gap"}]


@pytest.mark.parametrize(
    ("score", "grade", "gap"),
    [
        ("100", "优秀", False),
        ("99.5", "合格", True),
        ("90", "合格", False),
        ("70", "合格", False),
        ("69.5", "基本合格", True),
        ("51", "基本合格", False),
        ("50.5", "不合格", True),
        ("50", "不合格", False),
    ],
)
def test_evaluate_band_edges(score: str, grade: str, gap: bool) -> None:  # E22
    facts = [fact("何某", "deeds", "2026-05-01", value=str(Fraction(score) - 30))]
    account = evaluate(township(), [villager("何某")], facts, 2026)["何某"]
    assert (account.score, account.grade, "gap" in account.flags) == (Fraction(score), grade, gap)


@pytest.mark.parametrize(
    ("on", "base"),
    [("2026-07-20", "25.83"), ("2026-07-15", "25"), ("2026-07-10", "25"), ("2025-12-31", "20")],
)
def test_evaluate_tier_change_counts_by_months(on: str, base: str) -> None:  # E23
    changed = villager("何某", changes=[(date.fromisoformat(on), "village_cadre", True)])
    assert evaluate(township("prorate"), [changed], [], 2026)["何某"].score == Fraction(base)


@pytest.mark.parametrize(
    ("fields", "start"),
    [
        ({"village_cadre": True, "birth_date": date(1961, 1, 1)}, 20),
        ({"health": "frail", "birth_date": date(1981, 1, 1)}, 50),
        ({"residence": "away", "birth_date": date(1964, 1, 1)}, 50),
        ({"residence": "away", "birth_date": date(1966, 6, 1)}, 40),
        ({"birth_date": date(1966, 6, 1)}, 30),
        ({"birth_date": date(1966, 3, 1)}, 30),
        ({"birth_date": date(1966, 1, 1)}, 50),
    ],
)
def test_evaluate_tier_is_looked_up_on_new_years_day(fields: dict[str, object], start: int) -> None:  # E23
    assert evaluate(township(), [villager("何某", **fields)], [], 2026)["何某"].score == start


def test_evaluate_unknown_tier_leaves_the_score_to_people() -> None:
    account = evaluate(township(), [member("何某", village_cadre=False)], [], 2026)["何某"]
    assert (account.state, account.score, account.parts["base"]) == ("needs_decision", None, None)
