"""Fills an empty installation with the cast and at least one row of everything: `python -m tests.upgrade.filling`."""

from __future__ import annotations

import django
from django.apps import apps

PLACES = ("branch", "township", "other_branch", "first_group")


def main() -> None:
    """Act through every factory of the matrix, and fill by hand what no act reaches."""
    django.setup()
    from tests import database
    from tests.web.matrix.things import REGISTRY, make
    from tests.web.matrix.world import Spot, World
    from tests.web.walk.filling import make_row

    database.fill()
    world = World()
    for name in REGISTRY:
        for key in PLACES:
            make(world, name, Spot(key, world.organization(key)))
    for model in apps.get_models():
        if model.__module__.startswith("jifen.") and not model._base_manager.exists():
            make_row(world, model)


if __name__ == "__main__":
    main()
