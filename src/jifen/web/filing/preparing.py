"""Putting a package together from a seal, and sending it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from jifen.filing import actions, queries
from jifen.filing.permissions import may
from jifen.filing.states.acts import Act
from jifen.filing.states.packages import PACKAGE
from jifen.ledger.queries import get_seal_for
from jifen.rules.periodname import say_period
from jifen.web.filing.forms import NoticeForm, VersionForm
from jifen.web.forms import attempt
from jifen.web.requests import Request


@login_required
@require_http_methods(["GET", "POST"])
def prepare(request: Request, seal_id: UUID) -> HttpResponse:
    """Put together what is filed of a sealed period."""
    seal = get_seal_for(request.actor, seal_id)
    branch = seal.book.branch
    may(request.actor, Act.PREPARE_PACKAGE, branch.place).require()
    form = NoticeForm(request.POST or None)
    made = None
    if request.method == "POST":
        made = attempt(
            form,
            lambda: actions.prepare_from_seal(
                actor=request.actor,
                at=request.at,
                seal_id=seal.pk,
                notice_status=form.cleaned_data["notice"],
            ),
        )
    if made:
        messages.success(request, "已整理；请核对表里的人和数，再上报。")
        return redirect("package", made.pk)
    return render(request, "filing/form.html", {
        "title": f"整理{branch}{say_period(seal.period)}报备材料",
        "form": form,
        "organization": branch,
        "button": "整理",
        "hint": "表由积分账算出，一人一行，不用填；整理以后不再变。这一期已经报备过的，这是更正，作为下一版。",
    })  # fmt: skip


@login_required
@require_http_methods(["GET", "POST"])
def send(request: Request, package_id: UUID) -> HttpResponse:
    """Send a package up."""
    package = queries.get_package_for(request.actor, package_id)
    may(request.actor, Act.SEND_PACKAGE, package.place).require()
    PACKAGE.find(Act.SEND_PACKAGE, package.state)
    form = VersionForm(package, request.POST or None)
    done = None
    if request.method == "POST":
        done = attempt(
            form,
            lambda: actions.send_package(
                actor=request.actor, at=request.at, package_id=package.pk, **form.cleaned_data
            ),
        )
    if done:
        messages.success(request, f"已上报{package.addressee}。")
        return redirect("package", package.pk)
    return render(request, "filing/form.html", {
        "title": f"上报{package}",
        "form": form,
        "package": package,
        "organization": package.organization,
        "button": "上报",
        "crumb": "上报",
        "hint": f"报给{package.addressee.full_name}。上报以后，上级答复以前不能再改。",
    })  # fmt: skip
