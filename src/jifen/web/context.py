"""What every page shows: who acts in which office, the menu that goes with it, the size of print."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from jifen.common.actor import VISITOR, Actor
from jifen.web.accounts.sessions import is_elsewhere
from jifen.web.menu import list_entries


def page(request: HttpRequest) -> dict[str, Any]:
    """Return the values of the base page."""
    actor: Actor = getattr(request, "actor", VISITOR)
    signed_in = bool(actor.user_id)
    return {
        "actor": actor,
        "signed_in": signed_in,
        "menu": list_entries(actor, request.path) if signed_in else (),
        "large_print": request.COOKIES.get("large") == "1",
        "demo": settings.JIFEN_DEMO,
        "elsewhere": signed_in and is_elsewhere(request),
    }
