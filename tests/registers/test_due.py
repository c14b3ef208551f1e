"""What the registers put on the to-do page of the desk: what is to be entered, and of whom to ask why (REG-24)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.asserts import assertContains, assertNotContains

from jifen.registers import queries
from jifen.registers.actions import Filled
from jifen.registers.states.due import months_on_end
from jifen.registers.states.kinds import OccasionKind, Said
from tests.cast import TODAY, Cast
from tests.registers.acts import begin, fill


def told(cast: Cast, who: str = "recorder", on: date = TODAY) -> list[str]:
    return [due.what for due in queries.list_due(cast.actor(who), on)]


@pytest.mark.django_db
def test_dues_of_last_month_are_asked_for_once_the_branch_keeps_them_here(cast: Cast) -> None:
    assert told(cast) == []

    january = begin(cast, on=date(2026, 1, 31))
    fill(cast, january, member=Said.PAID)
    assert told(cast) == ["青山村支部2026年2月的党费还没有登记"]
    assert told(cast, "member") == told(cast, "organizer") == told(cast, "stranger") == []

    fill(cast, begin(cast), member=Said.PAID)
    assert told(cast) == []


@pytest.mark.django_db
def test_register_with_nobody_in_it_waits_from_a_week_before_it_is_due(cast: Cast) -> None:
    reports = begin(cast, OccasionKind.THOUGHT_REPORT, title="第一季度思想汇报", on=date(2026, 3, 17))

    assert told(cast, on=date(2026, 3, 9)) == []
    (due,) = queries.list_due(cast.actor("secretary"), TODAY)
    assert (due.what, due.by, due.late) == (
        "第一季度思想汇报还没有填每个人的情况",
        date(2026, 3, 17),
        False,
    )
    assert queries.list_due(cast.actor("secretary"), date(2026, 3, 18))[0].late

    fill(cast, reports, activist=Said.HANDED_IN)
    assert told(cast) == []


@pytest.mark.django_db
def test_reports_of_a_quarter_are_asked_for_from_a_week_before_its_end(cast: Cast) -> None:
    year_end = begin(cast, OccasionKind.THOUGHT_REPORT, title="第四季度思想汇报", on=date(2025, 12, 31))
    fill(cast, year_end, activist=Said.HANDED_IN)

    assert told(cast, on=date(2026, 3, 23)) == []
    assert told(cast, on=date(2026, 3, 24)) == ["青山村支部2026年第一季度思想汇报还没有登记"]
    (due,) = queries.list_due(cast.actor("recorder"), date(2026, 4, 2))
    assert (due.by, due.late) == (date(2026, 3, 31), True)

    now = begin(cast, OccasionKind.THOUGHT_REPORT, title="一季度", on=date(2026, 3, 20))
    fill(cast, now, activist=Said.HANDED_IN)
    assert told(cast, on=date(2026, 3, 31)) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("unpaid", "said"), [(1, []), (2, [2]), (3, [3]), (4, []), (5, [5]), (6, [6]), (7, [])]
)
def test_months_on_end_without_dues_are_asked_about(cast: Cast, unpaid: int, said: list[int]) -> None:
    days = [date(2025, 8, 31), *(date(2025, month, 28) for month in (9, 10, 11, 12)), date(2026, 1, 31)]
    days.append(date(2026, 2, 28))
    for place, day in enumerate(days):
        outcome = Said.UNPAID if place >= len(days) - unpaid else Said.PAID
        fill(cast, begin(cast, on=day), migrant=outcome, member=Said.PAID)

    assert told(cast) == [
        f"郑流动连续 {months} 个月登记为没有交党费，请核实原因，及时提醒、帮助" for months in said
    ]


@pytest.mark.django_db
def test_who_paid_in_the_end_is_not_asked_about(cast: Cast) -> None:
    for day in (date(2026, 1, 31), date(2026, 2, 28)):
        fill(cast, begin(cast, on=day), migrant=Said.UNPAID)
    assert len(told(cast)) == 1

    latest = queries.find_dues(cast.organization(), date(2026, 2, 1))
    assert latest is not None
    fill(cast, latest, migrant=Filled(Said.PAID_LATE, date(2026, 3, 8)), reason="补交了")
    assert told(cast) == []


@pytest.mark.django_db
def test_to_do_page_leads_to_the_register(cast: Cast) -> None:
    dues = begin(cast)

    page = cast.browser("recorder").get("/")

    assertContains(
        page, f'<a href="/registers/{dues.pk}/fill/">2026年2月党费还没有填每个人的情况</a>', html=True
    )
    assertNotContains(cast.browser("stranger").get("/"), "2026年2月党费")


@given(st.frozensets(st.integers(1, 40)), st.integers(1, 40))
def test_months_on_end_are_those_without_a_gap(months: frozenset[int], latest: int) -> None:
    count = months_on_end(months, latest)

    assert all(latest - step in months for step in range(count))
    assert latest - count not in months
