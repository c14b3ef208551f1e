"""The reference evaluator alone, against numbers worked out by hand: conversion, bands and the one-third cap."""

from __future__ import annotations

from fractions import Fraction

import pytest

from jifen.rules.model.scheme import Scheme
from tests.oracle.evaluate import evaluate
from tests.oracle.story import fact, member, scheme


def sheet(**rounding: object) -> Scheme:
    """One figure, converted by the appraisal."""
    item = {"item": "sum.all", "title": "合计", "facts": {"sum": {"points": {"between": [0, 200]}}}}
    total = {
        "ratio": {"by": "appraisal", "rows": {"优秀": 1, "合格": "0.9", "基本合格": "0.85", "不合格": "0.8"}},
        "score": {"is": "sum * ratio", "round": 2},
    }
    return scheme(
        parts=[{"part": "sum", "title": "合计", "items": [item]}], total=total, grades=GRADES, **rounding
    )


GRADES = {
    "gap": "down",
    "rows": [
        {"grade": "优秀", "range": "90.."},
        {"grade": "合格", "range": "80..89"},
        {"grade": "基本合格", "range": "60..79"},
        {"grade": "不合格", "range": "..<60"},
    ],
}


@pytest.mark.parametrize(
    ("total", "appraisal", "annual", "grade", "gap"),
    [
        ("88.88", "合格", "79.99", "基本合格", True),
        ("88.89", "合格", "80", "合格", False),
        ("94.11", "基本合格", "79.99", "基本合格", True),
        ("94.12", "基本合格", "80", "合格", False),
        ("99.99", "合格", "89.99", "合格", True),
        ("100", "合格", "90", "优秀", False),
        ("75", "不合格", "60", "基本合格", False),
        ("74.99", "不合格", "59.99", "不合格", False),
        ("79", "优秀", "79", "基本合格", False),
        ("80", "不合格", "64", "基本合格", False),
    ],
)
def test_evaluate_rounds_at_the_edge_and_grades_the_printed_figure(
    total: str, appraisal: str, annual: str, grade: str, gap: bool
) -> None:  # E32, E33
    facts = [fact("李明", "sum", "2026-05-01", value=total)]
    account = evaluate(sheet(), [member("李明", appraisal=appraisal)], facts, 2026)["李明"]
    assert (account.score, account.grade, "gap" in account.flags) == (Fraction(annual), grade, gap)


def test_evaluate_without_an_appraisal_people_must_decide() -> None:
    account = evaluate(sheet(), [member("李明")], [fact("李明", "sum", "2026-05-01", value=80)], 2026)["李明"]
    assert (account.state, account.score, account.lines["ratio"]) == ("needs_decision", None, None)


@pytest.mark.parametrize(("of", "certain"), [("graded", 8), ("all", 8)])
def test_evaluate_one_third_cap_leaves_a_tie_to_people(of: str, certain: int) -> None:  # E45
    capped = [{**GRADES["rows"][0], "quota": "third", "surplus": "next"}, *GRADES["rows"][1:]]  # type: ignore[index]
    item = {"item": "sum.all", "title": "合计", "facts": {"sum": {"points": {"between": [0, 200]}}}}
    rules = scheme(
        parts=[{"part": "sum", "title": "合计", "items": [item]}],
        total={"score": "sum"},
        quotas={"third": {"title": "三分之一", "share": "1/3", "of": of}},
        grades={"gap": "down", "rows": capped},
    )
    scores = [99 - place for place in range(8)] + ["90.4"] * 3 + [85] * 17
    members = [member(f"党员{place}") for place in range(28)]
    members += [member(f"预备{place}", status="probationary") for place in range(3)]
    facts = [
        fact(one.id, "sum", "2026-05-01", value=size) for one, size in zip(members, scores, strict=False)
    ]
    accounts = list(evaluate(rules, members, facts, 2026).values())
    assert [account.grade for account in accounts[:12]] == ["优秀"] * certain + [None] * 3 + ["合格"]
    assert {account.options for account in accounts[8:11]} == {("优秀", "合格")}
    assert {account.state for account in accounts[28:]} == {"zero_nothing"}
