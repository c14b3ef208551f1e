"""Plans of a branch whose 办法 hands out points by month: promised, reviewed and hung out when the year begins."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from jifen.cli.site.county.beginning import at_desk
from jifen.cli.site.county.peopling import Branch
from jifen.common.basis import Basis, BasisKind
from jifen.schemes.actions import (
    accept_plans,
    import_promises,
    lay_out_plans,
    offer_plans,
    save_plan,
    show_plans,
)
from jifen.schemes.actions.plans import PromiseRow
from jifen.schemes.queries import find_allotment, list_leaders
from jifen.schemes.states.promises import Promise, TaskKind

if TYPE_CHECKING:
    from jifen.schemes.models import SchemeVersion, TaskPlan

_DUTY = TaskKind.DUTY
PROMISES: tuple[tuple[Promise, ...], ...] = (
    (
        Promise("河道巡查每周不少于两次", "巡查记录每月 8 次以上，发现的问题三天内报出", _DUTY),
        Promise("包联的两户困难群众每季度走访一次", "有走访记录，反映的事有答复"),
        Promise("学习新修订的取水许可办法，给科室讲一次", "有讲稿，科室同志都听过"),
    ),
    (
        Promise("按月核对水费台账", "次月 5 日前核对完，差错为零", _DUTY),
        Promise("把近五年的合同归档", "目录和案卷对得上，移交档案室"),
        Promise("到社区报到，参加志愿服务四次", "社区签字"),
    ),
    (
        Promise("汛期值班不脱岗，险情十分钟内上报", "值班记录齐全，没有漏报", _DUTY),
        Promise("编一份山洪避险的明白纸，发到沿河各户", "印发三百份，有签收"),
        Promise("带一名新同志熟悉业务", "年底能独立值班"),
    ),
)
"""What is promised, one after the other; nobody here is real."""
WAITING = 2
"""How many plans of the year that runs still wait for the committee, so that somebody has something to do."""


def plan_year(branch: Branch, version: SchemeVersion, year: str, on: date, *, closed: bool) -> None:
    """Let everybody promise, the committee accept and the branch hang it out, where the 办法 asks for it."""
    if find_allotment(version) is None:
        return
    by, at, branch_id = branch.recorder, at_desk(on, 17), branch.organization.pk
    leader, *others = list_leaders(branch.organization, on)
    made = lay_out_plans(actor=by, at=at, branch_id=branch_id, year=year, supervisor_id=leader.pk)
    ordered = sorted(made, key=lambda plan: (plan.enrolment.person.name, plan.enrolment.person.pinyin))
    rows = [
        PromiseRow(str(plan.enrolment_id), promise)
        for number, plan in enumerate(ordered)
        for promise in PROMISES[number % len(PROMISES)]
    ]
    plans = import_promises(actor=by, at=at, branch_id=branch_id, year=year, rows=rows)
    for plan in plans:
        if plan.enrolment.person_id == leader.pk:
            _name_leader(branch, plan, str(others[0].pk), on)
    ids = [plan.pk for plan in ordered]
    offer_plans(actor=by, at=at, branch_id=branch_id, plan_ids=ids, on=on)
    reviewed = ordered if closed else ordered[:-WAITING]
    basis = Basis(BasisKind.MEETING, "支部委员会会议", on, f"支委会记录本{on:%Y%m%d}")
    # Nobody enters a decision on his own: the recorder does so for the secretary, the secretary for all others.
    own = [plan.pk for plan in reviewed if branch.secretary.is_person(str(plan.enrolment.person_id))]
    rest = [plan.pk for plan in reviewed if plan.pk not in own]
    for actor, wanted in ((branch.recorder, own), (branch.secretary, rest)):
        if wanted:
            accept_plans(actor=actor, at=at, branch_id=branch_id, plan_ids=wanted, basis=basis)
    show_plans(actor=by, at=at, branch_id=branch_id, plan_ids=[*own, *rest], on=on)


def _name_leader(branch: Branch, plan: TaskPlan, leader_id: str, on: date) -> None:
    """Name another 分管领导 for the one who leads."""
    save_plan(
        actor=branch.recorder,
        at=at_desk(on, 17),
        plan_id=plan.pk,
        seen=plan.version,
        promises=[Promise(line.text, line.done, line.kind, line.month) for line in plan.lines.all()],
        months={row.month: row.allotted for row in plan.months.all()},
        supervisor_id=leader_id,
    )
