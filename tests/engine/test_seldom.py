"""Stories that chance tells seldom: places only one random book in a hundred comes by."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from jifen.engine.codes import State
from jifen.engine.linking import link
from jifen.engine.program import score
from jifen.engine.result import accounts
from tests.engine.bench import compiled, fact, gathered, person, scored

SMALL = """
    scheme: small
    title: 小办法
    people: {scored: [formal], graded: [formal]}
    parts:
      - part: base
        title: 基础分
        items:
          - item: base.duty
            title: 履行义务
            full: 10
            facts: {absent: {title: 缺席, points: -1}}
    total: {score: base}
"""
DUTY = """\
          - item: base.study
            title: 学习
            full: 20
            facts: {studied: {title: 参加学习, points: 1}}
            expect: {expect: missed, title: 没有学习, every: month, any_of: [studied], else: -1}
    total:"""
TIERED = """
    scheme: tiered
    title: 分层办法
    people: {scored: [formal], graded: [formal]}
    tiers: {rows: [{tier: home, title: 在家, when: residence == home}]}
    parts:
      - part: base
        title: 基础分
        items:
          - item: base.tier
            title: 层次分
            start: {by: tier, rows: {home: 30}}
            facts: {late: {title: 迟到, points: -1}}
    total: {score: base}
"""


def test_nobody_misses_a_duty_of_a_disabled_item() -> None:
    live = SMALL.replace("    total:", DUTY)
    disabled = live.replace("full: 20\n", "full: 20\n            enabled: false\n")

    found = [scored(compiled(text), [person("李明")], [])[0] for text in (live, disabled)]

    assert [(account.score, len(account.entries)) for account in found] == [(18, 12), (10, 0)]


def test_where_decisions_count_and_nothing_says_when_the_day_itself_counts() -> None:
    text = SMALL.replace("    parts:", "    period: {counts: decided_on}\n    parts:", 1)
    facts = [fact(1, "absent", "2026-03-01"), fact(2, "absent", "2025-12-31")]

    (account,) = scored(compiled(text), [person("李明")], facts)

    assert account.score == 9
    assert [(entry.fact, entry.drop.code) for entry in account.entries] == [
        ("f2", "outside_period"),
        ("f1", "none"),
    ]


def test_schemes_with_and_without_tiers_run_together() -> None:
    people = [person("李明"), person("陈某", branch="三支部", scheme=1, residence="home")]
    book = gathered(plan := link([compiled(SMALL), compiled(TIERED)], 2026), people, [])

    found = accounts(score(plan, book.members, book.facts, book.vocabulary))

    assert [(a.name, a.tier, a.score) for a in found] == [("李明", None, 10), ("陈某", "home", 30)]


def test_a_ceiling_under_every_open_row_leaves_nothing_to_choose() -> None:
    text = """
        scheme: ceiled
        title: 封顶办法
        people: {scored: [formal], graded: [formal]}
        flags: {praised: {title: 群众公认, finding: true}}
        parts:
          - part: base
            title: 基础分
            items: [{item: base.duty, title: 履行义务, full: 10, facts: {absent: {title: 缺席, points: -1}}}]
        override:
          - {override: warned, title: 受过警告, effect: {ceiling: 合格}, facts: {warning: {title: 警告}}}
        total: {score: base}
        grades:
          rows:
            - {grade: 优秀, when: finding.praised}
            - {grade: 合格}
    """

    (account,) = scored(compiled(text), [person("李明")], [fact(1, "warning", "2026-03-01")])

    assert (account.grade, account.own_grade, account.options) == ("合格", None, ())


def test_a_second_key_does_not_settle_what_the_first_cannot_tell() -> None:
    quota = "{title: 前一名, places: 1, ties: keys, keys: [age, count(absent)]}"
    text = SMALL.replace(
        "total: {score: base}", f"total: {{score: {{is: base, cap: 8}}}}\n    quotas: {{best: {quota}}}"
    )
    people = [person("李明"), person("王组织员"), person("郑流动")]
    absences = [fact(1, "absent", "2026-03-01"), fact(2, "absent", "2026-03-01", who=1)]

    unknown, known = (
        scored(compiled(text), [replace(one, fields=one.fields | birth) for one in people], absences)
        for birth in ({}, {"birth_date": date(1980, 5, 1)})
    )

    assert [account.quotas for account in unknown] == [{"best": "tied"}] * 3
    assert [account.quotas["best"] for account in known] == ["tied", "tied", "out"]


def test_an_answer_is_due_in_the_period_in_which_the_notice_is_decided() -> None:
    text = SMALL.replace(
        "    parts:", "    period: {counts: decided_on}\n    kinds: {notice: {title: 通知}}\n    parts:", 1
    )
    duty = "{expect: silent, title: 没有回执, after: notice, within_days: 5, any_of: absent, else: -2}"
    text = text.replace("full: 10\n", f"full: 10\n            expect: {duty}\n", 1)
    days = {
        "2025-12-31": "2026-01-04",
        "2026-03-01": "2026-03-02",
        "2026-05-01": "2027-01-04",
        "2026-07-01": None,
    }
    decided = {day: {} if on is None else {"decided_on": date.fromisoformat(on)} for day, on in days.items()}
    notices = [fact(number, "notice", day, **fields) for number, (day, fields) in enumerate(decided.items())]

    (account,) = scored(compiled(text), [person("李明")], notices)

    assert [date.fromordinal(entry.day).isoformat() for entry in account.entries] == [
        "2026-01-05",
        "2026-03-06",
        "2026-07-06",
    ]
    assert account.score == 4


def test_a_part_that_counts_nothing_leaves_a_line_kept_entry_by_entry_nothing_to_fall_from() -> None:
    total = "{steps: {is: base, floor: {at: 0, each: true}}, score: base}"
    veto = "[{override: nothing, title: 不计, effect: {zero: base}, when: score > 3}]"
    text = SMALL.replace("total: {score: base}", f"total: {total}\n    override: {veto}")

    (account,) = scored(compiled(text), [person("李明")], [fact(1, "absent", "2026-03-01")])

    assert (account.score, account.computed, account.state) == (0, 9, State.ZERO_NOTHING)


def test_a_line_kept_entry_by_entry_may_stand_on_disabled_parts_alone() -> None:
    text = SMALL.replace("title: 基础分\n", "title: 基础分\n        enabled: false\n").replace(
        "total: {score: base}", "total: {score: {is: base, floor: {at: 0, each: true}}}"
    )

    (account,) = scored(compiled(text), [person("李明")], [fact(1, "absent", "2026-03-01")])

    assert (account.score, account.state) == (0, State.ZERO_NOTHING)


def test_who_is_not_scored_is_under_no_override_and_still_counts_among_all() -> None:
    text = SMALL.replace(
        "total: {score: base}",
        "total: {score: base}\n"
        "    flags: {exam: {title: 测验, measure: true}}\n"
        "    quotas: {best: {title: 前一半, share: 1/2, of: all}}\n"
        "    override: [{override: low, title: 不及格, effect: {ranked: false}, when: measure.exam < 60}]",
    )
    people = [person("李明"), person("周预备", **{"measure.exam": Fraction(50)})]
    people[1].fields["status"] = "activist"

    found = scored(compiled(text), people, [])

    assert [(account.name, account.quotas) for account in found] == [
        ("李明", {"best": "in"}),
        ("周预备", {}),
    ]
