"""What every request passes: who acts, what may be stored by browsers, how a refusal becomes an answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from jifen.common.actor import VISITOR
from jifen.common.refusals import NotAllowed, NotFound, Refused
from jifen.orgs.models import User
from jifen.orgs.queries import get_actor, has_second_factor
from jifen.web import errors
from jifen.web.accounts.hashing import Busy
from jifen.web.accounts.sessions import CHANGED, needs_second_factor, sign_in_again, why_over

Answer = Callable[[HttpRequest], HttpResponse]


class NoStore:
    """Nothing shown to a signed-in person stays in a browser or a proxy (trust W2, E3)."""

    def __init__(self, get_response: Answer) -> None:
        """Take the rest of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and forbid storing."""
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store"
        return response


class CurrentActor:
    """Gives the request its actor and its instant; ends sessions that idled or whose rights changed (trust W2, A7)."""

    def __init__(self, get_response: Answer) -> None:
        """Take the rest of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as the actor of the session."""
        at = timezone.now()
        request.at = at  # type: ignore[attr-defined]
        request.actor = VISITOR  # type: ignore[attr-defined]
        signed_in_before = SESSION_KEY in request.session
        user = request.user
        if not user.is_authenticated:
            return sign_in_again(request, CHANGED) if signed_in_before else self.get_response(request)
        today = timezone.localdate(at)
        chosen = request.session.get("hat", "")
        request.actor = SimpleLazyObject(lambda: get_actor(user, today, chosen))  # type: ignore[attr-defined]
        if over := why_over(request, user):
            return sign_in_again(request, over)
        if needs_second_factor(request) and has_second_factor(user.pk):
            return sign_in_again(request, CHANGED)
        if first := self._first_of_all(request, user, at):
            return redirect(first)
        return self.get_response(request)

    def _first_of_all(self, request: HttpRequest, user: User, at: datetime) -> str:
        """Return where a person must go before anything else.

        A password of a slip, or one that is too old, is changed at once; in an office that approves or sees much there
        is nothing to do before the second factor is set up, but to change into an office that needs none.
        """
        first = ""
        if user.must_change_password or _is_old(user, at):
            first = reverse("account_change_password")
        elif needs_second_factor(request):
            first = reverse("mfa_activate_totp")
        return "" if request.path in _open_to_all() else first


class Refusals:
    """Turns what rooms raise into pages: not found, not allowed, not now."""

    def __init__(self, get_response: Answer) -> None:
        """Take the rest of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Return the page of a refusal; other exceptions take their way."""
        if isinstance(exception, NotFound):
            return errors.not_found(request)
        if isinstance(exception, Busy):
            return errors.busy(request, exception)
        if isinstance(exception, NotAllowed):
            return errors.refused(request, exception, 403)
        if isinstance(exception, Refused):
            return errors.refused(request, exception, 409)
        return None


def _is_old(user: User, at: datetime) -> bool:
    """Say whether the site wants passwords changed from time to time, and this one is due."""
    days, changed = settings.JIFEN_PASSWORD_DAYS, user.password_changed_at
    return bool(days) and changed is not None and changed < at - timedelta(days=days)


@cache
def _open_to_all() -> frozenset[str]:
    """Return the addresses that stay open to whoever must do something first."""
    names = (
        "account_change_password",
        "account_logout",
        "account_reauthenticate",
        "change_hat",
        "large_print",
        "mfa_activate_totp",
    )
    return frozenset(reverse(name) for name in names)
