"""What changes a score that was reckoned is told by its own name: parts and items taken out, faults made good."""

from datetime import date
from decimal import Decimal

import pytest

from tests.engine.office import facts, intake, members, results

TEXT = """
scheme: overlay
title: 试办法
assumed: true
people: {scored: formal}
parts:
  - part: base
    title: 基础分
    start: 30
    items:
      - {item: base.duty, title: 履行义务, full: 10, facts: {late: {title: 迟到, points: -1}}}
  - {part: other, title: 其他分, start: 20}
total: {score: base + other}
override:
  - override: out
    title: 造假
    facts: {lie: {title: 造假, needs: {document: true}}}
    effect: {zero: %s}
    repaired: {points: -5, when: known(corrected_on)}
  - {override: low, title: 低分, when: score < 0, effect: {ranked: false}}
"""


def told(zero: str, **fact: object) -> list[str]:
    """What is said of the override line of 李明."""
    text = TEXT % zero
    given = intake(
        members({"name": "李明"}, text=text),
        facts({"kind": "造假", "documents": "一号", **fact}, text=text),
        text=text,
    )
    teller, found = results(given, None, text)
    account = found["李明"]
    return [teller.balances.reason(account, line) for line in account.balances if line.step == "override"]


@pytest.mark.parametrize(
    ("zero", "said"),
    [
        ("base", "造假：基础分记零分"),
        ("base.duty", "造假：履行义务记零分"),
        ("total", "一票否决，积分记为零分"),
    ],
)
def test_what_is_taken_out_is_named(zero: str, said: str) -> None:
    assert told(zero) == [said]


def test_a_fault_made_good_says_what_it_cost() -> None:
    assert told("total", corrected_on=date(2026, 5, 1)) == ["造假，已经整改的换成 -5 分"]


RATED = """
scheme: rated
title: 试办法
assumed: true
people: {scored: formal}
parts:
  - part: base
    title: 评分
    items:
      - item: base.mean
        title: 平均
        value: {mean: decided_value, of: rating}
        facts: {rating: {title: 评分, points: 0}}
total: {score: base}
"""


def test_a_rating_is_not_taken_for_points_that_are_not_used() -> None:
    given = intake(
        members({"name": "李明"}, text=RATED),
        facts({"kind": "评分", "decided_value": Decimal(80)}, text=RATED),
        text=RATED,
    )
    assert (given.faults, given.warnings) == ((), ())
    rule = "counts_when: decided_value > 1, points: 0"
    read = RATED.replace("{mean: decided_value, of: rating}", "5").replace("points: 0", rule)
    given = intake(
        members({"name": "李明"}, text=read),
        facts({"kind": "评分", "decided_value": Decimal(80)}, text=read),
        text=read,
    )
    assert (given.faults, given.warnings) == ((), ())
