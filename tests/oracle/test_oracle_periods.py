"""The reference evaluator alone, against numbers worked out by hand: kinds of period, days of proposals, feeds."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from tests.oracle.evaluate import evaluate
from tests.oracle.facts import Account, Fed
from tests.oracle.story import fact, member, scheme

DEED = {"item": "a.deeds", "title": "事", "facts": {"deed": {"points": 1}}}
PARTS = [{"part": "a", "title": "甲", "items": [DEED]}]
DAYS = ("2025-12-31", "2026-01-01", "2026-02-28", "2026-03-05", "2026-03-31", "2026-06-30", "2026-07-01", "2026-09-15",
        "2026-12-31", "2027-02-28", "2027-03-01")  # fmt: skip


def counted(period: dict[str, object], name: str, as_of: date | None = None) -> list[str]:
    """The days whose facts count in a period."""
    rules = scheme(parts=PARTS, total={"score": "a"}, period=period)
    facts = [fact("李明", "deed", day, id=day) for day in DAYS]
    account = evaluate(rules, [member("李明")], facts, name, as_of)["李明"]
    return [day for day, _ in account.credited]


@pytest.mark.parametrize(
    ("period", "name", "first", "last"),
    [
        ({}, "2026", 1, 9),
        ({"kind": "half"}, "2026H1", 1, 6),
        ({"kind": "half"}, "2026H2", 6, 9),
        ({"kind": "half", "starts": "07-01"}, "2026H1", 6, 9),
        ({"kind": "half", "starts": "07-01"}, "2026H2", 9, 11),
        ({"kind": "quarter"}, "2026Q1", 1, 5),
        ({"kind": "quarter", "starts": "07-01"}, "2026Q3", 9, 11),
        ({"kind": "month"}, "2026-03", 3, 5),
        ({"kind": "day"}, "2026-03-05", 3, 4),
        ({"kind": "term", "terms": ["03-01", "09-01"]}, "2026T1", 3, 7),
        ({"kind": "term", "terms": ["03-01", "09-01"]}, "2026T2", 7, 10),
        ({"kind": "term", "terms": ["09-01", "03-01"]}, "2026T2", 10, 11),
        ({"kind": "running", "since": "2026-03-01"}, "running", 3, 11),
    ],
)
def test_evaluate_period_of_every_kind(period: dict[str, object], name: str, first: int, last: int) -> None:
    assert counted(period, name) == list(DAYS[first:last])


def test_evaluate_running_period_ends_on_the_day_of_looking() -> None:
    assert counted({"kind": "running", "since": "2026-03-01"}, "running", date(2026, 7, 1)) == list(DAYS[3:7])


@pytest.mark.parametrize(
    ("period", "name", "months", "missed"),
    [
        ({}, 2026, 12, 4),
        ({"kind": "quarter"}, "2026Q2", 3, 1),
        ({"kind": "month"}, "2026-03", 1, 1),
        ({"kind": "day"}, "2026-03-05", 1, 1),
        # 20 September to 9 February: the months October to January have their fifteenth inside
        ({"kind": "term", "terms": ["09-20", "02-10"]}, "2026T1", 4, 2),
    ],
)
def test_evaluate_months_and_duties_of_a_period(
    period: dict[str, object], name: object, months: int, missed: int
) -> None:
    duty = {"expect": "duty", "title": "应做", "every": "quarter", "any_of": "report", "else": -1}
    rules = scheme(
        parts=[{"part": "a", "title": "甲", "items": [{"item": "a.one", "title": "一", "expect": duty}]}],
        total={"score": "months * 100 + a"},
        period=period,
        kinds={"report": {"title": "报告"}},
    )
    assert evaluate(rules, [member("李明")], [], name)["李明"].score == months * 100 - missed  # type: ignore[arg-type]


LIMITS = [{"per": "period", "points": 2}]


@pytest.mark.parametrize(
    ("kind", "name", "kept"), [("quarter", "2026Q1", 3), ("month", "2026-03", 3), ("day", "2026-03-05", 3)]
)
def test_evaluate_limit_per_period_knows_the_kind(kind: str, name: str, kept: int) -> None:
    """Three facts of one period, two of earlier ones that still stand by their window: a limit for each."""
    rule = {"points": 1, "valid": {"months": 18}, "limit": LIMITS}
    item = {"item": "a.one", "title": "一", "facts": {"deed": rule}}
    rules = scheme(
        parts=[{"part": "a", "title": "甲", "items": [item]}], total={"score": "a"}, period={"kind": kind}
    )
    facts = [fact("李明", "deed", "2026-03-05") for _ in range(3)] + [fact("李明", "deed", "2025-12-05")]
    assert evaluate(rules, [member("李明")], facts, name)["李明"].score == kept


@pytest.mark.parametrize(
    ("at", "days"),
    [
        ("always", ["2026-03-15", "2026-03-31", "2026-05-31", "2026-10-31", "2027-05-31"]),
        ("close", ["2027-05-31"]),
        ("month_end", ["2026-10-31", "2027-05-31"]),
        ("quarter_end", ["2027-05-31"]),
        ("10-31", ["2026-10-31"]),
    ],
)
def test_evaluate_proposals_come_on_their_day(at: str, days: list[str]) -> None:
    rules = scheme(
        parts=PARTS,
        total={"score": "a"},
        period={"starts": "06-01"},
        outcomes=[{"outcome": "praise", "title": "表扬", "kind": "commendation", "at": at}],
    )
    asked = ["2026-10-30", "2026-10-31", "2027-05-30", "2027-05-31"]
    found = [
        day
        for day in asked
        if evaluate(rules, [member("李明")], [], 2026, date.fromisoformat(day))["李明"].proposals
    ]
    assert found == [day for day in asked if day in days or at == "always"]


def test_evaluate_quarters_of_proposals_count_from_the_start() -> None:
    rules = scheme(
        parts=PARTS,
        total={"score": "a"},
        period={"starts": "06-01"},
        outcomes=[{"outcome": "praise", "title": "表扬", "kind": "commendation", "at": "quarter_end"}],
    )
    days = (date(2026, 8, 31), date(2026, 9, 30))
    found = [evaluate(rules, [member("李明")], [], 2026, day)["李明"].proposals for day in days]
    assert found == [{"praise": "proposed"}, {}]


def fed(**feed: object) -> Account:
    rules = scheme(
        parts=[{"part": "a", "title": "甲", "start": 80}],
        total={"score": "a"},
        flags={"exam": {"title": "考试", "measure": True}},
        feeds=[{"to": "county", "kind": "branch_result", **feed}],
    )
    return evaluate(rules, [member("李明")], [], 2026, date(2026, 11, 30))["李明"]


def test_evaluate_result_is_fed_to_another_scheme() -> None:
    day = date(2026, 11, 30)
    assert fed().feeds == [Fed("county", "branch_result", day, Fraction(80))]
    assert fed(when="score >= 80", value="score / 8").feeds == [
        Fed("county", "branch_result", day, Fraction(10))
    ]
    assert (fed(when="score > 80").feeds, fed(when="score > 80").questions) == ([], set())


@pytest.mark.parametrize("feed", [{"when": "measure.exam > 5"}, {"value": "measure.exam"}])
def test_evaluate_unknown_feed_is_asked(feed: dict[str, object]) -> None:
    assert (fed(**feed).feeds, fed(**feed).questions) == ([], {"feed_unknown"})


def test_evaluate_period_has_a_name() -> None:
    rules = scheme(
        parts=[{"part": "a", "title": "甲", "start": 80}],
        total={"score": "a"},
        period={"kind": "quarter"},
        outcomes=[{"outcome": "o", "title": "列", "kind": "list", "when": "period == '2026Q2'"}],
    )
    found = [evaluate(rules, [member("李明")], [], name)["李明"].proposals for name in ("2026Q1", "2026Q2")]
    assert found == [{}, {"o": "proposed"}]
