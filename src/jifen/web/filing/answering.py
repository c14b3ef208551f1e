"""What the superior does with a package: it arrived, it is on file, it goes back."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from jifen.filing import actions, queries
from jifen.filing.models import Package
from jifen.filing.permissions import may
from jifen.filing.states.acts import Act
from jifen.filing.states.packages import PACKAGE
from jifen.web.filing.forms import AnswerForm, FindingsForm, VersionForm
from jifen.web.forms import attempt
from jifen.web.requests import Request


@login_required
@require_http_methods(["GET", "POST"])
def receive(request: Request, package_id: UUID) -> HttpResponse:
    """Note that a package arrived."""
    hint = "登记收到以后，请核对，再备案或者退回。"
    return _answer(request, package_id, Act.RECEIVE_PACKAGE, VersionForm, actions.receive_package, hint)


@login_required
@require_http_methods(["GET", "POST"])
def acknowledge(request: Request, package_id: UUID) -> HttpResponse:
    """Put a package on file."""
    hint = "备案只说明收存了这份材料，不改变积分。"
    return _answer(
        request, package_id, Act.ACKNOWLEDGE_PACKAGE, AnswerForm, actions.acknowledge_package, hint
    )


@login_required
@require_http_methods(["GET", "POST"])
def give_back(request: Request, package_id: UUID) -> HttpResponse:
    """Return a package with everything that was found."""
    hint = "支部照意见更正以后，作为下一版再报。"
    return _answer(request, package_id, Act.RETURN_PACKAGE, FindingsForm, actions.return_package, hint)


def _answer(
    request: Request,
    package_id: UUID,
    act: Act,
    kind: type[VersionForm],
    do: Callable[..., Package],
    hint: str,
) -> HttpResponse:
    package = queries.get_package_for(request.actor, package_id)
    may(request.actor, act, package.place, sender_id=package.sender_id).require()
    PACKAGE.find(act, package.state)
    form = kind(package, request.POST or None)
    done = None
    if request.method == "POST":
        done = attempt(
            form,
            lambda: do(actor=request.actor, at=request.at, package_id=package.pk, **form.cleaned_data),
        )
    if done:
        messages.success(request, f"{done.state.label}。")
        return redirect("package", package.pk)
    return render(request, "filing/form.html", {
        "title": f"{act.label}：{package}",
        "form": form,
        "package": package,
        "organization": package.organization,
        "button": act.label,
        "crumb": act.label,
        "hint": hint,
    })  # fmt: skip
