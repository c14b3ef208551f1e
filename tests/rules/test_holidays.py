import pickle
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jifen.rules.holidays import HolidayRowsInvalid, HolidayTable, HolidayYearMissing

TABLE = HolidayTable.builtin()
KNOWN_DAYS = st.dates(date(2004, 3, 1), date(2026, 10, 31))


def day(text: str) -> date:
    return date.fromisoformat(text)


def rows(*texts: str) -> list[tuple[date, str, str]]:
    """Rows written as ``2027-01-01 放假 元旦``."""
    return [(day(text.split()[0]), text.split()[1], text.split()[2]) for text in texts]


STATUTORY_2031 = rows(
    "2031-01-01 放假 元旦",
    "2031-05-01 放假 劳动节",
    "2031-10-01 放假 国庆节",
    "2031-10-02 放假 国庆节",
    "2031-10-03 放假 国庆节",
)
FIXED_RESTS = [(1, 1), (5, 1), (10, 1), (10, 2), (10, 3)]


def faults_of(table: HolidayTable, given_rows: list[tuple[date, str, str]]) -> list[str]:
    with pytest.raises(HolidayRowsInvalid) as refused:
        table.with_rows(given_rows)
    assert str(refused.value) == "\n".join(refused.value.faults)
    return list(refused.value.faults)


# ---------------------------------------------------------------- the built-in years


def test_builtin_holds_every_year_from_2004_to_2026() -> None:
    assert TABLE.years[:23] == tuple(range(2004, 2027))
    assert (TABLE.covers(2003), TABLE.covers(2004), TABLE.covers(2026)) == (False, True, True)


# The State Council's arrangement for 2026 (domain §6).
@pytest.mark.parametrize(
    ("first", "last", "name"),
    [
        ("2026-01-01", "2026-01-03", "元旦"),
        ("2026-02-15", "2026-02-23", "春节"),
        ("2026-04-04", "2026-04-06", "清明"),
        ("2026-05-01", "2026-05-05", "劳动节"),
        ("2026-06-19", "2026-06-21", "端午"),
        ("2026-09-25", "2026-09-27", "中秋"),
        ("2026-10-01", "2026-10-07", "国庆节"),
    ],
)
def test_builtin_rests_of_2026(first: str, last: str, name: str) -> None:
    days = [day(first) + timedelta(days=n) for n in range((day(last) - day(first)).days + 1)]
    assert [TABLE.name(each) for each in days] == [name] * len(days)
    assert all(TABLE.is_day_off(each) and TABLE.is_statutory_rest(each) for each in days)
    before, after = days[0] - timedelta(days=1), days[-1] + timedelta(days=1)
    assert (TABLE.is_statutory_rest(after), TABLE.is_workday(after)) == (False, True)
    # The days of 2025 are another notice's; a plain weekend day may stand before a rest.
    assert not TABLE.is_statutory_rest(before)


def test_builtin_working_weekends_of_2026() -> None:
    every_day = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]
    assert [each.isoformat() for each in every_day if each.weekday() >= 5 and TABLE.is_workday(each)] == [
        "2026-01-04",
        "2026-02-14",
        "2026-02-28",
        "2026-05-09",
        "2026-09-20",
        "2026-10-10",
    ]


def test_ordinary_days_have_no_name() -> None:
    friday, saturday = date(2026, 11, 6), date(2026, 11, 7)
    assert (TABLE.is_workday(friday), TABLE.name(friday)) == (True, None)
    assert (TABLE.is_day_off(saturday), TABLE.is_statutory_rest(saturday), TABLE.name(saturday)) == (
        True,
        False,
        None,
    )


def test_rests_at_the_end_of_december_come_from_the_next_years_notice() -> None:
    assert TABLE.is_statutory_rest(date(2023, 12, 30))
    assert TABLE.is_workday(date(2018, 12, 29))


# ---------------------------------------------------------------- a year that is not there


def test_a_missing_year_is_an_error_and_says_what_to_do() -> None:
    with pytest.raises(HolidayYearMissing) as missing:
        TABLE.is_workday(date(2003, 2, 5))
    assert missing.value.year == 2003
    assert str(missing.value) == (
        "节假日表：没有2003年的放假安排，无法判断2003-02-05是不是工作日；"
        "请用“导入节假日表”补上2003年国务院办公厅放假通知的内容"
    )


def test_a_search_that_leaves_the_known_years_is_an_error() -> None:
    table = HolidayTable().with_rows(STATUTORY_2031)
    for ask in (table.next_workday, table.next_ordinary_day):
        with pytest.raises(HolidayYearMissing):
            ask(date(2031, 12, 31))
    with pytest.raises(HolidayYearMissing):
        table.previous_workday(date(2031, 1, 2))
    with pytest.raises(HolidayYearMissing):
        table.name(date(2032, 1, 1))


def test_an_instant_is_refused() -> None:
    with pytest.raises(TypeError):
        TABLE.is_day_off(datetime(2026, 10, 1, 16))


# ---------------------------------------------------------------- working days


# E41, E11, E40.
def test_neighbouring_workdays_use_working_weekends() -> None:
    assert TABLE.next_workday(date(2026, 10, 1)) == date(2026, 10, 8)
    assert TABLE.next_workday(date(2026, 10, 9)) == date(2026, 10, 10)
    assert TABLE.next_workday(date(2026, 1, 2)) == date(2026, 1, 4)
    assert TABLE.previous_workday(date(2026, 5, 10)) == date(2026, 5, 9)
    assert TABLE.workday_from(date(2026, 10, 8)) == date(2026, 10, 8)
    assert TABLE.workday_until(date(2026, 10, 8)) == date(2026, 10, 8)
    assert TABLE.workday_until(date(2026, 10, 7)) == date(2026, 9, 30)


def test_next_ordinary_day_may_be_a_weekend() -> None:
    assert TABLE.next_ordinary_day(date(2026, 10, 5)) == date(2026, 10, 8)
    assert TABLE.next_ordinary_day(date(2026, 4, 5)) == date(2026, 4, 7)
    assert TABLE.next_ordinary_day(date(2026, 11, 6)) == date(2026, 11, 7)


def test_add_workdays_counts_from_the_day_after() -> None:
    posted = date(2026, 12, 10)
    assert [TABLE.add_workdays(posted, n).isoformat() for n in range(6)] == [
        "2026-12-10",
        "2026-12-11",
        "2026-12-14",
        "2026-12-15",
        "2026-12-16",
        "2026-12-17",
    ]
    assert TABLE.add_workdays(date(2026, 10, 9), -3) == date(2026, 9, 29)
    assert TABLE.add_workdays(date(2026, 10, 3), 0) == date(2026, 10, 3)


def test_workdays_between_leaves_out_the_first_day() -> None:
    assert TABLE.workdays_between(date(2026, 10, 8), date(2026, 10, 10)) == 2
    assert TABLE.workdays_between(date(2026, 10, 10), date(2026, 10, 8)) == -2
    assert TABLE.workdays_between(date(2026, 10, 8), date(2026, 10, 8)) == 0


@given(KNOWN_DAYS, st.integers(1, 25))
def test_added_workdays_are_counted_back(start: date, n: int) -> None:
    later = TABLE.add_workdays(start, n)
    assert (TABLE.is_workday(later), TABLE.workdays_between(start, later)) == (True, n)
    earlier = TABLE.add_workdays(start, -n)
    assert TABLE.workdays_between(earlier - timedelta(days=1), start - timedelta(days=1)) == n


@given(KNOWN_DAYS)
def test_a_day_is_either_off_or_worked(each: date) -> None:
    assert TABLE.is_day_off(each) is not TABLE.is_workday(each)
    assert TABLE.is_day_off(each) or not TABLE.is_statutory_rest(each)
    assert TABLE.workday_until(each) <= each <= TABLE.workday_from(each)


# ---------------------------------------------------------------- import


def test_with_rows_adds_a_year_and_leaves_the_old_table_alone() -> None:
    given_rows = [
        *STATUTORY_2031,
        *rows("2031-10-04 放假 国庆节", "2031-10-11 上班 国庆节", "2030-12-31 off 元旦"),
    ]
    table = TABLE.with_rows(reversed(given_rows))
    assert (table.covers(2031), table.covers(2030), TABLE.covers(2031)) == (True, False, False)
    assert table.is_statutory_rest(date(2031, 10, 4))
    assert table.is_workday(date(2031, 10, 11))
    assert table == TABLE.with_rows(given_rows)
    assert hash(table) == hash(TABLE.with_rows(given_rows))
    assert pickle.loads(pickle.dumps(table)) == table


def test_the_next_years_notice_overrules_the_december_before() -> None:
    notice_2031 = [*STATUTORY_2031, *rows("2031-12-27 上班 元旦", "2031-12-28 上班 元旦")]
    notice_2032 = [(date(2032, month, number), "放假", "") for month, number in FIXED_RESTS]
    notice_2032.append((date(2031, 12, 28), "放假", ""))
    for table in (
        TABLE.with_rows(notice_2031).with_rows(notice_2032),
        TABLE.with_rows(notice_2032).with_rows(notice_2031),
    ):
        assert table.is_workday(date(2031, 12, 27))
        assert (table.is_statutory_rest(date(2031, 12, 28)), table.name(date(2031, 12, 28))) == (
            True,
            "节假日",
        )


def test_importing_a_year_again_replaces_it() -> None:
    first = TABLE.with_rows([*STATUTORY_2031, *rows("2031-06-24 放假 端午")])
    again = first.with_rows(STATUTORY_2031)
    assert (first.is_day_off(date(2031, 6, 24)), again.is_day_off(date(2031, 6, 24))) == (True, False)


def test_import_reports_all_faults_at_once() -> None:
    given_rows = rows(
        "2031-01-01 放假 元旦",
        "2031-05-01 放假 劳动节",
        "2031-05-01 休息 劳动节",
        "2031-05-07 上班 劳动节",
        "2031-05-10 上班 劳动节",
        "2031-05-11 放假 劳动节",
        "2032-01-01 放假 元旦",
        "2030-11-30 放假 元旦",
        "2031-10-01 放假 国庆节",
    )
    assert faults_of(TABLE, given_rows) == [
        "第3行：2031年5月1日（星期四）与第2行重复，请删去一行",
        "第3行：2031年5月1日（星期四）的安排“休息”看不懂，请填“放假”或“上班”",
        "第4行：2031年5月7日（星期三）本来就上班，不用写“上班”；请核对日期，或删去这一行",
        "第7行：2032年1月1日（星期四）不在2031年内；一次只导入一年，请把2032年的另做一张表",
        "第8行：2030年11月30日（星期六）不在2031年内；一次只导入一年，请把2030年的另做一张表",
        "整张表：缺少2031年10月2日、10月3日的放假安排；请对照国务院办公厅放假通知补全",
    ]


def test_an_empty_import_is_refused() -> None:
    assert faults_of(TABLE, []) == ["整张表：没有一行放假安排，请按国务院办公厅放假通知填写后再导入"]


CSV_2031 = """\ufeff日期,安排,名称
2031-01-01,放假,元旦

2031/5/1,放假,劳动节
2031年10月1日, off ,国庆节,多余的一格
2031-10-02,放假,"国庆节"
2031-10-03,放假
2031-10-11,上班,国庆节
"""


def test_csv_reads_chinese_words_and_three_ways_of_writing_a_date() -> None:
    table = HolidayTable.from_csv_text(CSV_2031)
    assert table.years == (2031,)
    assert (table.name(date(2031, 10, 1)), table.name(date(2031, 10, 3))) == ("国庆节", "节假日")
    assert table.is_workday(date(2031, 10, 11))


def test_csv_without_a_heading_is_read_from_its_first_line() -> None:
    assert HolidayTable.from_csv_text(CSV_2031.split("\n", 1)[1]) == HolidayTable.from_csv_text(CSV_2031)


def test_csv_faults_name_the_line_of_the_file() -> None:
    text = (
        CSV_2031.replace("2031-01-01,放假", "2031-02-30,放假").replace("2031-10-11", "2031-10-10")
        + "日期,放假,\n"
    )
    with pytest.raises(HolidayRowsInvalid) as refused:
        TABLE.with_csv_text(text)
    assert refused.value.faults == (
        "第2行：日期“2031-02-30”看不懂，请写成 2027-02-05 这样的形式",
        "第8行：2031年10月10日（星期五）本来就上班，不用写“上班”；请核对日期，或删去这一行",
        "第9行：日期“日期”看不懂，请写成 2027-02-05 这样的形式",
        "整张表：缺少2031年1月1日的放假安排；请对照国务院办公厅放假通知补全",
    )


def test_csv_with_an_endless_cell_is_refused() -> None:
    with pytest.raises(HolidayRowsInvalid) as refused:
        TABLE.with_csv_text('2031-01-01,"' + "放" * 200_000)
    assert refused.value.faults == (
        "第1行：有一格太长，读不下去；请检查引号是否成对",
        "整张表：没有一行放假安排，请按国务院办公厅放假通知填写后再导入",
    )


@given(st.text("日期放假上班元旦2031-/年月,'\"\n\r\t \0\ufeff\ud800", max_size=200))
def test_csv_of_any_text_is_read_or_refused(text: str) -> None:
    with pytest.raises(HolidayRowsInvalid):
        HolidayTable.from_csv_text(text)
