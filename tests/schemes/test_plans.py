"""Plans of members under a 办法 that hands out points by month: 提诺, 审诺, 亮诺 (S5-三-一-2(2), PRAC-14)."""

from datetime import date

import pytest

from jifen.audit.models import Record
from jifen.common.basis import Basis, BasisKind
from jifen.common.refusals import Blocked, Invalid, NotAllowed, NotFound, NotNow
from jifen.meetings.actions import confirm_meeting
from jifen.meetings.states.meetings import MeetingKind
from jifen.meetings.states.motions import MotionKind
from jifen.meetings.states.tally import Votes
from jifen.orgs.actions import end_appointment
from jifen.orgs.models import Appointment
from jifen.schemes import actions
from jifen.schemes.errors import StateChangedMeanwhile
from jifen.schemes.models import Enrolment, TaskPlan
from jifen.schemes.queries import get_plan_for
from jifen.schemes.states.plans import PlanState
from jifen.schemes.states.promises import Promise
from tests.cast import NOW, TODAY, Cast
from tests.meetings.acts import attend, hold, put
from tests.schemes import acts
from tests.schemes.planned import (
    COMMITTEE,
    accept,
    draft,
    enrolled,
    offer,
    save,
    show,
    supervise,
    usual,
)

pytestmark = pytest.mark.django_db


def month(number: int) -> date:
    return date(2026, number, 1)


def test_plan_goes_from_draft_to_wall_and_is_sent_back_once_for_being_vague(cast: Cast) -> None:
    row = enrolled(cast)["李明"]
    plan = draft(cast, row, "member")
    vague = [Promise("做好本职工作", "完成任务"), Promise("联系群众", "常走访")]
    plan = offer(cast, save(cast, plan, "member", promises=vague), "member")
    assert (plan.state, plan.offered_on, plan.number) == (PlanState.OFFERED, TODAY, 1)

    sent = actions.return_plan(
        actor=cast.actor("commissioner"), at=NOW, plan_id=plan.pk, reason="太笼统，没有数量和时限"
    )

    assert (sent.state, sent.returned) == (PlanState.RETURNED, "太笼统，没有数量和时限")
    plan = offer(cast, save(cast, sent, "member"), "member")
    assert (plan.state, plan.returned) == (PlanState.OFFERED, "")
    plan = accept(cast, plan)
    assert (plan.state, plan.reviewed_on, plan.review) == (PlanState.ACCEPTED, TODAY, COMMITTEE)
    plan = show(cast, plan)
    assert (plan.state, plan.shown_on) == (PlanState.SHOWN, TODAY)
    found = [one.act for one in Record.objects.filter(act__contains="PLAN").order_by("number")]
    assert found == [
        f"schemes.{act}"
        for act in (
            "DRAFT_PLAN", "SAVE_PLAN", "OFFER_PLANS", "RETURN_PLAN", "SAVE_PLAN", "OFFER_PLANS", "ACCEPT_PLANS",
            "SHOW_PLANS",
        )
    ]  # fmt: skip
    assert "巡查" not in str(list(Record.objects.values_list("detail", flat=True)))


def test_whole_year_is_laid_out_as_the_scheme_hands_it_out(cast: Cast) -> None:
    rows = enrolled(cast)

    plan = draft(cast, rows["李明"])

    handed = [row.allotted for row in plan.months.all()]
    assert handed == [500, 500, *([600] * 10)]  # AMB-35
    with pytest.raises(Blocked, match="李明2026年度目标任务已经有了（起草）"):
        draft(cast, rows["李明"])


def test_who_comes_in_july_has_his_months_only(cast: Cast) -> None:
    row = enrolled(cast)["周预备"]
    Enrolment.objects.filter(pk=row.pk).update(from_on=date(2026, 7, 15))
    row.refresh_from_db()

    plan = draft(cast, row)

    assert (plan.from_on, usual(row)) == (month(7), {month(n): 600 for n in range(7, 13)})  # AMB-36
    with pytest.raises(Invalid) as refusal:
        save(cast, plan, months={**usual(row), month(6): 600}, promises=[Promise("甲", "乙", month=month(6))])
    assert refusal.value.fields == {
        "due_1": "第 1 项的完成月份2026年6月不归这份计划管，请另选月份。",
        "months": "2026年6月不归这份计划管，不分配任务分。",
    }
    saved = save(
        cast, plan, months={**usual(row), month(7): 500}, promises=[Promise("甲", "乙", month=month(9))]
    )
    assert sum(one.allotted for one in saved.months.all()) == 3500


def test_faults_of_a_plan_are_told_at_once_with_the_clause(cast: Cast) -> None:
    plan = draft(cast, enrolled(cast)["李明"])
    months = {
        **{month(n): 600 for n in range(1, 13)},
        month(1): 450,
        month(2): 500,
        month(3): 610,
        month(4): 590,
    }

    with pytest.raises(Invalid) as refusal:
        save(
            cast, plan, months={**months, month(5): 600}, supervisor_id=cast.person("member").pk,
            promises=[Promise(" ", "乙"), Promise("甲", ""), Promise("甲", "乙")],
        )  # fmt: skip

    bounds = "办法规定每月 5—6 分（S5-三-一-2(2)c）"
    assert refusal.value.fields == {
        "month_1": f"2026年1月分配了 4.5 分，{bounds}，请改在这个范围里。",
        "month_3": f"2026年3月分配了 6.1 分，{bounds}，请改在这个范围里。",
        "total": "全年合计 69.5 分，办法规定任务分合计 70 分（S5-三-一-2(2)c），少了 0.5 分。",
        "promise_1": "第 1 项没有写目标任务是什么。",
        "done_2": "第 2 项没有写怎样算完成，请写明看什么、到什么程度（S5-三-一-2(2)b）。",
        "promise_3": "第 3 项和前面一项写得一样，请删去一项。",
        "supervisor": "选的同志现在不是本支部或者上级的分管领导；请先在“任职”里登记分管领导，再选。",
    }
    assert (plan.lines.count(), TaskPlan.objects.get().version) == (0, 1)


def test_plan_without_lines_or_leader_is_not_offered(cast: Cast) -> None:
    rows = enrolled(cast)
    plan = save(cast, draft(cast, rows["李明"]), promises=[], supervisor_id=None)

    with pytest.raises(Blocked) as refusal:
        offer(cast, plan)

    assert refusal.value.reasons == (
        "李明：还没有写目标任务，请至少写一项（S5-三-一-2(2)b）。",
        "李明：还没有写分管领导，月底由他签注完成情况（S5-四-3b）；没有可选的，先在“任职”里登记。",
    )
    own = draft(cast, rows["赵书记"], "commissioner")
    with pytest.raises(Invalid, match="分管领导不能是本人"):
        save(cast, own, "commissioner")
    with pytest.raises(Invalid, match="提诺日期2026-03-11还没有到"):
        actions.offer_plans(
            actor=cast.actor("recorder"), at=NOW, branch_id=cast.organization().pk, plan_ids=[plan.pk],
            on=date(2026, 3, 11),
        )  # fmt: skip


def test_leader_who_left_office_stays_where_he_was_named(cast: Cast) -> None:
    plan = save(cast, draft(cast, enrolled(cast)["李明"]))
    held = Appointment.objects.get(role="SUPERVISING_LEADER")
    end_appointment(
        actor=cast.actor("organizer"), at=NOW, appointment_id=held.pk, to_on=date(2026, 3, 1), basis=COMMITTEE,
        reason="分工调整",
    )  # fmt: skip

    assert save(cast, plan).supervisor == cast.person("secretary")


def test_nobody_decides_on_his_own_and_the_next_branch_sees_nothing(cast: Cast) -> None:
    rows = enrolled(cast)
    supervise(cast, "commissioner")
    leader = cast.person("commissioner").pk
    plan = offer(cast, save(cast, draft(cast, rows["孙记录员"]), supervisor_id=leader))

    with pytest.raises(NotAllowed, match="不能由本人办理"):
        accept(cast, plan)
    with pytest.raises(NotAllowed, match="不能由本人办理"):
        actions.return_plan(actor=cast.actor("recorder"), at=NOW, plan_id=plan.pk, reason="再想想")
    assert accept(cast, plan, "secretary").state is PlanState.ACCEPTED
    stranger = cast.actor("stranger")
    branch = cast.organization().pk
    for refused in (
        lambda: get_plan_for(stranger, plan.pk),
        lambda: actions.draft_plan(actor=stranger, at=NOW, enrolment_id=rows["李明"].pk),
        lambda: save(cast, plan, "stranger"),
        lambda: offer(cast, plan, "stranger"),
        lambda: accept(cast, plan, "stranger"),
        lambda: show(cast, plan, "stranger"),
        lambda: actions.lay_out_plans(actor=stranger, at=NOW, branch_id=branch, year="2026"),
        lambda: actions.withdraw_plan(actor=stranger, at=NOW, plan_id=plan.pk, reason="无"),
        lambda: actions.change_plan(actor=stranger, at=NOW, plan_id=plan.pk, from_on=month(5), reason="无"),
    ):
        with pytest.raises(NotFound):
            refused()


def test_member_sees_and_writes_his_own_only_and_decides_nothing(cast: Cast) -> None:
    rows = enrolled(cast)
    plan = save(cast, draft(cast, rows["李明"], "member"), "member")
    other = draft(cast, rows["郑流动"])

    with pytest.raises(NotFound):
        get_plan_for(cast.actor("member"), other.pk)
    with pytest.raises(NotFound):
        draft(cast, rows["周预备"], "member")
    plan = offer(cast, plan, "member")
    with pytest.raises(NotAllowed):
        accept(cast, plan, "member")
    with pytest.raises(NotNow, match="现在是“已提诺”"):
        save(cast, plan, "member")


def test_two_who_write_at_once_do_not_write_over_each_other(cast: Cast) -> None:
    plan = draft(cast, enrolled(cast)["李明"])
    save(cast, plan)

    with pytest.raises(StateChangedMeanwhile):
        save(cast, plan, seen=1)


@pytest.mark.parametrize(
    ("basis", "field"),
    [
        (Basis(BasisKind.DOCUMENT, "通知", TODAY), "basis_kind"),
        (Basis(BasisKind.MEETING, "支委会"), "basis_on"),
        (Basis(BasisKind.MEETING, "支委会", date(2026, 3, 11)), "basis_on"),
        (Basis(BasisKind.MEETING, "支委会", date(2026, 3, 9)), "basis_on"),
    ],
)
def test_review_rests_on_a_meeting_after_the_offer(cast: Cast, basis: Basis, field: str) -> None:
    plan = offer(cast, save(cast, draft(cast, enrolled(cast)["李明"])))

    with pytest.raises(Invalid) as refusal:
        accept(cast, plan, basis=basis)

    assert list(refusal.value.fields) == [field]


def test_motion_of_a_confirmed_committee_is_the_paper(cast: Cast) -> None:
    plan = save(cast, draft(cast, enrolled(cast)["李明"]))
    plan = offer(cast, plan, at=acts.at(date(2026, 3, 5)))
    meeting = hold(cast, kind=MeetingKind.BRANCH_COMMITTEE)
    attend(cast, meeting)
    motion = put(cast, meeting, kind=MotionKind.OTHER, wording="审定2026年度承诺", votes=Votes(2, 0, 0))
    meeting.refresh_from_db()

    def decide() -> list[TaskPlan]:
        return actions.accept_plans(
            actor=cast.actor("recorder"), at=NOW, branch_id=cast.organization().pk, plan_ids=[plan.pk],
            motion_id=motion.pk,
        )  # fmt: skip

    with pytest.raises(Blocked, match="请先确认会议记录"):
        decide()
    confirm_meeting(actor=cast.actor("secretary"), at=NOW, meeting_id=meeting.pk, version=meeting.version)
    (done,) = decide()
    assert done.review is not None
    assert (done.review.reference, done.reviewed_on) == (str(motion.pk), meeting.held_on)


def test_all_who_have_none_are_laid_out_in_one_act(cast: Cast) -> None:
    rows = enrolled(cast)
    draft(cast, rows["李明"])

    made = actions.lay_out_plans(
        actor=cast.actor("recorder"), at=NOW, branch_id=cast.organization().pk, year="2026",
        supervisor_id=cast.person("secretary").pk,
    )  # fmt: skip

    leaders = {plan.person.name: plan.supervisor and plan.supervisor.name for plan in made}
    assert leaders == {
        "孙记录员": "赵书记", "钱组织委员": "赵书记", "赵书记": None, "郑流动": "赵书记", "周预备": "赵书记",
    }  # fmt: skip
    assert len(Record.objects.get(act="schemes.LAY_OUT_PLANS").detail["people"]) == 5
    with pytest.raises(Blocked, match="都已经有目标任务计划"):
        actions.lay_out_plans(
            actor=cast.actor("recorder"), at=NOW, branch_id=cast.organization().pk, year="2026"
        )


def test_other_schemes_have_no_plans(cast: Cast) -> None:
    acts.in_force(cast)
    rows = actions.enrol_year(
        actor=cast.actor("recorder"), at=NOW, branch_id=cast.organization().pk, on=TODAY, basis=COMMITTEE
    )

    with pytest.raises(Blocked, match="没有按月赋分的部分，不用制订目标任务计划"):
        draft(cast, rows[0])
    with pytest.raises(Blocked, match="没有按月赋分的部分"):
        actions.lay_out_plans(
            actor=cast.actor("recorder"), at=NOW, branch_id=cast.organization().pk, year="2025"
        )
    with pytest.raises(Blocked, match="还没有编制2030年度的参加名单"):
        actions.lay_out_plans(
            actor=cast.actor("recorder"), at=NOW, branch_id=cast.organization().pk, year="2030"
        )


def test_who_stays_out_needs_no_plan(cast: Cast) -> None:
    row = enrolled(cast)["郑流动"]
    Enrolment.objects.filter(pk=row.pk).update(participates=False, reason="失去联系")

    with pytest.raises(Blocked, match="不参加积分，或者参加的时间不满一个月"):
        draft(cast, row)
