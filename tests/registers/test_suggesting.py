"""What a month of registers suggests under each 办法 of the shelf: name, kind, day, reason; nobody is judged here."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jifen.common.suggestion import PassedOver, Suggestion
from jifen.meetings import actions as meetings
from jifen.meetings.models import Meeting
from jifen.meetings.queries import list_attendances
from jifen.meetings.states.meetings import Presence
from jifen.orgs.models import Circumstance, Person
from jifen.orgs.states.people import CircumstanceKind
from jifen.registers import actions, queries
from jifen.registers.actions import Filled
from jifen.registers.states.kinds import OccasionKind, Organiser, Said
from jifen.schemes.models import Enrolment
from jifen.schemes.queries import find_version
from tests.cast import NOW, Cast
from tests.ledger.desk import line, open_desk, post
from tests.meetings.acts import hold
from tests.registers.acts import SEEN, begin, fill, line_of
from tests.schemes import acts, exempted

pytestmark = pytest.mark.django_db
K = OccasionKind
FIRST, LAST = date(2026, 3, 1), date(2026, 3, 31)


def took_place(cast: Cast, **presences: Presence) -> Meeting:
    """Hold a confirmed assembly on 6 March to which all came but those named."""
    meeting = hold(cast)
    said = {str(row.person_id): Presence.PRESENT for row in list_attendances(meeting)}
    said |= {str(cast.person(key).pk): presence for key, presence in presences.items()}
    given = {"actor": cast.actor("recorder"), "at": NOW, "meeting_id": meeting.pk}
    meetings.fill_attendance(**given, version=1, presences=said)
    return meetings.confirm_meeting(**given, version=2)


def month_of(cast: Cast) -> None:
    """A March in which 李明 pays late, is absent, hands nothing in and does not do his task; others do well."""
    took_place(cast, member=Presence.ABSENT, secretary=Presence.LATE, commissioner=Presence.LEAVE)
    fill(
        cast,
        begin(cast, on=date(2026, 3, 5)),
        member=Filled(Said.PAID_LATE, date(2026, 3, 8)),
        secretary=Said.PAID,
    )
    Circumstance.objects.create(
        person=cast.person("migrant"), kind="MIGRANT", from_on=date(2026, 1, 1), basis=exempted.STATEMENT
    )
    fill(
        cast,
        begin(cast, K.THOUGHT_REPORT, title="三月思想汇报"),
        probationary=Said.MISSING,
        migrant=Said.HANDED_IN,
    )
    fill(cast, begin(cast, K.NOTES, title="笔记检查"), member=Said.UNWRITTEN, recorder=Said.WRITTEN)
    fill(cast, begin(cast, K.EXAM, title="党章测试"), activist=Filled(Said.FAILED, number=4500))
    labour = begin(cast, K.LABOUR, title="清理村道")
    fill(cast, labour, recorder=Filled(Said.TOOK_PART, number=200), member=Said.ABSENT, secretary=Said.LEAVE)
    fill(cast, begin(cast, K.TASK, title="收齐医保缴费"), member=Said.NOT_DONE, recorder=Said.DONE)
    festival = begin(cast, K.ACTIVITY, title="镇里的主题党日", organiser=Organiser.SUPERIOR_COMMITTEE)
    fill(cast, festival, recorder=Said.TOOK_PART)
    badge = begin(cast, K.FINDING, title="升旗时没有佩戴党徽，当面提醒", fact_kind="badge_missing")
    fill(cast, badge, member=Filled(Said.SEEN, who="值班的同志"))


def told(found: Sequence[Suggestion | PassedOver]) -> list[str]:
    names = {str(one.pk): str(one) for one in Person.objects.all()}
    return sorted(
        f"{names[one.person_id]} {_what(one)} {one.day.month}-{one.day.day} {one.reason}" for one in found
    )


def _what(one: Suggestion | PassedOver) -> str:
    if isinstance(one, PassedOver):
        return f"（{one.why}）"
    return one.kind or f"?{'/'.join(one.candidates)}"


PERIODS = {"school-branch": "2026", "county-declared-sample": "2026Q1"}
LATE = "李明 dues_late 3-5 2026年3月党费：迟交，交纳日期2026年3月8日"
BADGE = "3-5 升旗时没有佩戴党徽，当面提醒"
ABSENT = "3-6 2026年3月6日党员大会缺席"
SUGGESTED = {
    "village-branch": [
        f"李明 ?policy_neglected/breach/cult/superstition/gambling/lavish_feast {BADGE}",
        LATE,
        "李明 labour_missed 3-5 清理村道：缺席",
        f"李明 meeting_absent {ABSENT}",
        "赵书记 meeting_late 3-6 2026年3月6日党员大会迟到",
    ],
    "school-branch": [
        "吴积极分子 charter_exam_failed 3-5 党章测试：不合格",
        "周预备 papers_late 3-5 三月思想汇报：没有交",
        "孙记录员 superior_activity 3-5 镇里的主题党日：参加",
        "李明 ?task_shirked 3-5 收齐医保缴费：没有完成",
        f"李明 badge_missing {BADGE}",
        LATE,
        f"李明 meeting_missed {ABSENT}",
        "李明 notes_missing 3-5 笔记检查：没有写",
        "赵书记 ?meeting_missed 3-6 2026年3月6日党员大会迟到",
    ],
    "township-branch-sample": [
        "周预备 meeting_attended 3-6 2026年3月6日党员大会到会",
        "孙记录员 labour_half_day 3-5 清理村道：参加",
        "孙记录员 meeting_attended 3-6 2026年3月6日党员大会到会",
        "孙记录员 resolution_done 3-5 收齐医保缴费：完成",
        "孙记录员 study_notes 3-5 笔记检查：写了",
        f"李明 ?decision_opposed/rules_kept/rules_broken/dispute_inflamed {BADGE}",
        "李明 ?task_refused 3-5 收齐医保缴费：没有完成",
        LATE,
        f"李明 meeting_absent {ABSENT}",
        "赵书记 dues_paid 3-5 2026年3月党费：按时足额",
        "赵书记 meeting_attended 3-6 2026年3月6日党员大会迟到",
        "赵书记 meeting_late 3-6 2026年3月6日党员大会迟到",
        "郑流动 meeting_attended 3-6 2026年3月6日党员大会到会",
        "郑流动 migrant_report 3-5 三月思想汇报：按时交了",
    ],
    "county-declared-sample": [
        "孙记录员 public_labour 3-5 清理村道：参加",
        f"李明 ?breach/complaint_true {BADGE}",
        LATE,
        f"李明 meeting_missed {ABSENT}",
        "李明 task_failed 3-5 收齐医保缴费：没有完成",
        "赵书记 ?meeting_missed 3-6 2026年3月6日党员大会迟到",
    ],
    "bureau-branch": ["孙记录员 task_done 3-5 收齐医保缴费：完成"],
}


def propose(cast: Cast, library: str) -> queries.Proposals:
    version = acts.in_force(cast, library, PERIODS.get(library, "2026-03"))
    exempted.enrol(cast)
    month_of(cast)
    return queries.propose(cast.organization(), version, FIRST, LAST)


@pytest.mark.parametrize("library", SUGGESTED)
def test_month_suggests_as_the_document_says(cast: Cast, library: str) -> None:
    found = propose(cast, library)

    assert told(found.suggestions) == sorted(SUGGESTED[library])
    assert [one.conflict for one in found.suggestions if one.conflict] == []
    assert list(found.suggestions) == queries.list_suggestions(
        cast.organization(), find_version(cast.organization(), LAST), FIRST, LAST
    )


def by_kind(found: queries.Proposals) -> dict[str, Suggestion]:
    return {one.kind: one for one in found.suggestions}


def test_suggestion_carries_what_the_engine_reads_and_the_paper_it_rests_on(cast: Cast) -> None:
    found = by_kind(propose(cast, "school-branch"))

    assert (found["dues_late"].fields, found["dues_late"].gain) == ({"made_up_on": "2026-03-08"}, False)
    assert str(found["dues_late"].basis) == "2026年3月5日党费登记"
    assert found["charter_exam_failed"].fields == {"test_score": "45"}
    assert (found["superior_activity"].fields, found["superior_activity"].gain) == (
        {"organiser": "superior_committee"},
        True,
    )
    assert found["papers_late"].fields == {"due_on": "2026-03-05"}
    assert str(found["meeting_missed"].basis) == "2026年3月6日党员大会（2026年记录本第6页）"
    assert (found["meeting_missed"].origin, found["dues_late"].origin) == ("ATTENDANCE", "REGISTER_LINE")


def test_labour_is_counted_in_half_days(cast: Cast) -> None:
    found = by_kind(propose(cast, "county-declared-sample"))

    assert found["public_labour"].fields == {"quantity": "2"}


@pytest.mark.parametrize("kind", ["NO_HARD_REQUIREMENT", "FRAIL", "MIGRANT", "ABROAD"])
def test_no_absence_is_suggested_of_whom_none_is_demanded(cast: Cast, kind: str) -> None:
    """REG-34, REG-36: neither a meeting nor labour is held against him; dues are."""
    member = cast.person("member")
    label = CircumstanceKind(kind).label
    Circumstance.objects.create(
        person=member, kind=kind, from_on=date(2026, 1, 1), to_on=date(2026, 3, 6), basis=exempted.STATEMENT
    )

    found = propose(cast, "village-branch")

    assert [one.kind for one in found.suggestions if one.person_id == str(member.pk) and one.kind] == [
        "dues_late"
    ]
    assert told(found.passed_over) == sorted(
        [f"李明 （{label}） {ABSENT}", f"李明 （{label}） 3-5 清理村道：缺席"]
    )


def test_who_has_no_account_on_the_day_is_passed_over_and_it_is_said_why(cast: Cast) -> None:
    version = acts.in_force(cast)
    exempted.enrol(cast)
    Enrolment.objects.filter(person=cast.person("member")).update(
        participates=False, reason="经批准不参加积分", out_from=date(2026, 3, 6)
    )
    Enrolment.objects.filter(person=cast.person("secretary")).delete()
    month_of(cast)

    found = queries.propose(cast.organization(), version, FIRST, LAST)

    assert [one for one in told(found.suggestions) if "李明" in one and "?" not in one] == [
        LATE,
        "李明 labour_missed 3-5 清理村道：缺席",
    ]
    assert told(found.passed_over) == [
        f"李明 （自2026年3月6日起不参加积分） {ABSENT}",
        "赵书记 （不在2025年度参加积分的名单上） 3-6 2026年3月6日党员大会迟到",
    ]


def test_same_fact_twice_is_marked_and_not_dropped(cast: Cast) -> None:
    """Domain §10.7: two registers of one absence, and a line that stands in the book."""
    version = acts.in_force(cast)
    exempted.enrol(cast)
    for title in ("清理村道", "栽树"):
        fill(cast, begin(cast, K.LABOUR, title=title), member=Said.ABSENT)
    fill(cast, begin(cast, on=SEEN), member=Filled(Said.PAID_LATE, date(2026, 3, 8)))
    post(
        cast,
        open_desk(cast),
        "三月",
        line(cast, item="village@1#base.duty.dues_late", points=-100, occurred_on=SEEN),
    )

    found = queries.propose(cast.organization(), version, FIRST, LAST).suggestions

    assert {(one.reason, one.conflict) for one in found} == {
        ("2026年3月党费：迟交，交纳日期2026年3月8日", "积分账第 1 条已经记了同一天的同一事项"),
        ("栽树：缺席", "同一天的同一事项另有一条：清理村道：缺席"),
        ("清理村道：缺席", "同一天的同一事项另有一条：栽树：缺席"),
    }


def test_what_is_taken_struck_or_of_another_month_suggests_nothing(cast: Cast) -> None:
    version = acts.in_force(cast)
    exempted.enrol(cast)
    dues = fill(cast, begin(cast, on=SEEN), member=Said.UNPAID, recorder=Said.UNPAID, secretary=Said.UNPAID)
    fill(cast, begin(cast, on=date(2026, 2, 28)), member=Said.UNPAID)
    actor = cast.actor("recorder")
    actions.mark_taken(
        actor=actor, at=NOW, line_ids=[line_of(cast, dues, "member").pk], taken_by="2026年3月积分"
    )
    struck = line_of(cast, dues, "recorder")
    actions.strike_line(actor=actor, at=NOW, line_id=struck.pk, version=2, reason="记错了人")

    assert told(queries.list_suggestions(cast.organization(), version, FIRST, LAST)) == [
        "赵书记 dues_late 3-5 2026年3月党费：未交"
    ]

    actions.release_lines(actor=actor, at=NOW, line_ids=[line_of(cast, dues, "member").pk])
    assert len(queries.list_suggestions(cast.organization(), version, FIRST, LAST)) == 2


def test_patrols_of_a_year_are_told_together_at_its_end(cast: Cast) -> None:
    """S2-二-激5: once a year, for all patrols of the year."""
    version = acts.in_force(cast)
    exempted.enrol(cast)
    for day, count in ((5, 100), (7, 200)):
        patrol = begin(cast, K.PATROL, title="夜间巡逻", on=date(2026, 3, day))
        fill(cast, patrol, member=Filled(Said.TOOK_PART, number=count))
    branch = cast.organization()

    now = queries.propose(branch, version, FIRST, LAST)
    (then,) = queries.propose(branch, version, date(2026, 5, 1), date(2026, 5, 31)).suggestions

    assert (now.suggestions, {one.why for one in now.passed_over}) == (
        (),
        {"一年认定一次，到年度最后一期（2026年5月31日）一起提出"},
    )
    assert (then.kind, then.day, then.fields) == ("patrol_year", date(2026, 3, 7), {"quantity": "3"})
    assert then.reason == "夜间巡逻：参加；全年共 2 次"


def test_meeting_that_is_not_confirmed_and_leave_suggest_nothing(cast: Cast) -> None:
    version = acts.in_force(cast)
    exempted.enrol(cast)
    took_place(cast, member=Presence.LEAVE)
    meeting = hold(cast, held_on=date(2026, 3, 9))
    said = {str(row.person_id): Presence.ABSENT for row in list_attendances(meeting)}
    meetings.fill_attendance(
        actor=cast.actor("recorder"), at=NOW, meeting_id=meeting.pk, version=1, presences=said
    )

    assert queries.list_suggestions(cast.organization(), version, FIRST, LAST) == []


def test_other_branch_suggests_nothing_of_this_one(cast: Cast) -> None:
    version = acts.in_force(cast)
    exempted.enrol(cast)
    month_of(cast)

    assert queries.list_suggestions(cast.organization("other_branch"), version, FIRST, LAST) == []


def test_many_lines_cost_no_more_questions_than_few(cast: Cast, django_assert_num_queries: Any) -> None:
    version = acts.in_force(cast)
    exempted.enrol(cast)
    dues = fill(cast, begin(cast, on=SEEN), member=Said.UNPAID)
    queries.propose(cast.organization(), version, FIRST, LAST)
    with CaptureQueriesContext(connection) as few:
        queries.propose(cast.organization(), version, FIRST, LAST)
    fill(cast, dues, **dict.fromkeys(("secretary", "recorder", "commissioner", "migrant"), Said.UNPAID))

    with django_assert_num_queries(len(few)):
        found = queries.propose(cast.organization(), version, FIRST, LAST)
    assert len(found.suggestions) == 5
