"""The handbooks of the members beside the decided sheet: entered on one page; who is missing, on paper."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jifen.common.plainsheet import sheet_of
from jifen.cycles import actions, queries
from jifen.cycles.models import Cycle
from jifen.cycles.permissions import may
from jifen.cycles.states.acts import Act
from jifen.cycles.states.cycles import CYCLE
from jifen.web.cycles.handbooks import HandbooksForm
from jifen.web.forms import attempt
from jifen.web.requests import Request


@login_required
@require_http_methods(["GET", "POST"])
def record(request: Request, cycle_id: UUID) -> HttpResponse:
    """Enter how the handbooks compare with the sheet."""
    cycle = queries.get_cycle_for(request.actor, cycle_id)
    may(request.actor, Act.RECORD_RECONCILIATION, cycle.place).require()
    CYCLE.find(Act.RECORD_RECONCILIATION, cycle.state)
    everybody = queries.list_members_of(cycle)
    people = [one for one in everybody if not request.actor.is_person(str(one.pk))]
    today = timezone.localdate(request.at)
    form = HandbooksForm(
        cycle, people, queries.list_reconciliations(cycle), request.POST or None, initial={"on": today}
    )
    done = None
    if request.method == "POST":
        done = attempt(
            form,
            lambda: actions.record_reconciliation(
                actor=request.actor, at=request.at, cycle_id=cycle.pk, version=form.cleaned_data["version"],
                on=form.cleaned_data["on"], compared=form.compared(rest="rest" in request.POST),
            ),
        )  # fmt: skip
    if done:
        messages.success(request, f"已登记 {len(done)} 人的核对结果。")
        return redirect("record_reconciliation", cycle.pk)
    context = {
        "cycle": cycle,
        "form": form,
        "rows": form.rows(_figures(cycle)),
        "himself": len(everybody) - len(people),
        "book": queries.procedure_of(cycle).handbook,
        "missing": queries.list_unreconciled(cycle),
    }
    return render(request, "cycles/handbooks.html", context)


@login_required
@require_safe
def paper(request: Request, cycle_id: UUID) -> HttpResponse:
    """Show who still has to bring his handbook, to be printed."""
    cycle = queries.get_cycle_for(request.actor, cycle_id)
    procedure = queries.procedure_of(cycle)
    context = {
        "cycle": cycle,
        "book": procedure.handbook,
        "reconciles": procedure.reconciles,
        "missing": queries.list_unreconciled(cycle) if procedure.reconciles else [],
        "today": timezone.localdate(request.at),
    }
    return render(request, "cycles/missing_handbooks.html", context)


def _figures(cycle: Cycle) -> dict[str, tuple[Any, ...]]:
    """Return name → points of the period and of the account, as they stand on the decided sheet."""
    if not cycle.sheet:
        return {}
    sheet = sheet_of(cycle.sheet)
    places = {one.key: place for place, one in enumerate(sheet.columns)}
    name = places.get("name")
    if name is None:
        return {}
    wanted = [places.get(key) for key in ("period", "total")]
    return {
        str(row[name]): tuple("" if place is None else row[place] for place in wanted) for row in sheet.rows
    }
