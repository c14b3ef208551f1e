"""Plain rows become sorted columns: nothing is lost, nothing is guessed, the order of entry does not matter."""

from datetime import date, time
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jifen.engine.errors import WrongBook
from jifen.engine.gather import Event, Person
from jifen.engine.linking import link
from jifen.engine.result import Account
from tests.engine.bench import compiled, fact, gathered, person, scored

SCHEME = """
    scheme: book
    title: 小账本
    people: {scored: [formal], graded: [formal]}
    flags:
      tenant: {title: 租户}
      trade: {title: 行当, choices: [养牛, 种菜]}
      good_reason: {title: 正当理由, finding: true}
    parts:
      - part: plus
        title: 加分
        items:
          - item: plus.deed
            title: 好事
            limit: {per: period, facts: 1}
            facts:
              deed: {title: 好事, points: {between: [0, 9]}}
          - item: plus.cows
            title: 养牛
            facts: {cows: {title: 养牛, for: trade == 养牛, points: 1}}
          - item: plus.office
            title: 任职
            facts: {office: {title: 任职, for: role == branch_secretary, points: 4}}
    total: {score: plus}
    outcomes:
      - {outcome: talk, title: 谈心, kind: talk, when: score < 5 and not finding.good_reason}
      - {outcome: visit, title: 走访, kind: talk, when: tenant}
"""


def one(people: list[Person], facts: list[Event]) -> Account:
    """The first account."""
    return scored(compiled(SCHEME), people, facts)[0]


def test_a_kind_the_scheme_does_not_know_is_named() -> None:
    with pytest.raises(WrongBook, match="办法里没有这些事项：dance、deeds"):
        one([person("李明")], [fact(1, "deeds", "2026-03-01"), fact(2, "dance", "2026-03-01")])


def test_a_number_with_three_decimals_is_refused_not_rounded() -> None:
    with pytest.raises(WrongBook, match="数值“1001/1000”超过两位小数"):
        one([person("李明")], [fact(1, "deed", "2026-03-01", decided_value=Fraction("1.001"))])


def test_a_reversal_takes_the_fact_out_and_its_own_reversal_brings_it_back() -> None:
    deed = fact(1, "deed", "2026-03-01", decided_value=3)
    wrong = fact(2, "deed", "2026-05-01", reverses="f1")
    back = fact(3, "deed", "2026-06-01", reverses="f2", decided_on=date(2026, 6, 5))

    assert one([person("李明")], [deed]).score == 3
    assert one([person("李明")], [deed, wrong]).score == 0
    assert one([person("李明")], [deed, wrong, back]).score == 3


def test_a_fact_reversed_twice_is_out_from_the_earlier_day() -> None:
    deed = fact(1, "deed", "2026-03-01", decided_value=3)
    twice = [fact(n, "deed", f"2026-0{n}-01", reverses="f1") for n in (6, 5)]

    out = scored(compiled(SCHEME), [person("李明")], [deed, *twice], date(2026, 5, 15))
    still_in = scored(compiled(SCHEME), [person("李明")], [deed, *twice], date(2026, 4, 30))

    assert (out[0].score, still_in[0].score) == (0, 3)


def test_on_one_day_the_larger_deed_counts_and_an_earlier_hour_counts_before_it() -> None:
    small = fact(1, "deed", "2026-03-01", decided_value=2)
    large = fact(2, "deed", "2026-03-01", decided_value=5)
    early = fact(3, "deed", "2026-03-01", decided_value=1, time=time(8, 30))
    late = fact(4, "deed", "2026-03-01", decided_value=4, time=time(19, 0))

    assert one([person("李明")], [small, large]).score == 5
    assert one([person("李明")], [late, early]).score == 1


@given(st.permutations(range(4)))
def test_the_order_of_entry_does_not_matter(order: list[int]) -> None:
    facts = [fact(n, "deed", "2026-03-01", decided_value=n + 1, reason=f"事由{n}") for n in range(4)]

    assert one([person("李明")], [facts[n] for n in order]).score == 4


def test_flags_of_the_scheme_and_offices_are_read_from_the_member() -> None:
    cows, office = fact(1, "cows", "2026-03-01"), fact(2, "office", "2026-03-01")

    assert one([person("李明", trade="养牛", role="recorder、branch_secretary")], [cows, office]).score == 5
    assert one([person("李明", trade="种菜", role="recorder")], [cows, office]).score == 0


def test_a_member_who_changes_is_read_in_the_state_of_the_day() -> None:
    member = person("李明", trade="种菜")
    member.changes = [(date(2026, 6, 1), "trade", "养牛"), (date(2026, 6, 1), "tenant", True)]

    before, after = fact(1, "cows", "2026-05-31"), fact(2, "cows", "2026-06-01")

    account = one([member], [before, after])
    assert account.score == 1
    assert [(e.fact, e.drop.code) for e in account.entries] == [("f1", "not_for_member"), ("f2", "none")]


def test_findings_answer_questions_and_silence_leaves_them_open() -> None:
    excused, told, silent = person("李明"), person("赵书记"), person("郑流动")
    excused.findings, told.findings = {"good_reason": True}, {"good_reason": False}

    found = scored(compiled(SCHEME), [excused, told, silent], [])

    assert [[(p.outcome, p.open) for p in account.proposals] for account in found] == [
        [("visit", True)],
        [("talk", False), ("visit", True)],
        [("talk", True), ("visit", True)],
    ]


def test_a_member_without_status_is_not_scored() -> None:
    nameless = Person("李明")

    assert one([nameless], []).state.value == "not_scored"


def test_years_before_are_kept_by_member() -> None:
    plan = link([compiled(SCHEME)], 2026)
    old, new = person("李明"), person("赵书记")
    old.prior = [{"score": Fraction("80.5"), "grade": "合格"}, {"score": 70}]

    prior = gathered(plan, [old, new], []).members.prior

    assert sorted(prior) == [(1, "grade"), (1, "score"), (2, "score")]
    assert prior[1, "score"].tolist()[0] == 8050
