"""The model's own readings of numbers, keys and ranges; what is written comes back as it was."""

import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from jifen.rules.model.base import Range, to_key, to_number, to_range
from jifen.rules.model.items import FactRule, Gate, Item
from jifen.rules.model.points import Ask, Fixed, Free, to_form
from jifen.rules.modelfaults import _PATTERNS
from tests.rules.small import SMALL, changed, checked, told


@pytest.mark.parametrize(
    ("written", "number"),
    [
        (3, Fraction(3)),
        (Decimal("0.50"), Fraction(1, 2)),
        ("-2/9", Fraction(-2, 9)),
        ("85%", Fraction(17, 20)),
        (Fraction(1, 3), Fraction(1, 3)),
    ],
)
def test_a_number_is_read_exactly(written: object, number: Fraction):
    assert to_number(written) == number


@pytest.mark.parametrize("written", [True, None, [1], {"a": 1}])
def test_what_is_no_number_is_refused(written: object):
    with pytest.raises(ValueError, match="这里要写一个数"):
        to_number(written)


@pytest.mark.parametrize(
    ("written", "text"), [(True, "是"), (False, "否"), (1, "1"), (Decimal("1.50"), "1.50"), ("甲", "甲")]
)
def test_a_key_is_text(written: object, text: str):
    assert to_key(written) == text


@pytest.mark.parametrize("written", ["70..90", "70<..<90.5", "..50", "100.."])
def test_a_range_is_said_as_it_was_written(written: str):
    assert str(to_range(written)) == written


def test_a_single_number_is_a_range_of_itself():
    assert to_range(3) == to_range(Decimal(3)) == Range(Fraction(3), Fraction(3))
    assert to_range(Range(Fraction(1), None)) == Range(Fraction(1), None)


def test_a_form_already_chosen_stays():
    assert to_form(Fixed(value=Fraction(1))) == Fixed(value=Fraction(1))


@pytest.mark.parametrize("written", ["1/3", "0.5", "2", "-2.25"])
def test_a_number_is_written_out_as_an_office_writes_it(written: str):
    text = changed(("{score: base}", f"{{score: {{by: tier, rows: {{甲: {written}}}}}}}"))
    dumped = checked(text)[0].scheme.total["score"].model_dump(mode="json")
    assert dumped["rows"] == {"甲": written}


@pytest.mark.parametrize(
    "points",
    [
        "{ask: {side: loss, usual: -3..-1}}",
        "{ask: loss, usual: -3..-1}",
        "{ask: {side: loss}, usual: -3..-1}",
    ],
)
def test_the_usual_range_of_a_judged_value_may_stand_inside_or_beside(points: str):
    rule = checked(changed(("points: -1", f"points: {points}")))[0].scheme.parts[0].items[0].facts["absent"]
    assert rule.points == Ask(side="loss", usual=to_range("-3..-1"))


@pytest.mark.parametrize("points", ["{unset: loss, usual: 1..2}", "{ask: loss, unusual: 1..2}", "all of it"])
def test_nothing_beside_a_form_is_passed_over(points: str):
    assert len(told(changed(("points: -1", f"points: {points}")))) == 1


@pytest.mark.parametrize(
    ("start", "said"),
    [
        ("{clause: 三}", "大项“base”的 start：start 只能写一种：一个数、by: tier 和 rows，或 carry"),
        ("{rows: {甲: 1}}", "大项“base”的 start：start 按层次写起始分时，by: tier 和 rows 要一起写"),
    ],
)
def test_an_opening_value_is_written_in_one_way(start: str, said: str):
    found = told(changed(("    items:", f"    start: {start}\n    items:")))
    assert [line.split(" ", 2)[2] for line in found] == [said]


def test_an_allotment_that_is_scaled_is_rounded():
    months = "months: [5, 5, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6], between: [5, 6], sum: 70"
    found = told(changed(("    items:", f"    allot: {{{months}, scale: allotted}}\n    items:")))
    assert [line.split(" ", 2)[2] for line in found] == [
        "大项“base”的 allot：按赋分月数折算（scale: allotted）会除不尽，要写明 round，例如 round: 2"
    ]


def test_the_reference_of_a_scheme_names_its_version():
    assert checked(SMALL)[0].scheme.reference == "demo@1"


def test_every_pattern_of_the_model_is_explained():
    files = (Path(__file__).parents[2] / "src" / "jifen" / "rules" / "model").glob("*.py")
    written = {
        found for file in files for found in re.findall(r'pattern=r"([^"]+)"', file.read_text("utf-8"))
    }
    assert written == set(_PATTERNS)


@pytest.mark.parametrize(
    ("text", "shown"), [("..50%", "..0.5"), ("1/3<..2/3", "1/3<..2/3"), ("25%..<1", "0.25..<1")]
)
def test_ends_of_a_range_may_be_shares(text: str, shown: str):
    assert str(to_range(text)) == shown


def test_short_forms_of_free_and_gates_are_read():
    rule = FactRule.model_validate({"points": -1, "free": 2})
    assert rule.free == Free(first=Fraction(2))
    item = Item.model_validate({"item": "a", "title": "甲", "gate": "count(b) > 1"})
    assert item.gate == (Gate(gate="count(b) > 1"),)


@pytest.mark.parametrize("steps", ["[county, branch]", "[branch, branch]"])
def test_steps_of_an_exemption_go_upwards_each_once(steps: str):
    found = told(
        changed(("graded: [formal]", f"graded: [formal], exemption: {{grounds: [年老体弱], steps: {steps}}}"))
    )
    assert any("从下往上写，每一级只写一次" in one for one in found), found


def test_an_exemption_names_its_grounds_and_whose_word_it_takes():
    text = changed(("graded: [formal]", "graded: [formal], exemption: {grounds: 年老体弱, steps: branch}"))
    rule = checked(text)[0].scheme.people.exemption

    assert (rule.grounds, rule.steps, rule.term, rule.form) == (("年老体弱",), ("branch",), "year", None)
