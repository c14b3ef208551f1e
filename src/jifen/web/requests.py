"""A request as views see it."""

from datetime import datetime

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from jifen.common.actor import Actor
from jifen.orgs.models import User


class Request(HttpRequest):
    """A request with its actor and its instant (`middleware.CurrentActor`), and what htmx says of it."""

    actor: Actor
    at: datetime
    user: User
    htmx: HtmxDetails
