"""Exact vectors: nothing is rounded that was not asked to be, nothing overflows, nothing unknown becomes known."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jifen.engine.vectors import (
    MISSING,
    Truth,
    Vec,
    add,
    among,
    at_least,
    at_most,
    column,
    compare,
    constant,
    divide,
    in_units,
    multiply,
    ratio,
    rounded,
    segment_sum,
    times,
    unknown,
)

numbers = st.fractions(min_value=-(10**6), max_value=10**6, max_denominator=1200)


def vec(*values: Fraction | int) -> Vec:
    """Numbers over one denominator each."""
    exact = [Fraction(value) for value in values]
    return Vec(np.array([n.numerator for n in exact]), np.array([n.denominator for n in exact]))


@given(numbers, numbers)
def test_arithmetic_is_that_of_fractions(a: Fraction, b: Fraction) -> None:
    assert add(vec(a), vec(b)).fraction(0) == a + b
    assert add(vec(a), vec(b), -1).fraction(0) == a - b
    assert multiply(vec(a), vec(b)).fraction(0) == a * b
    assert compare("<", vec(a), vec(b), 1).yes.tolist() == [a < b]


def test_adding_numbers_over_one_denominator_keeps_it() -> None:
    total = add(Vec(np.array([150, 250]), 100), Vec(np.array([50, 50]), 100))

    assert (total.den, total.num.tolist()) == (100, [200, 300])


def test_a_missing_number_stays_unknown_through_arithmetic_and_comparison() -> None:
    given_points = column(np.array([100, MISSING]), 100)
    sum_ = add(given_points, constant(Fraction(1)))
    above = compare(">", sum_, constant(Fraction(0)), 2)

    assert (sum_.fraction(0), sum_.fraction(1)) == (Fraction(2), None)
    assert (above.yes.tolist(), above.no.tolist(), above.unknown.tolist()) == (
        [True, False],
        [False, False],
        [False, True],
    )


def test_small_columns_are_widened_and_keep_their_gaps() -> None:
    days = column(np.array([5, np.iinfo(np.int32).min], np.int32))

    assert (days.num.dtype, days.fraction(0), days.fraction(1)) == (np.dtype(np.int64), Fraction(5), None)


def test_what_nobody_knows_is_unknown_for_every_row() -> None:
    assert unknown().fraction(0) is None


def test_products_beyond_64_bits_go_on_in_whole_numbers_of_any_size() -> None:
    huge = np.array([2**40])

    assert times(huge, huge).tolist() == [2**80]
    assert times(2**40, np.array([2**40])).tolist() == [2**80]
    assert times(np.array([2**40]), 2**40).tolist() == [2**80]
    assert constant(Fraction(2**70)).fraction(0) == 2**70
    assert times(np.zeros(0, np.int64), 2**62).tolist() == []


@pytest.mark.parametrize(
    ("way", "wanted"),
    [
        ("half_up", ["-0.13", "-0.12", "0.12", "0.13"]),
        ("down", ["-0.12", "-0.12", "0.12", "0.12"]),
        ("up", ["-0.13", "-0.13", "0.13", "0.13"]),
    ],
)
def test_rounding_is_symmetric_about_zero(way: str, wanted: list[str]) -> None:
    values = vec(Fraction("-0.125"), Fraction("-0.121"), Fraction("0.124"), Fraction("0.125"))

    found = rounded(values, 2, way)

    assert [found.fraction(n) for n in range(4)] == [Fraction(text) for text in wanted]


def test_rounding_what_has_just_so_many_digits_changes_nothing() -> None:
    points = Vec(np.array([8055]), 100)

    assert rounded(points, 2, "half_up") is points


def test_shares_of_nothing_are_unknown() -> None:
    share = ratio(vec(1, 1), vec(3, 0))

    assert (share.fraction(0), share.fraction(1)) == (Fraction(1, 3), None)


def test_bounds_are_exact_fractions() -> None:
    third = vec(Fraction(1, 4), Fraction(1, 2))

    assert [at_least(third, Fraction(1, 3)).fraction(n) for n in range(2)] == [Fraction(1, 3), Fraction(1, 2)]
    assert [at_most(third, Fraction(1, 3)).fraction(n) for n in range(2)] == [Fraction(1, 4), Fraction(1, 3)]


def test_dividing_by_a_constant_is_exact() -> None:
    assert divide(vec(10), Fraction(3)).fraction(0) == Fraction(10, 3)


def test_units_are_whole_multiples() -> None:
    assert in_units(Vec(np.array([5, -5]), 2), 100).tolist() == [250, -250]


def test_sums_by_segment_are_exact_for_small_and_for_huge_numbers() -> None:
    segment = np.array([0, 0, 2])

    assert segment_sum(np.array([1, 2, -5]), segment, 3).tolist() == [3, 0, -5]
    assert segment_sum(np.array([2**60, 2**60, 1]), segment, 3).tolist() == [2**61, 0, 1]


def test_among_finds_a_few_codes() -> None:
    assert among(np.array([1, 2, 3]), [1, 3]).tolist() == [True, False, True]


def test_truth_knows_what_it_does_not_know() -> None:
    assert Truth(np.array([True, False]), np.array([False, False])).unknown.tolist() == [False, True]
