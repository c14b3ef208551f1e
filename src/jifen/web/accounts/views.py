"""One's own account: which hat is worn, how large the print is."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from jifen.audit.queries import list_accesses_of
from jifen.orgs import actions
from jifen.orgs.queries import choose_hat, has_second_factor
from jifen.orgs.states.roles import NEED_SECOND_FACTOR
from jifen.web.requests import Request

YEAR = 365 * 24 * 3600
ACCESSES = 20


@login_required
@require_safe
def show(request: Request) -> HttpResponse:
    """Show one's own account: hats, second factor, and who signed in to it or changed it."""
    user = request.user
    context = {
        "account": user,
        "hats": [(hat, hat.role in NEED_SECOND_FACTOR) for hat in request.actor.hats],
        "second_factor": has_second_factor(user.pk),
        "accesses": list_accesses_of(str(user.pk))[:ACCESSES],
    }
    return render(request, "account/show.html", context)


@login_required
@require_POST
def change_hat(request: Request) -> HttpResponse:
    """Go on in another of one's offices, with a new session key."""
    key = request.POST.get("hat", "")
    hat = choose_hat(request.actor, key)
    if hat is None:
        messages.error(request, "这个身份已经不在您名下，请刷新页面看看。")
        return redirect("home")
    with transaction.atomic():
        actions.change_hat(actor=request.actor, at=request.at, hat=hat)
        request.session.cycle_key()
        request.session["hat"] = key
    messages.success(request, f"现在的身份是{hat.label}。")
    return redirect("home")


@require_POST
def change_print(request: Request) -> HttpResponse:
    """Change between large and ordinary print; the browser remembers it."""
    wanted = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    response = redirect(wanted if safe and wanted.startswith("/") else "/")
    large = request.COOKIES.get("large") == "1"
    response.set_cookie(
        "large",
        "0" if large else "1",
        max_age=YEAR,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )
    return response
