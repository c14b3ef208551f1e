"""What addresses are about. One small factory per thing reaches it by acting; an unknown parameter name fails.

`@thing("organization")` registers a factory `(world, spot) → Thing`, or None where there can be no such thing at that
spot. What it made is kept: a factory runs once for every spot of a world.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from jifen.orgs.models import Person
from tests.web.matrix.vocabulary import Row
from tests.web.matrix.world import PLACES, Spot, Thing, Wearer, World

Factory = Callable[[World, Spot], Thing | None]
REGISTRY: dict[str, Factory] = {}
OF_PEOPLE: set[str] = set()
"""Things that concern one person: for them every wearer also tries his own."""


def thing(name: str, *, of_people: bool = False) -> Callable[[Factory], Factory]:
    """Register the factory of a thing."""

    def keep(factory: Factory) -> Factory:
        if name in REGISTRY:
            raise ValueError(f"two factories for {name}")
        REGISTRY[name] = factory
        if of_people:
            OF_PEOPLE.add(name)
        return factory

    return keep


def things_for(world: World, row: Row, wearer: Wearer, *, every: bool = False) -> Iterator[Thing]:
    """Yield things of a row for somebody: one for each relation (`every`: all there are)."""
    if not row.about:
        yield Thing({})
        return
    seen = set()
    spots = [Spot(key, world.organization(key)) for key in PLACES]
    if row.about in OF_PEOPLE and wearer.person_id:
        person = Person.objects.select_related("branch").get(pk=wearer.person_id)
        if person.branch:
            spots.insert(0, Spot(f"self:{wearer.key}", person.branch, person))
    for spot in spots:
        found = make(world, row.about, spot)
        if found is None:
            continue
        himself = bool(found.person_id) and found.person_id == wearer.person_id
        stands = (world.relation(wearer, found), himself)
        if wearer.path and stands in seen and not every:
            continue
        seen.add(stands)
        yield found


def make(world: World, name: str, spot: Spot) -> Thing | None:
    """Return the thing at a spot, made when first asked for; raise `KeyError` for a thing without a factory."""
    key = (name, spot.key)
    if key not in world.made:
        world.made[key] = REGISTRY[name](world, spot)
    return world.made[key]


@thing("organization")
def organization(world: World, spot: Spot) -> Thing:
    return Thing(
        {"organization_id": str(spot.organization.pk)}, (spot.organization,), about=spot.organization
    )


@thing("branch")
def branch(world: World, spot: Spot) -> Thing | None:
    return organization(world, spot) if spot.organization.is_branch else None


@thing("group")
def group(world: World, spot: Spot) -> Thing | None:
    return organization(world, spot) if spot.organization.kind == "GROUP" else None


@thing("upper")
def upper(world: World, spot: Spot) -> Thing | None:
    is_upper = not spot.organization.is_branch and spot.organization.kind != "GROUP"
    return organization(world, spot) if is_upper else None


def person_at(spot: Spot) -> Person | None:
    """Return the person meant, or somebody of a branch or group who holds no office there."""
    if spot.person is not None:
        return spot.person
    here = Person.objects.filter(branch=spot.organization) | Person.objects.filter(group=spot.organization)
    return here.filter(appointments__isnull=True, standing="FORMAL").order_by("id").first()


@thing("person", of_people=True)
def person(world: World, spot: Spot) -> Thing | None:
    found = person_at(spot)
    if found is None or found.branch is None:
        return None
    places = (found.branch, *([found.group] if found.group else []))
    return Thing({"person_id": str(found.pk)}, places, str(found.pk), found)
