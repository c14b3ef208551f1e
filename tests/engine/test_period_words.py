"""Periods by their names: their days, and what is once in each of them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import pairwise

import pytest

from jifen.engine.linking import link
from tests.engine.bench import compiled, fact
from tests.engine.test_wide_words import PEOPLE, run, wide


@pytest.mark.parametrize(
    ("period", "name", "ends"),
    [
        ("{kind: half}", "2026H2", ("2026-07-01", "2026-12-31")),
        ("{kind: quarter, starts: 07-01}", "2026Q1", ("2026-07-01", "2026-09-30")),
        ("{kind: month}", "2026-02", ("2026-02-01", "2026-02-28")),
        ("{kind: day}", "2026-02-03", ("2026-02-03", "2026-02-03")),
        ("{kind: term, terms: [09-01, 02-15]}", "2026T2", ("2027-02-15", "2027-08-31")),
        ("{kind: term, terms: [02-15, 09-01]}", "2026T2", ("2026-09-01", "2027-02-14")),
        ("{kind: running, since: 2024-01-01}", "running", ("2024-01-01", "2026-12-31")),
        ("{kind: running}", "running", ("0001-01-01", "2026-12-31")),
    ],
)
def test_a_period_has_the_days_its_name_says(period: str, name: str, ends: tuple[str, str]) -> None:
    text = f"period: {period}\n" + wide(
        "", "parts: [{part: base, title: 基础分, start: 5}]\ntotal: {score: base}\n"
    )
    plan = link([compiled(text)], name, last=date(2026, 12, 31))
    assert (str(plan.periods[0].start), str(plan.periods[0].end)) == ends
    assert all(first <= last for first, last in pairwise(plan.evaluated_on))


@pytest.mark.parametrize(
    ("period", "name"),
    [("{kind: quarter}", "2026"), ("{kind: month}", "2026-13"), ("{kind: term, terms: 09-01}", "2026T2")],
)
def test_a_name_that_is_no_period_of_the_scheme_is_refused(period: str, name: str) -> None:
    text = f"period: {period}\n" + wide(
        "", "parts: [{part: base, title: 基础分, start: 5}]\ntotal: {score: base}\n"
    )
    with pytest.raises(ValueError, match=name):
        link([compiled(text)], name)


SPANS = """
period: %s
parts:
  - part: base
    title: 基础分
    items:
      - item: base.a
        title: 甲
        facts: {a: {title: 甲, points: 1, valid: {until: effect_until}, limit: {per: period, facts: 1}}}
total: {score: base}
"""


@pytest.mark.parametrize(
    ("period", "name", "days", "score"),
    [
        ("{kind: quarter}", "2026Q2", ("2026-01-05", "2026-03-30", "2026-04-01"), 2),
        ("{kind: month}", "2026-03", ("2026-01-31", "2026-03-01", "2026-03-02"), 2),
        ("{kind: day}", "2026-03-02", ("2026-03-01", "2026-03-02", "2026-03-02"), 2),
        ("{kind: running, since: 2026-02-01}", "running", ("2025-01-05", "2026-01-05", "2026-03-01"), 2),
    ],
)
def test_once_a_period_is_once_in_each_of_its_kind(
    period: str, name: str, days: tuple[str, ...], score: int
) -> None:
    facts = [fact(n, "a", day, effect_until=date(2027, 1, 1)) for n, day in enumerate(days)]
    (li,) = run(wide("", SPANS % period), PEOPLE[:1], facts, name=name)
    assert li.score == score


NOTED = """
kinds: {noted: {title: 登记的事}}
parts: [{part: base, title: 基础分, start: 5}]
total: {score: base + count(noted)}
"""


def test_what_is_only_declared_is_counted_when_it_is_decided_and_of_the_period() -> None:
    facts = [
        fact(1, "noted", "2026-03-01"),
        fact(2, "noted", "2025-12-31"),
        fact(3, "noted", "2026-04-01", decided_on=date(2026, 4, 2)),
        fact(4, "noted", "2026-05-01"),
        fact(5, "noted", "2026-06-01", reverses="f4"),
    ]
    (li,) = run(wide("", NOTED), PEOPLE[:1], facts)
    assert li.score == 7


@pytest.mark.parametrize(("name", "score"), [("2026-08", 1), ("2026-09", 2), ("2026-07", 2)])
def test_quarters_of_a_month_count_from_the_first_day_of_the_points_year(name: str, score: int) -> None:
    text = (SPANS % "{kind: month, starts: 06-01}").replace("per: period", "per: quarter")
    days = ("2026-05-31", "2026-06-30", "2026-07-31", "2026-08-31", "2026-09-01")
    shown = {"2026-07": days[:3], "2026-08": days[1:4], "2026-09": days[1:]}[name]
    facts = [fact(n, "a", day, effect_until=date(2027, 1, 1)) for n, day in enumerate(shown)]
    (li,) = run(wide("", text), PEOPLE[:1], facts, name=name)
    assert li.score == score


def test_what_is_summed_over_a_quarter_is_summed_over_its_days_whatever_the_period() -> None:
    value = "value: {per: 1, give: 1, of: 'sum(quantity, a, per: quarter)'}"
    text = (SPANS % "{kind: day}").replace("facts: {a", f"{value}\n        facts: {{a")
    facts = [
        fact(n, "a", day, quantity=Fraction(2), effect_until=date(2027, 1, 1))
        for n, day in enumerate(("2026-07-01", "2026-07-15"))
    ]
    (li,) = run(wide("", text), PEOPLE[:1], facts, name="2026-07-15")
    assert li.score == 2 + 4


def test_what_only_uses_up_a_limit_does_not_cut_its_span_in_two() -> None:
    text = """
period: {kind: day}
parts:
  - part: base
    title: 基础分
    limit: {per: month, facts: 2}
    items:
      - {item: base.a, title: 甲, facts: {a: {title: 甲, points: 1, valid: {until: effect_until}}}}
      - {item: base.b, title: 乙, keep: {largest: matter, scope: life}, facts: {a: {title: 乙, points: 1}}}
total: {score: base}
"""
    days = ("2026-07-01", "2026-07-02", "2026-07-15")
    facts = [fact(n, "a", day, effect_until=date(2027, 1, 1)) for n, day in enumerate(days)]
    (li,) = run(wide("", text), PEOPLE[:1], facts, name="2026-07-15")
    assert [(entry.fact, entry.credited) for entry in li.entries if entry.drop.name == "NONE"] == [
        ("f0", 1), ("f1", 1), ("f2", 0), ("f2", 0),
    ]  # fmt: skip
