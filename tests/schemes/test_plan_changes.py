"""A plan changes in midyear: a further one from a month on, months that are past keep theirs (S5-三-一-2(2))."""

from datetime import date
from typing import Any

import pytest

from jifen.common.basis import Basis, BasisKind
from jifen.common.refusals import Blocked, Invalid
from jifen.schemes import actions
from jifen.schemes.models import TaskPlan
from jifen.schemes.queries import list_month_plans, plan_of
from jifen.schemes.states.plans import PlanState
from jifen.schemes.states.promises import Promise, TaskKind
from tests.cast import NOW, Cast
from tests.schemes import acts
from tests.schemes.planned import PROMISES, accept, enrolled, offer, save, standing

pytestmark = pytest.mark.django_db


def month(number: int) -> date:
    return date(2026, number, 1)


def test_change_in_midyear_leaves_the_months_that_are_past(cast: Cast) -> None:
    row = enrolled(cast)["李明"]
    first = standing(cast, row)
    at = acts.at(date(2026, 8, 20))

    plan = change(cast, first, at=at)

    assert (plan.number, plan.state, plan.from_on, plan.reason) == (
        2,
        PlanState.DRAFTED,
        month(9),
        "调到防汛科",
    )
    assert [line.text for line in plan.lines.all()] == [PROMISES[0].text]
    new = [*PROMISES[:1], Promise("汛期值守", "每月四个夜班，有记录", TaskKind.DUTY, month(10))]
    with pytest.raises(Invalid, match="全年合计 69 分"):
        save(cast, plan, promises=new, months={month(n): 600 for n in (10, 11, 12)} | {month(9): 500}, at=at)
    plan = offer(cast, save(cast, plan, promises=new, at=at), at=at)
    assert now(cast, 9) == (1, [PROMISES[0].text], 600)
    decided = Basis(BasisKind.MEETING, "支委会", date(2026, 8, 20))
    plan = accept(cast, plan, basis=decided, at=at)
    first.refresh_from_db()
    assert (first.state, first.replaced_from) == (PlanState.SUPERSEDED, month(9))
    assert (first.holds_in(date(2026, 8, 31)), first.holds_in(month(9))) == (True, False)
    assert now(cast, 8) == (1, [PROMISES[0].text], 600)
    assert now(cast, 6) == (1, [one.text for one in PROMISES], 600)
    assert now(cast, 10) == (2, [PROMISES[0].text, "汛期值守"], 600)
    assert list(list_month_plans(cast.organization(), month(10))) == [cast.person("member").pk]
    assert plan_of(cast.person("migrant"), cast.organization(), month(10)) is None
    assert plan_of(cast.person("member"), cast.organization("other_branch"), month(10)) is None


def change(cast: Cast, plan: TaskPlan, by: str = "recorder", **changes: Any) -> TaskPlan:
    given = {
        "actor": cast.actor(by), "at": NOW, "plan_id": plan.pk, "from_on": month(9), "reason": "调到防汛科",
    }  # fmt: skip
    return actions.change_plan(**{**given, **changes})


def now(cast: Cast, number: int) -> tuple[int, list[str], int]:
    """Return what holds for 李明 in a month: which plan, which lines, what it is worth."""
    found = plan_of(cast.person("member"), cast.organization(), date(2026, number, 20))
    assert found is not None
    return found.plan.number, [line.text for line in found.lines], found.allotted


def test_change_needs_a_month_to_come_and_a_reason_and_comes_alone(cast: Cast) -> None:
    first = standing(cast, enrolled(cast)["李明"])

    with pytest.raises(Invalid) as refusal:
        change(cast, first, from_on=month(2), reason=" ")
    assert refusal.value.fields == {
        "from_on": "最早从2026年3月起变更：已经过去的月份照原来的计划，不能改。",
        "reason": "请写明为什么变更（岗位调整、任务增减等）。",
    }
    plan = change(cast, first, from_on=date(2026, 5, 20))
    assert plan.from_on == month(5)
    with pytest.raises(Invalid, match="李明2026年度目标任务（第2份）还在办理（起草）"):
        change(cast, first)
    plan = actions.withdraw_plan(actor=cast.actor("member"), at=NOW, plan_id=plan.pk, reason="不调了")
    assert (plan.state, plan.reason) == (PlanState.WITHDRAWN, "不调了")
    assert change(cast, first).number == 3


def test_change_accepted_too_late_is_refused(cast: Cast) -> None:
    first = standing(cast, enrolled(cast)["李明"])
    plan = offer(cast, change(cast, first, from_on=month(4)))
    late = acts.at(date(2026, 5, 6))

    with pytest.raises(Blocked, match="变更自2026年4月起，审定在2026年5月，已经过去的月份照原来的计划"):
        accept(cast, plan, basis=Basis(BasisKind.MEETING, "支委会", date(2026, 5, 6)), at=late)

    first.refresh_from_db()
    assert first.state is PlanState.SHOWN
