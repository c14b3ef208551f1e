from decimal import Context, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jifen.rules.points import (
    PointsError,
    Rounding,
    format_points,
    hundredths,
    parse_hundredths,
    round_by,
    round_down,
    round_half_up,
    round_up,
    split_with_rest,
)


def fractions(*texts: str) -> list[Fraction]:
    return [Fraction(text) for text in texts]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("84.5", 8450),
        ("84.50", 8450),
        (" -0.5 ", -50),
        ("+3", 300),
        ("007", 700),
        ("1.500", 150),
        ("-0", 0),
        ("1000000", 100_000_000),
        (5, 500),
        (-1_000_000, -100_000_000),
        (Decimal("0.01"), 1),
        (Decimal("1E+2"), 10_000),
        (Decimal("2.5000000000000000000000000000000000000000"), 250),
    ],
)
def test_parse_gives_hundredths(value: str | int | Decimal, expected: int) -> None:
    assert parse_hundredths(value) == expected


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("", "分值“”不是数，请写成 5、0.5 或 -1 这样的形式"),
        ("两分", "分值“两分”不是数，请写成 5、0.5 或 -1 这样的形式"),
        ("１２", "分值“１２”不是数，请写成 5、0.5 或 -1 这样的形式"),
        ("1_000", "分值“1_000”不是数，请写成 5、0.5 或 -1 这样的形式"),
        ("1e3", "分值“1e3”不是数，请写成 5、0.5 或 -1 这样的形式"),
        (".5", "分值“.5”不是数，请写成 5、0.5 或 -1 这样的形式"),
        ("NaN", "分值“NaN”不是数，请写成 5、0.5 或 -1 这样的形式"),
        ("0.125", "分值“0.125”超过两位小数，请改成最多两位小数"),
        (Decimal("-0.001"), "分值“-0.001”超过两位小数，请改成最多两位小数"),
        (Decimal("1E-999999999"), "分值“1E-999999999”超过两位小数，请改成最多两位小数"),
        (
            "1." + "0" * 40 + "1",
            "分值“1.00000000000000000000000000000000000000…”超过两位小数，请改成最多两位小数",
        ),
        ("1000000.01", "分值“1000000.01”超过一百万，请核对"),
        (-1_000_001, "分值“-1000001”超过一百万，请核对"),
        (Decimal("1E+999999999"), "分值“1E+999999999”超过一百万，请核对"),
        (Decimal("Infinity"), "分值“Infinity”不是一个确定的数，请改正"),
        (Decimal("sNaN"), "分值“sNaN”不是一个确定的数，请改正"),
        (0.5, "分值“0.5”不是整数、小数或文字，不能当作分值"),
        (True, "分值“True”不是整数、小数或文字，不能当作分值"),
        (None, "分值“None”不是整数、小数或文字，不能当作分值"),
    ],
)
def test_parse_refuses_what_is_not_points(value: str, message: str) -> None:
    with pytest.raises(PointsError) as refused:
        parse_hundredths(value)
    assert str(refused.value) == message


def test_parse_refuses_a_number_too_long_to_print() -> None:
    with pytest.raises(PointsError) as refused:
        parse_hundredths(10**5000)
    assert str(refused.value) == f"分值“1{'0' * 39}…”超过一百万，请核对"


def test_parse_does_not_depend_on_the_callers_decimal_context() -> None:
    with localcontext(Context(prec=2)):
        assert parse_hundredths("123456.78") == 12_345_678


@pytest.mark.parametrize(
    ("value", "plain", "trimmed"),
    [
        (8450, "84.50", "84.5"),
        (8400, "84.00", "84"),
        (0, "0.00", "0"),
        (-5, "-0.05", "-0.05"),
        (-100, "-1.00", "-1"),
        (100_000, "1000.00", "1000"),
    ],
)
def test_format_shows_two_decimals_or_drops_zeros(value: int, plain: str, trimmed: str) -> None:
    assert (format_points(value), format_points(value, trim=True)) == (plain, trimmed)


@given(st.integers(-100_000_000, 100_000_000), st.booleans())
def test_format_and_parse_are_each_others_inverse(value: int, trim: bool) -> None:
    assert parse_hundredths(format_points(value, trim=trim)) == value


# E32: converted sums at the edges of the bands.
@pytest.mark.parametrize(
    ("total", "ratio", "annual"),
    [
        ("88.88", "0.90", "79.99"),
        ("88.89", "0.90", "80"),
        ("94.11", "0.85", "79.99"),
        ("94.12", "0.85", "80"),
        ("99.99", "0.90", "89.99"),
        ("100", "0.90", "90"),
        ("75", "0.80", "60"),
        ("74.99", "0.80", "59.99"),
        ("89.10", "0.90", "80.19"),
    ],
)
def test_round_half_up_meets_the_edges_of_the_bands(total: str, ratio: str, annual: str) -> None:
    assert round_half_up(Fraction(total) * Fraction(ratio), 2) == Fraction(annual)


@pytest.mark.parametrize(
    ("value", "digits", "half_up", "down", "up"),
    [
        ("0.125", 2, "0.13", "0.12", "0.13"),
        ("-0.125", 2, "-0.13", "-0.12", "-0.13"),
        ("0.124", 2, "0.12", "0.12", "0.13"),
        ("22/3", 0, "7", "7", "8"),
        ("-22/3", 0, "-7", "-7", "-8"),
        ("7", 0, "7", "7", "7"),
        ("150", -2, "200", "100", "200"),
        ("-0.001", 2, "0", "0", "-0.01"),
    ],
)
def test_rounding_looks_at_the_size_only(value: str, digits: int, half_up: str, down: str, up: str) -> None:
    number = Fraction(value)
    assert [round_half_up(number, digits), round_down(number, digits), round_up(number, digits)] == fractions(
        half_up, down, up
    )
    assert [round_by(number, digits, way) for way in Rounding] == fractions(half_up, down, up)


def test_every_way_of_rounding_has_its_words() -> None:
    assert [way.label for way in Rounding] == ["四舍五入", "舍去", "进一"]


@given(st.fractions(-1000, 1000, max_denominator=10_000), st.integers(0, 4))
def test_rounding_moves_a_number_by_less_than_one_unit(value: Fraction, digits: int) -> None:
    unit = Fraction(1, 10**digits)
    down, half, up = (
        abs(round_by(value, digits, way)) for way in (Rounding.DOWN, Rounding.HALF_UP, Rounding.UP)
    )
    assert down <= abs(value) <= up
    assert down <= half <= up
    assert up - down in (0, unit)
    assert abs(half - abs(value)) <= unit / 2


def test_hundredths_takes_exact_numbers() -> None:
    assert [hundredths(Fraction("84.5")), hundredths(Fraction("-0.01")), hundredths(Fraction(3))] == [
        8450,
        -1,
        300,
    ]


def test_hundredths_refuses_to_round() -> None:
    with pytest.raises(PointsError) as refused:
        hundredths(Fraction(70, 36))
    assert str(refused.value) == "分值35/18不是两位小数以内的数，要先按办法规定取舍"


ASPECTS = fractions("4", "4", "3", "3", "3", "3")


# E30 and E34: the carried base of S5 over its six aspects.
@pytest.mark.parametrize(
    ("total", "shares"),
    [
        ("16.11", ("3.22", "3.22", "2.42", "2.42", "2.42", "2.41")),
        ("11.60", ("2.32", "2.32", "1.74", "1.74", "1.74", "1.74")),
        ("-16.11", ("-3.22", "-3.22", "-2.42", "-2.42", "-2.42", "-2.41")),
        ("20", ("4", "4", "3", "3", "3", "3")),
        ("0", ("0", "0", "0", "0", "0", "0")),
    ],
)
def test_split_gives_the_rest_to_the_last(total: str, shares: tuple[str, ...]) -> None:
    assert split_with_rest(Fraction(total), ASPECTS, 2) == fractions(*shares)


def test_split_of_a_tiny_total_never_gives_a_negative_rest() -> None:
    assert split_with_rest(Fraction("0.03"), [Fraction(1)] * 5, 2) == fractions(
        "0.01", "0.01", "0.01", "0", "0"
    )


def test_split_gives_nothing_to_what_weighs_nothing() -> None:
    shares = split_with_rest(Fraction(10), fractions("1", "0", "1", "1", "0"), 1)
    assert shares == fractions("3.3", "0", "3.3", "3.4", "0")


@pytest.mark.parametrize(
    ("total", "weights", "rest", "message"),
    [
        ("1", (), "last", "分摊的比重不能是负数，也不能全是0，请改正"),
        ("1", ("0", "0"), "last", "分摊的比重不能是负数，也不能全是0，请改正"),
        ("1", ("2", "-1"), "last", "分摊的比重不能是负数，也不能全是0，请改正"),
        ("10/3", ("1", "1"), "last", "要分摊的10/3超过2位小数，要先按办法规定取舍"),
        ("1", ("1",), "first", "余数的去处“first”看不懂，只能写 last"),
    ],
)
def test_split_refuses_what_cannot_be_split(
    total: str, weights: tuple[str, ...], rest: str, message: str
) -> None:
    with pytest.raises(PointsError) as refused:
        split_with_rest(Fraction(total), fractions(*weights), 2, rest)  # type: ignore[arg-type]
    assert str(refused.value) == message


@given(
    st.integers(-10_000, 10_000),
    st.lists(st.fractions(0, 50, max_denominator=20), min_size=1, max_size=12).filter(any),
)
def test_split_shares_add_up_and_keep_the_sign(cents: int, weights: list[Fraction]) -> None:
    total = Fraction(cents, 100)
    shares = split_with_rest(total, weights, 2)
    assert sum(shares) == total
    assert all(share * total >= 0 and hundredths(share) is not None for share in shares)
    assert [share for share, weight in zip(shares, weights, strict=True) if not weight and share] == []
