"""Lint on grades, tiers, quotas and overrides."""

import pytest

from tests.rules.small import changed, codes, told

# -- grades


def grades(rows: str, more: str = "", line: str = "base") -> list[str]:
    """What is said of the grades, without line and code."""
    text = changed(
        ("{score: base}", f"{{score: {line}}}"), more=f"grades: {{clause: 四, {more}rows: [{rows}]}}\n"
    )
    return [" ".join(found.split(" ")[1:]) for found in told(text)]


def test_grades_without_gap_are_not_told():
    assert grades("{grade: 好, range: 80..}, {grade: 中, range: 60..<80}, {grade: 差, range: ..<60}") == []
    assert grades("{grade: 好, when: score > 80}, {grade: 差}") == []
    assert grades("{grade: 好, range: 80..}, {grade: 差}") == []
    assert grades("{grade: 好, range: 80..}, {grade: 差, range: ..60}", "by: ballot, ") == []


@pytest.mark.parametrize(
    ("gap", "said"),
    [
        ("", "79 分以上（不含）、不到 80 分没有等次"),
        ("gap: flag, ", "79 分以上（不含）、不到 80 分没有等次"),
        ("gap: down, ", "79 分以上（不含）、不到 80 分，按 gap: down 算到下面一等"),
        ("gap: up, ", "79 分以上（不含）、不到 80 分，按 gap: up 算到上面一等"),
    ],
)
def test_a_gap_is_told_with_what_happens_to_it(gap: str, said: str):
    assert grades("{grade: 好, range: 80..}, {grade: 差, range: ..79}", gap) == [
        f"grade-gap grades 的分数段有空档：{said}"
    ]


def test_who_finds_no_place_must_have_a_grade_below():
    below = "{{grade: 中, range: 80..<95}}, {{grade: 差, range: ..<80}}"
    rows = f"{{{{grade: 好, range: 90.., quota: best, surplus: {{}}}}}}, {below}"
    some = "quotas: {best: {title: 名额, share: 1/3, round: down, ties: flag}}\n"

    def said(surplus: str, gap: str = "") -> list[str]:
        text = changed(more=some + f"grades: {{clause: 四, {gap}rows: [{rows.format(surplus)}]}}\n")
        return [found for found in (" ".join(one.split(" ")[1:]) for one in told(text)) if "名额满" in found]

    assert said("next") == ["grade-gap grades 的等次“好”的名额满了以后，95 分以上（含）的人没有等次可归"]
    assert said("flag") == said("next", "gap: down, ") == []


def test_a_gap_between_whole_points_is_none_where_scores_are_whole():
    rows = "{grade: 好, range: 80..}, {grade: 差, range: ..79}"
    assert grades(rows, line="{is: base, round: 0}") == []
    assert grades(rows, line="{is: base, round: 1}") != []


def test_the_ends_are_told_unless_the_line_keeps_the_score_inside():
    rows = "{grade: 好, range: 80..100}, {grade: 差, range: 0..<80}"
    assert grades(rows) == [
        "grade-gap grades 的分数段有空档：100 分以上（不含）没有等次",
        "grade-gap grades 的分数段有空档：不到 0 分没有等次",
    ]
    assert grades(rows, line="{is: base, floor: 0, cap: 100}") == []


def test_overlaps_are_told_unless_something_else_tells_the_rows_apart():
    rows = "{{grade: 好, range: 80..{}}}, {{grade: 中, range: 60..80}}, {{grade: 差, range: ..<60}}"
    said = "grade-overlap grades 的等次“中”的范围 60..80 和前面“好”的 80.. 有重叠，按写在前面的一等算"
    assert grades(rows.format("")) == [said]
    assert grades(rows.format(""), "overlap: first, ") == [said]
    assert grades(rows.format(", when: count(absent) == 0")) == []


@pytest.mark.parametrize(
    ("first", "second", "reachable"),
    [
        ("range: 60..", "range: 80..", False),
        ("range: 60..", "range: 60<..", False),
        ("range: 60<..", "range: 60..", True),
        ("range: 60..90", "range: 60..", True),
        ("range: 60..<90", "range: 60..90", True),
        ("title: 都", "range: 60..", False),
        ("title: 都", "title: 也", False),
        ("range: 60..", "title: 也", True),
        ("when: score > 1", "range: 60..", True),
    ],
)
def test_a_grade_behind_one_that_takes_all_its_scores_is_out_of_reach(
    first: str, second: str, reachable: bool
):
    found = grades(f"{{grade: 好, {first}}}, {{grade: 中, {second}}}", "gap: down, ")
    assert any("unreachable-grade" in line for line in found) is not reachable


def test_a_tier_without_condition_stands_last():
    rows = "tiers: {{rows: [{{tier: 甲, title: 甲{}}}, {{tier: 乙, title: 乙}}]}}\n"
    assert codes(changed(more=rows.format(", when: age > 60"))) == []
    assert codes(changed(more=rows.format(""))) == ["unreachable-tier"]


@pytest.mark.parametrize(
    ("quota", "good"),
    [
        ("share: 1/3", True),
        ("share: 100%", True),
        ("places: 5", True),
        ("by: score", False),
        ("share: 0", False),
        ("share: 3/2", False),
    ],
)
def test_a_quota_is_a_share_or_a_number_of_places(quota: str, good: bool):
    assert codes(changed(more=f"quotas: {{best: {{title: 名额, {quota}}}}}\n")) == (
        [] if good else ["quota-shape"]
    )


@pytest.mark.parametrize("effect", ["{}", "{zero: total, grade: 差}"])
def test_an_override_does_one_thing(effect: str):
    text = changed(
        more="grades: {clause: 四, rows: [{grade: 差}]}\n"
        f"override: [{{override: v, title: 否决, clause: 五, when: score < 0, effect: {effect}}}]\n"
    )
    assert codes(text) == ["override-empty"]


@pytest.mark.parametrize("effect", ["{ranked: false}", "{grade: 差, ranked: false}"])
def test_an_override_may_only_take_a_member_off_the_ranking(effect: str):
    text = changed(
        more="grades: {clause: 四, rows: [{grade: 差}]}\n"
        f"override: [{{override: v, title: 否决, clause: 五, when: score < 0, effect: {effect}}}]\n"
    )
    assert codes(text) == []
