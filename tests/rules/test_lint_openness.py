"""Lint on what a text leaves open, on the procedure, and on words of later versions."""

import pytest

from tests.rules.small import changed, checked, codes, of_cycle, of_rule, told

POINTS = "points: -1}"

# -- what the text leaves open


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (changed(("    clause: 第一条\n", "")), ["大项“base”没有写条款"]),
        (changed(("    clause: 第一条\n", "    assumed: true\n")), []),
        (changed(("    clause: 第一条\n", ""), ("scheme: demo", "scheme: demo\nassumed: true")), []),
        (changed(more="grades: {rows: [{grade: 好, clause: 四}]}\n"), []),
        (changed(more="grades: {clause: 四, rows: [{grade: 好}]}\n"), []),
        (changed(more="grades: {rows: [{grade: 好}]}\n"), ["grades 没有写条款"]),
        (changed(more="outcomes: [{outcome: o, title: 建议, kind: flag}]\n"), ["结果运用“o”没有写条款"]),
        (
            changed(more="override: [{override: v, title: 否决, when: score < 0, effect: {zero: total}}]\n"),
            ["一票否决“v”没有写条款"],
        ),
    ],
)
def test_everything_has_a_clause_or_is_assumed(text: str, found: list[str]):
    assert [line.partition("missing-clause ")[2] for line in told(text)] == found


@pytest.mark.parametrize(
    ("points", "found"),
    [
        ("{ask: loss}", ["vague-without-decider"]),
        ("{ask: loss}, needs: {decided_by: branch_committee}", []),
        ("{by: excuse, rows: {sick: unset}, none: unset}", ["hole", "hole"]),
        ("{unset: loss}, enabled: false", ["full-for-all"]),
    ],
)
def test_open_values_are_told_while_they_are_live(points: str, found: list[str]):
    assert of_rule(f"points: {points}") == found


def test_a_veto_that_is_off_needs_no_document():
    text = changed(
        more="override: [{override: v, title: 否决, clause: 五, effect: {zero: total},\n"
        "  facts: {crime: {title: 罪, enabled: false}, theft: {title: 盗, needs: {document: true}}}}]\n"
    )
    assert codes(text) == []


# -- the procedure

STEP = "steps: [{step: review, title: 初评, owner: branch_committee}]"


def test_who_does_the_committees_work_where_there_is_none_is_told_as_a_note():
    assert of_cycle(STEP) == ["step-owner cycle 里由支委会办的环节（初评），不设支委会的支部由党员大会办"]
    assert of_cycle(f"{STEP}, without_committee: member_assembly") == []
    assert of_cycle("steps: [{step: post, title: 登记, owner: recorder}]") == []


FILED = "publicity: {days: 5, unit: day}, filing: {to: superior, by: {day: 10}}"


@pytest.mark.parametrize(
    ("cycle", "months"),
    [
        (f"on: {{day: 8}}, {FILED}", 12),
        (f"on: {{day: 1}}, {FILED}", 0),
        (f"on: {{first: friday}}, {FILED}", 4),
        (f"on: {{workday: 8}}, {FILED}", 12),
        (f"on: {{month_end: true, lag: 0}}, {FILED}", 0),
        (f"on: {{month_end: true, lag: 1}}, {FILED}", 12),
        (f"on: {{month_day: 06-01}}, {FILED}", 0),
        (f"steps: [{{step: assembly, title: 大会, owner: member_assembly, on: {{day: 8}}}}], {FILED}", 12),
        (f"steps: [{{step: assembly, title: 大会, owner: member_assembly}}], {FILED}", 0),
        ("on: {day: 8}, filing: {to: superior, by: {day: 10}}", 0),
        ("on: {day: 8}, publicity: {days: 5}", 0),
        ("on: {day: 8}, publicity: {days: 5}, filing: {to: superior}", 0),
        ("on: {day: 8}, publicity: {days: 5}, filing: {to: superior, by: {workday: 3}}", 0),
    ],
)
def test_months_in_which_the_notice_ends_too_late_are_counted(cycle: str, months: int):
    found = [line for line in of_cycle(cycle) if "filing-impossible" in line]
    assert [line.partition("年里有 ")[2].partition(" 个月")[0] for line in found] == (
        [str(months)] if months else []
    )


def test_filing_beside_the_notice_is_only_a_note():
    _, findings = checked(
        changed(
            more=f"cycle: {{every: month, on: {{day: 8}}, {FILED.replace('by:', 'parallel: true, by:')}}}\n"
        )
    )
    assert [(finding.severity.value, finding.code) for finding in findings] == [("info", "filing-impossible")]


@pytest.mark.parametrize(
    ("more", "below"), [("", False), ("open: [{slot: s, part: base, items: 2, points: 5}]\n", True)]
)
def test_an_upper_scheme_may_leave_a_value_to_those_below(more: str, below: bool):
    _, findings = checked(changed((POINTS, "points: {unset: loss}}"), more=more))
    assert [finding.remedy.endswith("由下级的办法在 fill 里定") for finding in findings] == [below]
