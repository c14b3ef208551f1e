"""The reference evaluator alone, against numbers worked out by hand: effects of overrides, floors, starts, tiers."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from jifen.rules.model.scheme import Scheme
from tests.oracle.evaluate import evaluate
from tests.oracle.facts import Account, Fact, Member
from tests.oracle.story import fact, member, scheme

DEEDS = {"deed": {"points": {"between": [-100, 100]}}}
FAULT = {"facts": {"fault": {}}, "title": "处分"}


def office(*overrides: dict[str, object], **words: object) -> Scheme:
    """Base 60 with two items, a bonus part of at most 10; the score is their sum, never below 5."""
    one = {"item": "base.one", "title": "一", "full": 10, "facts": {"absent": {"points": -4}}}
    two = {"item": "base.two", "title": "二", "start": 7}
    more = {"item": "bonus.all", "title": "奖励", "facts": DEEDS}
    return scheme(
        parts=[
            {"part": "base", "title": "基础", "start": 60, "items": [one, two]},
            {"part": "bonus", "title": "奖励", "cap": 10, "items": [more]},
        ],
        total={"raw": "base + bonus", "score": {"is": "raw", "floor": words.pop("floor", 5)}},
        override=[{"override": f"over{place}", **FAULT, **word} for place, word in enumerate(overrides)],
        **words,
    )


BOOK = [
    fact("李明", "absent", "2026-02-01"),
    fact("李明", "deed", "2026-03-01", value=30),
    fact("李明", "fault", "2026-04-01", id="fault", corrected_on=date(2026, 6, 1)),
]


def under(*effects: object, facts: list[Fact] = BOOK, **words: object) -> Account:
    rules = office(*({"effect": effect} for effect in effects), **words)
    return evaluate(rules, [member("李明")], facts, 2026)["李明"]


@pytest.mark.parametrize(
    ("effects", "score"),
    [
        ([{"grade": "差"}], 83),  # 60 + 6 + 7 + 10
        ([{"zero": "bonus"}], 73),
        ([{"zero": "base.one"}], 77),
        ([{"zero": "base"}], 10),
        ([{"zero": "base"}, {"zero": "bonus"}], 5),
        ([{"zero": "base.two"}, {"zero": "bonus.all"}], 66),
        ([{"zero": "base"}, {"zero": "total"}], 0),
    ],
)
def test_evaluate_zero_of_a_part_is_an_overlay(effects: list[object], score: int) -> None:
    rows = {"rows": [{"grade": "好", "range": "60.."}, {"grade": "差", "range": "..<60"}]}
    account = under(*effects, grades=rows)
    assert (account.score, account.computed, account.lines["raw"]) == (score, 83, 83)
    assert account.parts == {"base": 73, "bonus": 10}


def test_evaluate_floor_reached_without_the_zeroed_parts_is_told() -> None:
    facts = [BOOK[2], fact("李明", "deed", "2026-03-01", value=-3)]
    account = under({"zero": "base"}, facts=facts, floor=0)
    assert (account.state, account.score, account.computed) == ("zero_floored", 0, 74)


REPAIR = {"points": -5, "when": "corrected_on <= 2026-06-30"}


@pytest.mark.parametrize(
    ("fields", "state", "score", "questions"),
    [
        ({"corrected_on": date(2026, 6, 1)}, "number", 78, set()),
        ({"corrected_on": date(2026, 7, 1)}, "zero_vetoed", 0, set()),
        ({}, "zero_vetoed", 0, {"override_unknown"}),
    ],
)
def test_evaluate_repaired_fault_costs_points_instead(
    fields: dict[str, object], state: str, score: int, questions: set[str]
) -> None:
    rules = office({"effect": {"zero": "total"}, "repaired": REPAIR})
    facts = [*BOOK[:2], fact("李明", "fault", "2026-04-01", **fields)]
    account = evaluate(rules, [member("李明")], facts, 2026)["李明"]
    assert (account.state, account.score, account.computed) == (state, score, 83)
    assert account.questions == questions


def test_evaluate_repaired_faults_add_up_until_the_floor() -> None:
    rules = office({"effect": {"zero": "total"}, "repaired": {**REPAIR, "points": -40}})
    fields = {"corrected_on": date(2026, 6, 1)}
    twice = [fact("李明", "fault", "2026-04-01", **fields), fact("李明", "fault", "2026-04-02", **fields)]
    account = evaluate(rules, [member("李明")], [*BOOK[:2], *twice], 2026)["李明"]
    assert (account.score, account.computed) == (5, 83)  # 83 - 80 = 3


@pytest.mark.parametrize(
    ("fields", "state", "questions"),
    [
        ({"finding": ("open",)}, "zero_vetoed", set()),
        ({"finding": ("closed",)}, "number", set()),
        ({}, "zero_vetoed", {"override_unknown"}),
    ],
)
def test_evaluate_while_closed_nothing_is_triggered(
    fields: dict[str, object], state: str, questions: set[str]
) -> None:
    rules = office({"effect": {"zero": "total"}, "while": "finding == open"})
    facts = [*BOOK[:2], fact("李明", "fault", "2026-04-01", **fields)]
    account = evaluate(rules, [member("李明")], facts, 2026)["李明"]
    assert (account.state, account.questions) == (state, questions)


def test_evaluate_unranked_takes_no_place() -> None:
    rules = office(
        {"effect": {"grade": "差", "ranked": False}},
        quotas={"front": {"title": "前", "share": "1/2"}},
        grades={
            "rows": [
                {"grade": "好", "range": "60..", "quota": "front", "surplus": "next"},
                {"grade": "中", "range": "60.."},
                {"grade": "差", "range": "..<60"},
            ]
        },
        outcomes=[{"outcome": "o", "title": "前二", "kind": "list", "when": "pool.rank(score) <= 2"}],
    )
    sizes = {"赵书记": 9, "李明": 8, "周预备": 7, "郑流动": 6}
    facts = [fact(name, "deed", "2026-03-01", value=size) for name, size in sizes.items()]
    facts.append(fact("李明", "fault", "2026-04-01"))
    accounts = evaluate(rules, [member(name) for name in sizes], facts, 2026)
    assert [account.rank for account in accounts.values()] == [1, None, 2, 3]
    assert [account.grade for account in accounts.values()] == [
        "好",
        "差",
        "中",
        "中",
    ]  # half of three, down: one
    assert accounts["李明"].grade_without_override == "中"
    assert [account.proposals.get("o") for account in accounts.values()] == [
        "proposed",
        "to_decide",
        "proposed",
        None,
    ]


CHANGES = [("2026-01-05", -4), ("2026-02-05", -9), ("2026-03-05", 6), ("2026-04-05", -2)]
FACTS = [fact("李明", "deed", day, value=size) for day, size in CHANGES]


@pytest.mark.parametrize(
    ("floor", "score"),
    [({"at": 0, "each": True}, 4), (0, 1), ({"at": 3, "each": True}, 7)],
)
def test_evaluate_floor_after_each_entry_forgives_what_came_before(floor: object, score: int) -> None:
    item = {"item": "a.all", "title": "全", "start": 10, "floor": floor, "facts": DEEDS}
    rules = scheme(parts=[{"part": "a", "title": "甲", "items": [item]}], total={"score": "a"})
    assert evaluate(rules, [member("李明")], FACTS, 2026)["李明"].score == score


def test_evaluate_figure_comes_after_the_floor_of_each_entry_and_before_the_cap() -> None:
    item = {"item": "a.all", "title": "全", "start": 10, "floor": {"at": 0, "each": True}, "facts": DEEDS}
    parts = [{"part": "a", "title": "甲", "items": [{**item, "value": -6}]}]
    assert (
        evaluate(scheme(parts=parts, total={"score": "a"}), [member("李明")], FACTS, 2026)["李明"].score == -2
    )
    parts = [{"part": "a", "title": "甲", "items": [{**item, "value": 6, "cap": 9}]}]
    assert (
        evaluate(scheme(parts=parts, total={"score": "a"}), [member("李明")], FACTS, 2026)["李明"].score == 9
    )


@pytest.mark.parametrize("level", ["part", "line"])
def test_evaluate_floor_after_each_entry_over_several_items(level: str) -> None:
    floor = {"floor": {"at": 0, "each": True}}
    items = [
        {"item": "a.plus", "title": "加", "start": 4, "facts": {"deed": {"points": 5}}},
        {"item": "a.minus", "title": "减", "facts": {"fault": {"points": -8}}},
    ]
    rules = scheme(
        parts=[
            {"part": "a", "title": "甲", "start": 1, "items": items, **(floor if level == "part" else {})}
        ],
        total={"raw": "a", "score": {"is": "raw", **(floor if level == "line" else {})}},
    )
    facts = [
        fact("李明", "fault", "2026-02-01"),
        fact("李明", "deed", "2026-03-01"),
        fact("李明", "fault", "2026-04-01"),
        fact("李明", "deed", "2026-05-01"),
    ]
    account = evaluate(rules, [member("李明")], facts, 2026)["李明"]
    assert (account.score, account.state) == (5, "number")  # 5, 0, 5, 0, 5
    account = evaluate(rules, [member("李明")], facts[:3], 2026)["李明"]
    assert (account.score, account.state) == (0, "zero_floored" if level == "line" else "zero_nothing")


@pytest.mark.parametrize(
    ("start", "joined", "opening"),
    [
        ({"points": 20, "prorate": "months", "round": 2}, "2026-06-15", "11.67"),  # June to December: 7 of 12
        ({"points": 20, "prorate": "months", "round": 2}, "2026-06-16", "10"),
        (
            {"carry": {"line": "score", "share": "20%", "first": 5, "round": 1}, "prorate": "months"},
            "2026-06-15",
            "9.7",
        ),
        ({"by": "tier", "rows": {"away": 12, "home": 24}, "prorate": "months"}, "2026-07-01", "12"),
        ({"by": "tier", "rows": {"away": 12, "home": 24}}, "2026-07-01", "24"),
    ],
)
def test_evaluate_item_starts_with_a_share_of_the_year(
    start: dict[str, object], joined: str, opening: str
) -> None:
    item = {"item": "a.all", "title": "全", "start": start, "facts": DEEDS}
    tiers = {
        "rows": [
            {"tier": "away", "title": "外出", "when": "residence == away"},
            {"tier": "home", "title": "在家"},
        ]
    }
    one = member(
        "李明", joined_on=date.fromisoformat(joined), residence="home", prior=[{"score": Fraction(83)}]
    )
    rules = scheme(parts=[{"part": "a", "title": "甲", "items": [item]}], total={"score": "a"}, tiers=tiers)
    assert evaluate(rules, [one], [], 2026)["李明"].items == {"a.all": Fraction(opening)}


@pytest.mark.parametrize(
    ("on", "credited", "opening"),
    [("period.start", [1, 1], 20), ("period.end", [2, 2], 30), ("fact", [1, 2], 20)],
)
def test_evaluate_tier_looks_at_ages_on_its_day(on: str, credited: list[int], opening: int) -> None:
    tiers = {
        "on": on,
        "rows": [{"tier": "old", "title": "老", "when": "age >= 60"}, {"tier": "young", "title": "其他"}],
    }
    points = {"by": "tier", "rows": {"old": 2, "young": 1}}
    item = {"item": "a.all", "title": "全", "facts": {"deed": {"points": points}}}
    parts = [
        {
            "part": "a",
            "title": "甲",
            "start": {"by": "tier", "rows": {"old": 30, "young": 20}},
            "items": [item],
        }
    ]
    one: Member = member("李明", birth_date=date(1966, 7, 1))
    facts = [fact("李明", "deed", "2026-06-30", id="before"), fact("李明", "deed", "2026-07-01", id="after")]
    account = evaluate(scheme(parts=parts, total={"score": "a"}, tiers=tiers), [one], facts, 2026)["李明"]
    assert [account.credited[place, "a.all.deed"] for place in ("before", "after")] == credited
    assert account.score == opening + sum(credited)


def test_evaluate_failed_gate_falls_to_the_floor_of_each_entry() -> None:
    gate = {"gate": "known(birth_date)", "otherwise": "zero"}
    item = {"item": "a.all", "title": "全", "start": 10, "floor": {"at": 1, "each": True}, "gate": gate}
    rules = scheme(parts=[{"part": "a", "title": "甲", "items": [item]}], total={"score": "a"})
    assert evaluate(rules, [member("李明")], [], 2026)["李明"].score == 1
