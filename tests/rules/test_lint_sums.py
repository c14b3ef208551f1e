"""Lint on figures that stand side by side, and the ranges and reaches behind it."""

from fractions import Fraction

import pytest

from jifen.rules.lint.ranges import covers, holds_step, in_words, overlap, uncovered
from jifen.rules.lint.reach import Reach, of_bounded_item, of_part
from jifen.rules.model.base import Range, to_range
from tests.rules.small import SMALL, changed, checked, codes, told

# -- sums


def test_figures_that_agree_are_not_told():
    text = changed(
        (
            "title: 基础分",
            "title: 基础分\n    full: 10\n    cap: 10\n    start: 10\n"
            "    sections: [{section: a, title: 一, full: 10}]",
        ),
        ("full: 10\n        facts", "full: 10\n        section: a\n        facts"),
        ("{score: base}", "{score: {is: base, cap: 10}}"),
    )
    assert codes(text) == []


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("full: 20", ["满分 20，各小项满分合计 10"]),
        ("full: 10\n    cap: 12", ["满分 10，封顶 12"]),
        ("full: 10\n    start: 8", ["满分 10，起始分 8"]),
        (
            "full: 10\n    sections: [{section: a, title: 一, full: 4}, {section: b, title: 二, full: 4}]",
            ["满分 10，各小节满分合计 8"],
        ),
        ("full: 10\n    sections: [{section: a, title: 一, full: 4}, {section: b, title: 二}]", []),
        (
            "full: 10\n    allot: {months: [5, 5, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6], between: [5, 6], sum: 70}",
            ["满分 10，全年各月合计 70"],
        ),
        ("assumed: true", []),
    ],
)
def test_a_full_mark_is_weighed_against_what_is_inside(part: str, said: list[str]):
    found = told(changed(("title: 基础分", f"title: 基础分\n    {part}")))
    assert [line.partition("大项“base”")[2] for line in found if "sum-mismatch" in line] == said


def test_items_for_some_members_only_are_not_summed():
    part = ("title: 基础分", "title: 基础分\n    full: 20")
    assert codes(changed(part, ("full: 10", "full: 10\n        for: age > 60"))) == []
    assert codes(changed(part, ("full: 10", "start: 10"))) == []
    assert codes(changed(part, ("full: 10", "full: 10\n        enabled: false"))) == []


def test_a_section_is_weighed_against_its_items():
    text = changed(
        (
            "title: 基础分",
            "title: 基础分\n    sections: [{section: a, title: 一, full: 8}, {section: b, title: 二}]",
        ),
        ("full: 10", "full: 10\n        section: a"),
    )
    assert [line.partition("小节")[2] for line in told(text)] == ["“a”满分 8，各小项满分合计 10"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{is: base, cap: 100}", ["总分行“score”封顶 100，各大项满分合计 10"]),
        ("{is: base, cap: 10}", []),
        ("{is: months, cap: 100}", []),
        ("{is: basse, cap: 100}", []),
    ],
)
def test_the_cap_of_a_line_is_weighed_against_its_parts(line: str, said: list[str]):
    text = changed(("title: 基础分", "title: 基础分\n    full: 10"), ("{score: base}", f"{{score: {line}}}"))
    assert [found.partition("sum-mismatch ")[2] for found in told(text) if "sum-mismatch" in found] == said


@pytest.mark.parametrize(
    ("months", "found"),
    [
        ("[6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6]", ["allot-sum"]),
        ("[5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5]", ["allot-sum"]),
        ("[5, 5, 6, 6, 6, 6, 6, 6, 6, 6, 5, 7]", ["allot-month"]),
        ("[5.5, 5.5, 5.9, 5.9, 5.9, 5.9, 5.9, 5.9, 5.9, 5.9, 5.9, 5.9]", []),
    ],
)
def test_e43_an_allotment_comes_to_its_sum_inside_its_bounds(months: str, found: list[str]):
    allot = f"    allot: {{months: {months}, between: [5, 6], sum: 70}}\n    items:"
    assert codes(changed(("    items:", allot))) == found


# -- arithmetic of ranges and reach


def r(text: str) -> Range:
    return to_range(text)


@pytest.mark.parametrize(
    ("one", "other", "common"),
    [
        ("1..3", "3..5", True),
        ("1..<3", "3..5", False),
        ("1..3", "3<..5", False),
        ("..5", "1..", True),
        ("1..2", "4..5", False),
    ],
)
def test_ranges_overlap_where_they_share_a_number(one: str, other: str, common: bool):
    assert overlap(r(one), r(other)) is common
    assert overlap(r(other), r(one)) is common


@pytest.mark.parametrize(
    ("one", "other", "whole"),
    [
        ("1..5", "2..3", True),
        ("1..5", "1..5", True),
        ("1<..5", "1..5", False),
        ("1..<5", "1..5", False),
        ("1..", "..5", False),
    ],
)
def test_a_range_covers_what_lies_in_it(one: str, other: str, whole: bool):
    assert covers(r(one), r(other)) is whole


@pytest.mark.parametrize(
    ("whole", "ranges", "left"),
    [
        ("..100", ["90..", "60..<80"], ["不到 60 分", "80 分以上（含）、不到 90 分"]),
        ("0..100", ["0..50", "50<..100"], []),
        ("0..100", ["10..20", "15..30"], ["0 分以上（含）、不到 10 分", "30 分以上（不含）、不超过 100 分"]),
        ("0..100", [], ["0 分以上（含）、不超过 100 分"]),
        ("0..100", ["200..300"], ["0 分以上（含）、不超过 100 分"]),
        ("..", ["..<60", "60<.."], ["60 分以上（含）、不超过 60 分"]),
    ],
)
def test_what_no_range_holds_is_left(whole: str, ranges: list[str], left: list[str]):
    span = Range(None, None) if whole == ".." else r(whole)
    assert [in_words(gap) for gap in uncovered(span, map(r, ranges))] == left


@pytest.mark.parametrize(
    ("span", "step", "held"),
    [
        ("79<..<80", "1", False),
        ("79<..<80", "1/10", True),
        ("79<..80", "1", True),
        ("79..", "1", True),
        ("..79", "1", True),
    ],
)
def test_a_range_holds_a_step_or_not(span: str, step: str, held: bool):
    assert holds_step(r(span), Fraction(step)) is held


def test_reach_is_bounded_by_floor_and_cap():
    scheme = checked(SMALL)[0].scheme
    [part] = scheme.parts
    assert of_bounded_item(part.items[0]) == Reach(Fraction(0), Fraction(10))
    assert of_part(part) == Reach(Fraction(0), Fraction(10))
    free = checked(changed(("full: 10", "cap: 10\n        floor: -5")))[0].scheme.parts[0]
    assert of_bounded_item(free.items[0]) == Reach(Fraction(-5), Fraction(0))
