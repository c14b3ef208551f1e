"""What conditions may ask about, seen through whole schemes: every name and function gives the right rows."""

from datetime import date, time
from fractions import Fraction

from jifen.engine.result import Account
from tests.engine.bench import compiled, fact, person, scored

ASKING = """
    scheme: asking
    title: 什么都问的办法
    people: {scored: [formal, probationary], graded: [formal]}
    quotas:
      first: {title: 头名, places: 1}
    parts:
      - part: base
        title: 基础分
        items:
          - item: base.duty
            title: 履行义务
            full: 10
            facts: {absent: {title: 缺席, points: -1, counts_when: not signed_in}}
      - part: plus
        title: 加分
        items:
          - item: plus.help
            title: 帮助群众
            facts:
              help: {title: 帮助群众, points: 2, times: {by: 2, when: "time >= 18:00"}}
              course:
                title: 听课
                points: {by: "share(quantity, 8)", rows: {0..<0.5: 1, 0.5..: 3}}
    total: {score: base + plus}
    grades: {rows: [{grade: 好, when: quota.first}, {grade: 一般}]}
    outcomes:
      - {outcome: by_item, title: 一, kind: list, when: item.base.duty < 10}
      - {outcome: by_kind, title: 二, kind: list, when: points(help) >= 4}
      - {outcome: by_part, title: 三, kind: list, when: points(plus) == 0}
      - {outcome: by_points_of_item, title: 四, kind: list, when: points(plus.help) > points(base.duty)}
      - {outcome: top_two, title: 五, kind: list, when: pool.rank(score) <= 2}
      - {outcome: last, title: 六, kind: list, when: "pool.rank(score, from: bottom) == 1"}
      - {outcome: by_rank, title: 七, kind: list, when: rank == 1 and not vetoed}
      - {outcome: adult, title: 八, kind: list, when: age(2026-06-30) >= 60 or age < 18}
      - {outcome: monthly, title: 九, kind: list, when: "count(help, per: month) >= 2"}
      - {outcome: graded_well, title: 十, kind: list, when: grade == 好}
      - {outcome: risen, title: 十一, kind: list, when: score - prior(1).score >= 5}
      - {outcome: same_as_before, title: 十二, kind: list, when: grade == 好 and prior(1).grade == 好}
      - {outcome: small_pool, title: 十三, kind: list, when: "max(pool.size, 2) == 3"}
      - {outcome: at_end, title: 十四, kind: list, when: as_of == period.end and joined_on < period.start}
"""


def ask(*facts: object) -> list[Account]:
    """Three formal members of one branch and 陈某 of another."""
    people = [
        person("李明", birth_date=date(1966, 6, 30), joined_on=date(2001, 7, 1)),
        person("赵书记"),
        person("郑流动", birth_date=date(2000, 1, 1)),
        person("陈某", branch="外支部", status="probationary"),
    ]
    people[0].prior = [{"score": 5, "grade": "好"}]
    return scored(compiled(ASKING), people, list(facts))  # type: ignore[arg-type]


def outcomes(account: Account) -> dict[str, bool]:
    """Proposals by name; True where people must first find something out."""
    return {proposal.outcome: proposal.open for proposal in account.proposals}


def test_every_question_is_answered_for_the_right_members() -> None:
    li, zhao, zheng, chen = ask(
        fact(1, "help", "2026-03-05", time=time(19, 30)),
        fact(2, "help", "2026-03-20", time=time(9, 0)),
        fact(3, "absent", "2026-04-01", who=1, signed_in=False),
        fact(4, "absent", "2026-04-01", who=2, signed_in=True),
    )

    assert [(a.score, a.grade) for a in (li, zhao, zheng, chen)] == [
        (16, "好"),
        (9, "一般"),
        (10, "一般"),
        (10, None),
    ]
    assert outcomes(li) == {
        "by_kind": False, "top_two": False, "by_rank": False, "adult": False, "monthly": False,
        "graded_well": False, "risen": False, "same_as_before": False, "small_pool": False, "at_end": False,
    }  # fmt: skip
    assert outcomes(zhao) == {
        "by_item": False, "by_part": False, "last": False, "adult": True, "risen": True,
        "small_pool": False, "at_end": True,
    }  # fmt: skip
    assert outcomes(zheng) == {
        "by_part": False, "top_two": False, "risen": True, "small_pool": False, "at_end": True,
    }  # fmt: skip
    assert outcomes(chen) == {
        "by_part": False, "top_two": True, "last": True, "by_rank": True, "adult": True, "risen": True,
        "at_end": True,
    }  # fmt: skip


def test_a_fact_that_does_not_say_when_is_not_multiplied_and_is_marked() -> None:
    li = ask(fact(1, "help", "2026-03-05", time=None))[0]

    assert (li.score, li.flags) == (12, ["multiplier_unknown"])


def test_a_table_by_a_share_takes_exact_fractions() -> None:
    li, zhao, *_ = ask(
        fact(1, "course", "2026-03-05", quantity=4),
        fact(2, "course", "2026-03-05", who=1, quantity=Fraction("3.99")),
    )

    assert (li.score, zhao.score) == (13, 11)


def test_without_the_column_a_yes_or_no_is_unknown_and_the_fact_waits() -> None:
    zhao = ask(fact(3, "absent", "2026-04-01", who=1))[1]

    assert [(e.fact, e.drop.code, e.pending) for e in zhao.entries] == [("f3", "condition_unknown", True)]


def test_the_trace_sums_to_the_score_for_everyone() -> None:
    accounts = ask(
        fact(1, "help", "2026-03-05", time=time(19, 30)),
        *(fact(n, "absent", "2026-04-01", who=1, signed_in=False) for n in range(10, 25)),
    )

    assert [(a.score, a.trace_sum) for a in accounts] == [(14, 14), (0, 0), (10, 10), (10, 10)]
