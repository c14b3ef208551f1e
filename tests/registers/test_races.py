"""Two at once on one register: one is done, the other is told."""

import pytest

from jifen.registers import actions
from jifen.registers.actions import Filled
from jifen.registers.models import Occasion, RegisterLine
from jifen.registers.states.kinds import Said
from tests.cast import NOW, Cast
from tests.orgs.test_races import race
from tests.registers.acts import begin, fill, line_of

pytestmark = pytest.mark.django_db(transaction=True)


def test_dues_of_a_month_are_begun_once() -> None:
    cast = Cast()

    outcomes = race(lambda: begin(cast), lambda: begin(cast, who="secretary"))

    assert outcomes == ["Invalid", "done"]
    assert Occasion.objects.count() == 1


def test_line_is_taken_or_struck_and_never_both() -> None:
    cast = Cast()
    dues = fill(cast, begin(cast), member=Said.UNPAID)
    row, recorder, secretary = line_of(cast, dues, "member"), cast.actor("recorder"), cast.actor("secretary")

    outcomes = race(
        lambda: actions.mark_taken(actor=recorder, at=NOW, line_ids=[row.pk], taken_by="三月积分"),
        lambda: actions.strike_line(actor=secretary, at=NOW, line_id=row.pk, version=2, reason="记错了人"),
    )

    assert "done" in outcomes
    assert set(outcomes) - {"done"} <= {"NotNow", "LineTaken"}
    assert len(outcomes) == 2
    assert RegisterLine.objects.get().state.value in ("TAKEN", "STRUCK")


def test_line_is_taken_or_corrected_and_never_both() -> None:
    cast = Cast()
    dues = fill(cast, begin(cast), member=Said.UNPAID)
    row, recorder, secretary = line_of(cast, dues, "member"), cast.actor("recorder"), cast.actor("secretary")
    paid = {str(row.person_id): Filled(Said.PAID)}

    race(
        lambda: actions.mark_taken(actor=recorder, at=NOW, line_ids=[row.pk], taken_by="三月积分"),
        lambda: actions.fill_occasion(
            actor=secretary, at=NOW, occasion_id=dues.pk, version=2, filled=paid, reason="收据找到了"
        ),
    )

    left = RegisterLine.objects.get()
    assert (left.state.value, left.outcome) != ("ENTERED", Said.UNPAID)
    assert left.state.value == "ENTERED" or left.taken_by == "三月积分"
