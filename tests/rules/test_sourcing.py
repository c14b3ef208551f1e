"""What the rows of registers stand for under each 办法 of the shelf, case by case."""

from datetime import date
from pathlib import Path

import pytest

import jifen
from jifen.rules.model.scheme import Scheme
from jifen.rules.reading import check_scheme
from jifen.rules.sourcing import CASES, FAMILIES, find_answer, list_sourced

LIBRARY = Path(jifen.__file__).parent / "library"
FIRST, LAST = date(2026, 3, 1), date(2026, 3, 31)
LATE_DUES = {"DUES.PAID_LATE": "dues_late", "DUES.PAID_SHORT": "dues_late", "DUES.UNPAID": "dues_late"}
SAID: dict[str, dict[str, str]] = {
    "village-branch": {
        "MEETING.ABSENT": "meeting_absent",
        "MEETING.LATE": "meeting_late",
        "MEETING.LEFT_EARLY": "left_early",
        "ACTIVITY.ABSENT": "meeting_absent",
        "ACTIVITY.CAME_LATE": "meeting_late",
        "ACTIVITY.LEFT_EARLY": "left_early",
        **LATE_DUES,
        "STUDY.ABSENT": "? meeting_absent",
        "LABOUR.ABSENT": "labour_missed",
        "PATROL.TOOK_PART": "patrol_year",
        "PATROL.ABSENT": "? labour_missed",
    },
    "school-branch": {
        "MEETING.ABSENT": "meeting_missed",
        "MEETING.LATE": "? meeting_missed",
        "MEETING.LEFT_EARLY": "? meeting_missed",
        "ACTIVITY.TOOK_PART": "superior_activity",
        "ACTIVITY.ABSENT": "meeting_missed",
        "ACTIVITY.CAME_LATE": "? meeting_missed",
        "ACTIVITY.LEFT_EARLY": "? meeting_missed",
        **LATE_DUES,
        "THOUGHT_REPORT.HANDED_IN_LATE": "papers_late",
        "THOUGHT_REPORT.MISSING": "papers_late",
        "STUDY.ABSENT": "? meeting_missed",
        "NOTES.UNWRITTEN": "notes_missing",
        "ESSAY.UNWRITTEN": "essay_missing",
        "EXAM.FAILED": "charter_exam_failed",
        "TASK.DONE_LATE": "? task_shirked",
        "TASK.NOT_DONE": "? task_shirked",
    },
    "township-branch": {
        "MEETING.CAME": "meeting_attended",
        "MEETING.ABSENT": "meeting_absent",
        "MEETING.LATE": "meeting_late",
        "MEETING.LEFT_EARLY": "meeting_late",
        "ACTIVITY.ABSENT": "meeting_absent",
        "ACTIVITY.CAME_LATE": "meeting_late",
        "ACTIVITY.LEFT_EARLY": "meeting_late",
        "DUES.PAID": "dues_paid",
        **LATE_DUES,
        "THOUGHT_REPORT.HANDED_IN": "migrant_report",
        "STUDY.TOOK_PART": "study_done",
        "STUDY.ABSENT": "study_missed meeting_absent",
        "NOTES.WRITTEN": "study_notes",
        "COURSE.PASSED": "course_passed",
        "LECTURE.GAVE": "lecture_given",
        "LABOUR.TOOK_PART": "labour_half_day",
        "PATROL.TOOK_PART": "? labour_half_day",
        "TASK.DONE": "resolution_done urgent_task",
        "TASK.OVERFULFILLED": "? resolution_done urgent_task",
        "TASK.DONE_LATE": "? task_refused",
        "TASK.NOT_DONE": "? task_refused",
    },
    "county-declared": {
        "MEETING.ABSENT": "meeting_missed",
        "MEETING.LATE": "? meeting_missed",
        "MEETING.LEFT_EARLY": "? meeting_missed",
        "ACTIVITY.ABSENT": "meeting_missed",
        "ACTIVITY.CAME_LATE": "? meeting_missed",
        "ACTIVITY.LEFT_EARLY": "? meeting_missed",
        **LATE_DUES,
        "STUDY.ABSENT": "study_missed meeting_missed",
        "LABOUR.TOOK_PART": "public_labour",
        "PATROL.TOOK_PART": "? public_labour",
        "TASK.NOT_DONE": "task_failed",
    },
    "bureau-branch": {"TASK.DONE": "task_done", "TASK.OVERFULFILLED": "overfulfilled"},
}
"""A question mark: people choose among those named; else the first is suggested."""


def scheme_of(name: str) -> Scheme:
    bound, _ = check_scheme((LIBRARY / name / "scheme.yaml").read_text(encoding="utf-8"), name)
    assert bound is not None
    return bound.scheme


@pytest.mark.parametrize("name", SAID)
def test_library_answers_each_case_as_pinned(name: str) -> None:
    facts = list_sourced(scheme_of(name), FIRST, LAST)

    said = {}
    for case in CASES:
        answer = find_answer(facts, case.code)
        if answer is not None:
            said[case.code] = " ".join(("" if answer.kind else "?", *answer.candidates)).strip()

    assert said == SAID[name]


@pytest.mark.parametrize("name", ["township-branch-sample", "county-declared-sample"])
def test_sample_answers_as_the_document_it_fills_in(name: str) -> None:
    facts = list_sourced(scheme_of(name), FIRST, LAST)
    whole = list_sourced(scheme_of(name.removesuffix("-sample")), FIRST, LAST)

    for case in CASES:
        assert find_answer(facts, case.code) == find_answer(whole, case.code), case.code


SMALL = """\
scheme: small
version: 1
title: 小办法
assumed: true
cycle: {every: month}
people: {scored: [formal], graded: [formal]}
kinds: {sweep_labour: {title: 清扫村道, from: labour}}
parts:
  - part: base
    title: 基础分
    items:
      - item: base.dues
        title: 党费
        full: 10
        facts:
          dues_unpaid: {title: 没交党费, points: -2, from: dues}
          dues_late: {title: 党费迟交, points: -1, from: dues, enabled: false}
          dues_paid: {title: 按时交党费, points: 1, from: dues}
      - {item: base.sweep, title: 清扫, cap: 3, facts: {sweep_labour: {points: 1}}}
      - item: base.old
        title: 旧条
        in_force: {from: 2024-01-01, until: 2026-02-28}
        facts: {dues_short: {title: 没有交足, points: -1, from: dues}}
total: {score: base}
"""


def test_rows_that_are_switched_off_or_over_answer_nothing() -> None:
    bound, _ = check_scheme(SMALL, "small.yaml")
    assert bound is not None
    now, then = (
        list_sourced(bound.scheme, *days) for days in ((FIRST, LAST), (date(2026, 2, 1), date(2026, 2, 28)))
    )

    assert [fact.kind for fact in now] == ["dues_unpaid", "dues_paid", "sweep_labour"]
    assert {fact.kind for fact in then} - {fact.kind for fact in now} == {"dues_short"}
    assert find_answer(now, "DUES.PAID_LATE") is None
    assert find_answer(now, "DUES.UNPAID").kind == "dues_unpaid"  # type: ignore[union-attr]
    assert find_answer(now, "LABOUR.TOOK_PART").kind == "sweep_labour"  # type: ignore[union-attr]
    assert find_answer(now, "LABOUR.ABSENT") is None


def test_names_that_fit_alike_are_left_to_people() -> None:
    text = SMALL.replace(
        "dues_paid: {title",
        "dues_unpaid_again: {title: 又没交, points: -3, from: dues}\n          dues_paid: {title",
    )
    bound, _ = check_scheme(text, "small.yaml")
    assert bound is not None

    answer = find_answer(list_sourced(bound.scheme, FIRST, LAST), "DUES.UNPAID")

    assert answer is not None
    assert (answer.kind, answer.candidates) == ("", ("dues_unpaid", "dues_unpaid_again"))


def test_every_case_is_of_a_family_and_has_a_code() -> None:
    assert {case.code.partition(".")[0] for case in CASES} == set(FAMILIES)
    assert [case.code for case in CASES if not case.codes or not all(case.codes)] == []
