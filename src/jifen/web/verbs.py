"""Pages are read and forms are sent; every other verb is refused, whatever a package would do with it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

VERBS = ("GET", "HEAD", "POST")


class KnownVerbs:
    """Refuses every verb no page has."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Take the rest of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer what is read or sent."""
        return self.get_response(request) if request.method in VERBS else HttpResponseNotAllowed(VERBS)
