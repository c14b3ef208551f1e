import datetime as dt

import pytest

from jifen.workbook.days import to_day, to_time
from jifen.workbook.findings import Finding

MARCH_5 = dt.date(2026, 3, 5)


@pytest.mark.parametrize(
    "typed",
    [
        "2026-03-05",
        "2026-3-5",
        "2026/3/5",
        "2026.3.5",
        "2026年3月5日",
        "2026年3月5",
        "2026 年 3 月 5 日",
        "20260305",
        20260305.0,
        "２０２６－０３－０５",
        "  2026-03-05　",
        "2026–03–05",
        "2026-03-05 00:00:00",
        "2026/3/5 0:00",
        "2026-03-05T00:00:00",
        dt.date(2026, 3, 5),
        dt.datetime(2026, 3, 5),
    ],
)
def test_to_day_accepts_the_ways_a_day_is_written(typed):
    assert to_day(typed) == MARCH_5


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("2026-13-01", "bad-date"),
        ("2026-02-29", "bad-date"),
        ("2026-3/5", "bad-date"),
        ("昨天", "bad-date"),
        ("9" * 1000, "bad-date"),
        ("1899-12-31", "bad-date"),
        ("2101-01-01", "bad-date"),
        (dt.date(1899, 1, 1), "bad-date"),
        (dt.time(0, 0), "bad-date"),
        (dt.timedelta(days=2), "bad-date"),
        (True, "bad-date"),
        (float("nan"), "bad-date"),
        (12.5, "date-without-year"),
        ("2026-03", "date-month-only"),
        ("2026年3月", "date-month-only"),
        (202603.0, "date-month-only"),
        ("26-3-5", "date-short-year"),
        ("26年3月5日", "date-short-year"),
        ("3月5日", "date-without-year"),
        ("3/5", "date-without-year"),
        ("3/5/2026", "date-unclear-order"),
        ("2026-03-05 08:30", "date-with-time"),
        ("2026年3月5日8:30", "date-with-time"),
        (dt.datetime(2026, 3, 5, 8, 30), "date-with-time"),
        (46086.0, "date-as-number"),
    ],
)
def test_to_day_names_what_is_wrong_with_a_day(typed, code):
    finding = to_day(typed)

    assert isinstance(finding, Finding)
    assert finding.code == code


@pytest.mark.parametrize("typed", ["", "  ", "　"])
def test_to_day_takes_blanks_for_an_empty_cell(typed):
    assert to_day(typed) is None


@pytest.mark.parametrize(
    ("typed", "time"),
    [
        ("8:30", dt.time(8, 30)),
        ("08:30:15", dt.time(8, 30, 15)),
        ("８：３０", dt.time(8, 30)),
        ("8点30分", dt.time(8, 30)),
        ("14时", dt.time(14)),
        (dt.time(8, 30), dt.time(8, 30)),
        (" ", None),
    ],
)
def test_to_time_accepts_the_ways_a_time_is_written(typed, time):
    assert to_time(typed) == time


@pytest.mark.parametrize("typed", ["24:00", "8:60", "上午", 0.35, dt.date(2026, 3, 5), dt.timedelta(days=2)])
def test_to_time_refuses_what_is_no_time_of_day(typed):
    finding = to_time(typed)

    assert isinstance(finding, Finding)
    assert finding.code == "bad-time"
