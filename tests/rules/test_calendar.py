from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jifen.rules.calendar import (
    CalendarError,
    DayOfMonth,
    DayRule,
    DayUnit,
    Deadline,
    MonthEnd,
    NthWeekday,
    Scheduled,
    Shift,
    Weekday,
    WorkdayOfMonth,
    days_before,
    deadline,
    impossible_months,
    nominal_day,
    notice_window,
    scheduled_day,
)
from jifen.rules.holidays import HolidayTable, HolidayYearMissing

# 2027 has no notice yet: the statutory days alone, as the table of domain §6 takes them.
STATUTORY_2027 = [
    (date(2027, month, day), "放假", name)
    for month, day, name in (
        (1, 1, "元旦"),
        (2, 5, "春节"),
        (2, 6, "春节"),
        (2, 7, "春节"),
        (2, 8, "春节"),
        (4, 5, "清明"),
        (5, 1, "劳动节"),
        (5, 2, "劳动节"),
        (6, 9, "端午"),
        (9, 15, "中秋"),
        (10, 1, "国庆节"),
        (10, 2, "国庆节"),
        (10, 3, "国庆节"),
    )
]
BUILTIN = HolidayTable.builtin()
TABLE = BUILTIN.with_rows(STATUTORY_2027)
FIRST_FRIDAY = NthWeekday(1, Weekday.FRIDAY)
FIFTH = DayOfMonth(5)


def fixed_rests(year: int) -> list[tuple[date, str, str]]:
    return [(date(year, month, day), "off", "") for month, day in ((1, 1), (5, 1), (10, 1), (10, 2), (10, 3))]


def years_2024_to_2032() -> HolidayTable:
    table = TABLE
    for year in range(2028, 2034):
        table = table.with_rows(fixed_rests(year))
    return table


LONG_TABLE = years_2024_to_2032()
MONTHS = st.tuples(st.integers(2024, 2032), st.integers(1, 12))


# ---------------------------------------------------------------- the table of domain §6


CHECKED_MONTHS = [
    # month, first Friday, working days left to the 10th, end of 3 and of 5 working days
    (2026, 1, 2, 6, 6, 8),
    (2026, 2, 6, 2, 11, 13),
    (2026, 3, 6, 2, 11, 13),
    (2026, 4, 3, 4, 9, 13),
    (2026, 5, 1, 4, 8, 11),
    (2026, 6, 5, 3, 10, 12),
    (2026, 7, 3, 5, 8, 10),
    (2026, 8, 7, 1, 12, 14),
    (2026, 9, 4, 4, 9, 11),
    (2026, 10, 2, 3, 10, 13),
    (2026, 11, 6, 2, 11, 13),
    (2026, 12, 4, 4, 9, 11),
    (2027, 1, 1, 5, 6, 8),
    (2027, 2, 5, 2, 11, 15),
    (2027, 3, 5, 3, 10, 12),
    (2027, 4, 2, 4, 8, 12),
    (2027, 5, 7, 1, 12, 14),
    (2027, 6, 4, 3, 10, 14),
    (2027, 7, 2, 5, 7, 9),
    (2027, 8, 6, 2, 11, 13),
    (2027, 9, 3, 5, 8, 10),
    (2027, 10, 1, 5, 6, 8),
    (2027, 11, 5, 3, 10, 12),
    (2027, 12, 3, 5, 8, 10),
]


@pytest.mark.parametrize(("year", "month", "friday", "left", "three", "five"), CHECKED_MONTHS)
def test_months_of_the_calendar_check(
    year: int, month: int, friday: int, left: int, three: int, five: int
) -> None:
    meeting = nominal_day(FIRST_FRIDAY, year, month, TABLE)
    assert meeting == date(year, month, friday)
    assert TABLE.workdays_between(meeting, date(year, month, 10)) == left
    ends = [notice_window(meeting, days, "workday", TABLE).last for days in (3, 5)]
    assert ends == [date(year, month, three), date(year, month, five)]


@pytest.mark.parametrize("days", [3, 5])
def test_impossible_months_are_the_crosses_of_the_calendar_check(days: int) -> None:
    checked = impossible_months(FIRST_FRIDAY, Shift.NONE, days, "workday", 10, (2026, 2027), TABLE)
    column = {3: 4, 5: 5}[days]
    assert [(each.year, each.month) for each in checked.impossible] == [
        (row[0], row[1]) for row in CHECKED_MONTHS if row[column] > 10
    ]
    assert checked.unchecked == ()


def test_impossible_months_say_what_does_not_fit() -> None:
    checked = impossible_months(FIRST_FRIDAY, Shift.NONE, 3, "workday", 10, [2026], TABLE)
    assert [each.month for each in checked.impossible] == [2, 3, 8, 11]
    august = checked.impossible[2]
    # E40: the tightest month of 2026.
    assert (august.meeting.day, august.notice.first, august.notice.last, august.filing) == (
        date(2026, 8, 7),
        date(2026, 8, 10),
        date(2026, 8, 12),
        date(2026, 8, 10),
    )


def test_a_meeting_moved_off_a_holiday_leaves_less_time() -> None:
    shift = Shift.NEXT_WORKDAY_WITHIN_WEEK
    checked = impossible_months(FIRST_FRIDAY, shift, 3, "workday", 10, [2026], TABLE)
    assert [each.month for each in checked.impossible] == [2, 3, 8, 10, 11]
    # May still fits: Wednesday 6 May leaves the 7th, the 8th and the working Saturday 9 May.
    assert notice_window(date(2026, 5, 6), 3, "workday", TABLE).last == date(2026, 5, 9)


def test_months_without_a_table_are_listed_as_unchecked() -> None:
    checked = impossible_months(MonthEnd(), Shift.NEXT_WORKDAY, 1, "workday", 20, [2027, 2028], TABLE)
    assert [(each.year, each.month) for each in checked.impossible] == [
        (2027, month) for month in range(1, 12)
    ]
    # December 2027 ends in January 2028, which nobody knows.
    assert checked.unchecked == ((2027, 12), *((2028, month) for month in range(1, 13)))


def test_a_filing_day_in_the_next_month_leaves_time() -> None:
    rule = DayOfMonth(25)
    near, far = (
        impossible_months(rule, Shift.NONE, 5, "day", 10, [2030], TABLE, months_later=later)
        for later in (0, 1)
    )
    assert (len(near.impossible), far) == (12, ((), ()))


# ---------------------------------------------------------------- when a meeting falls


# E41: first Friday on a holiday (AMB-24).
@pytest.mark.parametrize(
    ("year", "month", "nominal", "day", "because"),
    [
        (
            2026,
            10,
            "2026-10-02",
            "2026-10-08",
            "2026年10月2日（星期五）逢国庆节放假，顺延到2026年10月8日（星期四）",
        ),
        (
            2027,
            2,
            "2027-02-05",
            "2027-02-09",
            "2027年2月5日（星期五）逢春节放假，顺延到2027年2月9日（星期二）",
        ),
        (
            2026,
            1,
            "2026-01-02",
            "2026-01-04",
            "2026年1月2日（星期五）逢元旦放假，顺延到2026年1月4日（星期日）",
        ),
        (
            2026,
            5,
            "2026-05-01",
            "2026-05-06",
            "2026年5月1日（星期五）逢劳动节放假，顺延到2026年5月6日（星期三）",
        ),
    ],
)
@pytest.mark.parametrize("shift", [Shift.NEXT_WORKDAY, Shift.NEXT_WORKDAY_WITHIN_WEEK])
def test_first_friday_on_a_holiday_moves_on(
    shift: Shift, year: int, month: int, nominal: str, day: str, because: str
) -> None:
    expected = Scheduled(date.fromisoformat(day), date.fromisoformat(nominal), True, because)
    assert scheduled_day(FIRST_FRIDAY, shift, year, month, TABLE) == expected


# E19 and domain §5.2: the 5th of the month in a village (AMB-13).
@pytest.mark.parametrize(
    ("year", "month", "day"),
    [
        (2026, 7, "2026-07-05"),  # a Sunday stays
        (2027, 6, "2027-06-05"),  # a Saturday stays
        (2026, 6, "2026-06-05"),
        (2026, 10, "2026-10-08"),
        (2026, 4, "2026-04-07"),  # 清明 on a Sunday
        (2026, 5, "2026-05-06"),  # the last day of the 劳动节 arrangement
        (2027, 2, "2027-02-09"),
    ],
)
def test_fifth_of_the_month_moves_only_off_a_statutory_rest(year: int, month: int, day: str) -> None:
    meeting = scheduled_day(FIFTH, Shift.HOLIDAY_ONLY, year, month, TABLE)
    assert (meeting.day, meeting.moved) == (date.fromisoformat(day), day[-2:] != "05")


def test_a_rest_that_ends_on_a_friday_moves_to_saturday() -> None:
    # Friday 3 October 2031 is the last day of the rest; the village meets on Saturday.
    meeting = scheduled_day(DayOfMonth(3), Shift.HOLIDAY_ONLY, 2031, 10, LONG_TABLE)
    assert meeting.day == date(2031, 10, 4)


def test_a_day_that_need_not_move_says_so() -> None:
    meeting = scheduled_day(FIFTH, Shift.HOLIDAY_ONLY, 2026, 7, TABLE)
    assert meeting == Scheduled(date(2026, 7, 5), date(2026, 7, 5), False, "2026年7月5日（星期日），不用调整")


@pytest.mark.parametrize(
    ("shift", "day", "because"),
    [
        (Shift.NONE, "2026-02-15", "2026年2月15日（星期日），不用调整"),
        (
            Shift.HOLIDAY_ONLY,
            "2026-02-24",
            "2026年2月15日（星期日）逢春节放假，顺延到2026年2月24日（星期二）",
        ),
        (
            Shift.NEXT_WORKDAY,
            "2026-02-24",
            "2026年2月15日（星期日）逢春节放假，顺延到2026年2月24日（星期二）",
        ),
        (
            Shift.NEXT_WORKDAY_WITHIN_WEEK,
            "2026-02-14",
            "2026年2月15日（星期日）逢春节放假，其后一周内没有工作日，提前到2026年2月14日（星期六）",
        ),
        (
            Shift.PREVIOUS_WORKDAY,
            "2026-02-14",
            "2026年2月15日（星期日）逢春节放假，提前到2026年2月14日（星期六）",
        ),
    ],
)
def test_each_shift_at_the_longest_rest_of_2026(shift: Shift, day: str, because: str) -> None:
    meeting = scheduled_day(DayOfMonth(15), shift, 2026, 2, TABLE)
    assert (meeting.day, meeting.because) == (date.fromisoformat(day), because)


def test_a_week_is_seven_days_and_no_more() -> None:
    # 17 February + 7 days is the first working day after 春节; from the 16th it would take eight.
    within = [
        scheduled_day(DayOfMonth(day), Shift.NEXT_WORKDAY_WITHIN_WEEK, 2026, 2, TABLE).day for day in (16, 17)
    ]
    assert within == [date(2026, 2, 14), date(2026, 2, 24)]


def test_an_ordinary_weekend_is_named_as_such() -> None:
    meeting = scheduled_day(FIFTH, Shift.PREVIOUS_WORKDAY, 2026, 7, TABLE)
    assert meeting.because == "2026年7月5日（星期日）逢周末，提前到2026年7月3日（星期五）"


@pytest.mark.parametrize(
    ("rule", "year", "month", "day"),
    [
        (DayOfMonth(31), 2026, 2, "2026-02-28"),
        (DayOfMonth(31), 2028, 2, "2028-02-29"),
        (DayOfMonth(31), 2026, 12, "2026-12-31"),
        (NthWeekday(1, Weekday.THURSDAY), 2026, 10, "2026-10-01"),
        (NthWeekday(4, Weekday.WEDNESDAY), 2026, 10, "2026-10-28"),
        (MonthEnd(), 2028, 2, "2028-02-29"),
        (MonthEnd(before=3), 2026, 12, "2026-12-28"),
        (WorkdayOfMonth(1), 2026, 1, "2026-01-04"),
        (WorkdayOfMonth(2), 2026, 10, "2026-10-09"),
        (WorkdayOfMonth(16), 2026, 2, "2026-02-28"),
        (WorkdayOfMonth(17), 2026, 2, "2026-03-02"),
    ],
)
def test_rules_name_their_day(rule: DayRule, year: int, month: int, day: str) -> None:
    assert nominal_day(rule, year, month, TABLE) == date.fromisoformat(day)


def test_a_rule_without_shift_needs_no_table() -> None:
    assert scheduled_day(FIRST_FRIDAY, Shift.NONE, 2100, 1, HolidayTable()).day == date(2100, 1, 1)


def test_a_shift_into_an_unknown_year_is_an_error() -> None:
    with pytest.raises(HolidayYearMissing) as missing:
        scheduled_day(FIRST_FRIDAY, Shift.NEXT_WORKDAY, 2100, 1, TABLE)
    assert missing.value.year == 2100


@pytest.mark.parametrize(
    ("make", "value", "message"),
    [
        (DayOfMonth, 0, "日期“0”不在1到31之间，请改正"),
        (DayOfMonth, 32, "日期“32”不在1到31之间，请改正"),
        (lambda nth: NthWeekday(nth, Weekday.FRIDAY), 5, "第几个星期几“5”不在1到4之间，请改正"),
        (MonthEnd, 28, "月末前的天数“28”不在0到27之间，请改正"),
        (WorkdayOfMonth, 23, "第几个工作日“23”不在1到22之间，请改正"),
    ],
)
def test_rules_refuse_a_day_not_in_every_month(make: type[DayOfMonth], value: int, message: str) -> None:
    with pytest.raises(CalendarError) as refused:
        make(value)
    assert str(refused.value) == message


def test_every_shift_has_its_words() -> None:
    assert {shift.value: shift.label for shift in Shift} == {
        "none": "不调整",
        "holiday": "逢法定节假日顺延，周末不变",
        "next_workday": "顺延到下一个工作日",
        "next_workday_within_week": "顺延到下一个工作日，最多晚一周",
        "previous_workday": "提前到上一个工作日",
    }


@given(MONTHS, st.integers(1, 4), st.sampled_from(Weekday))
def test_nth_weekday_is_the_nth_of_its_name(month: tuple[int, int], nth: int, weekday: Weekday) -> None:
    day = nominal_day(NthWeekday(nth, weekday), *month, LONG_TABLE)
    assert (day.year, day.month, day.weekday(), (day.day - 1) // 7 + 1) == (*month, weekday, nth)


@given(
    MONTHS,
    st.sampled_from([FIRST_FRIDAY, FIFTH, DayOfMonth(10), MonthEnd(), WorkdayOfMonth(3)]),
    st.sampled_from(Shift),
)
def test_a_shift_ends_on_a_fitting_day(month: tuple[int, int], rule: DayRule, shift: Shift) -> None:
    day, nominal, moved, _ = scheduled_day(rule, shift, *month, LONG_TABLE)
    assert moved is (day != nominal)
    if shift is Shift.NONE:
        assert not moved
    elif shift is Shift.HOLIDAY_ONLY:
        assert not LONG_TABLE.is_statutory_rest(day)
        assert moved is LONG_TABLE.is_statutory_rest(nominal)
    else:
        assert LONG_TABLE.is_workday(day)
        assert moved is LONG_TABLE.is_day_off(nominal)
        ways = {
            Shift.NEXT_WORKDAY: day >= nominal,
            Shift.NEXT_WORKDAY_WITHIN_WEEK: day - nominal <= timedelta(days=7),
            Shift.PREVIOUS_WORKDAY: day <= nominal,
        }
        assert ways[shift]


# ---------------------------------------------------------------- filing days and notices


@pytest.mark.parametrize(
    ("year", "month", "nominal", "remind_on", "late_after"),
    [
        (2026, 5, "2026-05-10", "2026-05-09", "2026-05-11"),  # E41: Sunday after a working Saturday
        (2026, 10, "2026-10-10", "2026-10-10", "2026-10-10"),  # E41: a working Saturday
        (2026, 8, "2026-08-10", "2026-08-10", "2026-08-10"),  # E40
        (2026, 1, "2026-01-10", "2026-01-09", "2026-01-12"),
    ],
)
def test_filing_by_the_tenth(year: int, month: int, nominal: str, remind_on: str, late_after: str) -> None:
    expected = Deadline(*map(date.fromisoformat, (nominal, remind_on, late_after)))
    assert deadline(10, year, month, TABLE) == expected


@given(MONTHS, st.integers(2, 30))
def test_a_deadline_reminds_before_it_is_late(month: tuple[int, int], day: int) -> None:
    nominal, remind_on, late_after = deadline(day, *month, LONG_TABLE)
    assert remind_on <= nominal <= late_after
    assert LONG_TABLE.is_workday(remind_on)
    assert LONG_TABLE.is_workday(late_after)
    if LONG_TABLE.is_workday(nominal):
        assert remind_on == nominal == late_after
    else:
        assert LONG_TABLE.next_workday(remind_on) == late_after


@pytest.mark.parametrize(
    ("posted", "days", "unit", "first", "last"),
    [
        ("2026-12-10", 5, "workday", "2026-12-11", "2026-12-17"),  # E11
        ("2026-08-07", 3, "workday", "2026-08-10", "2026-08-12"),  # E40
        ("2026-12-10", 5, "day", "2026-12-11", "2026-12-15"),
        ("2026-12-10", 1, "day", "2026-12-11", "2026-12-11"),
    ],
)
def test_a_notice_counts_from_the_day_after_posting(
    posted: str, days: int, unit: DayUnit, first: str, last: str
) -> None:
    window = notice_window(date.fromisoformat(posted), days, unit, TABLE)
    assert window == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("unit", ["day", "workday"])
def test_a_notice_of_no_day_is_refused(unit: DayUnit) -> None:
    with pytest.raises(CalendarError) as refused:
        notice_window(date(2026, 12, 10), 0, unit, TABLE)
    assert str(refused.value) == "公示天数“0”至少要有1天，请改正"


# E26, AMB-56: assembly on Saturday 12 December 2026.
def test_a_convocation_counts_calendar_days_back() -> None:
    assembly = date(2026, 12, 12)
    assert (days_before(assembly, 3), days_before(assembly, 2)) == (date(2026, 12, 9), date(2026, 12, 10))
    assert days_before(date(2028, 3, 1), 1) == date(2028, 2, 29)
    assert assembly - days_before(assembly, 40) == timedelta(days=40)
