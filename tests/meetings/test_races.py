"""Two at once on one meeting: one is done, the other is told."""

import pytest

from jifen.meetings import actions
from jifen.meetings.models import Meeting
from jifen.meetings.states.meetings import MeetingState
from tests.cast import NOW, Cast
from tests.meetings.acts import attend, hold, put
from tests.orgs.test_races import race

pytestmark = pytest.mark.django_db(transaction=True)


def test_meeting_is_confirmed_or_cancelled_and_never_both() -> None:
    cast = Cast()
    meeting = attend(cast, hold(cast))
    secretary, recorder = cast.actor("secretary"), cast.actor("recorder")
    given = {"at": NOW, "meeting_id": meeting.pk, "version": meeting.version}

    outcomes = race(
        lambda: actions.confirm_meeting(actor=recorder, **given),
        lambda: actions.cancel_meeting(actor=secretary, reason="登记重了", **given),
    )

    assert outcomes == ["NotNow", "done"]
    assert Meeting.objects.get().state in (MeetingState.CONFIRMED, MeetingState.CANCELLED)


def test_two_motions_entered_on_one_page_are_not_both_the_first() -> None:
    cast = Cast()
    meeting = hold(cast)

    outcomes = race(
        lambda: put(cast, meeting, version=1, wording="甲"),
        lambda: put(cast, meeting, version=1, wording="乙"),
    )

    assert outcomes == ["ChangedMeanwhile", "done"]
    assert [motion.number for motion in Meeting.objects.get().motions.all()] == [1]
