"""A meeting is transcribed from its minutes; its list comes from the registers of the day."""

from datetime import date, timedelta

import pytest

from jifen.audit.models import Record
from jifen.common.actor import INSTALLER
from jifen.common.basis import Basis, BasisKind
from jifen.common.refusals import Invalid, NotAllowed, NotFound, NotNow
from jifen.meetings import actions, queries
from jifen.meetings.errors import ChangedMeanwhile, NoBody
from jifen.meetings.models import Meeting
from jifen.meetings.states.meetings import MeetingKind, MeetingState, Presence
from jifen.orgs.actions import assign_group, move_standing, name_points_group, record_discipline
from jifen.orgs.states.acts import Act
from jifen.orgs.states.people import Measure, Standing
from jifen.orgs.states.roles import Role
from tests.cast import NOW, TODAY, Cast
from tests.meetings.acts import HELD, attend, confirm, hold, put
from tests.orgs.acts import send
from tests.orgs.people.stories import enter

pytestmark = pytest.mark.django_db
ASSEMBLY = MeetingKind.MEMBER_ASSEMBLY


def listed(meeting: Meeting) -> dict[str, str]:
    return {str(row.person): str(row.why_not) for row in queries.list_attendances(meeting)}


def test_assembly_lists_members_of_the_day_and_counts_those_with_a_vote(cast: Cast) -> None:
    meeting = hold(cast)

    assert listed(meeting) == {
        "赵书记": "",
        "钱组织委员": "",
        "孙记录员": "",
        "李明": "",
        "郑流动": "",
        "周预备": "PROBATIONARY",
    }
    assert queries.turnout_of(queries.list_attendances(meeting)).eligible == 5
    record = Record.objects.get(act="meetings.RECORD_MEETING")
    assert (record.subject_label, record.organization_name, record.detail["listed"]) == (
        "2026年3月6日党员大会",
        "红旗镇青山村党支部",
        6,
    )


def test_list_says_what_people_were_on_the_day_not_what_they_are_now(cast: Cast) -> None:
    member = cast.person("member")
    record_discipline(
        actor=cast.actor("secretary"),
        at=NOW,
        person_id=member.pk,
        measure=Measure.PROBATION_WITHIN_PARTY,
        approved_on=date(2026, 3, 5),
        months=12,
        matter="违反工作纪律",
        basis=Basis(BasisKind.DOCUMENT, "处分决定", date(2026, 3, 5), "红纪发〔2026〕2号"),
    )

    before, after = hold(cast, held_on=date(2026, 3, 4)), hold(cast, held_on=date(2026, 3, 5))

    assert listed(before)["李明"] == ""
    assert listed(after)["李明"] == "PROBATION_WITHIN_PARTY"


def test_suspended_member_is_not_on_the_list(cast: Cast) -> None:
    move_standing(
        actor=cast.actor("secretary"),
        at=NOW,
        person_id=cast.person("migrant").pk,
        act=Act.SUSPEND,
        on=date(2026, 3, 2),
        basis=Basis(BasisKind.REPLY, "关于停止党籍的批复", date(2026, 3, 2), "红旗委〔2026〕7号"),
        reason="失去联系满六个月",
        confirmed=True,
    )

    assert "郑流动" not in listed(hold(cast))


def test_who_came_from_another_branch_later_is_not_on_the_list(cast: Cast) -> None:
    from jifen.orgs.actions import accept_transfer

    letter = send(cast, "migrant", sent_on=date(2026, 3, 1))
    accept_transfer(actor=cast.actor("stranger"), at=NOW, transfer_id=letter.pk, on=date(2026, 3, 7))

    assert "郑流动" in listed(hold(cast))
    assert "郑流动" not in listed(hold(cast, held_on=date(2026, 3, 8)))


def test_committee_is_read_from_its_offices(cast: Cast) -> None:
    meeting = hold(cast, kind=MeetingKind.BRANCH_COMMITTEE)

    assert listed(meeting) == {"赵书记": "", "钱组织委员": ""}


def test_group_and_points_group_have_lists_of_their_own(cast: Cast) -> None:
    for key in ("member", "probationary", "activist"):
        assign_group(
            actor=cast.actor("recorder"),
            at=NOW,
            person_id=cast.person(key).pk,
            group_id=cast.organization("first_group").pk,
        )
    name_points_group(
        actor=cast.actor("secretary"),
        at=NOW,
        organization_id=cast.organization().pk,
        holders={Role.POINTS_GROUP_HEAD: [cast.person("commissioner").pk]},
        from_on=date(2026, 3, 2),
        basis=Basis(BasisKind.MEETING, "支部委员会会议", date(2026, 3, 2)),
    )

    group = hold(cast, organization_id=cast.organization("first_group").pk, kind=MeetingKind.GROUP_MEETING)
    points = hold(cast, kind=MeetingKind.POINTS_GROUP_MEETING)

    assert listed(group) == {"李明": "", "周预备": "PROBATIONARY"}
    assert listed(points) == {"钱组织委员": ""}


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (MeetingKind.BRANCH_COMMITTEE, "不设支委会的支部，由党员大会讨论决定"),
        (MeetingKind.POINTS_GROUP_MEETING, "那天没有登记积分工作小组"),
    ],
)
def test_body_nobody_belongs_to_cannot_meet(cast: Cast, kind: MeetingKind, said: str) -> None:
    with pytest.raises(NoBody, match=said):
        hold(cast, kind=kind, held_on=date(2026, 2, 20))
    assert not Meeting.objects.exists()


def test_faults_of_a_meeting_are_named_at_their_fields(cast: Cast) -> None:
    with pytest.raises(Invalid) as refused:
        hold(cast, kind=MeetingKind.GROUP_MEETING, place=" ", chair="", keeper="")
    assert refused.value.fields == {
        "kind": "党支部不开党小组会，请重新选择。",
        "place": "请填写地点。",
        "chair": "请填写主持人。",
        "keeper": "请填写记录人。",
    }


@pytest.mark.parametrize("who", ["secretary", "commissioner", "recorder"])
def test_desk_of_the_branch_transcribes(cast: Cast, who: str) -> None:
    assert hold(cast, who).state is MeetingState.RECORDED


@pytest.mark.parametrize(
    "who", ["member", "probationary", "organizer", "county_organizer", "auditor", "admin"]
)
def test_others_who_see_the_branch_transcribe_nothing(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed, match="“登记会议”由本组织书记、副书记、组织委员、记录员"):
        hold(cast, who)


def test_stranger_finds_neither_branch_nor_meeting(cast: Cast) -> None:
    meeting = hold(cast)

    with pytest.raises(NotFound):
        hold(cast, "stranger")
    for who in ("stranger", "member", "probationary", "admin", "auditor"):
        with pytest.raises(NotFound):
            queries.get_meeting_for(cast.actor(who), meeting.pk)
    for who in ("organizer", "county_organizer"):
        assert queries.get_meeting_for(cast.actor(who), meeting.pk) == meeting


def test_leader_of_a_group_writes_and_the_branch_confirms(cast: Cast) -> None:
    group = cast.organization("first_group")
    for key in ("member", "commissioner"):
        assign_group(actor=cast.actor("recorder"), at=NOW, person_id=cast.person(key).pk, group_id=group.pk)
    leader = cast.actor("commissioner", "GROUP_LEADER")

    meeting = hold(cast, actor=leader, organization_id=group.pk, kind=MeetingKind.GROUP_MEETING)
    actions.fill_attendance(
        actor=leader,
        at=NOW,
        meeting_id=meeting.pk,
        version=1,
        presences={str(row.person_id): Presence.PRESENT for row in meeting.attendances.all()},
    )

    with pytest.raises(NotAllowed):
        actions.confirm_meeting(actor=leader, at=NOW, meeting_id=meeting.pk, version=2)
    assert confirm(cast, meeting).state is MeetingState.CONFIRMED
    with pytest.raises(NotFound):
        queries.get_meeting_for(leader, hold(cast).pk)


def test_correcting_the_day_brings_the_list_up_to_it_and_keeps_who_came(cast: Cast) -> None:
    meeting = attend(cast, hold(cast), "migrant")
    enter(cast, "新来的同志", Standing.FORMAL, on=date(2026, 3, 9))
    meeting = actions.edit_meeting(
        actor=cast.actor("secretary"),
        at=NOW,
        meeting_id=meeting.pk,
        version=meeting.version,
        kind=MeetingKind.MEMBER_ASSEMBLY,
        held_on=TODAY,
        place="村委会",
        chair="赵书记",
        keeper="孙记录员",
    )

    rows = {str(row.person): row.presence for row in queries.list_attendances(meeting)}
    assert rows["新来的同志"] == ""
    assert (rows["李明"], rows["郑流动"]) == (Presence.PRESENT, Presence.LEAVE)
    assert (meeting.version, meeting.document_no) == (3, "")


def test_second_of_two_who_opened_the_same_page_is_told(cast: Cast) -> None:
    meeting = hold(cast)
    put(cast, meeting)

    with pytest.raises(ChangedMeanwhile, match="别的同志改过这次会议的记录"):
        put(cast, meeting, version=1)
    assert meeting.motions.count() == 1


def test_kind_is_not_changed_under_a_motion_it_cannot_vote_on(cast: Cast) -> None:
    meeting = hold(cast)
    put(cast, meeting)

    with pytest.raises(Invalid, match="第1项议题“通过积分办法”不由支部委员会会议表决"):
        actions.edit_meeting(
            actor=cast.actor("recorder"),
            at=NOW,
            meeting_id=meeting.pk,
            version=2,
            kind=MeetingKind.BRANCH_COMMITTEE,
            held_on=HELD,
            place="村委会",
            chair="赵书记",
            keeper="孙记录员",
        )


def test_cancelled_record_is_kept_with_its_reason_and_stays_as_it_is(cast: Cast) -> None:
    meeting = hold(cast)
    with pytest.raises(Invalid, match="请写明作废的原因"):
        actions.cancel_meeting(
            actor=cast.actor("recorder"), at=NOW, meeting_id=meeting.pk, version=1, reason=" "
        )

    actions.cancel_meeting(
        actor=cast.actor("recorder"), at=NOW, meeting_id=meeting.pk, version=1, reason="登记重了"
    )

    assert Meeting.objects.get().state is MeetingState.CANCELLED
    with pytest.raises(NotNow, match="这份会议记录现在是“已作废”"):
        put(cast, meeting)


def test_superior_lists_all_below_and_a_township_secretary_only_his_own(cast: Cast) -> None:
    meeting = hold(cast)
    township = cast.organization("township")

    assert list(queries.list_meetings_for(cast.actor("organizer"), township)) == [meeting]
    assert list(queries.list_meetings_for(INSTALLER, township)) == [meeting]
    assert list(queries.list_meetings_for(cast.actor("recorder"), cast.organization())) == [meeting]
    with pytest.raises(NotAllowed):
        queries.list_meetings_for(cast.actor("member"), cast.organization())


def test_meeting_not_confirmed_after_seven_days_waits_for_the_desk(cast: Cast) -> None:
    meeting = hold(cast)
    seventh = HELD + timedelta(days=7)

    assert list(queries.list_waiting_for(cast.actor("recorder"), seventh)) == [meeting]
    assert not queries.list_waiting_for(cast.actor("recorder"), seventh - timedelta(days=1))
    assert not queries.list_waiting_for(cast.actor("organizer"), seventh)
    assert not queries.list_waiting_for(cast.actor("stranger"), seventh)
    attend(cast, meeting)
    confirm(cast, meeting)
    assert not queries.list_waiting_for(cast.actor("recorder"), seventh)


def test_duplicate_of_a_member_stands_on_the_list_once_as_the_person_kept(cast: Cast) -> None:
    from jifen.orgs.actions import merge_people

    kept, twin = cast.person("member"), enter(cast, "李明", mark="重")
    merge_people(
        actor=cast.actor("organizer"),
        at=NOW,
        keep_id=kept.pk,
        duplicate_id=twin.pk,
        reason="核对身份证，是同一个人",
        confirmed=True,
    )

    people = [line.person for line in queries.list_eligible(cast.organization(), ASSEMBLY, HELD)]

    assert [person.pk for person in people if person.name == "李明"] == [kept.pk]
