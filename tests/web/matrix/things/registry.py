"""Factories by name, and the things a row is tried with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from jifen.orgs.models import Person
from tests.web.matrix.vocabulary import Relation, Row
from tests.web.matrix.world import PLACES, Spot, Thing, Wearer, World

Factory = Callable[[World, Spot], Thing | None]
REGISTRY: dict[str, Factory] = {}
OF_PEOPLE: set[str] = set()
"""Things that concern one person: for them every wearer also tries his own."""
TRIES = 3
"""How many things somebody tries who stands nowhere in the tree: no relation tells them apart."""


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
    seen: Counter[tuple[Relation, bool]] = Counter()
    for spot in spots_of(world, row.about, wearer):
        found = make(world, row.about, spot)
        if found is None:
            continue
        himself = bool(found.person_id) and found.person_id == wearer.person_id
        stands = (world.relation(wearer, found), himself)
        tries = 1 if wearer.path or not wearer.signed_in else TRIES
        if seen[stands] >= tries and not every:
            continue
        seen[stands] += 1
        yield found


def spots_of(world: World, name: str, wearer: Wearer) -> list[Spot]:
    """Return where a thing is tried by somebody: first his own, then at every place."""
    spots = [Spot(key, world.organization(key)) for key in PLACES]
    if name not in OF_PEOPLE or not wearer.person_id:
        return spots
    person = Person.objects.select_related("branch", "group").get(pk=wearer.person_id)
    own = [Spot(f"self:{wearer.key}", person.branch, person)] if person.branch else []
    return own + spots


def make(world: World, name: str, spot: Spot) -> Thing | None:
    """Return the thing at a spot, made when first asked for; raise `KeyError` for a thing without a factory."""
    key = (name, spot.key)
    if key not in world.made:
        world.made[key] = REGISTRY[name](world, spot)
    return world.made[key]
