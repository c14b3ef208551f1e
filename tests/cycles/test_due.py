"""What a period puts on the to-do page: the step that stands next, by the day the 办法 names, for whom."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jifen.cycles import actions
from jifen.cycles.actions import Claim
from jifen.cycles.models import Cycle, Declaration
from jifen.cycles.queries import list_due, procedure_of
from jifen.cycles.states.declarations import Track
from jifen.cycles.states.stepdays import due_day_of
from jifen.filing.models import Package
from jifen.publicity.states.objections import ObjectionOutcome
from jifen.rules.holidays import HolidayTable
from tests.cast import Cast
from tests.cycles.months import (
    MEETING,
    at,
    begin,
    close,
    collect,
    declare,
    evaluate,
    mark,
    post,
    register,
    village,
)
from tests.cycles.test_bureau_month import endorse, planned
from tests.cycles.test_publishing import OVER, decided, dismiss, object_to, publish, put_up, step
from tests.filing.acts import DECIDED

pytestmark = pytest.mark.django_db
Line = tuple[str, str, date | None, bool]


def due(cast: Cast, who: str = "recorder", on: date = date(2026, 4, 2), hat: str = "") -> list[Line]:
    return [(one.kind.value, one.what, one.by, one.late) for one in list_due(cast.actor(who, hat), on)]


def kinds(cast: Cast, who: str = "recorder", on: date = date(2026, 4, 2), hat: str = "") -> list[str]:
    return [kind for kind, *_ in due(cast, who, on, hat)]


def test_branch_that_keeps_no_periods_here_is_not_asked(cast: Cast) -> None:
    village(cast)

    for who in ("recorder", "secretary", "organizer", "stranger", "member", "auditor", "admin"):
        assert due(cast, who) == []


def test_month_that_runs_asks_for_nothing_until_its_last_day(cast: Cast) -> None:
    village(cast)
    begin(cast)

    assert due(cast, on=date(2026, 3, 20)) == []
    assert kinds(cast, on=date(2026, 3, 31)) == ["MEETING_NEAR", "START_COLLECTING"]


def test_each_step_of_the_village_with_its_owner_and_its_day(cast: Cast) -> None:
    village(cast)
    cycle = begin(cast)

    opened, near, collecting = due(cast)
    assert opened == ("OPEN_CYCLE", "青山村支部2026年3月以后的一期还没有开始", None, False)
    moved = f"青山村支部2026年3月的评定会议（{cycle.meeting_said}）"
    assert near == ("MEETING_NEAR", moved, MEETING, False)
    assert "清明" in moved
    assert collecting == (
        "START_COLLECTING",
        "青山村支部2026年3月：在例会上报告上月活动、联系服务群众和办实事情况（党员本人）",
        MEETING,
        False,
    )
    begin(cast, when=at(date(2026, 4, 1)), reason="先记四月的")
    rows = declare(cast, cycle)
    register(cast, cycle, *rows)
    collect(cast, cycle)
    assert kinds(cast) == ["MEETING_NEAR", "CLOSE_REGISTER"]
    mark(cast, cycle, "recorder", "secretary", "commissioner", "probationary", "migrant")
    close(cast, cycle)
    assert due(cast) == [("EVALUATE", "青山村支部2026年3月：大家商议（党员大会）", MEETING, False)]
    assert due(cast, on=date(2026, 4, 8)) == [
        ("EVALUATE", "青山村支部2026年3月：大家商议（党员大会）", MEETING, True)
    ]
    evaluate(cast, cycle)
    assert due(cast, on=date(2026, 4, 8)) == [
        ("POST_CYCLE", "青山村支部2026年3月：记录到积分卡（记录员）", date(2026, 4, 8), False)
    ]
    assert due(cast, "commissioner", on=date(2026, 4, 8)) == []
    assert kinds(cast, "secretary", on=date(2026, 4, 9)) == ["POST_CYCLE"]
    post(cast, cycle)
    assert due(cast, on=date(2026, 4, 9)) == []


def test_nobody_else_has_the_work_of_the_desk(cast: Cast) -> None:
    village(cast)
    begin(cast)

    assert due(cast) == due(cast, "secretary") == due(cast, "commissioner") != []
    for who in ("stranger", "member", "organizer", "county_organizer", "auditor", "admin"):
        assert due(cast, who) == []


def test_deduction_that_nobody_told_and_the_one_whose_time_is_over(cast: Cast) -> None:
    village(cast)
    cycle = begin(cast)
    late = Claim(cast.person("member").pk, "labour_missed", date(2026, 3, 8), "没有参加义务劳动")
    row = actions.propose_deduction(
        actor=cast.actor("secretary"), at=at(date(2026, 3, 11)), cycle_id=cycle.pk, claim=late,
        track=Track.ROUTINE,
    )  # fmt: skip
    said = f"青山村支部2026年3月：李明的拟扣分（{row.title}）"

    assert due(cast, on=date(2026, 3, 12)) == [("GIVE_NOTICE", said, None, False)]
    actions.give_notice(
        actor=cast.actor("secretary"), at=at(date(2026, 3, 12)), declaration_id=row.pk, version=row.version,
        on=date(2026, 3, 12), way="当面送达",
    )  # fmt: skip
    assert due(cast, on=date(2026, 3, 17)) == []
    may_answer = (
        "ANSWER_DEDUCTION",
        f"青山村支部2026年3月：{row.title}。在这里写，或者告诉支部的同志照原话记下",
        date(2026, 3, 17),
        False,
    )
    assert due(cast, "member", on=date(2026, 3, 17)) == [may_answer]
    assert due(cast, "stranger", on=date(2026, 3, 17)) == due(cast, "admin", on=date(2026, 3, 17)) == []
    assert due(cast, "member", on=date(2026, 3, 18)) == []
    assert due(cast, on=date(2026, 3, 18)) == [("END_ANSWER_TIME", said, date(2026, 3, 17), True)]
    Declaration.objects.filter(pk=row.pk).update(person=cast.person("recorder"))
    assert due(cast, on=date(2026, 3, 18)) == []
    assert kinds(cast, "secretary", on=date(2026, 3, 18)) == ["END_ANSWER_TIME"]


def test_signatures_are_asked_of_the_supervising_leader_and_never_his_own(cast: Cast) -> None:
    planned(cast)
    leader = ("secretary", date(2026, 3, 20), "SUPERVISING_LEADER")
    said = ("ENDORSE", "青山村支部2026年3月有 2 件申报等分管领导签注", None, False)

    assert due(cast, *leader) == [said]
    assert due(cast, on=date(2026, 3, 20)) == []
    Declaration.objects.filter(person=cast.person("member")).update(person=cast.person("secretary"))
    assert [what for _, what, *_ in due(cast, *leader)] == ["青山村支部2026年3月有 1 件申报等分管领导签注"]


def test_steps_of_the_bureau_before_the_meeting(cast: Cast) -> None:
    cycle = planned(cast)
    rows = list(Declaration.objects.all())
    endorse(cast, cycle, *rows)
    register(cast, cycle, *rows, when=at(date(2026, 4, 1)))

    lines = {kind: (by, late) for kind, _, by, late in due(cast, on=date(2026, 4, 1))}
    assert lines["START_COLLECTING"] == (date(2026, 3, 31), True)
    collect(cast, cycle)
    lines = {kind: (by, late) for kind, _, by, late in due(cast, on=date(2026, 4, 1))}
    assert lines["CLOSE_REGISTER"] == (date(2026, 4, 3), False)
    mark(cast, cycle, "secretary", "commissioner", "probationary", "migrant")
    close(cast, cycle, date(2026, 4, 2))
    said = {kind: (what, by) for kind, what, by, _ in due(cast)}
    assert said["CONCLUDE_REVIEW"] == (
        "青山村支部2026年3月：第五步 支委会初评（支部委员会）",
        date(2026, 4, 3),
    )


def test_notice_is_waited_for_and_then_the_month_is_posted_and_filed_by_the_tenth(cast: Cast) -> None:
    cycle = decided(cast)
    on = date(2026, 4, 8)
    assert kinds(cast, on=on) == ["OPEN_CYCLE", "PUBLISH_CYCLE"]
    publish(cast, cycle)
    assert kinds(cast, on=on) == ["OPEN_CYCLE"]
    step(cast, "withdraw_notice", at(date(2026, 4, 3)), reason="印错了")
    assert kinds(cast, on=on) == ["OPEN_CYCLE", "PUBLISH_CYCLE"]
    publish(cast, cycle)
    put_up(cast)
    assert kinds(cast, on=OVER) == ["OPEN_CYCLE"]
    step(cast, "close_notice", at(OVER))
    assert kinds(cast, on=OVER) == ["OPEN_CYCLE", "POST_CYCLE"]
    post(cast, cycle, day=OVER)

    friday, monday = date(2026, 4, 10), date(2026, 4, 13)
    filing = ("FILE_CYCLE", "青山村支部2026年3月：第八步 上报备案（记录员）", friday)
    assert due(cast, on=friday)[1:] == [(*filing, False)]
    assert due(cast, on=monday)[1:] == [(*filing, True)]
    assert kinds(cast, "commissioner", on=monday) == ["OPEN_CYCLE"]


def test_period_whose_objection_was_upheld_asks_for_a_new_decision(cast: Cast) -> None:
    publish(cast, decided(cast))
    case = object_to(cast, put_up(cast))
    dismiss(cast, case, ObjectionOutcome.UPHELD)
    assert kinds(cast, on=OVER) == ["OPEN_CYCLE"]
    step(cast, "close_notice", at(OVER))

    said = ("RESOLVE_OBJECTION", "青山村支部2026年3月：照异议处理重新评定", None, False)
    assert due(cast, on=date(2026, 4, 30))[1:] == [said]


def test_superior_misses_what_was_not_sent_and_nothing_else(cast: Cast) -> None:
    cycle = planned(cast)
    friday, saturday = date(2026, 4, 10), date(2026, 4, 11)
    missed = (
        "WATCH_FILING",
        "青山村支部2026年3月还没有上报，现在是“记录中”",
        friday,
        True,
    )

    assert due(cast, "organizer", on=friday) == []
    assert due(cast, "organizer", on=saturday) == [missed]
    for who in ("stranger", "auditor", "admin", "member", "county_organizer"):
        assert due(cast, who, on=saturday) == []
    assert due(cast, "organizer", on=date(2026, 8, 1)) == []
    Package.objects.create(
        organization=cycle.branch, addressee=cast.organization("township"), origin="CYCLE", origin_id="三月",
        number=1, period="2026-03", title="三月", sheet={}, digest="x", basis=DECIDED, state="SENT",
        prepared_at=at(friday), sent_at=at(friday),
    )  # fmt: skip
    assert due(cast, "organizer", on=saturday) == []


def test_days_nobody_entered_call_nobody_late(cast: Cast) -> None:
    cycle = planned(cast)
    procedure, unknown = procedure_of(cycle), HolidayTable(())

    assert due_day_of(procedure, "register", cycle.ends_on, cycle.meeting_on, unknown) is None
    assert due_day_of(procedure, "declare", cycle.ends_on, cycle.meeting_on, unknown) == date(2026, 3, 31)
    assert due_day_of(procedure, "reconcile", cycle.ends_on, cycle.meeting_on, unknown) is None


def test_questions_are_as_many_for_one_period_as_for_several(cast: Cast) -> None:
    village(cast)
    begin(cast)
    recorder, on = cast.actor("recorder"), date(2026, 7, 1)
    with CaptureQueriesContext(connection) as few:
        list_due(recorder, on)
    for month in range(4, 6):
        begin(cast, when=at(date(2026, month, 2)), reason="补")
    with CaptureQueriesContext(connection) as many:
        found = list_due(recorder, on)

    assert Cycle.objects.count() == 3
    assert len([one for one in found if one.kind == "START_COLLECTING"]) == 3
    assert len(many) == len(few)
