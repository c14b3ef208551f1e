"""Long lists come in pages."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property

ROWS = 50
MOST = 2_000
"""How many rows are counted and turned over; who has more looks for a name."""


class Pages(Paginator[Any]):
    """Pages of a list that may be as long as a county; counting stops where nobody turns pages any more."""

    @cached_property
    def found(self) -> int:
        """Return how many rows there are, at most one more than are shown."""
        rows = self.object_list
        return rows.order_by()[: MOST + 1].count() if isinstance(rows, QuerySet) else len(rows)

    @cached_property
    def count(self) -> int:
        """Return how many rows are shown on all pages together."""
        return min(self.found, MOST)

    @property
    def is_cut(self) -> bool:
        """Say whether there are more rows than are shown."""
        return self.found > MOST


def page_of(request: HttpRequest, rows: QuerySet[Any]) -> Page[Any]:
    """Return the page that the address asks for, the nearest one where there is no such page."""
    return Pages(rows, ROWS).get_page(request.GET.get("page"))
