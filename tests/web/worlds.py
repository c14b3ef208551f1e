"""One world for all tests of a module: building it anew for each would take most of their time."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import transaction

from tests.web.matrix.world import World


@contextmanager
def whole_world(blocker: Any) -> Iterator[World]:
    """Build the world in a transaction that is taken back at the end."""
    with blocker.unblock(), transaction.atomic():
        yield World()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """The world, built once for the module and taken back at its end."""
    with whole_world(django_db_blocker) as world:
        yield world


@pytest.fixture
def _django_db_helper(world: World, django_db_blocker: Any) -> Iterator[None]:
    """Stand in for what the marker `django_db` asks for; what a test changes it takes back itself.

    pytest-django's own helper would close the connection, and the world with it.
    """
    with django_db_blocker.unblock():
        yield
