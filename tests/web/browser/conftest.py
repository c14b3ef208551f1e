"""The tests of this folder share one world, one server and one browser for each module."""

from tests.web.browsing import site
from tests.web.worlds import _django_db_helper, world

__all__ = ["_django_db_helper", "site", "world"]
