"""The reference evaluator alone, against numbers worked out by hand: school and village."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from jifen.rules.model.scheme import Scheme
from tests.oracle.evaluate import evaluate
from tests.oracle.facts import Account, SchemeHasHoles
from tests.oracle.story import fact, member, reversal, scheme

HONOURS = {"points": {"by": "level", "rows": {"校级": "0.5", "县区级": 2, "市级": 4}}}


def school(**words: object) -> Scheme:
    """Eighty to start with, awards of which the highest of a matter counts, a veto by document."""
    base = {"part": "base", "title": "基础分", "start": 80}
    item = {
        "item": "reward.honour",
        "title": "表彰",
        "keep": {"largest": "matter"},
        "facts": {"honour": HONOURS},
    }
    reward = {"part": "reward", "title": "奖励分", "items": [item]}
    veto = {
        "override": "veto",
        "title": "一票否决",
        "effect": {"zero": "total"},
        "facts": {"discipline": {"needs": {"document": True, "decided_by": "branch_committee"}}},
    }
    return scheme(
        parts=[base, reward],
        total={"score": {"is": "base + reward", "floor": 0}},
        override=[veto],
        **words,
    )


BOOK = [
    fact("李明", "honour", "2026-03-15", level="school", matter="书香校园", id="school"),
    fact("李明", "honour", "2026-05-20", level="county", matter="书香校园", id="county"),
    fact("李明", "honour", "2026-06-01", level="school", matter="安全课", id="other"),
    fact("李明", "honour", "2026-09-10", level="city", matter="书香校园", id="city"),
]
PATH = "reward.honour.honour"


def test_evaluate_same_matter_keeps_the_highest_award() -> None:  # E02
    account = evaluate(school(), [member("李明")], BOOK, 2026)["李明"]
    assert (account.state, account.score) == ("number", Fraction("84.5"))
    assert account.credited == {("other", PATH): Fraction("0.5"), ("city", PATH): Fraction(4)}
    assert account.dropped == {("school", PATH): "absorbed", ("county", PATH): "absorbed"}


@pytest.mark.parametrize(
    ("as_of", "score"), [("2026-04-30", "80.5"), ("2026-05-20", "82"), ("2026-06-01", "82.5")]
)
def test_evaluate_as_of_a_day_knows_only_what_had_happened(as_of: str, score: str) -> None:  # E02
    day = date.fromisoformat(as_of)
    assert evaluate(school(), [member("李明")], BOOK, 2026, day)["李明"].score == Fraction(score)


def test_evaluate_reversed_award_revives_the_lower_one() -> None:  # E02
    facts = [*BOOK, reversal("city", "李明", "2026-11-20")]
    account = evaluate(school(), [member("李明")], facts, 2026)["李明"]
    assert account.score == Fraction("82.5")
    assert account.dropped == {("school", PATH): "absorbed", ("city", PATH): "reversed"}


def test_evaluate_reversed_reversal_brings_the_award_back() -> None:
    facts = [*BOOK, reversal("city", "李明", "2026-11-20"), reversal("r", "李明", "2026-12-01")]
    facts[-2].id = "r"
    assert evaluate(school(), [member("李明")], facts, 2026)["李明"].score == Fraction("84.5")


def test_evaluate_veto_zeroes_the_score_until_it_is_withdrawn() -> None:  # E05
    decided = {"documents": "〔2026〕7", "decided_by": "branch_committee", "decided_on": date(2026, 10, 25)}
    facts = [*BOOK, fact("李明", "discipline", "2026-10-18", id="veto", **decided)]
    vetoed = evaluate(school(), [member("李明")], facts, 2026)["李明"]
    assert (vetoed.state, vetoed.score, vetoed.computed) == ("zero_vetoed", 0, Fraction("84.5"))
    before = evaluate(school(), [member("李明")], facts, 2026, date(2026, 10, 24))["李明"]
    assert (before.state, before.dropped["veto", "veto.discipline"]) == ("number", "undecided_yet")
    lifted = evaluate(school(), [member("李明")], [*facts, reversal("veto", "李明", "2026-12-20")], 2026)[
        "李明"
    ]
    assert (lifted.state, lifted.score) == ("number", Fraction("84.5"))


GRADED = {
    "quotas": {
        "front": {"title": "靠前", "share": "1/3"},
        "back": {"title": "靠后", "share": "1/3", "from": "bottom"},
    },
    "grades": {
        "gap": "down",
        "rows": [
            {"grade": "好", "range": "80..", "when": "quota.front"},
            {"grade": "一般", "range": "70..79"},
            {"grade": "一般", "range": "60..69", "when": "not quota.back"},
            {"grade": "差", "range": "60..69"},
            {"grade": "不合格", "range": "..<60"},
        ],
    },
}


def ranked() -> dict[str, Account]:
    top = [96, "94.5", 93, 91, 90, 88, 86, 86, 84, 83, 82]
    scores = [*top, 81, 80, "79.5", 78, 76, 74, 72, 70, "69.5", 66, 58]
    parts = [{"part": "base", "title": "基础分", "items": [
        {"item": "base.all", "title": "全部", "facts": {"sum": {"points": {"between": [0, 100]}}}}
    ]}]  # fmt: skip
    rules = scheme(parts=parts, total={"score": "base"}, **GRADED)
    members = [member(f"第{place}位") for place in range(1, 23)]
    facts = [
        fact(one.id, "sum", "2026-12-01", value=score) for one, score in zip(members, scores, strict=True)
    ]
    return evaluate(rules, members, facts, 2026)


def test_evaluate_front_and_back_thirds_meet_bands_gaps_and_ties() -> None:  # E06
    accounts = list(ranked().values())
    grades = ["好"] * 6 + [None] * 2 + ["一般"] * 11 + ["差"] * 2 + ["不合格"]
    assert [account.grade for account in accounts] == grades
    assert [account.rank for account in accounts] == [*range(1, 8), 7, *range(9, 23)]
    assert [place for place, account in enumerate(accounts, 1) if "gap" in account.flags] == [14, 20]
    assert {(account.state, account.options) for account in accounts[6:8]} == {
        ("needs_decision", ("好", "一般"))
    }
    assert [account.quota["back"] for account in accounts] == ["out"] * 15 + ["in"] * 7


def village(*fulls: str) -> Scheme:
    """Base items of ten points, deducted until nothing is left."""

    def rule(name: str) -> dict[str, object]:
        return {"item": f"base.{name}", "title": name, "full": 10, "facts": {
            f"{name}_{size}": {"points": -size} for size in (1, 5, 10)
        }}  # fmt: skip

    parts = [{"part": "base", "title": "基础分", "items": [rule(name) for name in fulls]}]
    return scheme(parts=parts, total={"score": "base"}, period={"starts": "06-01"})


def test_evaluate_clipped_item_is_replayed_after_a_reversal() -> None:  # E13
    facts = [
        fact("冯某", "four_5", "2026-08-01", id="e1"),
        fact("冯某", "four_5", "2026-10-01", id="e2"),
        fact("冯某", "four_5", "2027-01-01", id="e3"),
    ]
    first, second = reversal("e1", "冯某", "2027-02-01"), reversal("e2", "冯某", "2027-02-02")
    lefts = [
        evaluate(village("four"), [member("冯某")], book, 2026)["冯某"].score
        for book in (facts, [*facts, first], [*facts, first, second])
    ]
    assert lefts == [0, 0, 5]


def test_evaluate_each_item_has_its_own_floor() -> None:  # E15
    book = {"one_1": 12, "four_5": 3, "five_10": 1, "five_5": 1}
    facts = [fact("冯某", kind, "2026-09-01") for kind, times in book.items() for _ in range(times)]
    account = evaluate(village("one", "two", "three", "four", "five"), [member("冯某")], facts, 2026)["冯某"]
    assert account.items == {"base.one": 0, "base.two": 10, "base.three": 10, "base.four": 0, "base.five": 0}
    assert account.score == 20


def test_evaluate_tie_at_the_fifth_place_from_below_stays_open() -> None:  # E17
    scores = ["41", "44", "46.5", "48", "48", "48", *(str(Fraction("49.5") + n) for n in range(17))]
    points = {"between": [0, 100], "step": "0.5"}
    parts = [{"part": "all", "title": "积分", "items": [
        {"item": "all.sum", "title": "合计", "facts": {"sum": {"points": points}}}
    ]}]  # fmt: skip
    rules = scheme(
        parts=parts,
        total={"score": "all"},
        quotas={"last": {"title": "末五名", "places": 5, "from": "bottom"}},
        grades={"by": "ballot"},
        outcomes=[
            {"outcome": "criticism", "title": "自我批评", "kind": "self_criticism", "when": "quota.last"}
        ],
    )
    members = [member(f"党员{place}") for place in range(23)]
    facts = [
        fact(one.id, "sum", "2026-07-01", value=score) for one, score in zip(members, scores, strict=True)
    ]
    accounts = list(evaluate(rules, members, facts, 2026).values())
    assert [account.quota["last"] for account in accounts] == ["in"] * 3 + ["tied"] * 3 + ["out"] * 17
    assert [account.proposals.get("criticism") for account in accounts] == (
        ["proposed"] * 3 + ["to_decide"] * 3 + [None] * 17
    )
    assert {(account.state, account.grade) for account in accounts} == {("number", None)}


def test_evaluate_refuses_a_live_hole() -> None:
    item = {"item": "a.one", "title": "一", "facts": {"deed": {"points": "unset"}}}
    rules = scheme(parts=[{"part": "a", "title": "甲", "items": [item]}], total={"score": "a"})
    with pytest.raises(SchemeHasHoles, match=r"^a\.one\.deed$"):
        evaluate(rules, [], [], 2026)
