"""A confirmed meeting stays as it is even for whoever writes to the tables."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from jifen.meetings.models import Attendance, Exclusion, Meeting, Motion
from jifen.meetings.states.tally import Votes
from tests.cast import Cast
from tests.meetings.acts import attend, confirm, exclude, hold, put

pytestmark = pytest.mark.django_db
PAST_THE_PROGRAM: dict[str, Callable[[], Any]] = {
    "meeting changed": lambda: Meeting.objects.update(document_no="别处"),
    "meeting deleted": lambda: Meeting.objects.all()._raw_delete("default"),
    "attendance changed": lambda: Attendance.objects.update(presence="ABSENT"),
    "attendance deleted": lambda: Attendance.objects.all()._raw_delete("default"),
    "motion changed": lambda: Motion.objects.update(ayes=0),
    "motion deleted": lambda: Motion.objects.all()._raw_delete("default"),
    "exclusion changed": lambda: Exclusion.objects.update(ground="ABROAD"),
    "exclusion deleted": lambda: Exclusion.objects.all()._raw_delete("default"),
}


@pytest.mark.parametrize("what", PAST_THE_PROGRAM)
def test_database_itself_keeps_what_was_confirmed(cast: Cast, what: str) -> None:
    meeting = hold(cast)
    put(cast, meeting, Votes(4, 0, 0))
    exclude(cast, meeting)
    attend(cast, meeting)
    confirm(cast, meeting)

    with pytest.raises(DatabaseError, match="会议记录不能"), transaction.atomic():
        PAST_THE_PROGRAM[what]()


@pytest.mark.parametrize("what", [what for what in PAST_THE_PROGRAM if what != "meeting deleted"])
def test_recorded_meeting_may_be_corrected(cast: Cast, what: str) -> None:
    meeting = hold(cast)
    put(cast, meeting)
    exclude(cast, meeting)
    Attendance.objects.filter(why_not="EXCLUDED").update(eligible=True, why_not="")
    if what == "attendance deleted":
        Exclusion.objects.all().delete()

    assert PAST_THE_PROGRAM[what]() != 0
