"""A scheme written in the words of an office where the file wants a code: the answer names the code."""

import pytest

from jifen.rules.fieldwords.choicewords import option_meant
from tests.rules.small import changed, checked, codes, told

FACTS = "full: 10\n        facts:\n          absent: {title: 缺席会议, points: -1}"


@pytest.mark.parametrize(
    ("word", "among", "code"),
    [
        ("学期", ("year", "term", "day"), "term"),
        ("月", ("month", "quarter", "half", "period"), "month"),
        ("谈话", ("talk", "list", "flag"), "talk"),
        ("书记", ("member", "branch_secretary", "branch_committee"), "branch_secretary"),
        ("取消", ("cancel_probation", "cancel_activist"), None),
        ("年底", ("always", "close"), None),
    ],
)
def test_an_option_in_chinese_is_known_where_it_can_be_only_one(
    word: str, among: tuple[str, ...], code: str | None
):
    assert option_meant(word, among) == code


def test_a_category_in_chinese_is_answered_with_every_code_and_told_once():
    _, findings = checked(changed(("graded: [formal]", "graded: [群众]")))
    assert [(finding.code, finding.remedy) for finding in findings] == [
        (
            "unknown-reference",
            "正式党员写 formal、预备党员写 probationary、发展对象写 development_target、"
            "入党积极分子写 activist、入党申请人写 applicant",
        )
    ]


def test_a_value_left_to_those_below_may_stay_open():
    text = changed(
        ("points: -1", "points: unset"), more="open: [{slot: own, part: base, items: 1, points: 2}]\n"
    )
    _, findings = checked(text)
    assert [finding.remedy for finding in findings if finding.code == "hole"] == [
        "由本单位研究定下分值，把 unset 改成分数；有意留给下级的不用改，由下级的办法在 fill 里定"
    ]


@pytest.mark.parametrize(
    ("points", "found"),
    [("{per: 3, give: 1}", []), ("{by: quantity, rows: {..<3: 1, 3..: 2}}", ["net-cap"])],
)
def test_a_cap_on_hours_put_together_holds_gains_alone(points: str, found: list[str]):
    facts = f"cap: 6\n        facts:\n          help: {{title: 帮扶, points: {points}, over: month}}"
    assert [code for code in codes(changed((FACTS, facts))) if code == "net-cap"] == found


def test_a_category_the_language_does_not_know_is_no_second_fault():
    assert "graded-not-scored" not in " ".join(told(changed(("graded: [formal]", "graded: [formal, 群众]"))))
