"""The tests of this folder share one world, with everything made before the first of them.

In a world that fills up as tests ask for things, an answer would hang on which tests came before. They come last of
all (tests/conftest.py): while the world stands, its rows are there for everybody.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

from tests.web.matrix.world import World
from tests.web.walk.filling import fill
from tests.web.walk.markers import Markers, plant
from tests.web.worlds import _django_db_helper, whole_world

__all__ = ["_django_db_helper", "markers", "world"]


@pytest.fixture(scope="package")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """The world with every thing at every place."""
    a_day = {
        "JIFEN_IDLE_MINUTES": 24 * 60,
        "JIFEN_READING_MINUTES": 24 * 60,
    }  # whoever comes late is still signed in
    with override_settings(**a_day), whole_world(django_db_blocker) as world:
        world.make_everything()
        yield world


@pytest.fixture(scope="module")
def markers(world: World) -> Iterator[Markers]:
    """Every table filled and every text of the branch marked, for the tests of one module."""
    with transaction.atomic():
        assert fill(world) == []
        yield plant(world)
        transaction.set_rollback(True)
