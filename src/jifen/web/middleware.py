"""What every request passes: who acts, what may be stored by browsers, how a refusal becomes an answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from jifen.common.actor import VISITOR
from jifen.common.refusals import NotAllowed, NotFound, Refused
from jifen.orgs.models import User
from jifen.orgs.queries import get_actor
from jifen.web import errors

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
    """Gives the request its actor and its instant; ends sessions that idled or whose rights changed."""

    def __init__(self, get_response: Answer) -> None:
        """Take the rest of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as the actor of the session."""
        at = timezone.now()
        request.at = at  # type: ignore[attr-defined]
        if request.user.is_authenticated:
            user = request.user
            if self._is_over(request, user, at):
                logout(request)
                request.session["notice"] = "太久没有操作，或者账号有变动，请重新登录。"
                return redirect(settings.LOGIN_URL)
            today = timezone.localdate(at)
            chosen = request.session.get("hat", "")
            request.actor = SimpleLazyObject(lambda: get_actor(user, today, chosen))  # type: ignore[attr-defined]
            must = self._first_of_all(request, user)
            if must:
                return redirect(must)
        else:
            request.actor = VISITOR  # type: ignore[attr-defined]
        return self.get_response(request)

    def _is_over(self, request: HttpRequest, user: User, at: datetime) -> bool:
        """Say whether the session has ended; note that it is alive, at most once a minute."""
        now = int(at.timestamp())
        seen = request.session.get("seen", now)
        version = request.session.setdefault("version", user.version)
        if version != user.version or now - seen > settings.JIFEN_IDLE_MINUTES * 60:
            return True
        if now - seen >= 60 or "seen" not in request.session:
            request.session["seen"] = now
        return False

    def _first_of_all(self, request: HttpRequest, user: User) -> str:
        """Return where a person must go before anything else: a slip's password is changed at once."""
        first = reverse("account_change_password")
        open_to_all = {first, reverse("account_logout")}
        return first if user.must_change_password and request.path not in open_to_all else ""


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
        if isinstance(exception, NotAllowed):
            return errors.refused(request, exception, 403)
        if isinstance(exception, Refused):
            return errors.refused(request, exception, 409)
        return None
