from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jifen.rules.daylabels import day_label, range_label
from jifen.rules.period import (
    MonthDay,
    Period,
    PeriodError,
    PeriodKind,
    Span,
    add_months,
    age_on,
    bucket,
    counting_months,
    exact_months,
    month_of,
    period_of,
    points_year,
    quarter_of,
    running_period,
    term_period,
    whole_months,
)

ONE_DAY = timedelta(days=1)
JUNE = MonthDay(6, 1)
DAYS = st.dates(date(1921, 1, 1), date(2100, 12, 31))
STARTS = st.dates(date(2001, 1, 1), date(2001, 12, 31)).map(lambda day: MonthDay(day.month, day.day))
REGULAR = st.sampled_from(
    [PeriodKind.YEAR, PeriodKind.HALF, PeriodKind.QUARTER, PeriodKind.MONTH, PeriodKind.DAY]
)


@st.composite
def periods(draw: st.DrawFn) -> Period:
    kind = draw(st.sampled_from(list(PeriodKind)))
    first, second = sorted((draw(DAYS), draw(DAYS)))
    if kind is PeriodKind.TERM:
        return term_period(first, second)
    if kind is PeriodKind.RUNNING:
        return running_period(draw(st.none() | st.just(first)))
    return period_of(first, kind, draw(STARTS))


def ends(parts: tuple[Period, ...]) -> list[tuple[str, str]]:
    return [(part.start.isoformat(), part.end.isoformat()) for part in parts]


# ---------------------------------------------------------------- days of the year


def test_month_day_reads_and_writes_itself() -> None:
    assert MonthDay.parse(" 06-01 ") == JUNE
    assert str(MonthDay.parse("2-29")) == "02-29"
    assert JUNE < MonthDay(6, 2) < MonthDay(7, 1)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("02-30", "没有“02-30”这一天，请写成 06-01 这样的月和日"),
        ("13-01", "没有“13-01”这一天，请写成 06-01 这样的月和日"),
        ("6月1日", "“6月1日”不是月和日，请写成 06-01 这样的形式"),
        ("０６-０１", "“０６-０１”不是月和日，请写成 06-01 这样的形式"),
    ],
)
def test_month_day_refuses_a_day_no_year_has(text: str, message: str) -> None:
    with pytest.raises(PeriodError) as refused:
        MonthDay.parse(text)
    assert str(refused.value) == message


# ---------------------------------------------------------------- periods


def test_points_year_is_named_by_its_first_year() -> None:
    year = points_year(2026, JUNE)
    assert (year.kind, year.start, year.end) == (PeriodKind.YEAR, date(2026, 6, 1), date(2027, 5, 31))
    assert year.label == "2026年6月—2027年5月"
    assert points_year(2026).label == "2026年"
    assert points_year(2026, MonthDay(6, 15)).label == "2026年6月15日—2027年6月14日"


@pytest.mark.parametrize("kind", [PeriodKind.YEAR, PeriodKind.QUARTER])
def test_points_year_cannot_start_on_29_february(kind: PeriodKind) -> None:
    with pytest.raises(PeriodError) as refused:
        period_of(date(2028, 3, 1), kind, MonthDay(2, 29))
    assert str(refused.value) == "积分年度不能从2月29日开始：平年没有这一天，请改为02-28或03-01"


# E19: 28 May 2026 belongs to the year 2025/26, 2 June 2026 to 2026/27 (AMB-12).
def test_deeds_around_the_first_of_june_fall_into_two_years() -> None:
    assert period_of(date(2026, 5, 28), PeriodKind.YEAR, JUNE) == points_year(2025, JUNE)
    assert period_of(date(2026, 6, 2), PeriodKind.YEAR, JUNE) == points_year(2026, JUNE)


def test_period_of_names_each_kind() -> None:
    day = date(2026, 8, 31)
    assert [period_of(day, kind).label for kind in PeriodKind if kind not in ("term", "running")] == [
        "2026年",
        "2026年下半年",
        "2026年第3季度",
        "2026年8月",
        "2026年8月31日",
    ]
    assert month_of(day) == period_of(day, PeriodKind.MONTH, MonthDay(6, 15))
    assert quarter_of(day, JUNE).label == "2026年6月—8月"
    assert quarter_of(date(2027, 1, 5), JUNE).label == "2026年12月—2027年2月"
    assert period_of(day, PeriodKind.HALF, JUNE).label == "2026年6月—11月"


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        (PeriodKind.TERM, "任期要按日期写明起止，不能由某一天推算"),
        (PeriodKind.RUNNING, "长期累计要按日期写明起止，不能由某一天推算"),
    ],
)
def test_period_of_cannot_guess_a_term(kind: PeriodKind, message: str) -> None:
    with pytest.raises(PeriodError) as refused:
        period_of(date(2026, 8, 31), kind)
    assert str(refused.value) == message


def test_next_and_previous_step_by_whole_periods() -> None:
    quarter = quarter_of(date(2026, 12, 31), JUNE)
    assert quarter.next() == quarter_of(date(2027, 3, 1), JUNE)
    assert quarter.previous(3) == quarter_of(date(2026, 3, 1), JUNE)
    assert period_of(date(2028, 2, 28), PeriodKind.DAY).next().start == date(2028, 2, 29)
    assert points_year(2026, JUNE).previous() == points_year(2025, JUNE)


@pytest.mark.parametrize(
    ("period", "message"),
    [
        (
            term_period(date(2026, 3, 10), date(2029, 3, 9), "第三届"),
            "“第三届”是任期，前后各期要按日期写明，不能推算",
        ),
        (
            running_period(date(2026, 3, 10)),
            "“2026年3月10日起长期累计”是长期累计，前后各期要按日期写明，不能推算",
        ),
    ],
)
def test_next_of_a_term_is_not_guessed(period: Period, message: str) -> None:
    with pytest.raises(PeriodError) as refused:
        period.next()
    assert str(refused.value) == message


def test_parts_of_a_term_are_clipped_to_it() -> None:
    term = term_period(date(2026, 3, 10), date(2026, 10, 5))
    assert term.label == "2026年3月10日—10月5日"
    assert ends(term.months())[:2] == [("2026-03-10", "2026-03-31"), ("2026-04-01", "2026-04-30")]
    assert ends(term.months())[-1] == ("2026-10-01", "2026-10-05")
    assert ends(term.quarters()) == [
        ("2026-03-10", "2026-06-09"),
        ("2026-06-10", "2026-09-09"),
        ("2026-09-10", "2026-10-05"),
    ]
    assert ends(term.halves()) == [("2026-03-10", "2026-09-09"), ("2026-09-10", "2026-10-05")]


def test_quarters_of_a_year_from_the_31st_do_not_drift() -> None:
    year = points_year(2026, MonthDay(8, 31))
    assert ends(year.quarters()) == [
        ("2026-08-31", "2026-11-29"),
        ("2026-11-30", "2027-02-27"),
        ("2027-02-28", "2027-05-30"),
        ("2027-05-31", "2027-08-30"),
    ]
    assert year.halves()[1].quarters() == year.quarters()[2:]
    assert year.quarters()[1].next() == year.quarters()[2]


def test_months_of_a_points_year_are_calendar_months() -> None:
    months = points_year(2026, JUNE).months()
    assert [month.label for month in months][:2] == ["2026年6月", "2026年7月"]
    assert (len(months), months[-1]) == (12, month_of(date(2027, 5, 31)))


def test_running_period_has_no_end_and_no_parts() -> None:
    ever = running_period()
    assert (ever.label, ever.contains(date(1921, 7, 1)), ever.contains(date(9999, 12, 31))) == (
        "长期累计",
        True,
        True,
    )
    with pytest.raises(PeriodError) as refused:
        ever.quarters()
    assert str(refused.value) == "“长期累计”没有结束日，不能分成季度"


def test_period_refuses_an_end_before_its_start() -> None:
    with pytest.raises(PeriodError) as refused:
        term_period(date(2026, 3, 10), date(2026, 3, 9), "第三届")
    assert str(refused.value) == "“第三届”的结束日2026-03-09早于开始日2026-03-10，请改正日期"


def test_period_refuses_instants() -> None:
    # 2026-03-10 16:00 UTC is already the 11th in the office: a door has to decide that first (T1).
    with pytest.raises(TypeError):
        term_period(datetime(2026, 3, 10, 16), date(2026, 4, 1), "第三届")
    with pytest.raises(TypeError):
        term_period(date(2026, 3, 10), datetime(2026, 4, 1), "第三届")


def test_periods_are_ordered_by_their_days() -> None:
    year, january, first_day = (
        points_year(2026),
        month_of(date(2026, 1, 1)),
        period_of(date(2026, 1, 1), PeriodKind.DAY),
    )
    assert sorted([points_year(2027), year, january, first_day]) == [
        first_day,
        january,
        year,
        points_year(2027),
    ]
    assert january <= january
    short, long = (
        term_period(date(2026, 3, 1), date(2026, 3, 9)),
        term_period(date(2026, 2, 1), date(2029, 3, 9)),
    )
    assert sorted([short, long]) == [long, short]


def test_every_kind_has_its_word() -> None:
    assert [kind.label for kind in PeriodKind] == ["年度", "半年", "季度", "月", "任期", "日", "长期累计"]


@given(DAYS, REGULAR, STARTS)
def test_neighbouring_periods_leave_no_gap_and_no_overlap(
    day: date, kind: PeriodKind, starts: MonthDay
) -> None:
    period = period_of(day, kind, starts)
    assert period.contains(day)
    assert period.next().start == period.end + ONE_DAY
    assert period.previous().end == period.start - ONE_DAY
    assert period.next().previous() == period
    assert not period.next().contains(day)


@given(periods().filter(lambda period: period.kind is not PeriodKind.RUNNING))
def test_parts_cover_a_period_once(period: Period) -> None:
    for parts in (period.months(), period.quarters(), period.halves()):
        assert (parts[0].start, parts[-1].end) == (period.start, period.end)
        assert [later.start - earlier.end for earlier, later in pairwise(parts)] == [ONE_DAY] * (
            len(parts) - 1
        )


@given(st.integers(1921, 2100), STARTS)
def test_a_year_has_four_quarters_and_two_halves(year: int, starts: MonthDay) -> None:
    period = points_year(year, starts)
    assert (len(period.quarters()), len(period.halves()), period.start.year) == (4, 2, year)
    assert all(quarter_of(part.end, starts) == part for part in period.quarters())


# ---------------------------------------------------------------- months


@pytest.mark.parametrize(
    ("day", "n", "expected"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2027-03-05", 6, "2027-09-05"),
        ("2026-12-15", 1, "2027-01-15"),
        ("2026-01-15", -1, "2025-12-15"),
        # E10 H: confirmed on 10 May 2026, listed a year later at the earliest.
        ("2026-05-10", 12, "2027-05-10"),
    ],
)
def test_add_months_keeps_the_day_or_takes_the_last(day: str, n: int, expected: str) -> None:
    assert add_months(date.fromisoformat(day), n) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("a", "b", "whole", "exact"),
    [
        ("2026-01-31", "2026-07-31", 6, Fraction(6)),  # E04: exactly six months
        ("2026-01-31", "2026-08-01", 6, 6 + Fraction(1, 31)),  # E04: more than six months
        ("2026-01-31", "2026-09-12", 7, 7 + Fraction(12, 30)),  # E04: paid on 12 September
        ("2026-01-31", "2026-02-28", 1, Fraction(1)),
        ("2026-03-05", "2026-03-05", 0, Fraction(0)),
        ("2026-03-05", "2027-03-04", 11, 11 + Fraction(27, 28)),
        ("2026-08-01", "2026-01-31", -6, -6 - Fraction(1, 31)),
        ("2025-10-01", "2026-12-31", 14, 14 + Fraction(30, 31)),  # E10 C: a year as activist is over
        ("2026-05-10", "2026-12-31", 7, 7 + Fraction(21, 31)),  # E10 H: it is not
    ],
)
def test_months_between_two_days(a: str, b: str, whole: int, exact: Fraction) -> None:
    first, second = date.fromisoformat(a), date.fromisoformat(b)
    assert (whole_months(first, second), exact_months(first, second)) == (whole, exact)


@given(DAYS, st.integers(-1200, 1200))
def test_adding_months_is_counted_back_exactly(day: date, n: int) -> None:
    later = add_months(day, n)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == n
    assert later.day == day.day or (later + ONE_DAY).day == 1
    if n >= 0:
        assert (whole_months(day, later), exact_months(day, later)) == (n, n)


@given(DAYS, DAYS)
def test_exact_months_grow_with_every_day(a: date, b: date) -> None:
    assert exact_months(a, b) < exact_months(a, b + ONE_DAY)
    assert exact_months(b, a) == -exact_months(a, b)
    assert int(exact_months(a, b)) == whole_months(a, b)


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        ("1966-03-01", "2026-01-01", 59),  # E23: turns 60 on 1 March, tier of the year by 1 January
        ("1966-03-01", "2026-02-28", 59),
        ("1966-03-01", "2026-03-01", 60),
        ("1964-02-29", "2026-02-28", 61),
        ("1964-02-29", "2026-03-01", 62),
        ("1964-02-29", "2028-02-29", 64),
        ("2026-03-01", "2026-02-28", -1),
    ],
)
def test_age_is_reached_on_the_birthday(born: str, day: str, age: int) -> None:
    assert age_on(date.fromisoformat(born), date.fromisoformat(day)) == age


# ---------------------------------------------------------------- months that count


YEAR = points_year(2026)


@pytest.mark.parametrize(
    ("joined", "left", "months"),
    [
        (None, None, range(1, 13)),
        (date(2026, 6, 20), None, range(7, 13)),  # E39: arrives 20 June → from July
        (date(2026, 11, 10), None, range(11, 13)),  # E39: arrives 10 November → from November
        (date(2026, 7, 20), None, range(8, 13)),  # E23: tier 1 from August …
        (None, date(2026, 7, 20), range(1, 8)),  # … tier 2 up to July
        (date(2026, 7, 10), None, range(7, 13)),  # E23: from July
        (date(2026, 7, 15), None, range(7, 13)),
        (date(2026, 7, 16), None, range(8, 13)),
        (None, date(2026, 7, 15), range(1, 7)),
        (None, date(2026, 7, 16), range(1, 8)),
        (date(2026, 7, 1), None, range(7, 13)),  # E37
        (None, date(2026, 9, 30), range(1, 10)),  # E38: the letter's day parts the year in nine …
        (date(2026, 9, 30), None, range(10, 13)),  # … and three months
        (date(2026, 4, 16), date(2026, 5, 15), range(0)),
        (date(2027, 1, 1), None, range(0)),
        (None, date(2026, 1, 1), range(0)),
    ],
)
def test_counting_months_follow_the_fifteenth(joined: date | None, left: date | None, months: range) -> None:
    assert counting_months(YEAR, joined, left) == tuple(date(2026, month, 1) for month in months)


def test_counting_months_take_another_day_of_the_month() -> None:
    joined = date(2026, 2, 28)
    assert counting_months(YEAR, joined, from_day=27)[0] == date(2026, 3, 1)
    assert counting_months(YEAR, joined, from_day=31)[0] == date(2026, 2, 1)


@pytest.mark.parametrize("from_day", [0, 32])
def test_counting_months_refuse_a_day_no_month_has(from_day: int) -> None:
    with pytest.raises(PeriodError) as refused:
        counting_months(YEAR, from_day=from_day)
    assert str(refused.value) == f"按月折算的分界日“{from_day}”不是1至31之间的数，请改正"


@given(st.integers(1921, 2100), STARTS, st.data())
def test_every_month_counts_in_exactly_one_place(year: int, starts: MonthDay, data: st.DataObject) -> None:
    period = points_year(year, starts)
    change, from_day = data.draw(DAYS), data.draw(st.integers(1, 31))
    here = counting_months(period, None, change, from_day)
    there = counting_months(period, change, None, from_day)
    assert here + there == counting_months(period, from_day=from_day)
    both = counting_months(period, from_day=from_day) + counting_months(period.next(), from_day=from_day)
    assert len(both) == 24
    assert [whole_months(a, b) for a, b in pairwise(both)] == [1] * 23


# ---------------------------------------------------------------- spans of limits


@pytest.mark.parametrize(
    ("span", "same", "other"),
    [
        (Span.FACT, ("2026-06-01", "2026-06-01"), "2026-06-02"),
        (Span.DAY, ("2026-06-01", "2026-06-01"), "2026-06-02"),
        (Span.WEEK, ("2026-06-01", "2026-06-07"), "2026-06-08"),
        (Span.MONTH, ("2026-06-01", "2026-06-30"), "2026-07-01"),
        (Span.QUARTER, ("2026-06-01", "2026-08-31"), "2026-09-01"),
        (Span.HALF, ("2026-06-01", "2026-11-30"), "2026-12-01"),
        (Span.PERIOD, ("2026-06-01", "2027-05-31"), "2027-06-01"),
        (Span.CALENDAR_YEAR, ("2026-01-01", "2026-12-31"), "2027-01-01"),
    ],
)
def test_bucket_keeps_a_span_together(span: Span, same: tuple[str, str], other: str) -> None:
    first, last, after = (
        bucket(date.fromisoformat(day), span, points_year(2026, JUNE)) for day in (*same, other)
    )
    assert (last - first, after - first) == (0, 1)


def test_bucket_of_a_life_is_always_the_same() -> None:
    assert {bucket(day, Span.LIFE, YEAR) for day in (date.min, date(2026, 1, 1), date.max)} == {0}


def test_bucket_of_a_period_tells_earlier_years_apart() -> None:
    days = [date(2024, 5, 1), date(2025, 5, 1), date(2026, 5, 1)]
    assert [bucket(day, Span.PERIOD, YEAR) for day in days] == [2024, 2025, 2026]


def test_bucket_of_a_day_tells_its_neighbours_apart() -> None:
    third = period_of(date(2026, 3, 3), PeriodKind.DAY)
    days = [date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 4)]
    numbers = [bucket(day, Span.PERIOD, third) - bucket(third.start, Span.PERIOD, third) for day in days]
    assert numbers == [-1, 0, 1]


def test_bucket_of_a_term_is_before_inside_or_after() -> None:
    term = term_period(date(2026, 3, 10), date(2029, 3, 9))
    days = [date(2026, 3, 9), date(2026, 3, 10), date(2029, 3, 9), date(2029, 3, 10)]
    assert [bucket(day, Span.PERIOD, term) for day in days] == [-1, 0, 0, 1]
    assert [bucket(day, Span.QUARTER, term) - bucket(term.start, Span.QUARTER, term) for day in days] == [
        -1,
        0,
        11,
        12,
    ]


@given(DAYS)
def test_bucket_of_a_week_is_the_iso_week(day: date) -> None:
    same_week = [
        other for n in range(-7, 8) if (other := day + n * ONE_DAY).isocalendar()[:2] == day.isocalendar()[:2]
    ]
    assert {bucket(other, Span.WEEK, YEAR) for other in same_week} == {bucket(day, Span.WEEK, YEAR)}
    assert len(same_week) == 7


@given(DAYS, st.sampled_from(Span), periods())
def test_bucket_never_falls_as_days_go_on(day: date, span: Span, period: Period) -> None:
    assert bucket(day + ONE_DAY, span, period) - bucket(day, span, period) in (0, 1)


@given(st.sampled_from(Span), periods())
def test_bucket_answers_for_any_day(span: Span, period: Period) -> None:
    assert bucket(date.min, span, period) <= bucket(date.max, span, period)


@given(periods().filter(lambda period: period.kind is not PeriodKind.RUNNING))
def test_bucket_agrees_with_the_parts_of_a_period(period: Period) -> None:
    for span, parts in (
        (Span.QUARTER, period.quarters()),
        (Span.HALF, period.halves()),
        (Span.MONTH, period.months()),
    ):
        numbers = [(bucket(part.start, span, period), bucket(part.end, span, period)) for part in parts]
        first = numbers[0][0]
        assert numbers == [(first + n, first + n) for n in range(len(parts))]
    assert bucket(period.start, Span.PERIOD, period) == bucket(period.end, Span.PERIOD, period)


# ---------------------------------------------------------------- words


def test_labels_are_as_short_as_they_can_be() -> None:
    assert day_label(date(2026, 10, 2)) == "2026年10月2日（星期五）"
    assert range_label(date(2026, 1, 1), date(2026, 6, 30)) == "2026年上半年"
    assert range_label(date(2025, 12, 31), date(2026, 1, 1)) == "2025年12月31日—2026年1月1日"
    assert range_label(date(2026, 2, 1), date(2026, 2, 28)) == "2026年2月"
    assert range_label(date(2026, 1, 1), date(2027, 12, 31)) == "2026年1月—2027年12月"
