"""The reference evaluator alone: duties missed, facts booked to others, gains on hold, one of several papers."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from tests.oracle.evaluate import evaluate
from tests.oracle.facts import Account, Fact, Member
from tests.oracle.single import account, plain, single, told
from tests.oracle.story import fact, member, reversal

SEEN = {"points": 2}


def idle(
    *days: str, as_of: str = "2026-03-01", missed: object = -1, until: str | None = None, **fields: object
) -> Account:
    """What comes of a duty to be seen at least every twenty days, with visits on these days."""
    duty: dict[str, object] = {
        "expect": "idle",
        "title": "长期不参加",
        "run": 20,
        "any_of": "seen",
        "else": missed,
    }
    if until is not None:
        duty["for"] = until
    facts = [fact("李明", "seen", f"2026-{day}", id=day) for day in days]
    return account(single({"seen": SEEN}, {"expect": duty}), *facts, as_of=as_of, **fields)


def test_evaluate_every_twenty_idle_days_cost_once() -> None:
    # 1 to 20 January, then 21 January to 9 February, then until 1 March
    out = {"derived@2026-01-20": -1, "derived@2026-02-09": -1, "derived@2026-03-01": -1}
    assert told(idle()) == out
    assert told(idle("01-20")) == {"01-20": 2, "derived@2026-02-09": -1, "derived@2026-03-01": -1}
    # from the 21st to the 9th are twenty days again, so a visit on the 10th changes nothing before it
    assert told(idle("01-20", "02-10", as_of="2026-02-28")) == {
        "01-20": 2,
        "02-10": 2,
        "derived@2026-02-09": -1,
    }


def test_evaluate_idle_days_count_only_while_he_is_there_and_due() -> None:
    assert told(idle(joined_on=date(2026, 2, 1))) == {"derived@2026-02-20": -1}
    assert told(idle(left_on=date(2026, 1, 19))) == {}
    assert told(idle(exempt_from=date(2026, 1, 21))) == {"derived@2026-01-20": -1}
    ended = idle(
        until="residence == home", residence="home", changes=[(date(2026, 2, 9), "residence", "away")]
    )
    assert told(ended) == {"derived@2026-01-20": -1}
    away = [(date(2026, 1, 10), "residence", "away"), (date(2026, 1, 11), "residence", "home")]
    # a day away breaks the run: twenty days from 11 January end on the 30th
    assert told(idle(until="residence == home", residence="home", changes=away, as_of="2026-02-01")) == {
        "derived@2026-01-30": -1
    }


def notice(day: str, number: str) -> Fact:
    return fact("李明", "notice", day, id=number)


def answered(*facts: Fact, as_of: str | None = None, missed: object = -1, **duty: object) -> Account:
    word = {
        "expect": "unsigned", "title": "没有签收", "after": "notice", "within_days": 3,
        "any_of": "signed", "else": missed, **duty,
    }  # fmt: skip
    rules = single({"signed": SEEN}, {"expect": word, "full": 10}, kinds={"notice": {"title": "通知"}})
    return account(rules, *facts, as_of=as_of)


def test_evaluate_every_notice_is_to_be_answered_within_its_days() -> None:
    facts = [
        notice("2026-03-01", "n1"),
        notice("2026-04-01", "n2"),
        fact("李明", "signed", "2026-03-04", id="s1", follows="n1"),
        fact("李明", "signed", "2026-04-05", id="late"),
        notice("2026-12-30", "beyond"),
    ]
    found = answered(*facts)
    assert told(found) == {"late": 2, "s1": 2, "derived@2026-04-04": -1}
    assert told(answered(*facts, as_of="2026-04-03")) == {"s1": 2, "late": "undecided_yet"}
    assert told(answered(*facts, reversal("n2", "李明", "2026-05-01"))) == {"late": 2, "s1": 2}


def test_evaluate_answer_to_another_notice_does_not_count() -> None:
    facts = [notice("2026-03-01", "n1"), fact("李明", "signed", "2026-03-02", id="s", follows="n2")]
    assert told(answered(*facts)) == {"derived@2026-03-04": -1, "s": 2}
    facts.append(fact("李明", "signed", "2026-03-02", id="open"))
    assert told(answered(*facts)) == {"open": 2, "s": 2}
    assert told(answered(*facts, required=2)) == {"derived@2026-03-04": -1, "open": 2, "s": 2}


@pytest.mark.parametrize(
    ("missed", "credit", "score"), [("all", 0, 0), ("target_only", 0, 10), ("-2.5", "-5/2", "15/2")]
)
def test_evaluate_missed_duty_empties_or_only_tells(missed: str, credit: object, score: object) -> None:
    found = answered(notice("2026-03-01", "n1"), missed=missed)
    assert told(found) == {"derived@2026-03-04": credit}
    assert plain(found.score or Fraction(0)) == score


def test_evaluate_gate_leaves_nothing_of_the_gains_of_the_span() -> None:
    duty = {
        "expect": "few",
        "title": "不足三次",
        "every": "quarter",
        "required": 3,
        "any_of": "seen",
        "else": "gate",
    }
    rules = single({"seen": SEEN, "fault": {"points": -1}}, {"expect": duty})
    facts = [
        fact("李明", "seen", f"2026-{day}", id=day) for day in ("01-05", "02-05", "04-05", "05-05", "06-05")
    ]
    facts.append(fact("李明", "fault", "2026-02-06", id="02-06"))
    assert told(account(rules, *facts, as_of="2026-08-01")) == {
        "01-05": "duty_missed", "02-05": "duty_missed", "02-06": -1, "04-05": 2, "05-05": 2, "06-05": 2,
        "derived@2026-03-31": 0,
    }  # fmt: skip


def late_quarters(*days: str, as_of: str | None = None, required: int = 1, **fields: object) -> list[str]:
    """The quarters missed of a duty with ten days of grace, done on these days of 2026 (or as written)."""
    duty = {
        "expect": "none", "title": "没有交", "every": "quarter", "any_of": "seen", "within_days": 10,
        "required": required, "else": -1,
    }  # fmt: skip
    facts = [fact("李明", "seen", day if len(day) > 5 else f"2026-{day}", id=day) for day in days]
    told_ = told(account(single({"seen": SEEN}, {"expect": duty}), *facts, as_of=as_of, **fields))
    ends = {"03-31": "一", "06-30": "二", "09-30": "三", "12-31": "四"}
    return [ends[name[-5:]] for name in told_ if name.startswith("derived@")]


@pytest.mark.parametrize(
    ("days", "missed"),
    [
        (("04-10", "06-30", "09-30", "2027-01-10"), []),  # the tenth day counts, after the year too
        (("04-11", "06-30", "09-30", "2027-01-11"), ["一", "四"]),  # the eleventh is late
        (("04-05",), ["二", "三", "四"]),  # one report is not two
        (("03-31", "04-05"), ["三", "四"]),  # the first quarter is served already: April is the second's
        (
            ("04-01", "04-02", "07-03", "10-01"),
            [],
        ),  # the second of April serves its own, so July and October do too
        (("04-01", "07-03", "10-01"), ["四"]),  # each serves the quarter before
        (("04-05", "07-05", "10-05", "2027-01-05"), []),  # late every time, and never too late
    ],
)
def test_evaluate_what_is_done_in_the_days_of_grace_serves_the_earlier_quarter(
    days: tuple[str, ...], missed: list[str]
) -> None:
    assert late_quarters(*days) == missed


def test_evaluate_quarter_that_stays_short_leaves_its_facts_to_the_next() -> None:
    days = ("04-05", "06-01", "09-01", "09-02", "12-01", "12-02")
    # the first lacks one even with April's, so both of the second quarter stay with it
    assert late_quarters(*days, required=2) == ["一"]
    assert late_quarters("02-01", *days, required=2) == ["二"]


def test_evaluate_quarter_is_judged_when_its_grace_is_over_and_takes_nothing_where_nobody_was_due() -> None:
    assert late_quarters(as_of="2026-04-09") == []
    assert late_quarters(as_of="2026-04-10") == ["一"]
    assert late_quarters("04-05", as_of="2026-07-10", joined_on=date(2026, 2, 20)) == []
    assert late_quarters("04-05", as_of="2026-07-10", joined_on=date(2025, 2, 20)) == ["二"]


PEOPLE = [
    member("李明", number="1", household="甲", **{"household.head": "2"}, group="一组"),
    member(
        "赵书记",
        number="2",
        household="甲",
        **{"household.head": "2"},
        group="二组",
        role=("branch_secretary",),
    ),
    member("周预备", number="3", household="乙", group="一组", status="activist"),
    member("孙记录员", number="4", household="甲", group="二组"),
]


def booked(
    to: str, who: str = "李明", on: str = "2026-03-01", people: list[Member] = PEOPLE
) -> dict[str, object]:
    """With whom a fact about somebody ends up: his credit, or why he has none."""
    rules = single({"fault": {"points": -1, "to": to}})
    accounts = evaluate(rules, people, [fact(who, "fault", on, id="f")], 2026)
    return {name: told(found)["f"] for name, found in accounts.items() if told(found)}


@pytest.mark.parametrize(
    ("to", "found"),
    [
        ("household.head", {"赵书记": -1}),
        ("household", {"赵书记": -1, "孙记录员": -1}),
        ("group", {"周预备": "not_scored"}),
        ("branch", {"赵书记": -1, "周预备": "not_scored", "孙记录员": -1}),
        ("role == branch_secretary", {"赵书记": -1}),
        ("number == '1'", {"李明": "not_for_member"}),
        ("number == '9'", {"李明": "link_unknown"}),
    ],
)
def test_evaluate_fact_is_booked_by_relation(to: str, found: dict[str, object]) -> None:
    assert booked(to) == found


def test_evaluate_head_answers_for_himself_and_a_missing_head_stays_open() -> None:
    assert booked("household.head", "赵书记") == {"赵书记": -1}
    assert booked("household.head", "周预备") == {"周预备": "link_unknown"}
    assert booked("household", "周预备") == {"周预备": "link_unknown"}


def test_evaluate_link_looks_at_the_day_of_the_fact() -> None:
    moved = member("孙记录员", household="丙", changes=[(date(2026, 3, 2), "household", "甲")])
    assert booked("household", people=[PEOPLE[0], moved]) == {"李明": "link_unknown"}
    assert booked("household", on="2026-03-02", people=[PEOPLE[0], moved]) == {"孙记录员": -1}


def test_evaluate_link_stays_inside_the_branch_and_is_counted_by_its_subject() -> None:
    stranger = member("陈某", household="甲")
    stranger.branch = "二支部"
    outcome = {
        "outcome": "talk",
        "title": "谈话",
        "kind": "talk",
        "when": "count(fault) >= 2 and points(fault) == 0",
    }
    rules = single({"fault": {"points": -1, "to": "household"}}, outcomes=[outcome])
    facts = [fact("李明", "fault", "2026-03-01", id="a"), fact("李明", "fault", "2026-04-01", id="b")]
    accounts = evaluate(rules, [*PEOPLE, stranger], facts, 2026)
    assert {name: found.score for name, found in accounts.items()} == {
        "李明": 0, "赵书记": -2, "周预备": None, "孙记录员": -2, "陈某": 0,
    }  # fmt: skip
    assert {name: found.proposals for name, found in accounts.items() if found.proposals} == {
        "李明": {"talk": "proposed"}
    }
    back = evaluate(rules, PEOPLE, [*facts, reversal("a", "李明", "2026-05-01")], 2026)
    assert (told(back["赵书记"]), told(back["李明"])) == ({"b": -1}, {"a": "reversed"})


def held(*facts: Fact, as_of: str | None = None, **override: object) -> Account:
    rule = override.pop("rule", {})
    word = {
        "override": "stop",
        "title": "暂缓",
        "effect": {"hold": "gains"},
        "facts": {"theft": rule},
        **override,
    }
    deeds = [fact("李明", "deed", f"2026-{day}", id=day) for day in ("02-28", "03-01", "06-01", "06-02")]
    rules = single(
        {"deed": {"points": 2, "limit": {"per": "period", "facts": 2}}, "fault": {"points": -1}},
        override=[word],
    )
    return account(rules, *deeds, fact("李明", "fault", "2026-04-01", id="x"), *facts, as_of=as_of)


def theft(**fields: object) -> Fact:
    return fact("李明", "theft", "2026-03-01", id="t", **fields)


def test_evaluate_gains_are_held_from_the_fault_until_the_day_before_its_correction() -> None:
    free = {"02-28": 2, "03-01": 2, "06-01": "limit", "06-02": "limit", "x": -1}
    assert told(held()) == free
    all_held = {"02-28": 2, "03-01": "held", "06-01": "held", "06-02": "held", "x": -1}
    assert told(held(theft())) == all_held
    assert told(held(theft(corrected_on=date(2026, 6, 2)))) == all_held | {"06-02": 2}
    assert told(held(theft(corrected_on=date(2026, 6, 2)), as_of="2026-06-01"))["06-01"] == "held"


def test_evaluate_gains_of_a_window_stay_held_when_it_is_over() -> None:
    found = told(held(theft(), rule={"valid": {"months": 3}}))  # to 31 May
    assert found == {"02-28": 2, "03-01": "held", "06-01": 2, "06-02": "limit", "x": -1, "t": "window_over"}


def test_evaluate_fault_no_longer_open_triggers_nothing() -> None:
    open_while = {"while": "not (known(corrected_on) and on_time)"}
    assert told(held(theft(), **open_while))["03-01"] == "held"
    assert (
        told(held(theft(corrected_on=date(2026, 9, 1)), **open_while))["03-01"] == "held"
    )  # nobody can tell
    closed = told(held(theft(corrected_on=date(2026, 9, 1), on_time=True), **open_while))
    assert (closed["03-01"], closed["t"]) == (2, "condition_false")


def test_evaluate_one_of_several_papers_is_enough() -> None:
    needs = {"evidence": True, "any_of": [{"document": True}, {"decided_by": "superior", "reason": True}]}
    rules = single({"deed": {"points": 1, "needs": needs}})
    said: dict[str, dict[str, object]] = {
        "none": {},
        "seen": {"evidence": "照片"},
        "paper": {"evidence": "照片", "documents": "文号"},
        "half": {"evidence": "照片", "decided_by": "superior"},
        "other": {"evidence": "照片", "decided_by": "superior", "reason": "事由"},
    }
    facts = [fact("李明", "deed", "2026-03-01", id=name, **fields) for name, fields in said.items()]
    assert told(account(rules, *facts)) == {
        "none": "needs_evidence", "seen": "needs_any", "paper": 1, "half": "needs_any", "other": 1,
    }  # fmt: skip
