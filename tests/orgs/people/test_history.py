"""Reading a dated history, with corrections, from rows alone."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import count

import pytest

from jifen.orgs.states.acts import Act
from jifen.orgs.states.history import (
    current_move,
    effect_until,
    list_effective,
    party_age,
    probation_ends_on,
    standing_on,
)
from jifen.orgs.states.people import Measure, Standing

_numbers = count(1)
S = Standing


@dataclass
class Row:
    """One row of a history; rows are entered in the order they are made."""

    act: Act
    target: Standing
    on: date
    until: date | None = None
    corrects_id: int | None = None
    pk: int = field(default_factory=lambda: next(_numbers))
    entered_at: datetime = field(
        default_factory=lambda: datetime(2026, 1, 1, 0, next(_numbers) % 60, tzinfo=UTC)
    )


ENTERED = Row(Act.ENTER_PERSON, S.APPLICANT, date(2022, 1, 1))
ACTIVIST = Row(Act.ACCEPT_ACTIVIST, S.ACTIVIST, date(2022, 7, 1))
TARGET = Row(Act.LIST_TARGET, S.DEVELOPMENT_TARGET, date(2023, 7, 1))
ADMITTED = Row(Act.ADMIT, S.PROBATIONARY, date(2024, 1, 31))
CONVERTED = Row(Act.CONVERT, S.FORMAL, date(2025, 1, 31))
PATH = [ENTERED, ACTIVIST, TARGET, ADMITTED, CONVERTED]


@pytest.mark.parametrize(
    ("day", "standing"),
    [
        (date(2021, 12, 31), None),
        (date(2022, 1, 1), S.APPLICANT),
        (date(2022, 6, 30), S.APPLICANT),
        (date(2022, 7, 1), S.ACTIVIST),
        (date(2024, 1, 30), S.DEVELOPMENT_TARGET),
        (date(2024, 1, 31), S.PROBATIONARY),
        (date(2025, 1, 30), S.PROBATIONARY),
        (date(2025, 1, 31), S.FORMAL),
    ],
)
def test_standing_on_a_day_is_the_last_move_until_then(day: date, standing: Standing | None) -> None:
    assert standing_on(reversed(PATH), day) is standing


def test_corrected_row_does_not_count_whatever_was_entered_first() -> None:
    wrong = Row(Act.CONVERT, S.FORMAL, date(2025, 1, 31))
    right = Row(Act.CORRECT_STANDING, S.FORMAL, date(2025, 3, 1), corrects_id=wrong.pk)
    rows = [ENTERED, ACTIVIST, TARGET, ADMITTED, wrong, right]

    assert standing_on(rows, date(2025, 2, 1)) is S.PROBATIONARY
    assert standing_on(rows, date(2025, 3, 1)) is S.FORMAL
    assert list_effective(rows) == [ENTERED, ACTIVIST, TARGET, ADMITTED, right]


def test_correction_of_a_correction_strikes_both_out() -> None:
    wrong = Row(Act.RECORD_DEATH, S.DECEASED, date(2025, 5, 1))
    half = Row(Act.CORRECT_STANDING, S.SUSPENDED, date(2025, 5, 1), corrects_id=wrong.pk)
    right = Row(Act.CORRECT_STANDING, S.FORMAL, date(2025, 5, 1), corrects_id=half.pk)

    assert list_effective([CONVERTED, wrong, half, right]) == [CONVERTED, right]


def test_member_of_an_older_register_is_read_from_his_dates() -> None:
    entered = Row(Act.ENTER_PERSON, S.FORMAL, date(2020, 1, 1))
    dates = {"joined_on": date(1998, 6, 20), "converted_on": date(1999, 6, 20)}

    assert standing_on([entered], date(1998, 6, 19), **dates) is None
    assert standing_on([entered], date(1998, 6, 20), **dates) is S.PROBATIONARY
    assert standing_on([entered], date(2010, 1, 1), **dates) is S.FORMAL
    assert standing_on([ENTERED], date(2010, 1, 1), **dates) is None


def test_probation_ends_a_year_on_or_as_extended() -> None:
    extended = Row(Act.EXTEND_PROBATION, S.PROBATIONARY, date(2025, 2, 5), until=date(2025, 7, 31))

    assert probation_ends_on([ADMITTED], date(2024, 1, 31)) == date(2025, 1, 31)
    assert probation_ends_on([ADMITTED, extended], date(2024, 1, 31)) == date(2025, 7, 31)
    assert probation_ends_on([ADMITTED], None) is None
    assert probation_ends_on([ADMITTED], date(2024, 2, 29)) == date(2025, 2, 28)


def test_extension_of_an_earlier_probation_does_not_count_for_a_new_one() -> None:
    extended = Row(Act.EXTEND_PROBATION, S.PROBATIONARY, date(2019, 2, 5), until=date(2019, 7, 31))

    assert probation_ends_on([extended, ADMITTED], date(2024, 1, 31)) == date(2025, 1, 31)


def test_extension_is_no_new_standing() -> None:
    extended = Row(Act.EXTEND_PROBATION, S.PROBATIONARY, date(2025, 2, 5), until=date(2025, 7, 31))

    assert current_move([ADMITTED, extended]) == ADMITTED


@pytest.mark.parametrize(
    ("on", "years"),
    [(date(2025, 1, 30), None), (date(2025, 1, 31), 0), (date(2026, 1, 30), 0), (date(2026, 1, 31), 1)],
)
def test_party_age_counts_full_years_from_conversion(on: date, years: int | None) -> None:
    assert party_age(date(2025, 1, 31), on) == years


@pytest.mark.parametrize(
    ("measure", "months", "until"),
    [
        (Measure.WARNING, 0, date(2027, 3, 9)),
        (Measure.SERIOUS_WARNING, 0, date(2027, 9, 9)),
        (Measure.REMOVAL_FROM_POST, 0, date(2028, 3, 9)),
        (Measure.PROBATION_WITHIN_PARTY, 12, date(2027, 3, 9)),
        (Measure.PROBATION_WITHIN_PARTY, 24, date(2028, 3, 9)),
        (Measure.EXPULSION, 0, None),
    ],
)
def test_effect_of_a_measure_ends_the_day_before_the_term_is_full(
    measure: Measure, months: int, until: date | None
) -> None:
    assert effect_until(measure, date(2026, 3, 10), months) == until
