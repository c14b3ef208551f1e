"""Plans of members for a points year."""

from collections.abc import Mapping
from typing import Any

from django.core import signing

from jifen.schemes.models import TaskPlan
from jifen.schemes.queries import get_frame
from jifen.schemes.states.acts import Act
from jifen.web.schemes.plans.importing import _SALT
from tests.web.matrix.cells import Cell
from tests.web.matrix.rows.organizations import SEES_ORGANIZATION
from tests.web.matrix.rows.schemes import BASIS
from tests.web.matrix.vocabulary import Answer, Post, Row, who
from tests.web.matrix.world import World

SEES_PLANS = who(
    own="committee points_group group supervising_leader superiors party_office",
    below="superiors party_office",
)
SEES_PLAN = who(
    own="committee points_group group supervising_leader superiors party_office",
    below="superiors party_office",
    himself=True,
)
WRITES = who(own="desk group superiors", below="superiors", himself=True)
ENTERS = who(own="desk superiors", below="superiors")
DECIDES = who(own="desk superiors", below="superiors", himself=False)


def year(world: World, cell: Cell) -> Mapping[str, Any]:
    return {"year": cell.thing.about.year}


def pasted(world: World, cell: Cell) -> Mapping[str, Any]:
    """The rows that a check gave out."""
    row = cell.thing.about
    told = {
        "branch": str(row.branch_id),
        "year": row.year,
        "rows": [[str(row.pk), "下河巡查", "每月 8 次", "PROMISE", ""]],
    }
    return {"year": row.year, "rows": signing.dumps(told, salt=_SALT, compress=True)}


def ticked(world: World, cell: Cell) -> Mapping[str, Any]:
    plan = cell.thing.about
    return {"year": plan.enrolment.year, "plans": [str(plan.pk)], "on": "2026-03-10", **BASIS}


def written(world: World, cell: Cell) -> Mapping[str, Any]:
    plan: TaskPlan = cell.thing.about
    usual = get_frame(plan.enrolment).usual
    months = {f"month_{place}": f"{points / 100:g}" for place, points in enumerate(usual.values(), start=1)}
    return {"seen": plan.version, "promise_1": "整理档案", "done_1": "移交档案室", **months}


def later(world: World, cell: Cell) -> Mapping[str, Any]:
    return {"from_on": cell.thing.about.from_on.isoformat(), "reason": "岗位调整"}


def of_many(name: str, title: str, about: str, post: Post, **query: str) -> Row:
    return Row(name, title, ENTERS, about=about, sees=SEES_ORGANIZATION, post=post, query=query)


AREA = "目标任务"
ROWS = (
    Row("task_plans", "目标任务一览", SEES_PLANS, about="organization", sees=SEES_ORGANIZATION),
    Row("plan_sheet", "打印亮诺表", SEES_PLANS, about="branch", sees=SEES_ORGANIZATION),
    of_many("lay_out_plans", "铺开计划", "branch without plan", Post(year, act=Act.LAY_OUT_PLANS), year="{year}"),
    of_many(
        "import_promises", "导入目标任务", "branch without plan", Post(pasted, act=Act.IMPORT_PROMISES),
        year="{year}",
    ),
    Row(
        "promise_template", "下载目标任务表格", ENTERS, about="branch without plan", sees=SEES_ORGANIZATION,
        get=Answer.FILE, query={"year": "{year}"},
    ),
    of_many("offer_plans", "提诺（多人）", "branch with plan drafted", Post(ticked, act=Act.OFFER_PLANS)),
    of_many("accept_plans", "审定承诺", "branch with plan offered", Post(ticked, act=Act.ACCEPT_PLANS)),
    of_many("show_plans", "登记亮诺", "branch with plan accepted", Post(ticked, act=Act.SHOW_PLANS)),
    Row(
        "draft_plan", "起草目标任务", WRITES, about="row without plan", sees=SEES_PLAN, get=None,
        post=Post(act=Act.DRAFT_PLAN),
    ),
    Row("task_plan", "一份目标任务计划", SEES_PLAN, about="plan drafted", state="起草"),
    Row("task_plan", "一份目标任务计划", SEES_PLAN, about="plan accepted", state="已审定"),
    Row(
        "save_plan", "修改目标任务", WRITES, about="plan drafted", sees=SEES_PLAN,
        post=Post(written, act=Act.SAVE_PLAN),
    ),
    Row(
        "offer_plan", "提诺", WRITES, about="plan drafted", sees=SEES_PLAN, get=None,
        post=Post(act=Act.OFFER_PLANS),
    ),
    Row(
        "return_plan", "退回修改", DECIDES, about="plan offered", sees=SEES_PLAN,
        post=Post({"reason": "太笼统"}, act=Act.RETURN_PLAN),
    ),
    Row(
        "change_plan", "年中变更", WRITES, about="plan accepted", sees=SEES_PLAN,
        post=Post(later, act=Act.CHANGE_PLAN),
    ),
    Row(
        "withdraw_plan", "作罢", WRITES, about="plan drafted", sees=SEES_PLAN,
        post=Post({"reason": "不办了"}, act=Act.WITHDRAW_PLAN),
    ),
)  # fmt: skip
