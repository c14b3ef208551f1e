"""The decision of the meeting is entered."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from jifen.cycles import actions, queries
from jifen.cycles.permissions import may
from jifen.cycles.states.acts import Act
from jifen.cycles.states.cycles import CYCLE
from jifen.cycles.states.declarations import OVER
from jifen.meetings.queries import list_resolutions_for
from jifen.meetings.states.motions import MotionKind
from jifen.web.cycles.forms import EvaluateForm
from jifen.web.forms import attempt
from jifen.web.requests import Request


@login_required
@require_http_methods(["GET", "POST"])
def evaluate(request: Request, cycle_id: UUID) -> HttpResponse:
    """Enter what the meeting decided about a period."""
    cycle = queries.get_cycle_for(request.actor, cycle_id)
    may(request.actor, Act.EVALUATE, cycle.place).require()
    CYCLE.find(Act.EVALUATE, cycle.state)
    found = list_resolutions_for(request.actor, cycle.branch, {MotionKind.CONFIRM_PERIOD})
    rows = [row for row in queries.list_declarations_of(cycle) if row.state not in OVER]
    form = EvaluateForm(cycle, found, rows, request.POST or None)
    done = None
    if request.method == "POST":
        done = attempt(
            form,
            lambda: actions.evaluate(
                actor=request.actor,
                at=request.at,
                cycle_id=cycle.pk,
                version=form.cleaned_data["version"],
                motion_id=form.cleaned_data["motion"],
                verdicts=form.verdicts(),
                deviation=form.cleaned_data["deviation"],
            ),
        )
    if done:
        messages.success(request, "已登记评定结果，评定表已经定下来。")
        return redirect("cycle", cycle.pk)
    hint = "先在“会议”里登记这次会议和“评定本期积分”的议题，确认以后在这里选。没有单独写的事项照初评。"
    context = {"cycle": cycle, "title": "登记评定结果", "hint": hint, "form": form, "button": "登记评定结果"}
    return render(request, "cycles/form.html", context)
