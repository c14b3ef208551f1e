"""Attendance, exclusions, motions, and what stands in the way of confirming; all of it at once."""

from datetime import date

import pytest

from jifen.audit.models import Record
from jifen.common.basis import Basis, BasisKind
from jifen.common.refusals import Blocked, Invalid, NotAllowed, NotFound, NotNow
from jifen.meetings import actions, queries
from jifen.meetings.errors import NoResolution
from jifen.meetings.models import Exclusion, Meeting, Motion
from jifen.meetings.states.meetings import MeetingKind, MeetingState, Presence
from jifen.meetings.states.motions import MotionKind, MotionResult
from jifen.meetings.states.tally import Votes
from tests.cast import NOW, Cast
from tests.meetings.acts import CONSENT, HELD, attend, confirm, exclude, hold, put
from tests.orgs.acts import enter

pytestmark = pytest.mark.django_db
SCHEME = frozenset({MotionKind.ADOPT_SCHEME})


def blockers(cast: Cast, meeting: Meeting) -> tuple[str, ...]:
    with pytest.raises(Blocked) as refused:
        confirm(cast, meeting)
    return refused.value.reasons


def test_scheme_adopted_by_the_assembly_gives_a_basis(cast: Cast) -> None:
    meeting = hold(cast)
    motion = put(cast, meeting, Votes(4, 1, 0))
    attend(cast, meeting)

    confirm(cast, meeting)

    basis = queries.require_resolution(
        cast.actor("recorder"), motion.pk, organization_id=cast.organization().pk, kinds=SCHEME
    )
    assert basis == Basis(BasisKind.MEETING, "党员大会", HELD, "2026年记录本第6页", str(motion.pk))
    found = queries.list_resolutions_for(cast.actor("secretary"), cast.organization(), SCHEME)
    assert [(one.motion_id, one.label, one.basis) for one in found] == [
        (motion.pk, "2026年3月6日党员大会：通过《青山村党支部积分管理办法》", basis)
    ]
    record = Record.objects.get(act="meetings.CONFIRM_MEETING")
    assert record.decider == "青山村支部党员大会"
    assert record.basis == Basis(BasisKind.MEETING, "党员大会", HELD, "2026年记录本第6页")
    assert {key: record.detail[key] for key in ("eligible", "present", "motions", "passed")} == {
        "eligible": 5, "present": 5, "motions": 1, "passed": 1,
    }  # fmt: skip


def test_everything_that_is_missing_is_said_at_once(cast: Cast) -> None:
    meeting = hold(cast, held_on=date(2026, 3, 20), document_no="")
    put(cast, meeting, Votes())

    assert blockers(cast, meeting) == (
        "会议日期2026年3月20日还没有到，开过以后才能确认。",
        "还没有填会议记录编号；请点“修改会议信息”，写明记录在哪一本哪一页，或者纪要的文号。"
        "没有纸质记录的，点“填写会议内容”，把会议内容和决定写全。",
        "还有6人没有填到会情况：李明、钱组织委员、孙记录员、赵书记、郑流动等6人；请点“填写到会情况”补填。",
        "第1项“通过《青山村党支部积分管理办法》”：还没有填表决结果；请点“修改”，"
        "填赞成、不赞成、弃权各几票，没有的填 0。",
    )
    assert Meeting.objects.get().state is MeetingState.RECORDED


def test_exactly_half_may_vote_and_nothing_passes(cast: Cast) -> None:
    enter(cast, "第六人")
    meeting = hold(cast)
    motion = put(cast, meeting, Votes(3, 0, 0))
    attend(cast, meeting, "member", "migrant", "commissioner")

    confirm(cast, meeting)

    assert Motion.objects.get(pk=motion.pk).result is MotionResult.REJECTED
    with pytest.raises(NoResolution, match="在2026年3月6日党员大会没有通过，不能作为依据"):
        queries.require_resolution(
            cast.actor("recorder"), motion.pk, organization_id=cast.organization().pk, kinds=SCHEME
        )


def test_one_less_than_half_may_not_vote(cast: Cast) -> None:
    meeting = hold(cast)
    put(cast, meeting, Votes(2, 0, 0))
    attend(cast, meeting, "member", "migrant", "commissioner")

    (said,) = blockers(cast, meeting)

    assert "应到5人、实到2人，没有半数以上到会（至少要3人）" in said


def test_assembly_that_only_studied_needs_no_quorum_and_a_committee_does(cast: Cast) -> None:
    study = hold(cast)
    attend(cast, study, "member", "migrant", "commissioner")
    committee = hold(cast, kind=MeetingKind.BRANCH_COMMITTEE)
    attend(cast, committee, "secretary", "commissioner")

    assert confirm(cast, study).state is MeetingState.CONFIRMED
    (said,) = blockers(cast, committee)
    assert said.startswith("支部委员会会议要有半数以上委员到会才能召开")
    attend(cast, committee, "commissioner")
    assert confirm(cast, committee).state is MeetingState.CONFIRMED


def test_probationary_member_comes_and_does_not_count(cast: Cast) -> None:
    meeting = hold(cast)
    put(cast, meeting, Votes(5, 0, 0))
    attend(cast, meeting, "member", "migrant")

    (said,) = blockers(cast, meeting)

    assert "赞成、不赞成、弃权合计5票，多于实到有表决权的3人" in said


def test_more_ballots_than_were_issued_make_the_vote_void(cast: Cast) -> None:
    meeting = hold(cast)
    motion = put(cast, meeting, Votes(5, 0, 0, issued=5, returned=6), secret=True)
    attend(cast, meeting)

    (said,) = blockers(cast, meeting)

    assert "收回6张票，多于发出的5张，这次投票无效；请重新投票" in said
    actions.edit_motion(
        actor=cast.actor("recorder"),
        at=NOW,
        motion_id=motion.pk,
        version=Meeting.objects.get().version,
        kind=MotionKind.ADOPT_SCHEME,
        wording=motion.wording,
        secret=True,
        votes=Votes(4, 1, 0, issued=5, returned=5),
    )
    assert confirm(cast, meeting).state is MeetingState.CONFIRMED


def test_admission_counts_the_written_opinion_of_who_was_away(cast: Cast) -> None:
    enter(cast, "第六人")
    meeting = hold(cast)
    subject = {
        "kind": MotionKind.CONVERT,
        "wording": "周预备转为正式党员",
        "subject_id": cast.person("probationary").pk,
    }
    motion = put(cast, meeting, Votes(3, 1, 0, 1, issued=4, returned=4), **subject)
    attend(cast, meeting, "member", "migrant")

    assert motion.secret
    confirm(cast, meeting, "secretary")
    assert Motion.objects.get(pk=motion.pk).result is MotionResult.PASSED


def test_who_agreed_to_stay_out_is_not_counted_and_whoever_comes_is(cast: Cast) -> None:
    meeting = hold(cast)
    exclude(cast, meeting)

    assert queries.turnout_of(queries.list_attendances(meeting)).eligible == 4
    with pytest.raises(Blocked, match="郑流动已经登记为不计入应到"):
        actions.fill_attendance(
            actor=cast.actor("recorder"),
            at=NOW,
            meeting_id=meeting.pk,
            version=2,
            presences={str(cast.person("migrant").pk): Presence.PRESENT},
        )
    with pytest.raises(Blocked, match="郑流动本来就不计入应到"):
        exclude(cast, meeting)
    attend(cast, meeting, "member")
    assert Exclusion.objects.get().consent == CONSENT
    record = Record.objects.get(act="meetings.EXCLUDE_PERSON")
    assert (record.basis, record.detail["ground"]) == (CONSENT, "MIGRANT")

    actions.include_person(
        actor=cast.actor("recorder"),
        at=NOW,
        meeting_id=meeting.pk,
        version=3,
        person_id=cast.person("migrant").pk,
    )

    assert not Exclusion.objects.exists()
    assert blockers(cast, meeting) == ("还有1人没有填到会情况：郑流动；请点“填写到会情况”补填。",)


def test_exclusion_rests_on_agreement_and_consent_before_the_meeting(cast: Cast) -> None:
    meeting = hold(cast)

    with pytest.raises(Invalid) as refused:
        exclude(
            cast,
            meeting,
            agreement=Basis(BasisKind.MEETING, "党员大会", date(2026, 3, 7)),
            consent=Basis(BasisKind.REPLY, "批复", date(2026, 3, 8), "9号"),
        )
    assert refused.value.fields == {
        "agreement_on": "同意的会议2026年3月7日晚于这次会议2026年3月6日，请核对。",
        "consent_on": "上级同意的日期2026年3月8日晚于会议日期2026年3月6日；会后才同意的，这次会上要计入应到。",
    }
    with pytest.raises(Invalid) as refused:
        exclude(cast, meeting, agreement=CONSENT, consent=Basis(BasisKind.STATEMENT, "本人说"))
    assert set(refused.value.fields) == {"agreement_on", "consent_label", "consent_document_no"}
    with pytest.raises(Blocked, match="周预备本来就不计入应到（预备党员，没有表决权）"):
        exclude(cast, meeting, "probationary")
    with pytest.raises(NotFound):
        exclude(cast, meeting, "stranger")
    with pytest.raises(Blocked, match="没有不计入应到的规定"):
        exclude(cast, hold(cast, kind=MeetingKind.BRANCH_COMMITTEE), "commissioner")


def test_roster_that_changed_since_is_noticed_and_taken_over(cast: Cast) -> None:
    meeting = hold(cast)
    attend(cast, meeting)
    enter(cast, "漏登的同志")

    (said,) = blockers(cast, meeting)

    assert said == (
        "名册上2026年3月6日的情况和这张名单不一样：漏登的同志不在名单里；"
        "请打开“填写到会情况”保存一次，名单会按名册更新。"
    )
    attend(cast, meeting)
    assert len(blockers(cast, meeting)) == 1
    attend(cast, meeting)
    assert confirm(cast, meeting).state is MeetingState.CONFIRMED


def test_nobody_confirms_a_vote_on_himself(cast: Cast) -> None:
    meeting = hold(cast)
    put(
        cast,
        meeting,
        kind=MotionKind.ELECT_RECORDER,
        wording="推选孙记录员",
        subject_id=cast.person("recorder").pk,
    )
    attend(cast, meeting)

    with pytest.raises(NotAllowed, match="这次会议有议题涉及您本人"):
        confirm(cast, meeting)
    assert confirm(cast, meeting, "organizer").state is MeetingState.CONFIRMED


def test_confirmed_record_stays_as_it_is(cast: Cast) -> None:
    meeting = hold(cast)
    motion = put(cast, meeting)
    attend(cast, meeting)
    version = confirm(cast, meeting).version
    actor = cast.actor("secretary")

    for act in (
        lambda: put(cast, meeting),
        lambda: attend(cast, meeting),
        lambda: exclude(cast, meeting),
        lambda: confirm(cast, meeting),
        lambda: actions.remove_motion(actor=actor, at=NOW, motion_id=motion.pk, version=version),
        lambda: actions.cancel_meeting(
            actor=actor, at=NOW, meeting_id=meeting.pk, version=version, reason="不要了"
        ),
    ):
        with pytest.raises(NotNow, match="这份会议记录现在是“已确认”"):
            act()


def test_motions_move_up_when_one_is_taken_out(cast: Cast) -> None:
    meeting = hold(cast)
    first, second, third = (
        put(cast, meeting, kind=MotionKind.OTHER, wording=word) for word in ("甲", "乙", "丙")
    )

    actions.remove_motion(actor=cast.actor("recorder"), at=NOW, motion_id=first.pk, version=4)

    assert [(row.number, row.wording) for row in meeting.motions.all()] == [(1, "乙"), (2, "丙")]
    assert {second.pk, third.pk} == set(meeting.motions.values_list("pk", flat=True))


def test_faults_of_a_motion_are_named_at_their_fields(cast: Cast) -> None:
    meeting = hold(cast, kind=MeetingKind.BRANCH_COMMITTEE)

    with pytest.raises(Invalid) as refused:
        put(cast, meeting, Votes(1, None, None, -1), kind=MotionKind.ADMIT, wording=" ")
    assert refused.value.fields == {
        "kind": "“接收预备党员”不由支部委员会会议表决，请重新选择。",
        "wording": "请写明议题，照会议记录上的写法。",
        "subject": "“接收预备党员”要写明是哪位同志，一人一项，分别表决"
        "（《中国共产党发展党员工作细则》第二十条、第二十一条）。",
        "ayes": "赞成、不赞成、弃权三项要一起填，没有的填 0。",
        "written_ayes": "票数-1不对，请填 0 以上的整数。",
    }
    with pytest.raises(NotFound):
        put(cast, meeting, subject_id=cast.person("stranger").pk, kind=MotionKind.OTHER)


def test_resolution_says_everything_that_speaks_against_it(cast: Cast) -> None:
    meeting = hold(cast)
    motion = put(cast, meeting)
    actor = cast.actor("organizer")

    with pytest.raises(NoResolution) as refused:
        queries.require_resolution(
            actor,
            motion.pk,
            organization_id=cast.organization("township").pk,
            kinds={MotionKind.CONFIRM_PERIOD},
            bodies={MeetingKind.PARTY_COMMITTEE},
            subject_id=cast.person("member").pk,
        )
    assert refused.value.reasons == (
        "2026年3月6日党员大会是青山村支部的会议，不能作为别的组织办事的依据。",
        "“通过《青山村党支部积分管理办法》”是“通过积分办法”，这里要的是“评定本期积分”的议题。",
        "“通过《青山村党支部积分管理办法》”是党员大会讨论的，这里要党委会议的决定。",
        "“通过《青山村党支部积分管理办法》”说的不是这位同志，请选择涉及他的议题。",
        "2026年3月6日党员大会的记录现在是“已登记，待确认”；请先确认会议记录，再以它为依据。",
    )
    with pytest.raises(NotFound):
        queries.require_resolution(
            cast.actor("stranger"), motion.pk, organization_id=cast.organization().pk, kinds=SCHEME
        )
    with pytest.raises(NotAllowed):
        queries.list_resolutions_for(cast.actor("member"), cast.organization(), SCHEME)


def test_resolutions_are_chosen_by_body_and_by_person(cast: Cast) -> None:
    meeting = hold(cast)
    who = cast.person("member").pk
    motion = put(
        cast, meeting, kind=MotionKind.APPROVE_EXEMPTION, wording="同意李明不参与积分", subject_id=who
    )
    attend(cast, meeting)
    confirm(cast, meeting)
    actor, branch, kinds = cast.actor("recorder"), cast.organization(), {MotionKind.APPROVE_EXEMPTION}

    def found(**narrow: object) -> list[object]:
        return [one.motion_id for one in queries.list_resolutions_for(actor, branch, kinds, **narrow)]

    assert found(subject_id=who, bodies={MeetingKind.MEMBER_ASSEMBLY}) == [motion.pk]
    assert found(subject_id=cast.person("migrant").pk) == []
    assert found(bodies={MeetingKind.PARTY_COMMITTEE}) == []


def test_file_of_a_person_holds_his_meetings_and_motions(cast: Cast) -> None:
    meeting = hold(cast)
    who = cast.person("member")
    motion = put(
        cast, meeting, kind=MotionKind.APPROVE_EXEMPTION, wording="同意李明不参与积分", subject_id=who.pk
    )

    kept = queries.get_meetings_of(who)

    assert [row.meeting for row in kept.attendances] == [meeting]
    assert kept.motions == [motion]
