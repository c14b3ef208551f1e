"""The reference evaluator alone, against numbers worked out by hand: pools, keys, joint accounts."""

from __future__ import annotations

from fractions import Fraction

import pytest

from jifen.rules.model.scheme import Scheme
from tests.oracle.evaluate import evaluate
from tests.oracle.facts import Account, Member
from tests.oracle.story import fact, member, scheme

DEEDS = {"item": "a.deeds", "title": "事", "facts": {"deed": {"points": {"between": [0, 100]}}}}
PARTS = [{"part": "a", "title": "甲", "items": [DEEDS]}]


def rules(pool: str = "branch", **words: object) -> Scheme:
    people = {"scored": ["formal"], "graded": ["formal"], "pool": pool}
    return scheme(parts=PARTS, total={"score": "a"}, **{"people": people, **words})


def answers(
    given: Scheme, people: dict[Member, int] | list[tuple[Member, int]], **words: bool
) -> dict[str, Account]:
    """The accounts of members with so many points each."""
    facts = [fact(one.id, "deed", "2026-05-01", value=size) for one, size in people]  # type: ignore[misc]
    return evaluate(given, [one for one, _ in people], facts, 2026, **words)  # type: ignore[misc]


TIERS = {"rows": [{"tier": "old", "title": "老", "when": "age >= 60"}, {"tier": "other", "title": "其他"}]}


def cast() -> list[tuple[Member, int]]:
    """Two branches; groups one and two, and one who has no group."""
    places = [
        ("赵书记", "一支部", "一组", "东片", 9),
        ("李明", "一支部", "二组", "东片", 8),
        ("周预备", "一支部", "一组", "西片", 7),
        ("郑流动", "一支部", None, None, 6),
        ("陈某", "二支部", "一组", "西片", 5),
    ]
    found = []
    for name, branch, group, pool, size in places:
        fields = {"group": group, "pool": pool, "birth_date": fact("", "", "1990-01-01").occurred_on}
        one = member(name, **{key: value for key, value in fields.items() if value is not None})
        one.branch = branch
        found.append((one, size))
    found[1][0].fields["birth_date"] = fact("", "", "1950-01-01").occurred_on
    return found


@pytest.mark.parametrize(
    ("pool", "whole", "ranks"),
    [
        ("branch", False, [1, 2, 3, 4, 1]),
        ("group", False, [1, 1, 2, 1, 1]),
        ("tier", False, [1, 1, 2, 3, 1]),
        ("pool", True, [1, 2, 1, 1, 2]),
        ("all", True, [1, 2, 3, 4, 5]),
        ("pool", False, [None] * 5),
        ("all", False, [None] * 5),
    ],
)
def test_evaluate_ranks_inside_the_pool(pool: str, whole: bool, ranks: list[int | None]) -> None:
    accounts = answers(rules(pool, tiers=TIERS), cast(), whole=whole)
    assert [account.rank for account in accounts.values()] == ranks


def test_evaluate_incomplete_pool_leaves_quotas_and_conditions_open() -> None:
    words = {
        "quotas": {"front": {"title": "前", "places": 1}},
        "grades": {
            "rows": [
                {"grade": "好", "range": "8..", "quota": "front", "surplus": "next"},
                {"grade": "中", "range": ".."},
            ]
        },
        "outcomes": [
            {"outcome": "praise", "title": "表扬", "kind": "commendation", "when": "pool.rank(score) <= 2"}
        ],
    }
    words["grades"]["rows"][1]["range"] = "0.."  # type: ignore[index]
    accounts = answers(rules("all", **words), cast())
    assert [account.grade for account in accounts.values()] == [None, None, "中", "中", "中"]
    assert accounts["赵书记"].options == ("好", "中")
    assert {account.proposals["praise"] for account in accounts.values()} == {"to_decide"}
    assert {frozenset(account.questions) for account in accounts.values()} == {frozenset({"pool_incomplete"})}
    assert accounts["李明"].quota == {"front": "tied"}


def tied(keys: list[str], **quota: object) -> dict[str, Account]:
    """Three with 7 points, of whom two have three deeds, one with 9; last year's scores 80, unknown, 70."""
    people = [
        member("赵书记"),
        member("李明", prior=[{"score": Fraction(80)}]),
        member("周预备"),
        member("吴积极分子", prior=[{"score": Fraction(70)}]),
    ]
    facts = [fact("赵书记", "deed", "2026-05-01", value=9)]
    for name, sizes in {"李明": (7,), "周预备": (5, 1, 1), "吴积极分子": (5, 2, 0)}.items():
        facts += [fact(name, "deed", "2026-05-01", value=size) for size in sizes]
    word = {"title": "前", "places": 2, "ties": "keys", "keys": keys, **quota}
    return evaluate(rules(quotas={"front": word}), people, facts, 2026)


@pytest.mark.parametrize(
    ("keys", "quota", "seats"),
    [
        (["count(deed)"], {}, ["in", "out", "tied", "tied"]),
        (["-count(deed)"], {}, ["in", "in", "out", "out"]),
        (["count(deed)"], {"places": 3}, ["in", "out", "in", "in"]),
        (["prior(1).score"], {}, ["in", "tied", "tied", "tied"]),
        (["count(deed)"], {"from": "bottom", "places": 1}, ["out", "in", "out", "out"]),
        # Level on the first key, and the second is unknown for one of the two
        (["count(deed)", "prior(1).score"], {}, ["in", "out", "tied", "tied"]),
    ],
)
def test_evaluate_ties_are_broken_by_keys(
    keys: list[str], quota: dict[str, object], seats: list[str]
) -> None:
    assert [account.quota["front"] for account in tied(keys, **quota).values()] == seats


HOUSE = [
    ("李明", "h1", "3", "3", 4),
    ("周预备", "h1", "4", "3", 5),
    ("郑流动", "h2", "5", None, 6),
    ("王组织员", None, "6", None, 7),
]


def household(account: str) -> dict[str, Account]:
    people, facts = [], []
    for name, key, number, head, size in HOUSE:
        fields = {"household": key, "group": key, "number": number, "household.head": head}
        people.append(member(name, **{word: value for word, value in fields.items() if value is not None}))
        facts.append(fact(name, "deed", "2026-05-01", value=size))
    people[0], people[1] = people[1], people[0]
    people[0].fields["status"] = "activist"
    return evaluate(
        rules(people={"scored": ["formal"], "graded": ["formal"], "account": account}), people, facts, 2026
    )


@pytest.mark.parametrize(
    ("account", "scores"),
    [
        ("household", {"李明": 9, "郑流动": 6, "王组织员": 7}),
        ("group", {"h1": 9, "h2": 6, "王组织员": 7}),
        ("branch", {"一支部": 22}),
        ("organization", {"周预备": None, "李明": 4, "郑流动": 6, "王组织员": 7}),
    ],
)
def test_evaluate_account_of_several_persons_is_the_heads(
    account: str, scores: dict[str, int | None]
) -> None:
    found = household(account)
    assert {name: one.score for name, one in found.items()} == scores
