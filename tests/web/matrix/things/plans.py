"""Plans of members in the states a page can meet, under a 办法 that hands out points by month."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from jifen.common.actor import INSTALLER
from jifen.common.basis import Basis, BasisKind
from jifen.orgs.models import Organization, Person
from jifen.schemes import actions
from jifen.schemes.models import Enrolment, SchemeVersion, TaskLine, TaskPlan
from tests.web.matrix.things.people import about, enter
from tests.web.matrix.things.registry import thing
from tests.web.matrix.world import AT, Spot, Thing, World

VOTE = Basis(BasisKind.MEETING, "支部党员大会", AT.date(), "记录3")
MET = Basis(BasisKind.MEETING, "支部委员会", AT.date(), "支委会记录2")


def this_year() -> int:
    """Return the year of the day the tests run on."""
    return timezone.localdate().year


def bureau_scheme(world: World, branch: Organization) -> SchemeVersion:
    """Return a 办法 that was passed and holds from no day: what holds in the branch stays as it is."""
    key = ("bureau scheme", branch.code)
    if key not in world.made:
        version = actions.start_scheme(
            actor=INSTALLER,
            at=AT,
            organization_id=branch.pk,
            library="bureau-branch",
            code=f"机关-{branch.code}",
        )
        version = actions.validate_version(
            actor=INSTALLER, at=AT, version_id=version.pk, seen=version.version
        )
        version = actions.adopt_version(
            actor=INSTALLER, at=AT, version_id=version.pk, basis=VOTE, seen=version.version
        )
        world.made[key] = Thing({"version_id": str(version.pk)}, (branch,), about=version)
    made = world.made[key]
    assert made is not None
    assert isinstance(made.about, SchemeVersion)
    return made.about


def enrolled(world: World, spot: Spot, ahead: int = 0) -> Enrolment | None:
    """Put somebody on the list of a year to come: the person of the spot, who has one plan a year, or somebody new."""
    person = spot.person or enter(spot)
    if person is None or person.branch is None:
        return None
    version, year = bureau_scheme(world, person.branch), this_year() + 1 + ahead
    return Enrolment.objects.create(
        person=person, branch=person.branch, scheme_version=version, year=str(year), from_on=date(year, 1, 1),
        base=2000, basis=MET,
    )  # fmt: skip


def planned(world: World, spot: Spot, ahead: int = 1) -> TaskPlan | None:
    """Return a plan with a line and a leader, fit to be offered."""
    row = enrolled(world, spot, ahead)
    if row is None:
        return None
    plan = actions.draft_plan(actor=INSTALLER, at=AT, enrolment_id=row.pk)
    TaskLine.objects.create(plan=plan, number=1, text="下河巡查", done="每月 8 次，有记录")
    leader = Person.objects.filter(branch=row.branch).exclude(pk=row.person_id).order_by("pk").first()
    TaskPlan.objects.filter(pk=plan.pk).update(supervisor=leader or enter(spot))
    return TaskPlan.objects.select_related("enrolment__person").get(pk=plan.pk)


def offered(world: World, spot: Spot, ahead: int = 2) -> TaskPlan | None:
    plan = planned(world, spot, ahead)
    if plan is not None:
        branch = plan.enrolment.branch_id
        given = {"actor": INSTALLER, "at": AT, "branch_id": branch, "plan_ids": [plan.pk]}
        actions.offer_plans(**given, on=AT.date())
    return plan


def accepted(world: World, spot: Spot) -> TaskPlan | None:
    plan = offered(world, spot, 3)
    if plan is not None:
        branch = plan.enrolment.branch_id
        actions.accept_plans(actor=INSTALLER, at=AT, branch_id=branch, plan_ids=[plan.pk], basis=MET)
    return plan


def of_member(plan: TaskPlan | None) -> Thing | None:
    """Return a plan as a thing about its member."""
    if plan is None:
        return None
    plan = TaskPlan.objects.select_related("enrolment__person__group", "enrolment__branch").get(pk=plan.pk)
    person = Person.objects.select_related("branch", "group").get(pk=plan.enrolment.person_id)
    found = about(person, plan_id=plan.pk)
    return Thing(found.values, found.places, found.person_id, plan)


def of_branch(plan: TaskPlan | None, branch: Organization) -> Thing | None:
    """Return the branch of a plan as the thing of a page about many."""
    if plan is None:
        return None
    return Thing({"organization_id": str(branch.pk)}, (branch,), about=plan)


@thing("row without plan", of_people=True)
def row_without_plan(world: World, spot: Spot) -> Thing | None:
    row = enrolled(world, spot)
    if row is None:
        return None
    person = Person.objects.select_related("branch", "group").get(pk=row.person_id)
    found = about(person, enrolment_id=row.pk)
    return Thing(found.values, found.places, found.person_id, row)


@thing("plan drafted", of_people=True)
def plan_drafted(world: World, spot: Spot) -> Thing | None:
    return of_member(planned(world, spot))


@thing("plan offered", of_people=True)
def plan_offered(world: World, spot: Spot) -> Thing | None:
    return of_member(offered(world, spot))


@thing("plan accepted", of_people=True)
def plan_accepted(world: World, spot: Spot) -> Thing | None:
    return of_member(accepted(world, spot))


@thing("branch without plan")
def branch_without_plan(world: World, spot: Spot) -> Thing | None:
    row = enrolled(world, spot) if spot.organization.is_branch else None
    if row is None:
        return None
    values = {"organization_id": str(spot.organization.pk), "year": row.year}
    return Thing(values, (spot.organization,), about=row)


@thing("branch with plan drafted")
def branch_with_plan_drafted(world: World, spot: Spot) -> Thing | None:
    return of_branch(planned(world, spot), spot.organization) if spot.organization.is_branch else None


@thing("branch with plan offered")
def branch_with_plan_offered(world: World, spot: Spot) -> Thing | None:
    return of_branch(offered(world, spot), spot.organization) if spot.organization.is_branch else None


@thing("branch with plan accepted")
def branch_with_plan_accepted(world: World, spot: Spot) -> Thing | None:
    return of_branch(accepted(world, spot), spot.organization) if spot.organization.is_branch else None
