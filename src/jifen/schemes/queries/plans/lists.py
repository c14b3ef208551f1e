"""Plans of a branch and year, of a member, of a leader."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from jifen.common.actor import Actor
from jifen.common.refusals import Blocked, NotFound
from jifen.orgs.models import Organization, Person
from jifen.orgs.queries import get_organization_for, list_aliases
from jifen.orgs.states.organizations import OrganizationKind
from jifen.schemes.models import Enrolment, SchemeVersion, TaskPlan, place_of_member
from jifen.schemes.permissions import may, may_plan
from jifen.schemes.queries.plans.frames import find_frame
from jifen.schemes.states.acts import Act
from jifen.schemes.states.plans import STANDING, UNDER_WAY, PlanState

_WITH = (
    "enrolment__person__group", "enrolment__branch", "enrolment__scheme_version__scheme__organization",
    "enrolment__scheme_version__upper", "supervisor",
)  # fmt: skip
_LONG = (
    "enrolment__scheme_version__text", "enrolment__scheme_version__clauses",
    "enrolment__scheme_version__upper__text", "enrolment__scheme_version__upper__clauses",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One member of a list with his plans: the one that holds, and the one under way, if any."""

    enrolment: Enrolment
    standing: TaskPlan | None
    under_way: TaskPlan | None

    @property
    def shown(self) -> TaskPlan | None:
        """Return the plan that tells most: the one under way, else the one that holds."""
        return self.under_way or self.standing


def get_plan_for(actor: Actor, plan_id: UUID | str, *, lock: bool = False) -> TaskPlan:
    """Return one plan; raise `NotFound` where there is none or the actor does not see it."""
    rows = TaskPlan.objects.select_related(*_WITH)
    if lock:
        rows = rows.select_for_update(of=("self",))
    found = rows.filter(pk=plan_id).first()
    if found is None or not may_plan(
        actor, Act.VIEW_PLANS, found.place, person_id=str(found.enrolment.person_id)
    ):
        raise NotFound
    return found


def get_enrolment_to_plan_for(actor: Actor, enrolment_id: UUID | str) -> Enrolment:
    """Return the row of a list for whoever may see the plan that stands on it, the member himself too.

    Raises `NotFound`.
    """
    rows = Enrolment.objects.select_related(
        "person__group", "branch", "scheme_version__scheme__organization", "scheme_version__upper"
    )
    found = rows.filter(pk=enrolment_id).first()
    if found is None or not may_plan(
        actor, Act.VIEW_PLANS, place_of_member(found), person_id=str(found.person_id)
    ):
        raise NotFound
    return found


def require_planned_branch_for(actor: Actor, organization_id: UUID | str, act: Act) -> Organization:
    """Return the branch whose plans an act is about, locked; raise `NotFound`, `NotAllowed`, `Blocked`."""
    branch = get_organization_for(actor, organization_id, lock=True)
    may(actor, act, branch.place).require()
    if not branch.is_branch:
        raise Blocked(f"{branch}不是党支部：目标任务计划由各支部制订。")
    return branch


def list_plans_for(
    actor: Actor, branch_id: UUID | str, plan_ids: Collection[UUID | str], *, lock: bool = False
) -> list[TaskPlan]:
    """Return plans of a branch by their ids, by pinyin; raise `NotFound` where one is not there or not seen."""
    rows = TaskPlan.objects.filter(pk__in=plan_ids, enrolment__branch__pk=branch_id).select_related(*_WITH)
    if lock:
        rows = rows.select_for_update(of=("self",))
    found = list(rows)
    if len(found) != len(set(map(str, plan_ids))):
        raise NotFound
    for plan in found:
        if not may_plan(actor, Act.VIEW_PLANS, plan.place, person_id=str(plan.enrolment.person_id)):
            raise NotFound
    return found


def list_plan_rows_for(actor: Actor, organization: Organization, year: str) -> list[PlanRow]:
    """Return everybody who takes part in a year with his plans, of a group its members; by pinyin.

    Raises `NotAllowed`.
    """
    may(actor, Act.VIEW_PLANS, organization.place).require()
    rows = Enrolment.objects.filter(year=year, participates=True)
    if organization.kind is OrganizationKind.GROUP:
        branch = Organization.objects.get_parent(organization)
        rows = rows.filter(branch=branch, person__group=organization)
    else:
        rows = rows.filter(branch=organization)
    rows = rows.select_related("person__group", "branch")
    plans = TaskPlan.objects.filter(enrolment__in=rows, state__in={*UNDER_WAY, *STANDING})
    plans = plans.select_related("supervisor").prefetch_related("lines", "months").order_by("number", "pk")
    by_row: dict[UUID, list[TaskPlan]] = {}
    for plan in plans:
        by_row.setdefault(plan.enrolment_id, []).append(plan)
    return [_row(row, by_row.get(row.pk, [])) for row in rows]


def find_version_of_year(branch: Organization, year: str) -> SchemeVersion | None:
    """Return the version the list of a year was made by; None where there is no list yet."""
    rows = Enrolment.objects.filter(branch=branch, year=year).order_by("from_on", "pk")
    row = rows.select_related("scheme_version__scheme__organization", "scheme_version__upper").first()
    return row.scheme_version if row else None


def list_to_hang(branch: Organization, year: str) -> list[TaskPlan]:
    """Return the plans of a year that hold, of those still there, by pinyin: what is hung on the wall (亮诺)."""
    rows = TaskPlan.objects.filter(
        enrolment__branch=branch,
        enrolment__year=year,
        enrolment__participates=True,
        enrolment__to_on__isnull=True,
        state__in=STANDING,
    )
    return list(rows.select_related("enrolment__person", "supervisor").prefetch_related("lines"))


def list_own_plans(person: Person) -> list[TaskPlan]:
    """Return every plan of a person, of his duplicates too, latest first: for his own file."""
    rows = _plain().filter(enrolment__person__in=list(list_aliases(person)))
    return list(rows.order_by("-enrolment__year", "-number", "pk"))


def list_to_plan(person: Person) -> list[Enrolment]:
    """Return the row on which a person still has to write his plan: his latest, where the 办法 asks for one."""
    rows = Enrolment.objects.filter(person=person).order_by("-year", "pk")
    row = rows.select_related("branch", "scheme_version__scheme", "scheme_version__upper").first()
    if row is None or row.to_on is not None or row.plans.filter(state__in={*UNDER_WAY, *STANDING}).exists():
        return []
    frame = find_frame(row)
    return [row] if frame is not None and frame.months else []


def list_supervised(person: Person) -> list[TaskPlan]:
    """Return every plan that a person supervises, latest first: for his own file."""
    rows = _plain().filter(supervisor__in=list(list_aliases(person)))
    return list(rows.order_by("-enrolment__year", "enrolment__person__pinyin", "-number", "pk"))


def count_open_work(branch: Organization, year: str) -> tuple[int, int]:
    """Return how many of a list have no plan at all, and how many plans wait for the committee: one question."""
    rows = Enrolment.objects.filter(branch=branch, year=year).order_by()
    has_plan = Q(plans__state__in={*UNDER_WAY, *STANDING})
    counted = rows.aggregate(
        there=Count("pk", filter=Q(participates=True, to_on__isnull=True), distinct=True),
        planned=Count("pk", filter=has_plan & Q(participates=True, to_on__isnull=True), distinct=True),
        offered=Count("plans", filter=Q(plans__state=PlanState.OFFERED), distinct=True),
    )
    return counted["there"] - counted["planned"], counted["offered"]


def _plain() -> QuerySet[TaskPlan]:
    return TaskPlan.objects.select_related(*_WITH).defer(*_LONG).prefetch_related("lines", "months")


def _row(enrolment: Enrolment, plans: list[TaskPlan]) -> PlanRow:
    for plan in plans:
        plan.enrolment = enrolment
    return PlanRow(
        enrolment,
        next((plan for plan in plans if plan.state in STANDING), None),
        next((plan for plan in plans if plan.state in UNDER_WAY), None),
    )
