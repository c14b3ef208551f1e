"""The reference evaluator alone, against numbers worked out by hand: the bureau."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from jifen.rules.model.scheme import Scheme
from tests.oracle.evaluate import evaluate
from tests.oracle.facts import Account, Fact, Member
from tests.oracle.story import fact, member, scheme

ASPECTS = {"life": 4, "study": 4, "duty": 3, "service": 3, "work": 3, "conduct": 3}
MONTHS = [5, 5, *[6] * 10]


def bureau(**words: object) -> Scheme:
    """Base carried and spread, tasks by month, reward to ten, conversion, county extra outside."""
    aspects = [
        {
            "item": f"base.{name}",
            "title": name,
            "full": full,
            "facts": {f"{name}_fault": {"points": {"ask": "loss"}}},
        }
        for name, full in ASPECTS.items()
    ]
    base = {
        "part": "base",
        "title": "基础分",
        "start": {"carry": {"line": "converted", "share": "20%", "first": 20, "cap": 20, "round": 2}},
        "spread": {"digits": 2, "rest": "last"},
        "items": aspects,
    }
    task = {
        "part": "task",
        "title": "任务分",
        "allot": {"months": MONTHS, "between": [5, 6], "sum": 70, "scale": "allotted", "round": 2},
        "items": [
            {"item": "task.month", "title": "任务", "facts": {"task": {"points": {"between": [0, 6]}}}}
        ],
    }
    levels = {"by": "level", "rows": {"乡镇级": 3}, "none": "skip"}
    merits = {"merit": {"points": {"ask": "gain"}}, "commendation": {"points": levels}}
    reward = {
        "part": "reward",
        "title": "奖励分",
        "limit": {"per": "period", "points": 10, "side": "gains"},
        "items": [{"item": "reward.all", "title": "奖励", "facts": merits}],
    }
    county = {"points": {"by": "level", "rows": {"县级": 3}}, "needs": {"filed": True}}
    extra = {
        "part": "extra",
        "title": "另行加分",
        "items": [{"item": "extra.county", "title": "县级表彰", "facts": {"county_commendation": county}}],
    }
    ratios = {"优秀": "100%", "合格": "90%", "基本合格": "85%", "不合格": "80%"}
    serious = {
        "override": "direct",
        "title": "直接不合格",
        "effect": {"grade": "不合格"},
        "facts": {"serious_warning": {"valid": {"from": "decided_on", "until": "effect_until"}}},
    }
    return scheme(
        people={"scored": ["formal"], "graded": ["formal"], "min_months": 6},
        parts=[base, task, reward, extra],
        total={
            "raw": "base + task + reward",
            "ratio": {"by": "appraisal", "rows": ratios},
            "converted": {"is": "raw * ratio", "round": 2},
            "score": "converted + extra",
        },
        override=[serious],
        grades={
            "gap": "down",
            "rows": [
                {"grade": "优秀", "range": "90.."},
                {"grade": "合格", "range": "80..89"},
                {"grade": "基本合格", "range": "60..79"},
                {"grade": "不合格", "range": "..<60"},
            ],
        },
        **words,
    )


def tasks(who: str, months: range = range(1, 13), **given: str) -> list[Fact]:
    """Every month's task done in full, except where `m6="4.5"` gives less."""
    return [
        fact(who, "task", f"2026-{month:02d}-20", value=given.get(f"m{month}", str(MONTHS[month - 1])))
        for month in months
    ]


def score(person: Member, facts: list[Fact], as_of: date | None = None) -> Account:
    return evaluate(bureau(), [person], facts, 2026, as_of)[person.id]


def test_evaluate_first_year() -> None:  # E29
    facts = tasks("李明", m2="4", m6="4.5", m9="4.5")
    facts += [
        fact("李明", "life_fault", "2026-03-01", value=1),
        fact("李明", "life_fault", "2026-08-01", value="1.5"),
    ]
    facts += [fact("李明", "life_fault", "2026-09-01", value=1)]
    facts += [fact("李明", "commendation", "2026-05-01", level="township")]
    facts += [fact("李明", "merit", "2026-07-01", value=3)]
    account = score(member("李明", appraisal="合格"), facts)
    assert account.items["base.life"] == Fraction("0.5")
    assert account.parts == {"base": Fraction("16.5"), "task": 66, "reward": 6, "extra": 0}
    assert account.lines == {
        "raw": Fraction("88.5"),
        "ratio": Fraction("0.9"),
        "converted": Fraction("79.65"),
        "score": Fraction("79.65"),
    }


def test_evaluate_first_year_of_the_book() -> None:  # E29: 17.5 + 66 + 6 = 89.5, x 0.90 = 80.55
    facts = tasks("李明", m2="4", m6="4.5", m9="4.5")
    facts += [
        fact("李明", "life_fault", "2026-03-01", value=1),
        fact("李明", "life_fault", "2026-08-01", value="1.5"),
    ]
    facts += [fact("李明", "commendation", "2026-05-01", level="township")]
    facts += [fact("李明", "merit", "2026-07-01", value=3)]
    account = score(member("李明", appraisal="合格"), facts)
    assert (account.lines["raw"], account.score, account.grade) == (
        Fraction("89.5"),
        Fraction("80.55"),
        "合格",
    )


def test_evaluate_second_year_spreads_the_carried_base_and_caps_the_reward() -> None:  # E30
    person = member("李明", appraisal="优秀", prior=[{"converted": Fraction("80.55")}])
    clean = score(person, [])
    assert [str(value) for value in clean.items.values() if value][:6] == [
        "161/50", "161/50", "121/50", "121/50", "121/50", "241/100",
    ]  # fmt: skip
    facts = tasks("李明", m2="3.5")
    facts += [fact("李明", "service_fault", "2026-04-01", value=1)]
    facts += [
        fact("李明", "merit", f"2026-0{month}-01", value=size) for month, size in ((1, 6), (2, 5), (3, 2))
    ]
    account = score(person, facts)
    assert account.parts == {"base": Fraction("15.11"), "task": Fraction("68.5"), "reward": 10, "extra": 0}
    assert [size for (_, path), size in account.credited.items() if path == "reward.all.merit"] == [6, 4]
    assert (account.score, account.grade) == (Fraction("93.61"), "优秀")


@pytest.mark.parametrize(
    ("filed_on", "as_of", "total"),
    [
        (date(2026, 12, 1), date(2026, 12, 31), "85.8"),
        (date(2027, 1, 4), date(2026, 12, 31), "82.8"),
        (date(2027, 1, 4), None, "85.8"),
        (None, None, "82.8"),
    ],
)
def test_evaluate_county_commendation_counts_outside_the_ten_once_filed(
    filed_on: date | None, as_of: date | None, total: str
) -> None:  # E31
    filed = {} if filed_on is None else {"filed_on": filed_on}
    facts = [*tasks("李明", m1="0", m2="4"), fact("李明", "life_fault", "2026-04-01", value=1)]
    facts += [fact("李明", "merit", "2026-07-01", value=9)]
    facts += [fact("李明", "county_commendation", "2026-11-01", level="county", **filed)]
    assert score(member("李明", appraisal="合格"), facts, as_of).score == Fraction(total)


def test_evaluate_township_commendation_counts_inside_the_ten() -> None:  # E31
    facts = [*tasks("李明", m1="0", m2="4"), fact("李明", "life_fault", "2026-04-01", value=1)]
    facts += [
        fact("李明", "merit", "2026-07-01", value=9),
        fact("李明", "commendation", "2026-11-01", level="township"),
    ]
    assert score(member("李明", appraisal="合格"), facts).score == Fraction("83.7")


def test_evaluate_rise_by_two_grades() -> None:  # E34
    person = member("李明", appraisal="合格", prior=[{"converted": 58, "grade": "不合格"}])
    facts = [*tasks("李明", m2="3"), fact("李明", "merit", "2026-07-01", value="9.5")]
    account = score(person, facts)
    assert list(account.items.values())[:6] == [Fraction(n, 100) for n in (232, 232, 174, 174, 174, 174)]
    assert (account.score, account.grade) == (Fraction("80.19"), "合格")


@pytest.mark.parametrize(
    ("until", "grade", "state"),
    [
        (date(2027, 2, 20), "不合格", "grade_forced"),
        (date(2026, 12, 31), "不合格", "grade_forced"),
        (date(2026, 12, 30), "优秀", "number"),
        (date(2026, 9, 10), "优秀", "number"),
    ],
)
def test_evaluate_serious_warning_forces_the_grade_while_it_lasts(
    until: date, grade: str, state: str
) -> None:  # E35
    facts = [*tasks("李明", m2="4.2"), fact("李明", "merit", "2026-02-01", value="5")]
    warned = fact("李明", "serious_warning", "2025-08-01", decided_on=date(2025, 8, 20), effect_until=until)
    account = score(member("李明", appraisal="优秀"), [*facts, warned])
    assert (account.score, account.grade, account.state) == (Fraction("94.2"), grade, state)
    assert account.grade_without_override == "优秀"


def test_evaluate_exempt_member_keeps_his_ledger_to_may() -> None:  # E36
    person = member("李明", appraisal="合格", exempt_from=date(2026, 6, 12))
    facts = [*tasks("李明", range(1, 6), m4="4"), fact("李明", "task", "2026-06-20", value=6, id="june")]
    account = score(person, facts)
    assert (account.state, account.score, account.grade, account.rank) == ("not_scored", None, None, None)
    assert account.dropped == {("june", "task.month.task"): "after_left"}


@pytest.mark.parametrize(("prior", "annual"), [([{"converted": 84}], "75.12"), ([], "78")])
def test_evaluate_transfer_in_scales_the_tasks(prior: list[dict[str, object]], annual: str) -> None:  # E37
    person = member("李明", appraisal="合格", joined_on=date(2026, 7, 1), prior=prior)
    facts = tasks("李明", range(7, 13), m9="3")
    facts += [
        fact("李明", "work_fault", "2026-08-01", value="0.5"),
        fact("李明", "merit", "2026-10-01", value=3),
    ]
    account = score(person, facts)
    assert account.parts["task"] == Fraction("64.17")
    assert (account.score, account.state) == (Fraction(annual), "number")


def test_evaluate_transfer_adds_what_was_earned_elsewhere() -> None:  # E38
    moved = {"joined_on": date(2026, 10, 10), "earned_elsewhere": Fraction("45.5"), "allotted_elsewhere": 52}
    facts = tasks("李明", range(10, 13), m10="5")
    assert score(member("李明", appraisal="合格", **moved), facts).parts["task"] == Fraction("62.5")


@pytest.mark.parametrize(("joined", "state"), [((2026, 7, 15), "number"), ((2026, 7, 16), "not_graded")])
def test_evaluate_six_months_are_needed_for_a_grade(joined: tuple[int, int, int], state: str) -> None:  # E39
    person = member("李明", appraisal="合格", joined_on=date(*joined))
    assert score(person, tasks("李明", range(8, 13))).state == state
