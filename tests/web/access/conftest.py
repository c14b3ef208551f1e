"""The tests of this folder share one world for each module."""

from tests.web.worlds import _django_db_helper, world

__all__ = ["_django_db_helper", "world"]
