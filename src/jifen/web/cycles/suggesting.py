"""What the registers suggest for a period, on one page: taken, passed over, or left for later."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jifen.common.refusals import NotNow
from jifen.cycles import actions, queries
from jifen.cycles.permissions import may
from jifen.cycles.states.acts import Act
from jifen.cycles.states.cycles import TAKES_FACTS
from jifen.web.cycles.suggestions import SuggestionsForm
from jifen.web.forms import attempt
from jifen.web.requests import Request

SHOWN = 100
"""Suggestions on the page at once; what is answered makes room for the rest."""


@login_required
@require_http_methods(["GET", "POST"])
def answer(request: Request, cycle_id: UUID) -> HttpResponse:
    """Show what is suggested for a period, and take or pass over what is answered."""
    cycle = queries.get_cycle_for(request.actor, cycle_id)
    may(request.actor, Act.TAKE_SUGGESTIONS, cycle.place).require()
    if cycle.state not in TAKES_FACTS:
        raise NotNow(f"{cycle}“{cycle.state.label}”，不再收台账的建议。")
    found = queries.list_offers(cycle, timezone.localdate(request.at))
    others = [one for one in found.open if not request.actor.is_person(str(one.person.pk))]
    form = SuggestionsForm(others[:SHOWN], request.POST if request.method == "POST" else None)
    done = None
    if request.method == "POST":
        done = attempt(
            form,
            lambda: actions.take_suggestions(
                actor=request.actor, at=request.at, cycle_id=cycle.pk,
                answers=form.answers(rest="rest" in request.POST),
            ),
        )  # fmt: skip
    if done:
        said = f"采用了 {len(done.declared)} 条，不采用 {done.passed} 条。"
        again = "这一次以前已经保存，没有重复记。"
        messages.success(request, said if done.declared or done.passed else again)
        return redirect("take_suggestions" if len(others) > len(form.offers) else "cycle", cycle.pk)
    rows = form.rows()
    context = {
        "cycle": cycle,
        "form": form,
        "rows": rows,
        "wrong": sum(len(row.faults) for row in rows),
        "plain": sum(one.is_plain for one in form.offers),
        "more": len(others) - len(form.offers),
        "own": len(found.open) - len(others),
        "passed": queries.list_passed(cycle),
        "passed_over": found.passed_over,
    }
    return render(request, "cycles/suggestions.html", context)
