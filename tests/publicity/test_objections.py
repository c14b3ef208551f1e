"""An objection on its way: anonymous and upheld, reviewed by nobody concerned, its words closed."""

from datetime import date, timedelta

import pytest

from jifen.audit.models import Record
from jifen.common.basis import Basis, BasisKind
from jifen.common.refusals import Blocked, Invalid, NotAllowed, NotFound, NotNow
from jifen.publicity import actions, queries
from jifen.publicity.errors import ObjectionChanged, ReviewerConcerned
from jifen.publicity.models import Objection, PublicNotice
from jifen.publicity.states.acts import Act
from jifen.publicity.states.notices import NoticeState
from jifen.publicity.states.objections import OBJECTION, ObjectionChannel, ObjectionOutcome, ObjectionState
from tests.cast import NOW, TODAY, Cast
from tests.publicity.acts import COMMITTEE, LATER, draft, on_show
from tests.publicity.acts import step as notice_step

pytestmark = pytest.mark.django_db
WORDS = "三月一日李明去医院了，扣分不对"
MOVES = {
    (Act.RECEIVE_OBJECTION, None): ObjectionState.RECEIVED,
    (Act.ADMIT_OBJECTION, ObjectionState.RECEIVED): ObjectionState.ADMITTED,
    (Act.REFUSE_OBJECTION, ObjectionState.RECEIVED): ObjectionState.NOT_ADMITTED,
    (Act.ASSIGN_OBJECTION, ObjectionState.ADMITTED): ObjectionState.ASSIGNED,
    (Act.ASSIGN_OBJECTION, ObjectionState.ASSIGNED): ObjectionState.ASSIGNED,
    (Act.DECIDE_OBJECTION, ObjectionState.ASSIGNED): ObjectionState.DECIDED,
    (Act.TELL_OBJECTION, ObjectionState.DECIDED): ObjectionState.TOLD,
    (Act.REPORT_OBJECTION, ObjectionState.TOLD): ObjectionState.CLOSED,
    (Act.APPEAL_OBJECTION, ObjectionState.RECEIVED): ObjectionState.APPEALED,
    (Act.APPEAL_OBJECTION, ObjectionState.NOT_ADMITTED): ObjectionState.APPEALED,
    (Act.APPEAL_OBJECTION, ObjectionState.DECIDED): ObjectionState.APPEALED,
    (Act.APPEAL_OBJECTION, ObjectionState.TOLD): ObjectionState.APPEALED,
    (Act.APPEAL_OBJECTION, ObjectionState.CLOSED): ObjectionState.APPEALED,
    (Act.SETTLE_OBJECTION, ObjectionState.APPEALED): ObjectionState.SETTLED,
    (Act.TELL_OBJECTION, ObjectionState.SETTLED): ObjectionState.TOLD,
}


def receive(cast: Cast, notice: PublicNotice, objector: str = "", who: str = "recorder") -> Objection:
    line = notice.lines.get(person=cast.person("member"))
    return actions.receive_objection(
        actor=cast.actor(who), at=NOW, notice_id=notice.pk, channel=ObjectionChannel.BOX, received_on=TODAY,
        statement=WORDS, objector=objector, line_id=line.pk,
    )  # fmt: skip


def step(cast: Cast, found: Objection, name: str, who: str = "recorder", **said: object) -> Objection:
    done: Objection = getattr(actions, name)(
        actor=cast.actor(who), at=NOW, objection_id=found.pk, version=found.version, **said
    )
    return done


def assigned(cast: Cast, objector: str = "") -> Objection:
    found = step(cast, receive(cast, on_show(cast), objector), "admit_objection")
    return step(cast, found, "assign_objection", reviewer_id=cast.person("secretary").pk)


def test_every_pair_of_act_and_state_is_a_move_or_refused() -> None:
    for act in {row.act for row in OBJECTION.rows}:
        for state in (None, *ObjectionState):
            if (act, state) in MOVES:
                assert OBJECTION.find(act, state).target is MOVES[Act(act), state]
            else:
                with pytest.raises(NotNow):
                    OBJECTION.find(act, state)


def test_anonymous_objection_is_upheld_and_reported_to_the_assembly(cast: Cast) -> None:
    found = assigned(cast)
    branch = cast.organization()

    assert (str(found), found.anonymous) == ("异议第 1 号", True)
    assert (found.admit_by, found.answer_by) == (date(2026, 3, 12), date(2026, 3, 24))
    assert queries.list_contested(branch) == {cast.person("member").pk}

    committee = Basis(BasisKind.MEETING, "支委会会议", TODAY)
    found = step(
        cast, found, "decide_objection", outcome=ObjectionOutcome.UPHELD, findings="看了住院证明", reasons="当天在住院",
        decided_on=TODAY, basis=committee,
    )  # fmt: skip
    assert queries.list_contested(branch) == frozenset()
    with pytest.raises(Invalid, match="没有署名"):
        step(cast, found, "tell_objection", member_on=TODAY, objector_on=TODAY)
    found = step(cast, found, "tell_objection", member_on=TODAY)
    with pytest.raises(Invalid, match="请选“会议”"):
        step(cast, found, "report_objection", reported=Basis(BasisKind.DOCUMENT, "通知", TODAY))
    found = step(cast, found, "report_objection", reported=Basis(BasisKind.MEETING, "党员大会", TODAY))

    kept = Objection.objects.get(pk=found.pk)
    assert (kept.state, kept.outcome, kept.told_objector_on) == (
        ObjectionState.CLOSED,
        ObjectionOutcome.UPHELD,
        None,
    )
    told = Record.objects.filter(subject_id=str(kept.pk)).values_list("act", "detail")
    assert len(told) == 6
    assert "住院" not in str(list(told))


def test_neither_author_nor_subject_reviews(cast: Cast) -> None:
    found = step(cast, receive(cast, on_show(cast)), "admit_objection")

    able = {str(one) for one in queries.list_reviewers(found, TODAY)}
    assert not {"钱组织委员", "李明"} & able
    assert "赵书记" in able
    for key in ("commissioner", "member"):
        with pytest.raises(ReviewerConcerned, match="请换一位"):
            step(cast, found, "assign_objection", reviewer_id=cast.person(key).pk)
    with pytest.raises(Invalid, match="请从名单里选"):
        step(cast, found, "assign_objection", reviewer_id=cast.person("stranger").pk)


def test_only_secretary_and_reviewer_read_who_objected(cast: Cast) -> None:
    found = assigned(cast, "邻居张某")

    with pytest.raises(NotAllowed, match="书记和核查这件异议的同志"):
        actions.read_objection(actor=cast.actor("recorder"), at=NOW, objection_id=found.pk)
    with pytest.raises(NotAllowed, match="由其他同志查看"):
        actions.read_objection(actor=cast.actor("commissioner"), at=NOW, objection_id=found.pk)
    with pytest.raises(NotFound):
        actions.read_objection(actor=cast.actor("stranger"), at=NOW, objection_id=found.pk)
    read = actions.read_objection(actor=cast.actor("secretary"), at=NOW, objection_id=found.pk)
    assert read[1:] == ("邻居张某", WORDS, "", "")
    assert Record.objects.filter(subject_id=str(found.pk), kind="READ").count() == 1


def test_faults_are_named_at_once_and_nothing_is_half_done(cast: Cast) -> None:
    notice = on_show(cast)

    with pytest.raises(Invalid) as refused:
        actions.receive_objection(
            actor=cast.actor("recorder"), at=NOW, notice_id=notice.pk, channel=ObjectionChannel.PHONE,
            received_on=TODAY - timedelta(days=1), statement="不对",
        )  # fmt: skip
    assert set(refused.value.fields) == {"statement", "received_on"}
    assert not Objection.objects.exists()


def test_before_it_is_put_up_nobody_objects_and_a_stranger_finds_nothing(cast: Cast) -> None:
    notice = draft(cast)

    with pytest.raises(NotNow, match="张贴以后才收异议"):
        receive(cast, notice)
    with pytest.raises(NotFound):
        receive(cast, notice, who="stranger")


def test_second_of_two_pages_is_refused(cast: Cast) -> None:
    found = receive(cast, on_show(cast))
    stale = found.version
    step(cast, found, "admit_objection")
    found.version, found.state = stale, ObjectionState.RECEIVED

    with pytest.raises((ObjectionChanged, NotNow)):
        step(cast, found, "refuse_objection", refusal="没有写事实")


def test_objections_are_counted_and_the_result_waits_for_them(cast: Cast) -> None:
    found = assigned(cast)
    receive(cast, found.notice)
    notice = notice_step(cast, found.notice, "close_notice", at=LATER)
    assert (notice.state, notice.objections) == (NoticeState.CLOSED_CONTESTED, 2)
    assert queries.name_contested(notice.origin, notice.origin_id) == ["李明"]

    with pytest.raises(Blocked) as refused:
        notice_step(cast, notice, "announce_result", at=LATER, result="维持")
    assert refused.value.reasons == (
        "异议第 1 号（正在核查）、异议第 2 号（已收到）还没有作出处理，处理以后再办。",
    )

    step(
        cast, found, "decide_objection", outcome=ObjectionOutcome.DISMISSED, findings="问了本人",
        reasons="没有请假", decided_on=TODAY, basis=COMMITTEE,
    )  # fmt: skip
    second = Objection.objects.get(number=2)
    step(cast, second, "refuse_objection", refusal="与第 1 号是同一件事")
    done = notice_step(cast, notice, "announce_result", at=LATER, result="经核查，维持原来的积分。")
    assert done.state is NoticeState.ANNOUNCED


def test_objection_to_the_whole_notice_says_so(cast: Cast) -> None:
    notice = on_show(cast)
    actions.receive_objection(
        actor=cast.actor("recorder"), at=NOW, notice_id=notice.pk, channel=ObjectionChannel.PHONE,
        received_on=TODAY, statement="名单里漏了一位预备党员",
    )  # fmt: skip

    assert queries.name_contested(notice.origin, notice.origin_id) == ["整份公示"]
    assert queries.list_contested(cast.organization()) == frozenset()


def test_next_step_is_due_by_its_day_until_the_assembly_heard_of_it(cast: Cast) -> None:
    found = receive(cast, on_show(cast))

    def due(days: int) -> list[tuple[str, date | None, bool]]:
        lines = queries.list_due(cast.actor("recorder"), TODAY + timedelta(days=days))
        return [(one.kind.label, one.by, one.late) for one in lines if one.subject_id == found.pk]

    assert due(2) == [("异议等受理", date(2026, 3, 12), False)]
    assert due(3) == [("异议等受理", date(2026, 3, 12), True)]
    found = step(cast, found, "admit_objection")
    found = step(cast, found, "assign_objection", reviewer_id=cast.person("secretary").pk)
    assert due(14) == [("异议等处理决定", date(2026, 3, 24), False)]
    found = step(
        cast, found, "decide_objection", outcome=ObjectionOutcome.DISMISSED, findings="问了本人",
        reasons="没有请假", decided_on=TODAY, basis=COMMITTEE,
    )  # fmt: skip
    found = step(cast, found, "tell_objection", member_on=TODAY)
    assert due(0) == [("异议的处理等向大会报告", None, False)]
    assert queries.list_to_report(cast.organization()) == [found]
    step(cast, found, "report_objection", reported=Basis(BasisKind.MEETING, "党员大会", TODAY))
    assert due(0) == []


def test_where_the_holidays_are_not_known_yet_every_day_counts(cast: Cast) -> None:
    notice = on_show(cast)
    new_year = NOW.replace(year=2098, month=12, day=30)
    found = actions.receive_objection(
        actor=cast.actor("recorder"), at=new_year, notice_id=notice.pk, channel=ObjectionChannel.LETTER,
        received_on=new_year.date(), statement=WORDS,
    )  # fmt: skip

    assert (found.admit_by, found.answer_by) == (date(2099, 1, 1), date(2099, 1, 9))
