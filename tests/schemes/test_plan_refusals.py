"""What an act on plans is refused for, each with what to do."""

from __future__ import annotations

from datetime import date

import pytest

from jifen.common.refusals import Blocked, Invalid, NotFound
from jifen.schemes import actions
from jifen.schemes.actions.plans import PromiseRow
from jifen.schemes.models import Enrolment, TaskPlan
from jifen.schemes.queries import list_plans_for
from jifen.schemes.states.plans import PlanState
from jifen.schemes.states.promises import Promise
from tests.cast import NOW, Cast
from tests.schemes import acts
from tests.schemes.planned import accept, draft, enrolled, offer, save, show, standing

pytestmark = pytest.mark.django_db


def test_reason_is_asked_for_where_a_plan_goes_back_or_is_given_up(cast: Cast) -> None:
    rows = enrolled(cast)
    offered, drafted = offer(cast, save(cast, draft(cast, rows["李明"]))), draft(cast, rows["郑流动"])

    with pytest.raises(Invalid, match="请写明哪里要改"):
        actions.return_plan(actor=cast.actor("secretary"), at=NOW, plan_id=offered.pk, reason=" ")
    with pytest.raises(Invalid, match="请写明为什么作罢"):
        actions.withdraw_plan(actor=cast.actor("recorder"), at=NOW, plan_id=drafted.pk, reason="")

    assert set(TaskPlan.objects.values_list("state", flat=True)) == {PlanState.OFFERED, PlanState.DRAFTED}


def test_act_on_many_needs_plans_of_this_branch_and_a_paper(cast: Cast) -> None:
    plan = offer(cast, save(cast, draft(cast, enrolled(cast)["李明"])))
    given = {"actor": cast.actor("recorder"), "at": NOW, "branch_id": cast.organization().pk}

    with pytest.raises(Invalid, match="请至少勾选一份"):
        actions.accept_plans(**given, plan_ids=[])
    with pytest.raises(Invalid, match="请选会上通过的议题"):
        actions.accept_plans(**given, plan_ids=[plan.pk])
    with pytest.raises(NotFound):
        actions.accept_plans(
            **{**given, "branch_id": cast.organization("other_branch").pk}, plan_ids=[plan.pk]
        )
    with pytest.raises(NotFound):
        list_plans_for(cast.actor("stranger"), cast.organization().pk, [plan.pk])
    with pytest.raises(Blocked, match="不是党支部：目标任务计划由各支部制订"):
        actions.lay_out_plans(
            actor=cast.actor("organizer"), at=NOW, branch_id=cast.organization("township").pk, year="2026"
        )


def test_promises_are_not_hung_out_before_they_were_accepted(cast: Cast) -> None:
    plan = accept(cast, offer(cast, save(cast, draft(cast, enrolled(cast)["李明"]))))

    with pytest.raises(Invalid, match="亮诺日期2026-03-09早于李明的承诺审定的日期2026-03-10"):
        actions.show_plans(
            actor=cast.actor("recorder"), at=NOW, branch_id=cast.organization().pk, plan_ids=[plan.pk],
            on=date(2026, 3, 9),
        )  # fmt: skip

    assert show(cast, plan).state is PlanState.SHOWN


def test_who_stays_out_meanwhile_offers_nothing_and_changes_nothing(cast: Cast) -> None:
    rows = enrolled(cast)
    plan, held = save(cast, draft(cast, rows["李明"])), standing(cast, rows["郑流动"])
    Enrolment.objects.filter(pk=rows["李明"].pk).update(participates=False, reason="经批准")
    Enrolment.objects.filter(pk=rows["郑流动"].pk).update(to_on=date(2026, 6, 30))

    with pytest.raises(Blocked, match="李明：李明2026年度不参加积分"):
        offer(cast, plan)
    with pytest.raises(Invalid, match="2026年8月不在郑流动2026年度参加积分的月份里"):
        actions.change_plan(
            actor=cast.actor("recorder"), at=NOW, plan_id=held.pk, from_on=date(2026, 8, 1), reason="换岗"
        )


def test_table_with_too_many_or_too_long_lines_is_told_so(cast: Cast) -> None:
    enrolled(cast)
    lines = [f"李明,第{n}件事,有记录" for n in range(13)] + [f"郑流动,{'长' * 201},有记录"]
    table = "\n".join(["姓名,目标任务,怎样算完成", *lines])

    checked = actions.check_promises(
        actor=cast.actor("recorder"), at=NOW, branch_id=cast.organization().pk, year="2026",
        content=table.encode(),
    )  # fmt: skip

    assert [(one.row, one.column, one.message) for one in checked.faults] == [
        (14, "目标任务", "一份计划最多写 12 项"),
        (15, "目标任务", "超过 200 个字"),
    ]


def test_row_that_left_the_list_meanwhile_is_told_so(cast: Cast) -> None:
    rows = enrolled(cast)
    Enrolment.objects.filter(pk=rows["李明"].pk).update(participates=False, reason="经批准")
    row = PromiseRow(str(rows["李明"].pk), Promise("巡查", "有记录"))

    with pytest.raises(Blocked, match="表里有一位同志不在参加名单上了"):
        actions.import_promises(
            actor=cast.actor("recorder"), at=NOW, branch_id=cast.organization().pk, year="2026", rows=[row]
        )


def test_change_is_offered_like_any_plan_and_accepted_in_time(cast: Cast) -> None:
    held = standing(cast, enrolled(cast)["李明"])
    changed = actions.change_plan(
        actor=cast.actor("member"), at=NOW, plan_id=held.pk, from_on=date(2026, 3, 1), reason="换岗"
    )

    done = accept(cast, offer(cast, changed, "member", acts.at(date(2026, 3, 10))))

    held.refresh_from_db()
    assert (done.state, held.state, held.replaced_from) == (
        PlanState.ACCEPTED, PlanState.SUPERSEDED, date(2026, 3, 1),
    )  # fmt: skip
