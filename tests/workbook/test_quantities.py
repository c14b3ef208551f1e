import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jifen.workbook.findings import Finding, exact, shown
from jifen.workbook.quantities import to_integer, to_number


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("2", "2"),
        ("1.50", "1.5"),
        ("-0.5", "-0.5"),
        ("－３．５", "-3.5"),
        ("−3", "-3"),
        ("+2", "2"),
        (".5", "0.5"),
        ("1,234.5", "1234.5"),
        (" 7　", "7"),
        (0.1 + 0.2, "0.3"),
        (0.3 - 0.1 - 0.2, "0"),
        (9.95, "9.95"),
        (3.0, "3"),
        (1e-7, "0.0000001"),
        (100.00000000001, "100"),
        (123456789012345.0, "123456789012345"),
    ],
)
def test_to_number_is_exact(typed, number):
    assert to_number(typed) == Decimal(number)


@pytest.mark.parametrize("typed", ["", "  "])
def test_to_number_takes_blanks_for_an_empty_cell(typed):
    assert to_number(typed) is None
    assert to_integer(typed) is None


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("五", "not-a-number"),
        ("5分", "not-a-number"),
        ("85%", "not-a-number"),
        ("1,23", "not-a-number"),
        ("1e5", "not-a-number"),
        ("1" * 5000, "not-a-number"),
        (True, "not-a-number"),
        (float("nan"), "not-a-number"),
        (float("inf"), "not-a-number"),
        (dt.date(2026, 3, 5), "not-a-number"),
        (dt.time(8), "not-a-number"),
        ("1000000000000000", "number-too-large"),
        (1e15, "number-too-large"),
        (-1e300, "number-too-large"),
    ],
)
def test_to_number_names_what_is_no_number(typed, code):
    finding = to_number(typed)

    assert isinstance(finding, Finding)
    assert finding.code == code


def test_to_integer_takes_whole_numbers_only():
    assert to_integer(3.0) == 3
    assert to_integer("３") == 3
    assert isinstance(to_integer("三"), Finding)
    half = to_integer(3.5)
    assert isinstance(half, Finding)
    assert half.code == "not-an-integer"


@given(st.integers(-(10**11), 10**11))
def test_hundredths_come_back_exactly_from_the_float_of_a_cell(hundredths):
    points = Decimal(hundredths) / 100

    assert exact(float(points)) == points


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_float_has_a_decimal_and_a_text(number):
    assert exact(number).is_finite()
    assert "E" not in shown(number)
