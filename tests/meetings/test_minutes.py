"""Minutes stand in a book of paper, with a number, or are written here: then they are complete before signing."""

from datetime import date, time
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from jifen.common.refusals import Blocked, Invalid, NotAllowed, NotFound, NotNow
from jifen.meetings import actions, queries
from jifen.meetings.models import Attendance, Meeting, Minutes
from jifen.meetings.states.meetings import Presence
from jifen.orgs.models import Circumstance
from jifen.orgs.states.people import CircumstanceKind
from tests.cast import NOW, TODAY, Cast
from tests.meetings.acts import CONSENT, HELD, attend, confirm, hold

pytestmark = pytest.mark.django_db
WHOLE = {
    "began_at": time(9),
    "ended_at": time(11, 30),
    "guests": "何副乡长",
    "statements": "赵书记通报了二月份积分初评情况，李明、周预备发言。",
    "resolutions": "同意二月份积分评定结果。",
}


def write(cast: Cast, meeting: Meeting, who: str = "recorder", **texts: Any) -> Meeting:
    version = Meeting.objects.get(pk=meeting.pk).version
    return actions.write_minutes(
        actor=cast.actor(who), at=NOW, meeting_id=meeting.pk, version=version, **texts
    )


def fill(cast: Cast, meeting: Meeting, presences: dict[str, Presence], **reasons: str) -> Meeting:
    ids = {key: str(cast.person(key).pk) for key in {*presences, *reasons}}
    return actions.fill_attendance(
        actor=cast.actor("recorder"),
        at=NOW,
        meeting_id=meeting.pk,
        version=Meeting.objects.get(pk=meeting.pk).version,
        presences={ids[key]: one for key, one in presences.items()},
        reasons={ids[key]: one for key, one in reasons.items()},
    )


def blockers(meeting: Meeting) -> list[str]:
    meeting.refresh_from_db()
    rows = queries.list_attendances(meeting)
    return queries.list_blockers(meeting, rows, queries.list_outlooks(meeting, rows), TODAY)


def test_minutes_written_here_get_a_number_when_they_are_complete(cast: Cast) -> None:
    meeting = hold(cast, document_no="")
    attend(cast, meeting, "member")
    write(cast, meeting, began_at=time(9), statements=" ")
    assert blockers(meeting) == [
        "会议内容还缺结束时间、会议内容、会议决定；请点“填写会议内容”补齐，或者填纸质记录的编号。",
        "李明请假、缺席的原因没有写；请点“填写到会情况”补上。",
    ]
    write(cast, meeting, **WHOLE)
    fill(cast, meeting, {}, member="外出务工")

    assert confirm(cast, meeting).document_no == "电子会议记录〔2026〕1号"

    second = hold(cast, document_no="", held_on=date(2026, 3, 8))
    attend(cast, second)
    write(cast, second, **WHOLE)
    assert confirm(cast, second).document_no == "电子会议记录〔2026〕2号"


def test_number_on_paper_is_enough(cast: Cast) -> None:
    meeting = hold(cast)
    attend(cast, meeting, "member")

    assert confirm(cast, meeting).document_no == "2026年记录本第6页"


def test_neither_number_nor_text_is_said(cast: Cast) -> None:
    meeting = hold(cast, document_no="")
    attend(cast, meeting)

    with pytest.raises(Blocked, match="没有纸质记录的，点“填写会议内容”，把会议内容和决定写全"):
        confirm(cast, meeting)


def test_confirmed_minutes_change_no_more_not_even_past_the_program(cast: Cast) -> None:
    meeting = hold(cast, document_no="")
    attend(cast, meeting)
    write(cast, meeting, **WHOLE)
    confirm(cast, meeting)

    with pytest.raises(NotNow):
        write(cast, meeting, **WHOLE)
    with pytest.raises(DatabaseError, match="不能修改或删除"), transaction.atomic():
        Minutes.objects.update(resolutions="不同意")
    with pytest.raises(DatabaseError, match="不能修改或删除"), transaction.atomic():
        Minutes.objects.all().delete()
    with pytest.raises(DatabaseError, match="不能修改或删除"), transaction.atomic():
        Attendance.objects.update(reason="")


def test_times_that_cannot_be_are_refused(cast: Cast) -> None:
    with pytest.raises(Invalid) as refusal:
        write(cast, hold(cast), began_at=time(9), ended_at=time(9), statements="字" * 20_001)
    assert refusal.value.fields == {
        "ended_at": "结束时间09:00不晚于开始时间09:00，请核对。",
        "statements": "有 20001 字，最多 20000 字；更长的请写在纸质记录里，这里填它的编号。",
    }


def test_who_has_no_office_here_writes_nothing(cast: Cast) -> None:
    meeting = hold(cast)
    with pytest.raises(NotFound):
        write(cast, meeting, "stranger", **WHOLE)
    with pytest.raises(NotAllowed):
        write(cast, meeting, "organizer", **WHOLE)


def test_excused_is_who_is_freed_on_the_day(cast: Cast) -> None:
    meeting = hold(cast)
    with pytest.raises(Blocked, match="李明当天没有登记老弱病残或者不作硬性要求"):
        fill(cast, meeting, {"member": Presence.EXCUSED})
    Circumstance.objects.create(
        person=cast.person("member"),
        kind=CircumstanceKind.NO_HARD_REQUIREMENT,
        from_on=date(2026, 1, 1),
        to_on=HELD,
        basis=CONSENT,
    )

    fill(cast, meeting, {"member": Presence.EXCUSED})

    turnout = queries.turnout_of(queries.list_attendances(meeting))
    assert (turnout.eligible, turnout.present) == (5, 0), (
        "who is excused still counts among those who should come"
    )


def test_reason_goes_when_he_came_after_all(cast: Cast) -> None:
    meeting = hold(cast)
    fill(cast, meeting, {"member": Presence.LEAVE}, member="去县里看病")
    assert Attendance.objects.get(meeting=meeting, person=cast.person("member")).reason == "去县里看病"

    fill(cast, meeting, {"member": Presence.LATE}, member="去县里看病")

    assert Attendance.objects.get(meeting=meeting, person=cast.person("member")).reason == ""
