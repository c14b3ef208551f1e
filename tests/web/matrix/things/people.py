"""People, in every standing a move can start from, and what holds of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from itertools import count

from jifen.common.actor import INSTALLER
from jifen.common.basis import Basis, BasisKind
from jifen.orgs import actions
from jifen.orgs.models import Household, Organization, Person
from jifen.orgs.states.acts import Act
from jifen.orgs.states.people import BondKind, CircumstanceKind, Standing
from tests.web.matrix.things.registry import make, thing
from tests.web.matrix.world import AT, Spot, Thing, World

ENTERED = date(2024, 1, 10)
BASIS = Basis(BasisKind.MEETING, "支部党员大会", date(2026, 3, 1), "红旗〔2026〕1号")
_numbers = count(1)
SURNAMES = "贺毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹"
GIVEN = "江河湖海山川日月星辰风云雨雪松柏竹梅兰菊桃李杏枣榆槐"


def enter(spot: Spot, standing: Standing = Standing.FORMAL) -> Person | None:
    """Enter somebody new at a spot, with a phone; None where nobody can belong."""
    place = spot.organization
    group = place if place.kind == "GROUP" else None
    branch = Organization.objects.get_parent(place) if group else place
    if not branch.is_branch:
        return None
    number = next(_numbers)
    day = {Standing.FORMAL: date(2010, 7, 1), Standing.PROBATIONARY: date(2025, 3, 1)}.get(standing)
    joined = {"joined_on": day} if day else {}
    person = actions.enter_person(
        actor=INSTALLER,
        at=AT,
        branch_id=branch.pk,
        name=f"{SURNAMES[number % 26]}{GIVEN[number // 26 % 26]}{GIVEN[number % 25]}",
        standing=standing,
        on=ENTERED,
        phone=f"139{number:08}",
        **joined,
    )
    if group:
        Person.objects.filter(pk=person.pk).update(group=group)
    return get(person.pk)


def get(pk: object) -> Person:
    return Person.objects.select_related("branch", "group").get(pk=pk)


def about(person: Person, **values: object) -> Thing:
    """Return a thing about a person."""
    assert person.branch
    places = (person.branch, *([person.group] if person.group else []))
    kept = {name: str(value) for name, value in values.items()}
    return Thing(kept, places, str(person.pk), person)


@thing("person", of_people=True)
def person(world: World, spot: Spot) -> Thing | None:
    found = spot.person or enter(spot)
    if found and not found.phone:
        actions.edit_person(
            actor=INSTALLER, at=AT, person_id=found.pk, version=found.version, phone=f"138{next(_numbers):08}"
        )
        found = get(found.pk)
    return about(found, person_id=found.pk) if found else None


def _move(act: Act, standing: Standing, world: World, spot: Spot) -> Thing | None:
    """A person of a standing, and the move that starts from it."""
    found = spot.person if spot.person and spot.person.standing == standing else None
    found = found or (None if spot.person else enter(spot, standing))
    return about(found, person_id=found.pk, act=act.value.lower().replace("_", "-")) if found else None


def _suspended(world: World, spot: Spot) -> Thing | None:
    found = None if spot.person else enter(spot)
    if found is None:
        return None
    actions.move_standing(
        actor=INSTALLER,
        at=AT,
        person_id=found.pk,
        act=Act.SUSPEND,
        on=date(2026, 3, 1),
        basis=BASIS,
        reason="失去联系满六个月",
        confirmed=True,
    )
    return about(get(found.pk), person_id=found.pk, act="restore")


STARTS: dict[Act, Standing] = {
    Act.ACCEPT_ACTIVIST: Standing.APPLICANT,
    Act.LIST_TARGET: Standing.ACTIVIST,
    Act.CANCEL_ACTIVIST: Standing.ACTIVIST,
    Act.ADMIT: Standing.DEVELOPMENT_TARGET,
    Act.EXTEND_PROBATION: Standing.PROBATIONARY,
    Act.CONVERT: Standing.PROBATIONARY,
    Act.CANCEL_PROBATION: Standing.PROBATIONARY,
    Act.SUSPEND: Standing.FORMAL,
    Act.LEAVE: Standing.FORMAL,
    Act.EXPEL: Standing.FORMAL,
    Act.RECORD_DEATH: Standing.FORMAL,
}
for _act, _standing in STARTS.items():
    thing(f"move {_act.value}", of_people=True)(partial(_move, _act, _standing))
thing(f"move {Act.RESTORE.value}")(_suspended)


@thing("event", of_people=True)
def event(world: World, spot: Spot) -> Thing | None:
    found = make(world, "person", spot)
    if found is None:
        return None
    entered = found.about.standing_events.first()
    return replace(found, values={**found.values, "event_id": str(entered.pk)}) if entered else None


@thing("circumstance", of_people=True)
def circumstance(world: World, spot: Spot) -> Thing | None:
    found = make(world, "person", spot)
    if found is None:
        return None
    row = actions.record_circumstance(
        actor=INSTALLER,
        at=AT,
        person_id=found.person_id,
        kind=CircumstanceKind.VILLAGE_CADRE,
        from_on=date(2026, 3, 2),
        basis=BASIS,
    )
    return replace(found, values={"circumstance_id": str(row.pk)})


@thing("bond", of_people=True)
def bond(world: World, spot: Spot) -> Thing | None:
    found = make(world, "person", spot)
    other = enter(Spot(spot.key, found.about.branch)) if found else None
    if found is None or other is None:
        return None
    row = actions.record_bond(
        actor=INSTALLER,
        at=AT,
        person_id=found.person_id,
        other_id=other.pk,
        kind=BondKind.HELPER,
        from_on=date(2026, 3, 2),
        basis=BASIS,
    )
    return replace(found, values={"bond_id": str(row.pk)})


def household_of(branch: Organization) -> Household:
    """Return a household of a branch with two people in it."""
    kept = Household.objects.filter(branch=branch).first()
    if kept:
        return kept
    people = [enter(Spot("", branch)) for _ in range(2)]
    return actions.form_household(
        actor=INSTALLER,
        at=AT,
        branch_id=branch.pk,
        number="一组12号",
        head_id=people[0].pk,
        member_ids=[people[1].pk],
        on=date(2026, 3, 2),
    )


@thing("household")
def household(world: World, spot: Spot) -> Thing | None:
    if not spot.organization.is_branch:
        return None
    found = household_of(spot.organization)
    return Thing({"household_id": str(found.pk)}, (spot.organization,), about=found)


@thing("pair", of_people=True)
def pair(world: World, spot: Spot) -> Thing | None:
    """A person and a row that may be his duplicate."""
    keep = spot.person or enter(spot)
    twin = enter(Spot(spot.key, keep.branch if spot.person else spot.organization)) if keep else None
    if keep is None or twin is None:
        return None
    return about(keep, keep_id=keep.pk, duplicate_id=twin.pk)


@thing("merged")
def merged(world: World, spot: Spot) -> Thing | None:
    """A duplicate that was merged."""
    keep, twin = (None if spot.person else enter(spot) for _ in range(2))
    if keep is None or twin is None:
        return None
    actions.merge_people(
        actor=INSTALLER,
        at=AT,
        keep_id=keep.pk,
        duplicate_id=twin.pk,
        reason="核对身份证，是同一个人",
        confirmed=True,
    )
    twin = get(twin.pk)
    return about(twin, duplicate_id=twin.pk)
