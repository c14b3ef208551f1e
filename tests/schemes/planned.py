"""A branch under a 办法 that hands out points by month, its list of 2026, and what is done with plans."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from jifen.common.actor import INSTALLER
from jifen.common.basis import Basis, BasisKind
from jifen.orgs.actions import appoint
from jifen.orgs.states.roles import Role
from jifen.schemes import actions
from jifen.schemes.models import Enrolment, TaskPlan
from jifen.schemes.queries import get_frame
from jifen.schemes.states.promises import Promise
from tests.cast import NOW, TODAY, Cast
from tests.schemes import acts

COMMITTEE = Basis(BasisKind.MEETING, "支委会", TODAY, "支委会记录2026-2")
PROMISES = (
    Promise("每周下两次河巡查", "巡查记录每月不少于 8 次，由河长签字"),
    Promise("整理 2019 年以来的取水许可档案", "目录和案卷对得上，移交档案室", month=date(2026, 6, 1)),
)


def enrolled(cast: Cast) -> dict[str, Enrolment]:
    """Return the list of 2026 by name, under the 办法 of the bureau, with 赵书记 as 分管领导."""
    acts.in_force(cast, "bureau-branch")
    supervise(cast, "secretary")
    rows = actions.enrol_year(
        actor=cast.actor("recorder"), at=NOW, branch_id=cast.organization().pk, on=TODAY, basis=COMMITTEE
    )
    return {row.person.name: row for row in rows}


def supervise(cast: Cast, who: str) -> None:
    """Appoint a 分管领导 of the branch."""
    appoint(
        actor=INSTALLER, at=NOW, person_id=cast.person(who).pk, organization_id=cast.organization().pk,
        role=Role.SUPERVISING_LEADER, from_on=date(2026, 1, 4), basis=COMMITTEE, reason="分工",
    )  # fmt: skip


def draft(cast: Cast, row: Enrolment, by: str = "recorder") -> TaskPlan:
    """Begin the plan of a member."""
    return actions.draft_plan(actor=cast.actor(by), at=NOW, enrolment_id=row.pk)


def save(
    cast: Cast,
    plan: TaskPlan,
    by: str = "recorder",
    *,
    promises: Sequence[Promise] = PROMISES,
    months: Mapping[date, int] | None = None,
    at: datetime = NOW,
    **changes: Any,
) -> TaskPlan:
    """Write what a plan says: two promises, the months as they are, 赵书记 as 分管领导."""
    kept = {row.month: row.allotted for row in plan.months.all()}
    given = {
        "actor": cast.actor(by), "at": at, "plan_id": plan.pk, "seen": plan.version, "promises": promises,
        "months": kept if months is None else months, "supervisor_id": cast.person("secretary").pk,
    }  # fmt: skip
    return actions.save_plan(**{**given, **changes})


def offer(cast: Cast, plan: TaskPlan, by: str = "recorder", at: datetime = NOW) -> TaskPlan:
    """Enter that a plan was offered that day."""
    (done,) = actions.offer_plans(
        actor=cast.actor(by), at=at, branch_id=cast.organization().pk, plan_ids=[plan.pk], on=at.date()
    )
    return done


def accept(
    cast: Cast, plan: TaskPlan, by: str = "recorder", basis: Basis = COMMITTEE, at: datetime = NOW
) -> TaskPlan:
    """Enter that the committee accepted a plan."""
    (done,) = actions.accept_plans(
        actor=cast.actor(by), at=at, branch_id=cast.organization().pk, plan_ids=[plan.pk], basis=basis
    )
    return done


def show(cast: Cast, plan: TaskPlan, by: str = "recorder", at: datetime = NOW) -> TaskPlan:
    """Enter that a plan was hung out."""
    (done,) = actions.show_plans(
        actor=cast.actor(by), at=at, branch_id=cast.organization().pk, plan_ids=[plan.pk], on=at.date()
    )
    return done


def standing(cast: Cast, row: Enrolment, by: str = "recorder") -> TaskPlan:
    """Return a plan that was drafted, written, offered, accepted and shown."""
    return show(cast, accept(cast, offer(cast, save(cast, draft(cast, row))), by))


def usual(row: Enrolment) -> dict[date, int]:
    """Return the months of a member as the 办法 hands them out."""
    return get_frame(row).usual
