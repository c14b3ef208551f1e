"""Organisations."""

from jifen.orgs.models import Organization
from tests.web.matrix.things.registry import thing
from tests.web.matrix.world import Spot, Thing, World


@thing("organization")
def organization(world: World, spot: Spot) -> Thing:
    return Thing(
        {"organization_id": str(spot.organization.pk)}, (spot.organization,), about=spot.organization
    )


@thing("branch")
def branch(world: World, spot: Spot) -> Thing | None:
    return organization(world, spot) if spot.organization.is_branch else None


@thing("branch with group")
def branch_with_group(world: World, spot: Spot) -> Thing | None:
    groups = Organization.objects.get_children(spot.organization).filter(kind="GROUP")
    return organization(world, spot) if spot.organization.is_branch and groups.exists() else None


@thing("group")
def group(world: World, spot: Spot) -> Thing | None:
    return organization(world, spot) if spot.organization.kind == "GROUP" else None


@thing("upper")
def upper(world: World, spot: Spot) -> Thing | None:
    is_upper = not spot.organization.is_branch and spot.organization.kind != "GROUP"
    return organization(world, spot) if is_upper else None
