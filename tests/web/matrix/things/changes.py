"""What a tree goes through: idle organisations, offices, letters."""

from __future__ import annotations

from itertools import count

from django.utils import timezone

from jifen.cli.site.cast import ELECTED, ELECTION, FOUNDED
from jifen.common.actor import INSTALLER
from jifen.orgs import actions
from jifen.orgs.models import Appointment, Organization, Person, Transfer
from jifen.orgs.states.identity import check_character
from jifen.orgs.states.organizations import OrganizationKind
from jifen.orgs.states.roles import Role
from tests.web.matrix.things.people import enter, get
from tests.web.matrix.things.registry import thing
from tests.web.matrix.world import AT, Spot, Thing, World

_numbers = count(1)


def found(parent: Organization, kind: OrganizationKind, name: str) -> Organization:
    number = next(_numbers)
    return actions.found_organization(
        actor=INSTALLER,
        at=AT,
        parent_id=parent.pk,
        code=f"77{number:06}",
        full_name=f"{name}{number}",
        kind=kind,
        on=FOUNDED,
    )


def of(organization: Organization) -> Thing:
    return Thing({"organization_id": str(organization.pk)}, (organization,), about=organization)


@thing("idle branch")
def idle_branch(world: World, spot: Spot) -> Thing | None:
    """A branch beside the one at the spot, in which nobody and nothing is."""
    if not spot.organization.is_branch:
        return None
    parent = Organization.objects.get_parent(spot.organization)
    return of(found(parent, OrganizationKind.BRANCH, "没有人的党支部"))


@thing("idle group")
def idle_group(world: World, spot: Spot) -> Thing | None:
    """A group of the branch at the spot, in which nobody is."""
    if not spot.organization.is_branch:
        return None
    return of(found(spot.organization, OrganizationKind.GROUP, "没有人的党小组"))


@thing("appointment", of_people=True)
def appointment(world: World, spot: Spot) -> Thing | None:
    """An office held in a branch; for oneself the first of one's own offices."""
    row = None
    if spot.person:
        row = (
            Appointment.objects.filter(person=spot.person, to_on=None).select_related("organization").first()
        )
    elif spot.organization.is_branch and (person := enter(spot)):
        row = actions.appoint(
            actor=INSTALLER,
            at=AT,
            person_id=person.pk,
            organization_id=spot.organization.pk,
            role=Role.SECTION_HEAD,
            from_on=ELECTED,
            basis=ELECTION,
            reason="任命",
        )
    if row is None:
        return None
    values = {"organization_id": str(row.organization_id), "appointment_id": str(row.pk)}
    return Thing(values, (row.organization,), str(row.person_id), row)


def letter(person: Person, to: str, *, outside: bool) -> Transfer:
    return actions.send_transfer(
        actor=INSTALLER,
        at=AT,
        person_id=person.pk,
        to=to,
        letter_no=f"红组转〔2026〕{next(_numbers)}号",
        sent_on=timezone.localdate(),
        outside=outside,
    )


@thing("letter out", of_people=True)
def letter_out(world: World, spot: Spot) -> Thing | None:
    """A letter from the branch at the spot to one outside."""
    person = spot.person or enter(spot)
    if person is None or person.branch is None or person.standing not in ("FORMAL", "PROBATIONARY"):
        return None
    row = Transfer.objects.filter(person=person, state="SENT").first()
    row = row or letter(person, "外省某某党支部", outside=True)
    return Thing({"transfer_id": str(row.pk)}, (person.branch,), str(person.pk), row)


@thing("letter in")
def letter_in(world: World, spot: Spot) -> Thing | None:
    """A letter to the branch at the spot, from a county where nobody has an account."""
    if not spot.organization.is_branch or spot.key == "other_county_branch":
        return None
    away = world.organization("other_county_branch")
    person = enter(Spot("", away))
    row = letter(person, spot.organization.code, outside=False)
    return Thing({"transfer_id": str(row.pk)}, (spot.organization,), str(person.pk), row)


@thing("returning")
def returning(world: World, spot: Spot) -> Thing | None:
    """A branch one of whose people left it for one outside, and comes back."""
    if not spot.organization.is_branch:
        return None
    person = enter(spot)
    body = f"99000019700506{next(_numbers) * 2 + 1:03}"
    number = body + check_character(body)
    actions.edit_person(actor=INSTALLER, at=AT, person_id=person.pk, version=person.version, id_no=number)
    row = letter(get(person.pk), "外省某某党支部", outside=True)
    actions.accept_transfer(
        actor=INSTALLER, at=AT, transfer_id=row.pk, on=timezone.localdate(), answer="收到回执"
    )
    values = {"organization_id": str(spot.organization.pk)}
    return Thing(values, (spot.organization,), about=(person.name, number))
