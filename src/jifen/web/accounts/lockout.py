"""Lock-out after wrong passwords: counted by account and address, whether the account exists or not."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from jifen.orgs.queries import digest_of_login


def name_of(request: HttpRequest, credentials: Mapping[str, str] | None) -> str:
    """Return what stands for a sign-in name in the table of attempts: a keyed digest, never what was typed."""
    typed = (credentials or {}).get("username") or request.POST.get("login", "")
    return digest_of_login(typed)


def locked(
    request: HttpRequest, response: HttpResponse | None = None, credentials: Mapping[str, str] | None = None
) -> HttpResponse:
    """Return the page that says for how long one cannot sign in."""
    minutes = int(settings.AXES_COOLOFF_TIME * 60)
    answer = render(request, "account/locked.html", {"minutes": minutes}, status=429)
    answer["Retry-After"] = str(minutes * 60)
    return answer
