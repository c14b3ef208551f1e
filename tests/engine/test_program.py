"""The program as a whole: batches of whole branches, threads, order, and what it refuses."""

from datetime import date
from fractions import Fraction

import numpy as np
import pytest

from jifen.engine import program
from jifen.engine.errors import SchemeHasHoles, WrongBook
from jifen.engine.gather import Event, Person
from jifen.engine.linking import link
from jifen.engine.program import STEPS, score, stream
from jifen.engine.result import accounts
from tests.engine.bench import compiled, fact, gathered, person, scored

VILLAGE = """
    scheme: village
    title: 村党支部积分
    people: {scored: [formal, probationary], graded: [formal]}
    parts:
      - part: base
        title: 基础分
        items:
          - {item: base.duty, title: 履行义务, full: 10, facts: {absent: {title: 缺席, points: -1}}}
      - part: incentive
        title: 激励分
        items:
          - item: incentive.help
            title: 帮助群众
            facts: {help: {title: 帮助群众, points: 2}}
    total: {score: base + incentive}
    grades: {rows: [{grade: 好, range: 10..}, {grade: 一般}]}
"""


def three_branches() -> tuple[list[Person], list[Event]]:
    """李明 and 赵书记 of one branch, 周预备 of another, 陈某 of a third."""
    people = [
        person("李明"),
        person("陈某", branch="三支部"),
        person("周预备", branch="二支部", status="probationary"),
        person("赵书记"),
    ]
    facts = [
        fact(1, "absent", "2026-03-01"),
        fact(2, "help", "2026-03-02"),
        fact(3, "help", "2026-05-02", who=1),
        fact(4, "absent", "2026-05-02", who=2),
    ]
    return people, facts


def test_the_thirteen_steps_stand_in_their_order() -> None:
    assert list(STEPS) == [
        "admit", "derive", "value", "window", "same_matter", "pooled", "limit", "item", "part", "total",
        "override", "grade", "consequences",
    ]  # fmt: skip


def test_accounts_come_by_branch_and_keep_to_their_own_facts() -> None:
    people, facts = three_branches()

    found = scored(compiled(VILLAGE), people, facts)

    assert [(a.name, a.branch, a.score, a.grade, a.state.value) for a in found] == [
        ("李明", "一支部", 11, "好", "number"),
        ("赵书记", "一支部", 10, "好", "number"),
        ("陈某", "三支部", 12, "好", "number"),
        ("周预备", "二支部", 9, None, "not_graded"),
    ]


def test_a_stream_in_small_batches_and_threads_gives_the_same_accounts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    people, facts = three_branches()
    plan = link([compiled(VILLAGE)], 2026)
    book = gathered(plan, people, facts)
    whole = list(accounts(score(plan, book.members, book.facts, book.vocabulary)))
    monkeypatch.setattr(program, "BATCH_FACTS", 1)

    batches = score(plan, book.members, book.facts, book.vocabulary, threads=2)

    assert [batch.first_member for batch in batches] == [0, 2, 3]
    assert list(accounts(batches)) == whole


def test_without_trace_the_scores_are_the_same_and_the_entries_are_let_go() -> None:
    people, facts = three_branches()
    plan = link([compiled(VILLAGE)], 2026)
    book = gathered(plan, people, facts)

    (batch,) = stream(plan, [(book.members, book.facts)], book.vocabulary, trace=False)

    assert [Fraction(int(n), int(d)) for n, d in zip(batch.score, batch.score_den, strict=True)] == [
        11,
        10,
        12,
        9,
    ]
    assert len(batch.entry_rule) == 0


def test_nobody_gives_no_batch() -> None:
    plan = link([compiled(VILLAGE)], 2026)
    book = gathered(plan, [], [])

    assert score(plan, book.members, book.facts, book.vocabulary) == []


def test_a_roster_that_is_not_by_branch_is_refused() -> None:
    people, facts = three_branches()
    plan = link([compiled(VILLAGE)], 2026)
    book = gathered(plan, people, facts)
    book.members.branch = book.members.branch[::-1].copy()

    with pytest.raises(WrongBook, match="党员名册没有按支部排列"):
        score(plan, book.members, book.facts, book.vocabulary)


@pytest.mark.parametrize("column", ["member", "kind", "occurred_on"])
def test_facts_that_are_not_sorted_are_refused(column: str) -> None:
    plan = link([compiled(VILLAGE)], 2026)
    one = [fact(1, "absent", "2026-03-01"), fact(2, "absent", "2026-03-02"), fact(3, "help", "2026-03-03")]
    book = gathered(plan, [person("李明"), person("赵书记")], [*one, fact(4, "help", "2026-03-04", who=1)])
    values = getattr(book.facts, column)
    setattr(book.facts, column, np.ascontiguousarray(values[::-1]))

    with pytest.raises(WrongBook, match="事实没有按支部、党员、项目、日期排列"):
        score(plan, book.members, book.facts, book.vocabulary)


def test_a_live_hole_refuses_the_whole_run_and_says_what_to_do() -> None:
    text = VILLAGE.replace("points: 2}", "points: unset}")

    with pytest.raises(SchemeHasHoles) as refused:
        link([compiled(text)], 2026)

    assert str(refused.value) == (
        "《村党支部积分》还有 1 处没有给出分值（帮助群众：帮助群众），不能计分。"
        "请在办法文件里把 unset 换成经党员大会通过的分值，或选用带“样例”的办法。"
    )


def test_many_holes_are_counted_and_the_first_five_are_shown() -> None:
    kinds = ", ".join(f"k{n}: {{title: 事项{n}, points: unset}}" for n in range(7))

    with pytest.raises(SchemeHasHoles, match=r"还有 7 处没有给出分值.*事项4……等共 7 处"):
        link([compiled(VILLAGE.replace("help: {title: 帮助群众, points: 2}", kinds))], 2026)


def test_schemes_of_different_branches_are_scored_in_one_run() -> None:
    strict = compiled(
        VILLAGE.replace("scheme: village", "scheme: strict").replace("points: -1", "points: -2.5")
    )
    plan = link([compiled(VILLAGE), strict], 2026)
    people = [person("李明", scheme=0), person("陈某", branch="二支部", scheme=1)]
    book = gathered(plan, people, [fact(1, "absent", "2026-03-01"), fact(2, "absent", "2026-03-01", who=1)])

    found = accounts(score(plan, book.members, book.facts, book.vocabulary))

    assert [(a.name, a.tables.scheme, a.score) for a in found] == [
        ("李明", "village", 9),
        ("陈某", "strict", Fraction("7.5")),
    ]


def test_the_same_plan_is_linked_once() -> None:
    tables = compiled(VILLAGE)

    assert link([tables], 2026) is link([tables], 2026)
    assert link([tables], 2026) is not link([tables], 2026, date(2026, 6, 30))
