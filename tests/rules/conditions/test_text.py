"""A tree back to its canonical text."""

from fractions import Fraction

import pytest

from jifen.rules.conditions import parse, parse_range, range_text, to_text
from jifen.rules.conditions.syntax import Arithmetic, Name, Negate, Number, Text, number_text
from tests.rules.conditions.test_parser import CONSTRUCTS


@pytest.mark.parametrize("text", [text for text, _ in CONSTRUCTS])
def test_text_and_tree_mean_the_same(text):
    tree = parse(text)
    assert parse(to_text(tree)) == tree


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("（积分≥８０）且(类别 是 '正式')", '积分 >= 80 and 类别 == "正式"'),
        ("a and (b and c)", "a and (b and c)"),
        ("(a or b) and not (c or a)", "(a or b) and not (c or a)"),
        ("a or (b and c)", "a or b and c"),
        ("(a - b) - c", "a - b - c"),
        ("a - (b - c)", "a - (b - c)"),
        ("a * (b + c) / 2", "a * (b + c) / 2"),
        ("-(a + b)", "-(a + b)"),
        ("(-a) * b", "-a * b"),
        ("(a == b) == c", "(a == b) == c"),
        ("(not a) == b", "(not a) == b"),
        ("not (a == b)", "not a == b"),
        ("((a)) in [(b or c), 1]", "a in [(b or c), 1]"),
        ("a in (b == c)..2", "a in (b == c)..2"),
        ("f(x: (a))", "f(x: a)"),
        ('"it\'s"', '"it\'s"'),
        ("'\"'", "'\"'"),
        ("「'\"」", "「'\"」"),
        ("“全角”", '"全角"'),
    ],
)
def test_the_canonical_text_has_only_the_brackets_it_needs(text, canonical):
    assert to_text(parse(text)) == canonical
    assert parse(canonical) == parse(text)


@pytest.mark.parametrize(
    "text", ["70..90", "70..<90", "70<..90", "70<..<90", "100..", "..50", "..<60", "-5..-1", "85%.."]
)
def test_a_range_is_written_in_the_one_notation(text):
    assert parse_range(range_text(parse_range(text))) == parse_range(text)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(0), "0"),
        (Fraction(-3), "-3"),
        (Fraction(1000), "1000"),
        (Fraction("12.50"), "12.5"),
        (Fraction("-0.05"), "-0.05"),
        (Fraction(1, 8), "0.125"),
        (Fraction(1, 250), "0.004"),
        (Fraction(7, 20), "0.35"),
        (Fraction(2, 9), "2/9"),
        (Fraction(-5, 6), "-5/6"),
    ],
)
def test_a_number_is_written_exactly(value, text):
    assert number_text(value) == text


def test_built_trees_are_written_too():
    tree = Arithmetic("-", Name(("a",)), Negate(Number(Fraction(1))))
    assert (to_text(tree), to_text(Text("\"'")), parse("a - -1")) == ("a - -1", "「\"'」", tree)
