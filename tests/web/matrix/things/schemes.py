"""办法 in the states a page can meet, and lists of a year."""

from __future__ import annotations

from datetime import date

from jifen.common.actor import INSTALLER
from jifen.common.basis import Basis, BasisKind
from jifen.orgs.models import Appointment, Person
from jifen.orgs.states.roles import Role
from jifen.schemes import actions
from jifen.schemes.models import Enrolment, SchemeVersion
from tests.schemes.small import SMALL
from tests.web.matrix.things.registry import make, thing
from tests.web.matrix.world import AT, Spot, Thing, World

VOTE = Basis(BasisKind.MEETING, "支部党员大会", date(2026, 3, 10), "记录3")


def draft(spot: Spot, code: str) -> SchemeVersion | None:
    """Begin a small 办法 under a name of its own; a group has none."""
    organization = spot.organization
    if organization.kind == "GROUP":
        return None
    text = SMALL.replace("scheme: small", f"scheme: {code}-{organization.code}")
    return actions.start_scheme(actor=INSTALLER, at=AT, organization_id=organization.pk, text=text)


def passed(spot: Spot, code: str) -> SchemeVersion | None:
    """Have one passed."""
    version = draft(spot, code)
    if version is None:
        return None
    actions.validate_version(actor=INSTALLER, at=AT, version_id=version.pk, seen=1)
    return actions.adopt_version(actor=INSTALLER, at=AT, version_id=version.pk, basis=VOTE, seen=1)


def about(version: SchemeVersion | None, spot: Spot) -> Thing | None:
    return Thing({"version_id": str(version.pk)}, (spot.organization,), about=version) if version else None


@thing("scheme draft")
def draft_of(world: World, spot: Spot) -> Thing | None:
    return about(draft(spot, "草稿"), spot)


@thing("scheme validated")
def validated(world: World, spot: Spot) -> Thing | None:
    version = draft(spot, "定稿")
    if version is None:
        return None
    version = actions.validate_version(actor=INSTALLER, at=AT, version_id=version.pk, seen=1)
    return about(version, spot)


@thing("scheme withdrawn")
def withdrawn(world: World, spot: Spot) -> Thing | None:
    version = draft(spot, "撤回")
    if version is None:
        return None
    return about(
        actions.withdraw_version(actor=INSTALLER, at=AT, version_id=version.pk, reason="另有考虑"), spot
    )


@thing("scheme adopted")
def adopted(world: World, spot: Spot) -> Thing | None:
    return about(passed(spot, "通过"), spot) if spot.organization.is_branch else None


@thing("scheme adopted above")
def adopted_above(world: World, spot: Spot) -> Thing | None:
    return None if spot.organization.is_branch else about(passed(spot, "上级"), spot)


@thing("scheme in force")
def in_force(world: World, spot: Spot) -> Thing | None:
    version = passed(spot, "施行") if spot.organization.is_branch else None
    if version is None:
        return None
    version = actions.put_in_force(actor=INSTALLER, at=AT, version_id=version.pk, from_period="2026-03")
    return about(version, spot)


@thing("branch with scheme")
def branch_with_scheme(world: World, spot: Spot) -> Thing | None:
    if make(world, "scheme in force", spot) is None:
        return None
    return Thing(
        {"organization_id": str(spot.organization.pk)}, (spot.organization,), about=spot.organization
    )


@thing("branch with recorder")
def branch_with_recorder(world: World, spot: Spot) -> Thing | None:
    held = Appointment.objects.filter(organization=spot.organization, role=Role.RECORDER, to_on__isnull=True)
    several = Person.objects.filter(branch=spot.organization, standing="FORMAL").count() > 2
    if not spot.organization.is_branch or not held.exists() or not several:
        return None
    return Thing(
        {"organization_id": str(spot.organization.pk)}, (spot.organization,), about=spot.organization
    )


@thing("enrolment")
def enrolment(world: World, spot: Spot) -> Thing | None:
    """Somebody without an account, on the list of the branch."""
    rule = make(world, "scheme in force", spot)
    if rule is None:
        return None
    free = Person.objects.filter(
        branch=spot.organization, user__isnull=True, standing="FORMAL", same_as__isnull=True
    )
    person = free.exclude(enrolments__year="2026").first()
    if person is None:
        return None
    row = Enrolment.objects.create(
        person=person,
        branch=spot.organization,
        scheme_version=rule.about,
        year="2026",
        from_on=date(2026, 1, 1),
        base=1000,
        participates=False,
        reason="失去联系",
        basis=VOTE,
    )
    return Thing({"enrolment_id": str(row.pk)}, (spot.organization,), about=row)
