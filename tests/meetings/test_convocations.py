"""A meeting is announced: who must be told by when, who was, and what happens when it is put off."""

from datetime import date, time
from typing import Any

import pytest

from jifen.audit.models import Record
from jifen.common.refusals import Blocked, Invalid, NotAllowed, NotFound, NotNow
from jifen.meetings import actions, queries
from jifen.meetings.actions import Told
from jifen.meetings.errors import ChangedMeanwhile, NoBody
from jifen.meetings.models import AgendaItem, Convocation, Meeting
from jifen.meetings.states.convocations import Channel, ConvocationState, LeadTimes, Recipient
from jifen.meetings.states.meetings import MeetingKind, MeetingState, Presence
from jifen.meetings.states.motions import MotionKind
from jifen.meetings.states.tally import Votes
from tests.cast import NOW, Cast
from tests.meetings.acts import LEAD, PLANNED, plan

pytestmark = pytest.mark.django_db
PHONED, WROTE = Channel.PHONE, Channel.WRITTEN


def again(row: Convocation) -> dict[str, Any]:
    return {"convocation_id": row.pk, "version": Convocation.objects.get(pk=row.pk).version}


def tell_everybody(cast: Cast, row: Convocation, on: date = date(2026, 3, 10)) -> Convocation:
    told = {str(one.pk): Told(Channel.MESSAGE, on) for one in queries.list_recipients(row)}
    return actions.notify_members(actor=cast.actor("recorder"), at=NOW, told=told, **again(row))


def hold(cast: Cast, row: Convocation) -> Meeting:
    done = actions.hold_meeting(
        actor=cast.actor("recorder"),
        at=NOW,
        chair="赵书记",
        keeper="孙记录员",
        document_no="记录本第8页",
        **again(row),
    )
    assert done.meeting is not None
    return done.meeting


def tellings(row: Convocation) -> dict[Recipient, tuple[Any, ...]]:
    fresh = queries.list_tellings(row, row.deliveries.all(), queries.list_recipients(row))
    return {one.recipient: (one.by, one.told, one.wanted, one.kept, one.days_late) for one in fresh}


def test_office_leader_and_members_are_told_in_time(cast: Cast) -> None:
    row = plan(cast)
    me = cast.actor("recorder")
    assert (row.state, row.lead) == (ConvocationState.PLANNED, LEAD)
    assert [str(one) for one in queries.list_recipients(row)] == [
        "李明", "钱组织委员", "孙记录员", "赵书记", "郑流动", "周预备",
    ]  # fmt: skip

    row = actions.report_to_office(
        actor=me, at=NOW, name="吴干事", told=Told(PHONED, date(2026, 3, 10)), **again(row)
    )
    assert row.state is ConvocationState.REPORTED
    row = actions.notify_leader(
        actor=me, at=NOW, name="何副乡长", told=Told(PHONED, date(2026, 3, 10), "回复到会"), **again(row)
    )
    assert row.state is ConvocationState.LEADER_NOTIFIED
    row = tell_everybody(cast, row)

    assert row.state is ConvocationState.MEMBERS_NOTIFIED
    assert tellings(row) == {
        Recipient.OFFICE: (date(2026, 3, 10), 1, 1, True, 0),
        Recipient.LEADER: (date(2026, 3, 11), 1, 1, True, 0),
        Recipient.MEMBERS: (date(2026, 3, 11), 6, 6, True, 0),
    }
    acts = Record.objects.filter(subject_id=str(row.pk)).order_by("number").values_list("act", flat=True)
    assert [act.removeprefix("meetings.") for act in acts] == [
        "PLAN_MEETING",
        "REPORT_TO_OFFICE",
        "NOTIFY_LEADER",
        "NOTIFY_MEMBERS",
    ]


def test_late_and_unreached_are_entered_and_said(cast: Cast) -> None:
    row = plan(cast, planned_on=date(2026, 3, 12))
    people = [str(one.pk) for one in queries.list_recipients(row)]
    first = {people[0]: Told(PHONED, date(2026, 3, 10))}

    row = actions.notify_members(actor=cast.actor("recorder"), at=NOW, told=first, **again(row))
    assert row.state is ConvocationState.PLANNED, "five are still to be told"

    rest = {key: Told(Channel.UNREACHED, date(2026, 3, 10)) for key in people[1:]}
    row = actions.notify_members(actor=cast.actor("recorder"), at=NOW, told=rest, **again(row))
    row = actions.report_to_office(
        actor=cast.actor("recorder"),
        at=NOW,
        name="吴干事",
        told=Told(PHONED, date(2026, 3, 10)),
        **again(row),
    )

    assert row.state is ConvocationState.MEMBERS_NOTIFIED, "what is told later does not go back"
    assert tellings(row) == {
        Recipient.OFFICE: (date(2026, 3, 9), 1, 1, False, 1),
        Recipient.LEADER: (date(2026, 3, 10), 0, 1, None, 0),
        Recipient.MEMBERS: (date(2026, 3, 10), 1, 6, False, 0),
    }


def test_where_the_scheme_asks_nothing_only_members_are_listed(cast: Cast) -> None:
    assert tellings(plan(cast, lead=LeadTimes())) == {Recipient.MEMBERS: (None, 0, 6, None, 0)}


def test_taking_an_entry_back(cast: Cast) -> None:
    row = tell_everybody(cast, plan(cast))
    member = str(cast.person("member").pk)

    row = actions.notify_members(actor=cast.actor("recorder"), at=NOW, told={member: None}, **again(row))

    assert row.deliveries.count() == 5
    assert tellings(row)[Recipient.MEMBERS][:4] == (date(2026, 3, 11), 5, 6, None)


def test_days_that_cannot_be_are_refused_all_at_once(cast: Cast) -> None:
    row = plan(cast)
    member, migrant = str(cast.person("member").pk), str(cast.person("migrant").pk)

    with pytest.raises(Invalid) as refusal:
        actions.notify_members(
            actor=cast.actor("recorder"),
            at=NOW,
            told={member: Told(PHONED, date(2026, 3, 11)), migrant: Told(PHONED, date(2026, 3, 14))},
            **again(row),
        )
    assert refusal.value.fields == {
        f"told-{member}": "李明：通知的日期2026年3月11日还没有到，请核对。",
        f"told-{migrant}": "郑流动：通知的日期2026年3月14日还没有到，请核对。",
    }
    with pytest.raises(Invalid) as refusal:
        actions.report_to_office(
            actor=cast.actor("recorder"), at=NOW, name=" ", told=Told(PHONED, date(2026, 3, 11)), **again(row)
        )
    assert set(refusal.value.fields) == {"name", "told_on"}
    assert row.deliveries.count() == 0


def test_notice_on_paper_is_entered_later_and_told_after_the_day_is_refused(cast: Cast) -> None:
    row = plan(cast, planned_on=date(2026, 3, 5))

    with pytest.raises(Invalid, match="晚于开会日期2026年3月5日"):
        tell_everybody(cast, row, date(2026, 3, 6))
    assert tell_everybody(cast, row, date(2026, 3, 3)).state is ConvocationState.MEMBERS_NOTIFIED


def test_stranger_is_told_nothing_and_tells_nobody(cast: Cast) -> None:
    row = plan(cast)
    outsider = str(cast.person("stranger").pk)

    with pytest.raises(NotFound):
        queries.get_convocation_for(cast.actor("stranger"), row.pk)
    with pytest.raises(NotFound):
        plan(cast, "stranger")
    with pytest.raises(NotFound):
        actions.notify_members(
            actor=cast.actor("recorder"),
            at=NOW,
            told={outsider: Told(PHONED, date(2026, 3, 10))},
            **again(row),
        )
    with pytest.raises(NotAllowed):
        plan(cast, "member")


def test_agenda_becomes_the_motions_of_the_record(cast: Cast) -> None:
    row = plan(cast)
    me = cast.actor("recorder")
    actions.put_on_agenda(actor=me, at=NOW, wording="学习条例", **again(row))
    actions.put_on_agenda(
        actor=me,
        at=NOW,
        wording="推选记录员",
        kind=MotionKind.ELECT_RECORDER,
        subject_id=cast.person("member").pk,
        origin="积分办法",
        origin_id="42",
        **again(row),
    )
    actions.put_on_agenda(
        actor=me, at=NOW, wording="评定二月积分", kind=MotionKind.CONFIRM_PERIOD, **again(row)
    )
    first = AgendaItem.objects.get(convocation=row, number=1)
    row = actions.take_off_agenda(
        actor=me, at=NOW, item_id=first.pk, version=Convocation.objects.get(pk=row.pk).version
    )
    assert [(one.number, one.wording) for one in row.agenda.all()] == [(1, "推选记录员"), (2, "评定二月积分")]

    meeting = hold(cast, row)

    assert (meeting.held_on, meeting.place_name, meeting.agenda) == (
        PLANNED,
        "村委会二楼会议室",
        "推选记录员；评定二月积分",
    )
    assert [(str(one), one.kind, str(one.subject or "")) for one in meeting.motions.all()] == [
        ("第1项：推选记录员", MotionKind.ELECT_RECORDER, "李明"),
        ("第2项：评定二月积分", MotionKind.CONFIRM_PERIOD, ""),
    ]
    row.refresh_from_db()
    assert row.state is ConvocationState.HELD
    with pytest.raises(NotNow, match="这份会议通知现在是“已召开”，不能“列入议程”"):
        actions.put_on_agenda(actor=me, at=NOW, wording="再加一项", **again(row))


def test_what_a_body_does_not_vote_on_stays_off_its_agenda(cast: Cast) -> None:
    row = plan(cast, kind=MeetingKind.BRANCH_COMMITTEE)
    with pytest.raises(Invalid) as refusal:
        actions.put_on_agenda(
            actor=cast.actor("recorder"), at=NOW, wording=" ", kind=MotionKind.ADMIT, **again(row)
        )
    assert refusal.value.fields == {
        "wording": "请写明议程。",
        "kind": "“接收预备党员”不由支部委员会会议表决，由党员大会表决。",
    }


def test_meeting_without_quorum_is_put_off_and_everybody_is_told_again(cast: Cast) -> None:
    row = tell_everybody(cast, plan(cast, planned_on=date(2026, 3, 10)))
    actions.put_on_agenda(
        actor=cast.actor("recorder"),
        at=NOW,
        wording="评定二月积分",
        kind=MotionKind.CONFIRM_PERIOD,
        **again(row),
    )
    vain = hold(cast, row)

    fresh = actions.adjourn_meeting(
        actor=cast.actor("secretary"),
        at=NOW,
        reason="到会不足半数",
        planned_on=date(2026, 3, 13),
        starts_at=time(19, 30),
        place="村委会",
        **again(row),
    )

    row.refresh_from_db()
    vain.refresh_from_db()
    assert (row.state, row.reason) == (ConvocationState.ADJOURNED, "到会不足半数")
    assert (vain.state, vain.cancel_reason) == (MeetingState.CANCELLED, "延期：到会不足半数")
    assert (fresh.state, fresh.replaces_id, fresh.deliveries.count()) == (ConvocationState.PLANNED, row.pk, 0)
    assert [(one.wording, one.kind) for one in fresh.agenda.all()] == [
        ("评定二月积分", MotionKind.CONFIRM_PERIOD)
    ]
    assert fresh.lead == LEAD


def test_confirmed_meeting_is_not_put_off(cast: Cast) -> None:
    row = plan(cast, planned_on=date(2026, 3, 10))
    meeting = hold(cast, row)
    people = [str(line.person_id) for line in queries.list_attendances(meeting)]
    actions.fill_attendance(
        actor=cast.actor("recorder"),
        at=NOW,
        meeting_id=meeting.pk,
        version=meeting.version,
        presences=dict.fromkeys(people, Presence.PRESENT),
    )
    actions.confirm_meeting(
        actor=cast.actor("recorder"),
        at=NOW,
        meeting_id=meeting.pk,
        version=Meeting.objects.get(pk=meeting.pk).version,
    )

    with pytest.raises(Blocked, match="2026年3月10日党员大会的记录已经确认，会开成了"):
        actions.adjourn_meeting(
            actor=cast.actor("secretary"),
            at=NOW,
            reason="下雨",
            planned_on=date(2026, 3, 13),
            starts_at=time(9),
            place="村委会",
            **again(row),
        )


def test_plan_is_edited_only_while_nobody_was_told(cast: Cast) -> None:
    row = plan(cast)
    edited = {"planned_on": date(2026, 3, 14), "starts_at": time(8), "place": "学校"}
    row = actions.edit_plan(actor=cast.actor("recorder"), at=NOW, **again(row), **edited)
    assert (row.planned_on, row.starts_at, row.place_name) == (date(2026, 3, 14), time(8), "学校")

    one = {str(cast.person("member").pk): Told(WROTE, date(2026, 3, 10), "本人签收")}
    actions.notify_members(actor=cast.actor("recorder"), at=NOW, told=one, **again(row))
    with pytest.raises(Blocked, match="已经登记通知了 1 人；要改日期、时间、地点，请登记延期"):
        actions.edit_plan(actor=cast.actor("recorder"), at=NOW, **again(row), **edited)


def test_called_off_says_why(cast: Cast) -> None:
    row = plan(cast)
    with pytest.raises(Invalid):
        actions.call_off_meeting(actor=cast.actor("recorder"), at=NOW, reason=" ", **again(row))

    row = actions.call_off_meeting(
        actor=cast.actor("recorder"), at=NOW, reason="与镇里的会合并", **again(row)
    )

    assert (row.state, row.reason) == (ConvocationState.CANCELLED, "与镇里的会合并")
    with pytest.raises(NotNow):
        hold(cast, row)


def test_two_at_once_do_not_overwrite_each_other(cast: Cast) -> None:
    row = plan(cast)
    seen = again(row)
    tell_everybody(cast, row)

    with pytest.raises(ChangedMeanwhile):
        actions.call_off_meeting(actor=cast.actor("recorder"), at=NOW, reason="下雨", **seen)


def test_meeting_nobody_belongs_to_is_not_announced(cast: Cast) -> None:
    with pytest.raises(NoBody, match="没有登记积分工作小组"):
        plan(cast, kind=MeetingKind.POINTS_GROUP_MEETING)
    with pytest.raises(Invalid) as refusal:
        plan(cast, kind=MeetingKind.PARTY_COMMITTEE, place=" ")
    assert set(refusal.value.fields) == {"kind", "place"}


def test_votes_are_counted_as_ever_after_the_meeting(cast: Cast) -> None:
    """A count belongs to the record, not to the notice."""
    row = plan(cast, planned_on=date(2026, 3, 10))
    actions.put_on_agenda(
        actor=cast.actor("recorder"),
        at=NOW,
        wording="评定二月积分",
        kind=MotionKind.CONFIRM_PERIOD,
        **again(row),
    )
    motion = hold(cast, row).motions.get()
    assert motion.votes == Votes()
