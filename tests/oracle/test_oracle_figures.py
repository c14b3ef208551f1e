"""The reference evaluator alone, against numbers worked out by hand: the value of an item, waves, gates, measures."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from jifen.rules.model.scheme import Scheme
from tests.oracle.evaluate import evaluate
from tests.oracle.facts import Account, Member
from tests.oracle.story import fact, member, scheme

NUMBERED = {"points": {"between": [0, 100]}}


def valued(value: object, **words: object) -> Scheme:
    """One item with a figure; `more` are further items, everything else goes to the scheme."""
    item = {"item": "a.figure", "title": "算", "value": value, **words.pop("item", {})}  # type: ignore[dict-item]
    items = [item, *words.pop("more", [])]  # type: ignore[misc]
    return scheme(parts=[{"part": "a", "title": "甲", "items": items}], total={"score": "a"}, **words)


def figure(value: object, one: Member, *facts: object, **words: object) -> Account:
    return evaluate(valued(value, **words), [one], list(facts), 2026)[one.id]  # type: ignore[arg-type]


EXAM = {"flags": {"exam": {"title": "考试成绩", "measure": True}}}


@pytest.mark.parametrize(
    ("value", "mark", "points"),
    [
        (3, 61, 3),
        ({"per": 10, "give": 1, "of": "measure.exam"}, 61, Fraction("6.1")),
        ({"per": 10, "give": 1, "of": "measure.exam", "whole": True}, 69, 6),
        ({"by": "measure.exam", "rows": {"..<60": 0, "60..<80": 2, "80..": 4}}, 80, 4),
        # 40 at 1 for 20, the other 21 at 1 for 10
        (
            {"slices": [{"to": 40, "per": 20, "give": 1}, {"per": 10, "give": 1}], "of": "measure.exam"},
            61,
            "4.1",
        ),
        # Two full steps of ten below 81 cost 0.5 each
        ({"around": 81, "at": 5, "more": 1, "less": "0.5", "step": 10, "of": "measure.exam"}, 61, 4),
        ({"share": ["measure.exam", "150"], "full": 10}, 61, Fraction(610, 150)),
    ],
)
def test_evaluate_item_takes_its_figure_from_a_measure(value: object, mark: int, points: object) -> None:
    account = figure(value, member("李明", **{"measure.exam": Fraction(mark)}), **EXAM)
    assert (account.state, account.score) == ("number", Fraction(str(points)))


@pytest.mark.parametrize(
    ("none", "state", "score", "questions"),
    [
        ({}, "needs_decision", None, {"value_unknown"}),
        ({"none": "ask"}, "needs_decision", None, {"value_unknown"}),
        ({"none": "no_result"}, "no_result", None, set()),
        ({"none": "skip"}, "zero_nothing", 0, set()),
        ({"none": 2}, "number", 2, set()),
    ],
)
def test_evaluate_unknown_figure_is_what_none_says(
    none: dict[str, object], state: str, score: int | None, questions: set[str]
) -> None:
    account = figure({"per": 10, "give": 1, "of": "measure.exam", **none}, member("李明"), **EXAM)
    assert (account.state, account.score, account.questions) == (state, score, questions)


def test_evaluate_figure_joins_the_credits_before_the_ends_of_the_item() -> None:
    word = {"start": 5, "cap": 12, "facts": {"help": {"points": 2}}}
    account = figure(
        {"per": 10, "give": 1, "of": "tasks.done"},
        member("李明", **{"tasks.done": Fraction(60)}),
        fact("李明", "help", "2026-03-01"),
        item=word,
    )
    assert account.items == {"a.figure": 12}  # 5 + 2 + 6 = 13


def test_evaluate_register_figures_come_from_the_roster() -> None:
    value = {"share": ["meetings.attended", "meetings.due"], "full": 10, "none": "no_result"}
    there = member("李明", **{"meetings.attended": Fraction(7), "meetings.due": Fraction(12)})
    nobody = member("周预备", **{"meetings.attended": Fraction(0), "meetings.due": Fraction(0)})
    accounts = evaluate(valued(value), [there, nobody], [], 2026)
    assert (accounts["李明"].score, accounts["周预备"].state) == (Fraction(70, 12), "no_result")


@pytest.mark.parametrize(
    ("words", "points"),
    [
        ({"mean": "test_score", "of": "rating"}, Fraction(80 + 90 + 60 + 100, 4)),
        ({"mean": "test_score", "of": "rating", "without_self": True}, Fraction(80 + 90 + 60, 3)),
        ({"mean": "test_score", "of": "rating", "without_self": True, "trim": 1}, 80),
        ({"mean": "test_score", "of": "rating", "trim": 2, "none": 50}, 50),
        ({"mean": "test_score", "of": "rating", "without_self": True, "times": "30%"}, 23),
        ({"mean": "score", "periods": 3}, 70),
    ],
)
def test_evaluate_mean_of_ratings_and_of_earlier_years(words: dict[str, object], points: object) -> None:
    one = member("李明", prior=[{"score": 60}, {}, {"score": 80}, {"score": 10}])
    raters = {"甲": 80, "乙": 90, "丙": 60, "李明": 100}
    facts = [
        fact("李明", "rating", "2026-12-01", rater=rater, test_score=Fraction(mark))
        for rater, mark in raters.items()
    ]
    facts.append(fact("李明", "rating", "2026-12-02", rater="丁"))
    account = figure(words, one, *facts, kinds={"rating": {"title": "评分"}})
    assert account.score == points


def ranked(value: object, **words: object) -> dict[str, Account]:
    """Four members with 9, 7, 7 and 2 points for deeds; one left, one of another branch has 50."""
    deeds = {"item": "a.deeds", "title": "事", "facts": {"deed": NUMBERED}}
    sizes = {"赵书记": 9, "钱组织委员": 7, "孙记录员": 7, "李明": 2, "郑流动": 30, "陈某": 50}
    people = [member(name) for name in sizes]
    people[4].fields["left_on"] = date(2026, 11, 30)
    people[5].branch = "二支部"
    facts = [fact(name, "deed", "2026-05-01", value=size) for name, size in sizes.items()]
    return evaluate(valued(value, more=[deeds], **words), people, facts, 2026)


@pytest.mark.parametrize(
    ("value", "points"),
    [
        ({"by": "pool.rank(item.a.deeds)", "rows": {"1": 5, "2": 3, "3..": 0}}, [5, 3, 3, 0, 5]),
        ({"by": "pool.rank(points(a.deeds), from: bottom)", "rows": {"1": -1, "2..": 0}}, [0, 0, 0, -1, -1]),
        (
            {"share": ["item.a.deeds", "pool.best(item.a.deeds)"], "full": 9},
            [9, 7, 7, 2, 9],
        ),
        (
            {"per": 1, "give": 1, "of": "item.a.deeds - pool.mean(item.a.deeds)"},
            [Fraction(11, 4), Fraction(3, 4), Fraction(3, 4), Fraction(-17, 4), 0],
        ),
        ({"per": 1, "give": 1, "of": "pool.size"}, [4, 4, 4, 4, 1]),
    ],
)
def test_evaluate_figure_reads_the_pool_of_those_still_there(value: object, points: list[object]) -> None:
    accounts = ranked(value)
    found = [account.items["a.figure"] for name, account in accounts.items() if name != "郑流动"]
    assert found == points


@pytest.mark.parametrize(("whole", "state"), [(False, "no_result"), (True, "number")])
def test_evaluate_figure_over_a_wide_pool_needs_everybody(whole: bool, state: str) -> None:
    rules = valued(
        {"per": 1, "give": 1, "of": "pool.size", "none": 3},
        people={"scored": ["formal"], "graded": ["formal"], "pool": "all"},
    )
    people = [member("李明"), member("陈某")]
    people[1].branch = "二支部"
    account = evaluate(rules, people, [], 2026, whole=whole)["李明"]
    assert (account.state, account.score) == (state, 2 if whole else None)
    assert account.questions == (set() if whole else {"pool_incomplete"})


def test_evaluate_waves_compute_what_is_read_first() -> None:
    first = {"item": "b.first", "title": "一", "value": {"per": 1, "give": 2, "of": "part.c"}}
    second = {"item": "b.second", "title": "二", "value": {"per": 1, "give": 1, "of": "points(b.first) + 1"}}
    last = {"item": "c.last", "title": "三", "facts": {"deed": {"points": 3}}}
    rules = scheme(
        parts=[
            {"part": "b", "title": "乙", "items": [second, first]},
            {"part": "c", "title": "丙", "cap": 5, "items": [last]},
        ],
        total={"score": "b + c"},
    )
    facts = [fact("李明", "deed", "2026-02-01"), fact("李明", "deed", "2026-03-01")]
    account = evaluate(rules, [member("李明")], facts, 2026)["李明"]
    assert account.items == {"c.last": 6, "b.first": 10, "b.second": 11}
    assert (account.parts, account.score) == ({"b": 21, "c": 5}, 26)


def test_evaluate_items_that_need_each_other_are_refused() -> None:
    rules = valued({"per": 1, "give": 1, "of": "part.a"})
    with pytest.raises(ValueError, match=r"^items need each other: \['a\.figure'\]$"):
        evaluate(rules, [member("李明")], [], 2026)


@pytest.mark.parametrize(
    ("otherwise", "ballots", "state", "score", "questions"),
    [
        ("no_result", 12, "number", 7, set()),
        ("no_result", 9, "no_result", None, set()),
        ("no_result", None, "needs_decision", None, {"gate_unknown"}),
        ("zero", 9, "number", 1, set()),
        ("zero", None, "needs_decision", None, {"gate_unknown"}),
    ],
)
def test_evaluate_gate_of_an_item_needs_ten_ballots(
    otherwise: str, ballots: int | None, state: str, score: int | None, questions: set[str]
) -> None:
    word = {"floor": 1, "gate": {"gate": "ballots.valid >= 10", "otherwise": otherwise}}
    row = {} if ballots is None else {"ballots.valid": Fraction(ballots)}
    account = figure(7, member("李明", **row), item=word)
    assert (account.state, account.score, account.questions) == (state, score, questions)


@pytest.mark.parametrize(
    ("otherwise", "ballots", "state", "score"),
    [
        ("no_result", 12, "number", 60),
        ("no_result", 9, "no_result", None),
        ("no_result", None, "needs_decision", None),
        ("zero", 9, "zero_nothing", 0),
    ],
)
def test_evaluate_gate_of_a_line_stands_above_its_floor(
    otherwise: str, ballots: int | None, state: str, score: int | None
) -> None:
    gate = {"gate": "ballots.valid >= 10", "otherwise": otherwise}
    rules = scheme(
        parts=[{"part": "a", "title": "甲", "start": 7}],
        total={"score": {"is": "a", "floor": 60, "gate": gate}},
    )
    row = {} if ballots is None else {"ballots.valid": Fraction(ballots)}
    account = evaluate(rules, [member("李明", **row)], [], 2026)["李明"]
    assert (account.state, account.score, account.lines["score"]) == (state, score, score)


@pytest.mark.parametrize(
    ("gate", "state", "score", "grade", "computed"),
    [
        ({"gate": "score >= 5"}, "number", 7, "好", 7),
        ({"gate": "score >= 8"}, "no_result", None, None, 7),
        ({"gate": "ballots.valid > 0"}, "needs_decision", None, None, 7),
        ({"gate": "score >= 8", "otherwise": "zero"}, "zero_vetoed", 0, "差", 7),
        ({"gate": "ballots.valid > 0", "otherwise": "zero"}, "number", 7, "好", 7),
        ({"gate": "score >= 8", "otherwise": "grade", "grade": "差"}, "grade_forced", 7, "差", 7),
    ],
)
def test_evaluate_gate_of_the_scheme_sees_the_score(
    gate: dict[str, object], state: str, score: int | None, grade: str | None, computed: int
) -> None:
    rows = [{"grade": "好", "range": "5.."}, {"grade": "差", "range": "..<5"}]
    rules = scheme(
        parts=[{"part": "a", "title": "甲", "start": 7}],
        total={"score": "a"},
        gate=[gate],
        grades={"rows": rows},
    )
    account = evaluate(rules, [member("李明")], [], 2026)["李明"]
    assert (account.state, account.score, account.grade, account.computed) == (state, score, grade, computed)


@pytest.mark.parametrize(
    ("formula", "points"),
    [
        ("sum(quantity, help)", 5),
        ("sum(minutes_late, late)", 30),
        ("sum(quantity, help, per: month)", 4),
        ("count(help, per: quarter)", 2),
        ("streak(help)", 0),
        ("streak(late)", 2),
        ("points(help)", 3),
        ("share(count(help), 4) * 100", 75),
        ("age(2026-12-31)", 60),
    ],
)
def test_evaluate_functions_over_the_book(formula: str, points: int) -> None:
    one = member("李明", birth_date=date(1966, 12, 31))
    facts = [
        fact("李明", "help", "2026-01-05", quantity=Fraction(3)),
        fact("李明", "help", "2026-01-06"),
        fact("李明", "help", "2026-06-06", quantity=Fraction(1)),
        fact("李明", "late", "2026-08-06", minutes_late=Fraction(10)),
        fact("李明", "late", "2026-10-06"),
        fact("李明", "late", "2026-11-06", minutes_late=Fraction(20)),
        fact("李明", "late", "2025-12-06", minutes_late=Fraction(90)),
    ]
    deeds = {"item": "a.deeds", "title": "事", "facts": {"help": {"points": 1}}}
    rules = scheme(
        parts=[{"part": "a", "title": "甲", "items": [deeds]}],
        total={"score": formula},
        kinds={"late": {"title": "迟到"}},
    )
    as_of = date(2026, 12, 1)
    assert evaluate(rules, [one], facts, 2026, as_of)["李明"].score == points
