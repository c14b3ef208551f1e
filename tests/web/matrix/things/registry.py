"""Factories by name, and the things a row is tried with."""

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
        person = Person.objects.select_related("branch", "group").get(pk=wearer.person_id)
        if person.branch:
            spots.insert(0, Spot(f"self:{wearer.key}", person.branch, person))
    for spot in spots:
        found = make(world, row.about, spot)
        if found is None:
            continue
        himself = bool(found.person_id) and found.person_id == wearer.person_id
        stands = (world.relation(wearer, found), himself)
        if (wearer.path or not wearer.signed_in) and stands in seen and not every:
            continue
        seen.add(stands)
        yield found


def make(world: World, name: str, spot: Spot) -> Thing | None:
    """Return the thing at a spot, made when first asked for; raise `KeyError` for a thing without a factory."""
    key = (name, spot.key)
    if key not in world.made:
        world.made[key] = REGISTRY[name](world, spot)
    return world.made[key]
