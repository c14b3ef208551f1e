"""Applications not to take part in the points, in the states a page can meet."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from jifen.common.basis import Basis, BasisKind
from jifen.orgs.models import Organization
from jifen.schemes.models import Exemption
from tests.web.matrix.things.people import about, enter, get
from tests.web.matrix.things.registry import make, thing
from tests.web.matrix.world import Spot, Thing, World

WISH = Basis(BasisKind.STATEMENT, "本人申请书", date(2026, 3, 1))
FORM = Basis(BasisKind.FORM, "审批表", date(2026, 3, 5))


def asked(world: World, spot: Spot, state: str, years: int, **details: Any) -> Thing | None:
    """Enter an application of a year of its own: the person of the spot has several, one a year."""
    person = spot.person or enter(spot)
    if person is None or person.branch is None:
        return None
    version = make(world, "scheme in force", _spot_of(world, person.branch))
    assert version is not None
    year = timezone.localdate().year + years
    given = {"until_on": date(year, 12, 31), "form": FORM, **details}
    row = Exemption.objects.create(
        person=person, branch=person.branch, scheme_version=version.about, year=str(year), state=state,
        ground="年老体弱", steps="BRANCH,COMMITTEE,COUNTY", wish=WISH, **given,
    )  # fmt: skip
    found = about(get(person.pk), exemption_id=row.pk)
    return Thing(found.values, found.places, found.person_id, row)


def _spot_of(world: World, branch: Organization) -> Spot:
    keys = (key for key, one in world.organizations.items() if one.pk == branch.pk)
    return Spot(next(keys, str(branch.pk)), branch)


@thing("member who may wish", of_people=True)
def member_who_may_wish(world: World, spot: Spot) -> Thing | None:
    person = spot.person or enter(spot)
    if person is None or person.branch is None:
        return None
    make(world, "scheme in force", _spot_of(world, person.branch))
    return about(get(person.pk), person_id=person.pk)


@thing("wish expressed", of_people=True)
def wish_expressed(world: World, spot: Spot) -> Thing | None:
    return asked(world, spot, "WISH_EXPRESSED", 1, form=None)


@thing("exemption before the branch", of_people=True)
def before_the_branch(world: World, spot: Spot) -> Thing | None:
    return asked(world, spot, "FORM_FILLED", 2, awaits="BRANCH")


@thing("exemption before the committee", of_people=True)
def before_the_committee(world: World, spot: Spot) -> Thing | None:
    return asked(world, spot, "BRANCH_OPINION", 3, awaits="COMMITTEE")


@thing("exemption before the county", of_people=True)
def before_the_county(world: World, spot: Spot) -> Thing | None:
    return asked(world, spot, "COMMITTEE_OPINION", 4, awaits="COUNTY")


@thing("exemption in force", of_people=True)
def in_force(world: World, spot: Spot) -> Thing | None:
    """One of last year whose time is up today: it can be ended and renewed on any day the tests run."""
    return asked(world, spot, "IN_FORCE", -1, from_on=date(2025, 3, 1), until_on=timezone.localdate())
