"""Pools, relations, runs, floors and feeds that the smaller stories do not reach."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import numpy as np
import pytest

from jifen.engine.cases import CaseFault, run_case
from jifen.engine.codes import State
from jifen.engine.errors import WrongBook
from jifen.engine.linking import link
from jifen.engine.program import stream
from jifen.engine.result import Account, accounts
from tests.engine.bench import compiled, fact, gathered, person, scored

HEAD = """
scheme: wide
title: 试办法
people: {scored: formal, graded: formal%s}
"""


def wide(people: str, rest: str) -> str:
    return HEAD % people + rest


COUNTY = wide(
    ", pool: all",
    """
parts:
  - part: base
    title: 基础分
    items:
      - item: base.own
        title: 自己的
        facts: {visit: {title: 走访, points: 1}}
      - item: base.place
        title: 名次分
        value: {by: pool.rank(item.base.own), rows: {1: 10, 2: 6, 3..: 3}}
total: {score: base}
outcomes:
  - {outcome: first, title: 表扬, kind: commendation, when: pool.rank(score) == 1}
  - {outcome: above, title: 高于平均, kind: flag, when: score > pool.mean(score)}
  - {outcome: best, title: 最高, kind: flag, when: score == pool.best(score) and pool.size > 1}
  - {outcome: lowest, title: 最低, kind: flag, when: 'score == pool.best(score, from: bottom)'}
""",
)


def run(
    text: str, people: list, facts: list, *, name: int | str = 2026, whole: bool = False
) -> list[Account]:
    """The accounts of a scheme in one run."""
    plan = link([compiled(text)], name, whole=whole, last=date(2026, 12, 31))
    book = gathered(plan, people, facts)
    return list(accounts(stream(plan, [(book.members, book.facts)], book.vocabulary)))


PEOPLE = [person("李明"), person("孙记录员"), person("陈某", branch="二支部")]
VISITS = [fact(1, "visit", "2026-03-01"), fact(2, "visit", "2026-04-01"), fact(3, "visit", "2026-05-01", 2)]


def test_who_is_ranked_with_the_county_needs_the_whole_county() -> None:
    li, sun, chen = run(COUNTY, PEOPLE, VISITS, whole=True)
    assert (li.score, sun.score, chen.score) == (12, 3, 7)
    assert [li.rank, sun.rank, chen.rank] == [1, 3, 2]
    assert [one.outcome for one in li.proposals] == ["first", "above", "best"]
    assert [one.outcome for one in sun.proposals] == ["lowest"]


def test_a_branch_alone_gets_no_place_in_the_county() -> None:
    li, *_ = run(COUNTY, PEOPLE[:2], VISITS[:2])
    assert (li.state, li.score, li.rank) == (State.NO_RESULT, None, None)
    assert ("pool_incomplete", "名次分") in li.questions
    assert [one.outcome for one in li.proposals if one.open] == ["first", "above", "best", "lowest"]


def test_branches_of_one_ranking_come_in_one_parcel() -> None:
    plan = link([compiled(COUNTY)], 2026, whole=True)
    books = [gathered(plan, [one], []) for one in PEOPLE[1:]]
    parcels = [(book.members, book.facts) for book in books]
    with pytest.raises(WrongBook) as refused:
        list(stream(plan, parcels, books[0].vocabulary))
    assert str(refused.value) == "这份办法跨支部排名，请把各支部放在同一份表里一起算。"


MEANS = wide(
    "",
    """
parts:
  - part: base
    title: 基础分
    items:
      - {item: base.share, title: 完成率, value: {share: [count(done), count(task)], full: 10, none: skip}}
      - {item: base.mean, title: 同组平均, value: {per: 1, give: 1, of: pool.mean(item.base.share)}}
      - item: base.facts
        title: 记录
        facts: {done: {title: 完成, points: 0}, task: {title: 任务, points: 0}}
total: {all: sum(quantity), score: base + item.base.share}
""",
)


def test_a_mean_of_shares_stays_exact() -> None:
    facts = [fact(n, "task", "2026-03-01", n % 2) for n in range(10)]
    facts += [fact(20, "done", "2026-04-01"), fact(21, "done", "2026-04-01", 1, quantity=3)]
    li, sun = run(MEANS, PEOPLE[:2], [*facts, fact(22, "task", "2026-05-01")])
    assert li.items["base.share"] == Fraction(10, 6)
    assert sun.items["base.share"] == 2
    assert li.items["base.mean"] == sun.items["base.mean"] == Fraction(11, 6)
    assert li.score == 2 * Fraction(10, 6) + Fraction(11, 6)
    assert (li.lines["all"], sun.lines["all"]) == (7, 8)


LINKED = wide(
    "",
    """
parts:
  - part: base
    title: 基础分
    items:
      - {item: base.head, title: 户主, facts: {fault: {title: 过失, points: -2, to: %s}}}
total: {score: base}
""",
)


@pytest.mark.parametrize("to", ["household.head", "household", "group"])
def test_a_booking_whose_relation_is_in_no_roster_waits(to: str) -> None:
    li, _ = run(LINKED % to, PEOPLE[:2], [fact(1, "fault", "2026-03-01")])
    assert [(entry.drop.code, entry.pending) for entry in li.entries] == [("link_unknown", True)]


def test_a_booking_to_the_head_finds_him_by_number() -> None:
    people = [person("李明", **{"household.head": "02"}), person("孙记录员")]
    people[1].number = "02"
    li, sun = run(LINKED % "household.head", people, [fact(1, "fault", "2026-03-01")])
    assert (li.score, sun.score) == (0, -2)


RUNNING = wide(
    "",
    """
parts:
  - {part: base, title: 基础分, start: 40}
  - {part: off, title: 停用, enabled: false, items: [{item: off.a, title: 甲, facts: {a: {title: 甲, points: 1}}}]}
  - part: acts
    title: 奖惩
    items:
      - {item: acts.up, title: 加, facts: {up: {title: 好事, points: 10}}}
      - {item: acts.down, title: 扣, facts: {down: {title: 过失, points: -50}}}
total: {sum: base + off + acts, score: {is: sum, floor: {at: 0, each: true}}}
""",
)


def test_a_floor_after_every_entry_forgives_what_lies_below_it() -> None:
    facts = [fact(1, "down", "2026-02-01"), fact(2, "up", "2026-03-01")]
    (li,) = run(RUNNING, PEOPLE[:1], facts)
    assert (li.score, li.state, li.trace_sum) == (10, State.NUMBER, 10)
    (li,) = run(RUNNING, PEOPLE[:1], facts[::-1][:1])
    assert li.score == 50


REPAIRED = wide(
    "",
    """
parts: [{part: base, title: 基础分, start: 5}]
total: {score: {is: base / 3, floor: 0}}
override:
  - override: veto
    title: 否决
    facts: {crime: {title: 违纪, counts_when: known(reason)}}
    effect: {zero: total, hold: gains}
    repaired: {points: %s, when: known(corrected_on)}
""",
)


@pytest.mark.parametrize(
    ("points", "score", "state"),
    [
        ("-1", Fraction(2, 3), State.NUMBER),
        ("-9", 0, State.ZERO_FLOORED),
        ("1000000", Fraction(3000005, 3), State.NUMBER),
    ],
)
def test_a_repaired_veto_costs_points_and_never_less_than_the_floor(
    points: str, score: Fraction, state: State
) -> None:
    mended = fact(1, "crime", "2026-02-01", reason="自己说明", corrected_on=date(2026, 3, 1))
    (li,) = run(REPAIRED % points, PEOPLE[:1], [mended])
    assert (li.score, li.state, li.computed) == (score, state, Fraction(5, 3))
    assert li.trace_sum == score


HELD = wide(
    "",
    """
parts:
  - {part: base, title: 基础分, items: [{item: base.up, title: 加, facts: {up: {title: 好事, points: 1}}}]}
total: {score: base}
override:
  - {override: open, title: 未整改, facts: {fault: {title: 问题}}, effect: {hold: gains}}
""",
)


def test_gains_are_held_from_the_fault_to_its_correction() -> None:
    ups = [fact(n, "up", f"2026-0{n}-15") for n in range(1, 7)]
    fault = fact(9, "fault", "2026-02-01", corrected_on=date(2026, 5, 1))
    (li,) = run(HELD, PEOPLE[:1], [*ups, fault])
    assert [entry.drop.code for entry in li.entries if entry.item] == [
        "none",
        "held",
        "held",
        "held",
        "none",
        "none",
    ]
    (li,) = run(HELD, PEOPLE[:1], [*ups, fact(9, "fault", "2026-02-01")])
    assert li.score == 1


def test_the_name_of_the_period_can_be_asked_for() -> None:
    text = wide(
        "",
        "parts: [{part: base, title: 基础分, start: 5}]\n"
        "total: {ratio: {by: period, rows: {'2026': 2}}, score: base * ratio}\n",
    )
    assert [one.score for one in scored(compiled(text), PEOPLE[:1], [])] == [10]


SHOP = wide(
    "",
    """
parts:
  - {part: base, title: 基础分, items: [{item: base.up, title: 加, facts: {up: {title: 好事, points: 5}}}]}
total: {score: base}
spend: {enabled: true, kind: swap, prices: {肥皂: 3}}
feeds: [{to: county, kind: result, when: score > 1, value: score * 10%}]
""",
)
CASE = {
    "case": "兑换",
    "members": [{"name": "李明"}],
    "facts": [
        {"who": "李明", "what": "up", "on": "2026-02-01"},
        {"id": "s1", "who": "李明", "what": "swap", "on": "2026-03-01", "option": "肥皂"},
        {"id": "s2", "who": "李明", "what": "swap", "on": "2026-04-01", "option": "肥皂"},
        {"id": "s3", "who": "李明", "what": "swap", "on": "2026-05-01", "option": "毛巾"},
    ],
}


def test_a_case_can_expect_what_is_fed_and_what_is_left_in_the_purse() -> None:
    refused = {"s2": "over_balance", "s3": "cost_unknown"}
    right = {
        "score": 5,
        "feeds": {"county.result": 0.5},
        "purse": {"spent": 3, "balance": 2, "refused": refused},
    }
    assert run_case(compiled(SHOP), {**CASE, "expect": {"李明": right}}).passed
    wrong = {"feeds": {}, "purse": {"balance": 3, "refused": {}}}
    found = run_case(compiled(SHOP), {**CASE, "expect": {"李明": wrong}}).differences
    assert found == (
        "李明：转记应为 无，算得 county.result 0.5",
        "李明：可兑换积分“balance”应为 3，算得 2",
        "李明：不能兑换应为 无，算得 " + "、".join(f"{one} {why}" for one, why in refused.items()),
    )


def test_a_case_names_a_period_the_scheme_does_not_have() -> None:
    with pytest.raises(CaseFault) as refused:
        run_case(compiled(SHOP), {**CASE, "year": "2026Q1"})
    assert str(refused.value) == (
        "算例“兑换”读不懂：这份办法的周期应写成 2026 这样，写的是“2026Q1”。请核对字段名和取值。"
    )


def test_a_household_has_one_account_in_the_name_of_its_head() -> None:
    text = wide(
        ", account: household",
        "parts: [{part: a, title: 甲, items: [{item: a.a, title: 甲, facts: {v: {title: 走访, points: 1}}}]}]\n"
        "total: {score: a}\n",
    )
    people = [
        person("李小明", household="一户", **{"household.head": "02"}),
        person("李明", household="一户", **{"household.head": "02"}),
        person("孙记录员"),
    ]
    people[1].number = "02"
    li, sun = run(text, people, [fact(1, "v", "2026-02-01"), fact(2, "v", "2026-03-01", 1)])
    assert [(one.name, one.score) for one in (li, sun)] == [("李明", 2), ("孙记录员", 0)]


@pytest.mark.parametrize(("account", "names"), [("group", ["一组", "孙记录员"]), ("branch", ["一支部"])])
def test_groups_and_branches_have_accounts_of_their_own(account: str, names: list[str]) -> None:
    text = wide(f", account: {account}", "parts: [{part: a, title: 甲, start: 1}]\ntotal: {score: a}\n")
    people = [person("李明", group="一组"), person("周预备", group="一组"), person("孙记录员")]
    assert [one.name for one in run(text, people, [])] == names


def test_no_entries_leave_nothing_to_run() -> None:
    assert np.array([one.score for one in run(RUNNING, PEOPLE[:1], [])]).tolist() == [40]


SECRETARY = wide(
    "",
    """
parts:
  - part: base
    title: 基础分
    items:
      - item: base.lead
        title: 连带责任
        facts: {fault: {title: 过失, points: -2, to: role == branch_secretary%s}}
total: {score: base}
""",
)


def test_a_secretary_does_not_answer_for_himself_by_relation() -> None:
    people = [person("赵书记", role="branch_secretary"), person("李明")]
    zhao, li = run(
        SECRETARY % "", people, [fact(1, "fault", "2026-03-01"), fact(2, "fault", "2026-04-01", 1)]
    )
    assert [(entry.fact, entry.drop.code) for entry in zhao.entries] == [
        ("f1", "not_for_member"),
        ("f2", "none"),
    ]
    assert (zhao.score, li.score) == (-2, 0)


def test_the_one_whom_a_fact_is_about_can_be_asked_for() -> None:
    people = [person("赵书记", role="branch_secretary"), person("李明"), person("孙记录员")]
    facts = [fact(n, "fault", "2026-04-01", n) for n in (1, 2)]
    zhao, *_ = run(SECRETARY % ', counts_when: subject == "李明"', people, facts)
    assert [(entry.fact, entry.drop.code) for entry in zhao.entries] == [
        ("f1", "none"),
        ("f2", "condition_false"),
    ]


def test_in_a_running_account_a_fault_ends_on_the_day_it_is_put_right() -> None:
    text = """period: {kind: running, since: 2025-01-01}
parts:
  - part: base
    title: 基础分
    items: [{item: base.a, title: 甲, facts: {a: {title: 甲, points: -1, valid: {months: 2, corrected: true}}}}]
total: {score: base}
"""
    facts = [
        fact(1, "a", "2025-01-10", corrected_on=date(2025, 1, 20)),
        fact(2, "a", "2026-06-10"),
        fact(3, "a", "2026-11-20", corrected_on=date(2026, 11, 25)),
    ]
    (li,) = run(wide("", text), PEOPLE[:1], facts, name="running")
    assert [entry.drop.code for entry in li.entries] == ["window_over", "none", "none"]


UNEVEN = wide(
    "",
    """
parts:
  - part: base
    title: 基础分
    items:
      - {item: base.best, title: 比最好的, value: {share: [1, 'pool.best(share(count(task), count(done)))'], full: 3}}
      - item: base.facts
        title: 记录
        facts: {done: {title: 完成, points: 0}, task: {title: 任务, points: 0}}
total: {spent: 'sum(amount, task)', score: base + spent}
""",
)


def test_shares_of_different_wholes_are_compared_exactly() -> None:
    facts = [fact(n, "task", "2026-03-01", n % 2) for n in range(4)]
    facts += [fact(n, "done", "2026-04-01", n > 12) for n in range(10, 17)]
    li, sun = run(UNEVEN, PEOPLE[:2], facts)
    assert li.score == sun.score == 3 / Fraction(2, 3)


PLACES = wide(
    ", pool: all",
    """
parts: [{part: base, title: 基础分, start: 5}]
total: {score: base}
quotas: {front: {title: 前列, places: 1}}
grades: {rows: [{grade: 优秀, quota: front, surplus: next}, {grade: 合格}]}
""",
)


def test_places_of_the_county_stay_open_without_the_county() -> None:
    (li,) = run(PLACES, PEOPLE[:1], [])
    assert (li.state, li.score, li.options) == (State.NEEDS_DECISION, 5, ("优秀", "合格"))


FINE = wide(
    "",
    """
parts: [{part: base, title: 基础分, start: 5}]
total: {score: base / 999999937 / 999999929}
override:
  - override: veto
    title: 否决
    facts: {crime: {title: 违纪}}
    effect: {zero: total}
    repaired: {points: -0.01, when: known(corrected_on)}
""",
)


def test_a_repaired_score_may_be_finer_than_any_column_of_numbers() -> None:
    (li,) = run(FINE, PEOPLE[:1], [fact(1, "crime", "2026-02-01", corrected_on=date(2026, 3, 1))])
    assert li.score == Fraction(5, 999999937 * 999999929) - Fraction(1, 100)


def test_conditions_know_who_somebody_is() -> None:
    text = wide(
        "",
        """
parts:
  - part: base
    title: 基础分
    items:
      - {item: base.a, title: 甲, full: 1, for: name == "李明"}
      - {item: base.b, title: 乙, full: 2, for: number == "02" and branch == "一支部"}
total: {score: base}
""",
    )
    people = [person("李明"), person("孙记录员")]
    people[1].number = "02"
    assert [one.score for one in run(text, people, [])] == [1, 2]


SMALL = wide(
    "",
    """
parts:
  - part: base
    title: 基础分
    items:
      - item: base.a
        title: 甲
        facts: {a: {title: 甲, points: 1, times: {by: 1/3, repeat: item}}}
  - part: more
    title: 另加
    items: [{item: more.same, title: 一样多, value: {per: 1, give: 1, of: part.base}}]
total: {score: base + more}
""",
)


def test_a_repeat_may_be_worth_a_third_and_a_value_may_look_at_a_part() -> None:
    (li,) = run(SMALL, PEOPLE[:1], [fact(1, "a", "2026-02-01"), fact(2, "a", "2026-03-01")])
    assert (li.parts["base"], li.parts["more"]) == (Fraction(4, 3), Fraction(4, 3))


TIERED = wide(
    ", pool: tier",
    """
tiers: {change: prorate, rows: [{tier: 1, title: 在外, when: residence == away}, {tier: 2, title: 在家}]}
parts: [{part: base, title: 基础分, start: {by: tier, rows: {1: 4, 2: 6}}}]
total: {score: base}
""",
)


def test_who_changed_his_tier_is_ranked_in_the_one_he_ends_in() -> None:
    people = [
        person("李明", residence="home"),
        person("孙记录员", residence="home"),
        person("周预备", residence="away"),
    ]
    people[0].changes = [(date(2026, 4, 17), "residence", "away")]
    li, sun, zhou = run(TIERED, people, [])
    assert [(one.rank, one.pool_size) for one in (li, sun, zhou)] == [(1, 2), (1, 1), (2, 2)]
