"""Buckets of days: the columns must say what ``jifen.rules.period`` says day by day."""

from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jifen.engine.days import exact_months, years_between
from jifen.engine.spans import SPANS, bucket, calendar_month
from jifen.engine.vectors import Vec
from jifen.rules.period import MonthDay, Span, age_on, points_year
from jifen.rules.period import bucket as bucket_of_day
from jifen.rules.period import exact_months as months_of_days
from jifen.rules.tables import day_number

days = st.dates(date(1930, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize("span", [span for span in SPANS if span != "fact"])
@pytest.mark.parametrize("starts", [MonthDay(1, 1), MonthDay(6, 1), MonthDay(9, 15)])
def test_two_days_share_a_bucket_exactly_when_the_calendar_says_so(span: str, starts: MonthDay) -> None:
    year = points_year(2026, starts)
    every = [year.start + timedelta(days=n) for n in range(-40, 420)]
    column = np.array([day_number(day) for day in every])
    start = np.full(len(every), day_number(year.start))

    found = bucket(span, column, start, np.arange(len(every)))
    wanted = [bucket_of_day(day, Span(span), year) for day in every]

    assert (np.diff(found) != 0).tolist() == [a != b for a, b in pairwise(wanted)]


def test_every_fact_is_a_bucket_of_its_own() -> None:
    found = bucket("fact", np.array([5, 5]), np.array([0, 0]), np.array([0, 1]))

    assert found.tolist() == [0, 1]


def test_no_days_have_no_months() -> None:
    assert calendar_month(np.zeros(0, np.int64)).tolist() == []


@given(days, days)
def test_months_between_days_are_those_of_the_calendar(a: date, b: date) -> None:
    since, until = (Vec(np.array([day_number(day)])) for day in (a, b))

    assert exact_months(since, until).fraction(0) == months_of_days(a, b)


@given(days, days)
def test_ages_are_those_of_the_calendar(born: date, day: date) -> None:
    found = years_between(Vec(np.array([day_number(born)])), Vec(np.array([day_number(day)])))

    assert found.fraction(0) == age_on(born, day)
