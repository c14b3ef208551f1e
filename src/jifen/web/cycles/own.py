"""A member declares for himself, from his own page (domain §8.1, channel 本人申报)."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jifen.common.decision import allowed_if
from jifen.common.refusals import Blocked, NotFound, NotNow
from jifen.cycles import actions, queries
from jifen.cycles.models import Cycle, Declaration
from jifen.cycles.states.cycles import TAKES_FACTS
from jifen.orgs.models import Person
from jifen.orgs.queries import get_person_for
from jifen.web.cycles.claim_forms import OwnForm
from jifen.web.forms import attempt
from jifen.web.requests import Request


@login_required
@require_http_methods(["GET", "POST"])
def declare(request: Request, cycle_id: UUID, person_id: UUID) -> HttpResponse:
    """Let a member declare what he did."""
    person = get_person_for(request.actor, person_id)
    himself = request.actor.is_person(str(person.pk))
    allowed_if(himself, "这一页由本人申报；替别人填的，在这一期的页面上按“代填申报”。").require()
    cycle = _cycle(person, cycle_id)
    initial = {"key": str(uuid4()), "occurred_on": min(timezone.localdate(request.at), cycle.ends_on)}
    form = OwnForm(queries.tables_in(cycle), person, request.POST or None, initial=initial)
    done: list[list[Declaration]] | None = None
    if request.method == "POST":
        done = attempt(
            form,
            lambda: [
                actions.declare(actor=request.actor, at=request.at, cycle_id=cycle.pk, claims=form.claims())
            ],
        )
    if done is None:
        return render(request, "cycles/own.html", {"cycle": cycle, "form": form})
    for row in done[0]:
        messages.success(request, "已经申报，等支部登记；登记以前您可以撤回。")
        return redirect("declaration", row.pk)
    messages.success(request, "这一次以前已经报过，没有重复记。")
    return redirect("my")


def _cycle(person: Person, cycle_id: UUID) -> Cycle:
    """Return the period a member may declare in. Raises `NotFound`, `NotNow`, `Blocked`."""
    cycle = queries.find_cycle(cycle_id)
    takes_part = any(one.pk == person.pk for one in queries.list_members_of(cycle))
    if not takes_part and cycle.branch_id != person.branch_id:
        raise NotFound
    if cycle.state not in TAKES_FACTS:
        raise NotNow(f"{cycle}“{cycle.state.label}”，不再收申报；以后的事报到下一期，发生日期照写。")
    if not takes_part:
        raise Blocked(f"您不在{cycle}参加积分的名单上，不用申报；名单有错的，请告诉本支部记录员。")
    return cycle
