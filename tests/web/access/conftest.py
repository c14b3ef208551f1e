"""The tests of this folder share one world for each module, with everything made before the first of them.

In a world that fills up as tests ask for things, an answer would hang on which tests came before.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.web.matrix.world import World
from tests.web.worlds import _django_db_helper, whole_world

__all__ = ["_django_db_helper", "world"]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """The world with every thing at every place."""
    with whole_world(django_db_blocker) as world:
        world.make_everything()
        yield world
