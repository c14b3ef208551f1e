"""A request as views see it."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from jifen.common.actor import Actor
from jifen.common.refusals import NotFound
from jifen.orgs.models import User


def require_ids(texts: Iterable[str]) -> None:
    """Refuse ids that are none: a form made up by hand names nothing that exists. Raises `NotFound`."""
    for text in texts:
        try:
            UUID(text)
        except ValueError:
            raise NotFound from None


class Request(HttpRequest):
    """A request with its actor and its instant (`middleware.CurrentActor`), and what htmx says of it."""

    actor: Actor
    at: datetime
    user: User
    htmx: HtmxDetails
