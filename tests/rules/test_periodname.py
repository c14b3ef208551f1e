"""Periods by name: what a name means, and which name a day has."""

from datetime import date

import pytest

from jifen.rules.compiling import compile_scheme
from jifen.rules.period import PeriodError
from jifen.rules.periodname import name_at, period_named, say_period
from jifen.rules.reading import load_scheme
from jifen.rules.tables import Tables

SCHEME = """
scheme: named
title: 周期示例
period: {PERIOD}
people: {scored: [formal]}
parts:
  - part: base
    title: 基础分
    items: [{item: base.duty, title: 履职, facts: {absent: {title: 缺席, points: -1}}}]
total: {score: {is: base, title: 积分}}
"""
JUNE = "starts: 06-01"
TERMS = "kind: term, terms: [09-01, 02-10]"


def tables(period: str) -> Tables:
    return compile_scheme(load_scheme(SCHEME.replace("PERIOD", period).encode(), "周期.yaml"))


@pytest.mark.parametrize(
    ("period", "day", "name"),
    [
        ("kind: year", date(2026, 12, 31), "2026"),
        (f"kind: year, {JUNE}", date(2027, 5, 31), "2026"),
        ("kind: half", date(2026, 7, 1), "2026H2"),
        (f"kind: half, {JUNE}", date(2027, 1, 5), "2026H2"),
        ("kind: quarter", date(2026, 3, 31), "2026Q1"),
        (f"kind: quarter, {JUNE}", date(2027, 4, 1), "2026Q4"),
        ("kind: month", date(2026, 2, 28), "2026-02"),
        ("kind: day", date(2026, 3, 5), "2026-03-05"),
        (TERMS, date(2026, 9, 1), "2026T1"),
        (TERMS, date(2027, 2, 9), "2026T1"),
        (TERMS, date(2027, 8, 31), "2026T2"),
        ("kind: running, since: 2026-01-01", date(2031, 5, 5), "running"),
    ],
)
def test_a_day_is_named_by_its_period_and_the_name_means_that_period(
    period: str, day: date, name: str
) -> None:
    scheme = tables(period)

    assert name_at(scheme, day) == name
    assert period_named(scheme, name, day).contains(day)


@pytest.mark.parametrize(
    ("period", "name", "said"),
    [
        ("kind: quarter", "2026", "这份办法的周期应写成 2026Q1 这样，写的是“2026”"),
        ("kind: month", "2026-13", "没有“2026-13”这个周期，请核对"),
        (TERMS, "2026T3", "没有“2026T3”这个周期，请核对"),
    ],
)
def test_a_name_that_is_none_of_the_schemes_is_refused(period: str, name: str, said: str) -> None:
    with pytest.raises(PeriodError) as refused:
        period_named(tables(period), name, date(2026, 1, 1))

    assert str(refused.value) == said


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("2026", "2026年度"),
        ("2026H2", "2026年度下半年"),
        ("2026Q3", "2026年度第三季度"),
        ("2026-03", "2026年3月"),
        ("2026-03-05", "2026年3月5日"),
        ("2026T2", "2026年第2学期"),
        ("running", "长期累计"),
        ("2026-报备", "2026-报备"),
    ],
)
def test_name_is_said_in_words(name: str, said: str) -> None:
    assert say_period(name) == said
