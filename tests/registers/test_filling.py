"""A month of dues, a session, something seen: entered by the desk, corrected with a reason, never deleted."""

from datetime import date

import pytest
from django.db import connection

from jifen.audit.models import Record
from jifen.common.refusals import Blocked, Invalid, NotAllowed, NotFound, NotNow
from jifen.orgs.actions import record_circumstance
from jifen.orgs.models import Circumstance, Person
from jifen.orgs.states.people import CircumstanceKind
from jifen.registers import actions, queries
from jifen.registers.actions import About, Filled
from jifen.registers.errors import ChangedMeanwhile, LineTaken
from jifen.registers.models import Occasion, RegisterLine
from jifen.registers.states.kinds import OccasionKind, Said
from jifen.registers.states.occasions import LineState, OccasionState
from tests.cast import NOW, Cast
from tests.registers.acts import FEBRUARY, begin, fill, line_of
from tests.schemes.exempted import STATEMENT

pytestmark = pytest.mark.django_db
MEMBERS = ["李明", "钱组织委员", "孙记录员", "赵书记", "郑流动", "周预备"]


def said_in(occasion: Occasion) -> dict[str, str]:
    return {str(row.person): str(row) for row in queries.list_lines(occasion)}


def test_dues_of_a_month_are_entered_for_the_branch_at_once(cast: Cast) -> None:
    dues = begin(cast)

    fill(
        cast,
        dues,
        member=Said.PAID,
        recorder=Filled(Said.PAID_LATE, date(2026, 3, 4)),
        migrant=Said.UNPAID,
    )

    assert str(dues) == "2026年2月党费"
    assert sorted(str(person) for person in queries.list_people_of(dues)) == sorted(MEMBERS)
    assert said_in(dues) == {"李明": "按时足额", "孙记录员": "迟交", "郑流动": "未交"}
    record = Record.objects.get(act="registers.FILL_OCCASION")
    assert (record.subject_label, record.organization_name) == ("2026年2月党费", "红旗镇青山村党支部")
    assert record.detail == {"kind": "DUES", "on": "2026-02-28", "version": 2, "entered": 3, "corrected": 0}


def test_of_dues_there_is_one_register_a_month(cast: Cast) -> None:
    first = begin(cast)

    with pytest.raises(Invalid) as refused:
        begin(cast, on=date(2026, 2, 10))
    assert refused.value.fields == {"on": "2026年2月党费已经有一份了，一个月只登记一份；请接着填那一份。"}

    actions.strike_occasion(
        actor=cast.actor("recorder"), at=NOW, occasion_id=first.pk, version=1, reason="登记错了月份"
    )
    assert begin(cast, on=date(2026, 2, 10)).on == date(2026, 2, 10)


def test_days_must_fit_what_is_said_and_all_faults_are_told_at_once(cast: Cast) -> None:
    dues = begin(cast)
    keys = {key: str(cast.person(key).pk) for key in ("member", "recorder", "secretary", "migrant")}

    with pytest.raises(Invalid) as refused:
        fill(
            cast,
            dues,
            member=Filled(Said.PAID, date(2026, 3, 4)),
            recorder=Said.PAID_LATE,
            secretary=Filled(Said.UNPAID, date(2026, 2, 4)),
            migrant=Said.TOOK_PART,
        )

    assert refused.value.fields == {
        f"done-{keys['member']}": "李明：交纳日期2026年3月4日晚于应交日期2026年2月28日，不是按时足额。",
        f"done-{keys['recorder']}": "孙记录员：“迟交”要填交纳日期。",
        f"done-{keys['secretary']}": "赵书记：“未交”不填交纳日期。",
        f"outcome-{keys['migrant']}": "郑流动：党费没有“参加”这一种。",
    }
    assert not RegisterLine.objects.exists()


def test_line_is_corrected_with_a_reason_and_the_others_stay(cast: Cast) -> None:
    dues = begin(cast)
    fill(cast, dues, member=Said.UNPAID, secretary=Said.PAID)

    with pytest.raises(Invalid) as refused:
        fill(cast, dues, member=Said.PAID, secretary=Said.PAID)
    assert refused.value.fields == {"reason": "李明已经登记过，现在改了：请写明更正的原因。"}

    fill(cast, dues, member=Said.PAID, secretary=Said.PAID, reason="收据找到了")

    assert said_in(dues) == {"李明": "按时足额", "赵书记": "按时足额"}
    assert line_of(cast, dues, "member").corrected == "收据找到了"
    assert line_of(cast, dues, "secretary").corrected == ""


def test_line_is_struck_with_a_reason_and_can_be_entered_anew(cast: Cast) -> None:
    dues = begin(cast)
    fill(cast, dues, member=Said.UNPAID)
    row = line_of(cast, dues, "member")

    with pytest.raises(Invalid):
        actions.strike_line(actor=cast.actor("recorder"), at=NOW, line_id=row.pk, version=2, reason=" ")
    actions.strike_line(actor=cast.actor("recorder"), at=NOW, line_id=row.pk, version=2, reason="记错了人")
    fill(cast, dues, member=Said.PAID)

    assert {(str(one), one.state.value, one.struck) for one in queries.list_lines(dues)} == {
        ("未交", "STRUCK", "记错了人"),
        ("按时足额", "ENTERED", ""),
    }
    with pytest.raises(NotNow):
        actions.strike_line(actor=cast.actor("recorder"), at=NOW, line_id=row.pk, version=4, reason="再一次")


def test_line_a_period_rests_on_does_not_change_until_it_is_released(cast: Cast) -> None:
    dues = begin(cast)
    fill(cast, dues, member=Said.UNPAID, secretary=Said.PAID)
    row = line_of(cast, dues, "member")
    recorder = cast.actor("recorder")

    actions.mark_taken(actor=recorder, at=NOW, line_ids=[row.pk], taken_by="2026年3月积分")

    with pytest.raises(LineTaken) as refused:
        fill(cast, dues, member=Said.PAID, reason="收据找到了")
    assert refused.value.reasons == ("已经采用的不能改：李明（2026年3月积分）；先在那里退回，再来更正。",)
    for act in (
        lambda: actions.strike_line(actor=recorder, at=NOW, line_id=row.pk, version=2, reason="错了"),
        lambda: actions.strike_occasion(
            actor=recorder, at=NOW, occasion_id=dues.pk, version=2, reason="错了"
        ),
        lambda: actions.edit_occasion(
            actor=recorder, at=NOW, occasion_id=dues.pk, version=2, about=About(FEBRUARY)
        ),
    ):
        with pytest.raises(LineTaken):
            act()
    with pytest.raises(NotNow):
        actions.mark_taken(actor=recorder, at=NOW, line_ids=[row.pk], taken_by="另一期")
    fill(cast, dues, member=Said.UNPAID, recorder=Said.PAID)  # what stays the same may go along

    actions.release_lines(actor=recorder, at=NOW, line_ids=[row.pk])
    fill(cast, dues, member=Said.PAID, reason="收据找到了")

    assert line_of(cast, dues, "member").state is LineState.ENTERED


def test_finding_tells_what_was_seen(cast: Cast) -> None:
    with pytest.raises(Invalid) as refused:
        begin(cast, OccasionKind.FINDING, title="没戴党徽", on=date(2026, 3, 11))
    assert refused.value.fields == {
        "title": "请写清楚看到了什么，至少 10 个字，现在是 4 个。",
        "on": "2026年3月11日还没有到，请核对。",
    }

    found = begin(
        cast, OccasionKind.FINDING, title="升旗时没有佩戴党徽，当面提醒了", fact_kind="badge_missing"
    )
    fill(cast, found, member=Filled(Said.SEEN, who="值班的同志"))

    row = line_of(cast, found, "member")
    assert (found.fact_kind, str(row), row.who) == ("badge_missing", "有", "值班的同志")


def test_everybody_on_the_way_is_asked_for_reports_and_marks_need_a_figure(cast: Cast) -> None:
    reports = begin(cast, OccasionKind.THOUGHT_REPORT, title="第一季度思想汇报", on=date(2026, 3, 31))
    exam = begin(cast, OccasionKind.EXAM, title="党章测试")

    assert [str(person) for person in queries.list_people_of(reports)] == ["吴积极分子", "周预备"]
    Circumstance.objects.create(
        person=cast.person("migrant"), kind="MIGRANT", from_on=date(2026, 1, 1), basis=STATEMENT
    )
    assert "郑流动" in {str(person) for person in queries.list_people_of(reports)}
    with pytest.raises(Invalid) as refused:
        fill(cast, exam, activist=Said.FAILED)
    assert list(refused.value.fields.values()) == ["吴积极分子：请填成绩。"]
    fill(cast, exam, activist=Filled(Said.FAILED, number=4500))
    assert line_of(cast, exam, "activist").number == 4500


def test_what_may_speak_of_health_stays_closed(cast: Cast) -> None:
    study = begin(cast, OccasionKind.STUDY, title="三月集中学习")
    fill(cast, study, member=Filled(Said.LEAVE, note="住院做手术"))

    row = line_of(cast, study, "member")
    with connection.cursor() as cursor:
        cursor.execute("SELECT note FROM registers_registerline")
        stored = cursor.fetchone()[0]
    assert row.note.reveal() == "住院做手术"
    assert "住院" not in stored
    assert "住院" not in "".join(str(record.detail) for record in Record.objects.all())


def test_it_stands_beside_the_name_of_whom_nothing_is_demanded(cast: Cast) -> None:
    member = cast.person("member")
    record_circumstance(
        actor=cast.actor("recorder"), at=NOW, person_id=member.pk, kind=CircumstanceKind.NO_HARD_REQUIREMENT,
        from_on=date(2026, 1, 1), basis=STATEMENT,
    )  # fmt: skip
    study = begin(cast, OccasionKind.STUDY, title="三月集中学习")

    remarks = queries.list_remarks(queries.list_people_of(study), study.on)

    assert remarks == {member.pk: "不作硬性要求"}


def test_two_do_not_overwrite_each_other(cast: Cast) -> None:
    dues = begin(cast)
    fill(cast, dues, member=Said.PAID)

    with pytest.raises(ChangedMeanwhile):
        actions.fill_occasion(
            actor=cast.actor("secretary"), at=NOW, occasion_id=dues.pk, version=1,
            filled={str(cast.person("secretary").pk): Filled(Said.PAID)},
        )  # fmt: skip


def test_stranger_is_refused_everything_and_a_plain_member_too(cast: Cast) -> None:
    dues = begin(cast)
    fill(cast, dues, member=Said.PAID)
    row = line_of(cast, dues, "member")
    for who in ("stranger", "member"):
        actor = cast.actor(who)
        with pytest.raises((NotAllowed, NotFound)):
            begin(cast, OccasionKind.STUDY, who)
        for act in (
            lambda actor=actor: queries.get_occasion_for(actor, dues.pk),
            lambda actor=actor: queries.get_line_for(actor, row.pk),
            lambda actor=actor: actions.strike_line(
                actor=actor, at=NOW, line_id=row.pk, version=2, reason="不对"
            ),
            lambda actor=actor: actions.mark_taken(actor=actor, at=NOW, line_ids=[row.pk], taken_by="三月"),
            lambda actor=actor: actions.release_lines(actor=actor, at=NOW, line_ids=[row.pk]),
        ):
            with pytest.raises(NotFound):
                act()
        with pytest.raises(NotAllowed):
            queries.list_occasions_for(actor, cast.organization())
    with pytest.raises(NotAllowed):
        actions.fill_occasion(
            actor=cast.actor("organizer"), at=NOW, occasion_id=dues.pk, version=2, filled={}
        )


def test_people_of_another_branch_are_not_asked(cast: Cast) -> None:
    dues = begin(cast)

    with pytest.raises(NotFound):
        fill(cast, dues, stranger=Said.PAID)
    with pytest.raises(Blocked):
        actions.begin_occasion(
            actor=cast.actor("recorder"),
            at=NOW,
            branch_id=cast.organization("first_group").pk,
            kind=OccasionKind.STUDY,
            about=About(date(2026, 3, 5), "学习"),
        )


def test_struck_register_keeps_its_lines_struck(cast: Cast) -> None:
    dues = begin(cast)
    fill(cast, dues, member=Said.PAID)

    done = actions.strike_occasion(
        actor=cast.actor("secretary"), at=NOW, occasion_id=dues.pk, version=2, reason="登记重了"
    )

    assert done.state is OccasionState.STRUCK
    assert [(one.state, one.struck) for one in queries.list_lines(dues)] == [(LineState.STRUCK, "登记重了")]
    with pytest.raises(NotNow):
        fill(cast, dues, member=Said.PAID)


def test_nobody_is_excused_without_ground_and_a_finding_says_who_saw_it(cast: Cast) -> None:
    study = begin(cast, OccasionKind.STUDY, title="三月集中学习")
    with pytest.raises(Invalid) as refused:
        fill(cast, study, member=Said.EXCUSED)
    assert list(refused.value.fields.values()) == [
        "李明：那天没有登记老弱病残或者不作硬性要求，请填请假或缺席，或者先在本人页面登记情况。"
    ]

    found = begin(cast, OccasionKind.FINDING, title="升旗时没有佩戴党徽，当面提醒")
    with pytest.raises(Invalid) as refused:
        fill(cast, found, member=Said.SEEN)
    assert list(refused.value.fields.values()) == ["李明：请写谁看见的，或者先在登记信息里写明依据。"]


def test_day_of_a_register_does_not_move_past_what_was_said(cast: Cast) -> None:
    dues = begin(cast)
    fill(cast, dues, member=Filled(Said.PAID_LATE, date(2026, 3, 4)), secretary=Said.PAID)
    given = {"actor": cast.actor("recorder"), "at": NOW, "occasion_id": dues.pk, "version": 2}

    with pytest.raises(Invalid) as refused:
        actions.edit_occasion(**given, about=About(date(2026, 3, 31)))
    assert refused.value.fields == {
        "on": "改成2026年3月31日，这些人的情况就对不上了：李明（迟交，2026年3月4日）；请先改他们的情况。"
    }

    moved = actions.edit_occasion(**given, about=About(date(2026, 2, 20)))
    assert (str(moved), moved.on) == ("2026年2月党费", date(2026, 2, 20))


def test_who_stands_in_a_register_under_his_duplicate_is_asked_once(cast: Cast) -> None:
    dues, member = begin(cast), cast.person("member")
    twin = Person.objects.create(name="李明二", standing=member.standing, same_as=member)
    RegisterLine.objects.create(occasion=dues, person=twin, outcome=Said.PAID)

    names = [str(person) for person in queries.list_people_of(dues)]

    assert "李明二" in names
    assert "李明" not in names
