"""Long lists come in pages."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

ROWS = 50


def page_of(request: HttpRequest, rows: QuerySet[Any]) -> Page[Any]:
    """Return the page that the address asks for, the nearest one where there is no such page."""
    return Paginator(rows, ROWS).get_page(request.GET.get("page"))
