"""What a branch filed, one package with its line of steps, and the same on paper."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from jifen.common.actor import Actor
from jifen.common.decision import Decision, allowed_if
from jifen.common.sheet import ColumnKind
from jifen.filing import queries
from jifen.filing.models import Package
from jifen.filing.permissions import may
from jifen.filing.states.acts import Act
from jifen.filing.states.packages import PACKAGE
from jifen.filing.states.sheets import sums_of
from jifen.ledger.states.chain import short_code
from jifen.orgs.queries import get_organization_for
from jifen.web.paging import page_of
from jifen.web.requests import Request

_ADDRESSES = {
    Act.SEND_PACKAGE: "send_package",
    Act.RECEIVE_PACKAGE: "receive_package",
    Act.ACKNOWLEDGE_PACKAGE: "acknowledge_package",
    Act.RETURN_PACKAGE: "return_package",
}


@login_required
@require_safe
def index(request: Request, organization_id: UUID) -> HttpResponse:
    """Show what a branch filed, or what lies with a superior."""
    organization = get_organization_for(request.actor, organization_id)
    packages = page_of(request, queries.list_packages_for(request.actor, organization))
    context = {
        "organization": organization,
        "packages": packages,
        "rows": [(package, _is_late(package, request)) for package in packages],
    }
    return render(request, "filing/index.html", context)


@login_required
@require_safe
def show(request: Request, package_id: UUID) -> HttpResponse:
    """Show one version of a package: its sheet, where it is, what may be done now and why not."""
    package = queries.get_package_for(request.actor, package_id)
    context = {
        **sheet_context(package),
        "late": _is_late(package, request),
        "last_day": queries.find_last_day(package.due_on),
        "versions": [one for one in queries.list_versions(package) if one.pk != package.pk],
        "acts": list(_acts(request.actor, package)),
        "findings": package.findings.splitlines(),
    }
    return render(request, "filing/show.html", context)


@login_required
@require_safe
def print_sheet(request: Request, package_id: UUID) -> HttpResponse:
    """Show the sheet as it is printed, with its control sums and the sixteen characters of the seal."""
    package = queries.get_package_for(request.actor, package_id)
    return render(request, "filing/print.html", sheet_context(package))


def sheet_context(package: Package) -> dict[str, Any]:
    """Return what a template needs to show the sheet of a package."""
    sheet = package.frozen
    sums = dict(sums_of(sheet))
    return {
        "package": package,
        "sheet": sheet,
        "headings": [(column.heading, column.kind is not ColumnKind.TEXT) for column in sheet.columns],
        "lines": [
            [
                (cell, column.kind is not ColumnKind.TEXT)
                for cell, column in zip(row, sheet.columns, strict=True)
            ]
            for row in sheet.rows
        ],
        "sums": [sums.get(column.heading) for column in sheet.columns],
        "code": short_code(package.seal) if package.seal else "",
        "whole": package.is_whole(),
    }


def _acts(actor: Actor, package: Package) -> Iterator[tuple[str, Decision, str]]:
    """Yield the buttons of the branch and of the superior: label, whether it may be pressed and why not, address."""
    now = {move.act for move in PACKAGE.list_from(package.state)}
    for act, address in _ADDRESSES.items():
        timely = allowed_if(act in now, f"材料现在是“{package.state.label}”")
        yield act.label, may(actor, act, package.place, sender_id=package.sender_id) & timely, address


def _is_late(package: Package, request: Request) -> bool:
    return queries.is_late(package, timezone.localdate(package.sent_at or request.at))
