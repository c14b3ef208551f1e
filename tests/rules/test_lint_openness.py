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
        ("{by: excuse, rows: {sick: unset}, none: unset}", ["mixed-item", "hole", "hole"]),
        ("{unset: loss}, enabled: false", []),
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


# -- words of later versions

TWO = "tiers: {rows: [{tier: 甲, title: 甲, when: age > 60}, {tier: 乙, title: 乙}]}\n"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (changed(more="extends: {scheme: upper, version: 1}\n"), "extends"),
        (changed(more="open: [{slot: s, part: base, items: 2, points: 5}]\n"), "open"),
        (changed(more="feeds: [{to: other, kind: praise}]\n"), "feeds"),
        (changed(more="spend: {enabled: true}\n"), "spend"),
        (changed(more="spend: {enabled: false}\n"), None),
        (changed(more="fill: {base.a: 1}\n"), "fill"),
        (changed(more="quotas: {q: {title: 前列, places: 3, ties: keys, keys: base}}\n"), "ties: keys"),
        (changed(more="flags: {exam: {title: 考试成绩, measure: true}}\n"), "measure"),
        (
            changed(more="outcomes: [{outcome: o, title: 建议, clause: 六, kind: flag, at: month_end}]\n"),
            "at: month_end",
        ),
        (changed(("    items:", "    start: {points: 5, prorate: months}\n    items:")), "start 的 prorate"),
        (changed(more="period: {kind: quarter}\n"), "period.kind: quarter"),
        (changed(("{scored:", "{account: household, scored:")), "people.account: household"),
        (changed(("{scored:", "{pool: group, scored:")), "people.pool: group"),
        (changed(more=TWO.replace("{rows", "{on: period.end, rows")), "tiers.on: period.end"),
        (changed(more="gate: [{gate: score > 1}]\n"), "gate"),
        (changed(("{score: base}", "{score: {is: base, gate: {gate: base > 1}}}")), "gate"),
        (changed(("{score: base}", "{score: {is: base, floor: {at: 0, each: true}}}")), "floor.each"),
        (changed(("    items:", "    floor: {at: 0, each: true}\n    items:")), "floor.each"),
        (changed(("    items:", "    floor: {at: 0}\n    items:")), None),
        (
            changed(("    items:", "    start: {by: tier, rows: {甲: all, 乙: 1}}\n    items:"), more=TWO),
            "start 的行里不是分数的写法",
        ),
        (changed(("full: 10", "full: 10\n        floor: {at: 0, each: true}")), "floor.each"),
        (changed(("full: 10", "full: 10\n        value: 5")), "value"),
        (changed(("full: 10", "full: 10\n        gate: {gate: score > 1}")), "gate"),
        (
            changed(("full: 10", "full: 10\n        expect: {expect: e, title: 汇报, run: 9, else: -1}")),
            "expect.run",
        ),
        (
            changed(
                ("full: 10", "full: 10\n        expect: {expect: e, title: 汇报, after: absent, else: -1}")
            ),
            "expect.after",
        ),
        (changed(("full: 10", "full: 10\n        expect: {expect: e, title: 汇报, else: all}")), "else: all"),
        (changed((POINTS, "points: -1, needs: {any_of: [{document: true}]}}")), "needs.any_of"),
        (changed((POINTS, "points: -1, to: household.head}")), "to"),
        (changed((POINTS, "points: {mean: quantity}}")), "mean"),
        (changed((POINTS, "points: {by: quantity, rows: {1: {each: -1}}}}")), "each"),
        (changed((POINTS, "points: {by: quantity, rows: {1: -1}, none: {each: -1}}}")), "each"),
    ],
)
def test_a_word_of_a_later_version_is_refused(text: str, word: str | None):
    found = [line.partition("还不能计算")[2] for line in told(text) if "word-not-yet-run" in line]
    assert found == ([] if word is None else [f"“{word}”"])


@pytest.mark.parametrize(
    ("override", "word"),
    [
        ("when: score < 0, effect: {hold: gains}", "hold"),
        ("when: score < 0, effect: {zero: base}", "zero: base"),
        ("when: score < 0, while: age > 1, effect: {zero: total}", "while"),
        ("when: score < 0, repaired: {points: 1, when: age > 1}, effect: {zero: total}", "repaired"),
        ("when: score < 0, effect: {zero: total, ranked: false}", "ranked: false"),
        ("facts: {k: {title: 罪, to: household.head, needs: {document: true}}}, effect: {zero: total}", "to"),
    ],
)
def test_an_override_of_a_later_version_is_refused(override: str, word: str):
    text = changed(more=f"override: [{{override: v, title: 否决, clause: 五, {override}}}]\n")
    assert [line.partition("还不能计算")[2] for line in told(text)] == [f"“{word}”"]
