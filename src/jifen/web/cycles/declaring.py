"""Facts come in: filled in for somebody, reported at the meeting, taken up; who declared nothing is marked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from jifen.common.refusals import Blocked, NotNow
from jifen.cycles import actions, queries
from jifen.cycles.permissions import may
from jifen.cycles.states.acts import Act
from jifen.cycles.states.cycles import CYCLE, TAKES_FACTS
from jifen.web.cycles.forms import DeclareForm, MarkForm
from jifen.web.forms import attempt
from jifen.web.requests import Request


@login_required
@require_http_methods(["GET", "POST"])
def declare(request: Request, cycle_id: UUID) -> HttpResponse:
    """Fill in a declaration for somebody."""
    return _enter(request, cycle_id, Act.DECLARE, actions.declare, "代填申报")


@login_required
@require_http_methods(["GET", "POST"])
def report(request: Request, cycle_id: UUID) -> HttpResponse:
    """Enter what was reported at the meeting."""
    return _enter(request, cycle_id, Act.ENTER_REPORT, actions.enter_reports, Act.ENTER_REPORT.label)


def _enter(
    request: Request, cycle_id: UUID, act: Act, action: Callable[..., Any], title: str
) -> HttpResponse:
    cycle = queries.get_cycle_for(request.actor, cycle_id)
    may(request.actor, act, cycle.place).require()
    if cycle.state not in TAKES_FACTS:
        raise NotNow(f"{cycle}“{cycle.state.label}”，不再收申报；以后的事报到下一期，发生日期照写。")
    people = {
        person.pk: str(person)
        for person in queries.list_members_of(cycle)
        if act is Act.DECLARE or not request.actor.is_person(str(person.pk))
    }
    initial = {"key": uuid4().hex, "occurred_on": min(timezone.localdate(request.at), cycle.ends_on)}
    form = DeclareForm(queries.tables_in(cycle), people, request.POST or None, initial=initial)
    done = None
    if request.method == "POST":
        done = attempt(
            form,
            lambda: [
                action(actor=request.actor, at=request.at, cycle_id=cycle.pk, claims=form.claims()),
            ],
        )
    if done:
        said = f"已登记 {len(done[0])} 项。" if done[0] else "这一次以前已经登记，没有重复记。"
        messages.success(request, said)
        return redirect("cycle", cycle.pk)
    hint = "只报加分的事；扣分由支部提出，先告知本人。几分照办法算，这里不填。"
    context = {"cycle": cycle, "title": title, "hint": hint, "form": form, "button": "保存"}
    return render(request, "cycles/form.html", context)


@login_required
@require_POST
def register(request: Request, cycle_id: UUID) -> HttpResponse:
    """Take up the declarations that were ticked."""
    cycle = queries.get_cycle_for(request.actor, cycle_id)
    may(request.actor, Act.REGISTER, cycle.place).require()
    ids = [one for one in request.POST.getlist("declaration") if _is_id(one)]
    try:
        done = actions.register(actor=request.actor, at=request.at, cycle_id=cycle.pk, declaration_ids=ids)
        messages.success(request, f"已登记 {len(done)} 项申报。")
    except (Blocked, NotNow) as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
    return redirect("cycle", cycle.pk)


def _is_id(said: str) -> bool:
    try:
        UUID(said)
    except ValueError:
        return False
    return True


@login_required
@require_http_methods(["GET", "POST"])
def mark(request: Request, cycle_id: UUID) -> HttpResponse:
    """Mark who declared nothing."""
    cycle = queries.get_cycle_for(request.actor, cycle_id)
    may(request.actor, Act.MARK_NOT_DECLARED, cycle.place).require()
    CYCLE.find(Act.MARK_NOT_DECLARED, cycle.state)
    people = [
        (str(person.pk), str(person))
        for person in queries.list_members_of(cycle)
        if not request.actor.is_person(str(person.pk))
    ]
    form = MarkForm(cycle, people, request.POST or None)
    done = None
    if request.method == "POST":
        done = attempt(
            form,
            lambda: actions.mark_not_declared(
                actor=request.actor,
                at=request.at,
                cycle_id=cycle.pk,
                version=form.cleaned_data["version"],
                person_id=form.cleaned_data["person"],
                reason=form.cleaned_data["reason"],
            ),
        )
    if done:
        messages.success(request, f"已登记{done.person}未申报；没有交不等于零分。")
        return redirect("cycle", cycle.pk)
    hint = "没有申报的不自动记零分；本人后来申报的，这里的登记自动取消。"
    context = {"cycle": cycle, "title": "登记未申报", "hint": hint, "form": form, "button": "登记未申报"}
    return render(request, "cycles/form.html", context)
