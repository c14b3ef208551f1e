"""What is said of facts before the meeting decides: plans listed, endorsed, looked at, thought of at first."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jifen.cycles import actions, queries
from jifen.cycles.models import Cycle, Declaration
from jifen.cycles.permissions import may
from jifen.cycles.states.acts import Act
from jifen.cycles.states.cycles import CYCLE
from jifen.cycles.states.declarations import RIPE, DeclarationState
from jifen.web.cycles.words import ConcludeForm, EndorseForm, LookForm, OpinionForm
from jifen.web.forms import attempt
from jifen.web.requests import Request

_S = DeclarationState
_THOUGHT_OF = RIPE | {_S.PRELIMINARY_ACCEPTED, _S.PRELIMINARY_REJECTED, _S.UNCLEAR}


@login_required
@require_http_methods(["GET", "POST"])
def list_plans(request: Request, cycle_id: UUID) -> HttpResponse:
    """List the month of everybody's plan as declarations."""
    cycle = _cycle(request, cycle_id, Act.TAKE_PLAN_MONTHS)
    form, done = Form(request.POST or None), None
    if request.method == "POST":
        done = attempt(
            form,
            lambda: (actions.take_plan_months(actor=request.actor, at=request.at, cycle_id=cycle.pk), True),
        )
    if done:
        messages.success(request, f"列出了 {len(done[0])} 项当月任务；列过的不会再列一次。")
        return redirect("cycle", cycle.pk)
    hint = "照目标任务计划，把每位同志这个月的任务列成申报，分值照计划；做没做由分管领导签注。"
    return _show(request, cycle, Act.TAKE_PLAN_MONTHS, form, hint)


@login_required
@require_http_methods(["GET", "POST"])
def endorse(request: Request, cycle_id: UUID) -> HttpResponse:
    """Enter what the supervising leader says of declarations."""
    cycle = _cycle(request, cycle_id, Act.ENDORSE)
    rows = _others(request, cycle, frozenset({_S.SUBMITTED}))
    today = timezone.localdate(request.at)
    form, done = EndorseForm(rows, request.POST or None, initial={"on": today}), None
    if request.method == "POST":
        done = attempt(
            form,
            lambda: actions.endorse(
                actor=request.actor, at=request.at, cycle_id=cycle.pk, words=form.words(),
                on=form.cleaned_data["on"], endorser=form.cleaned_data["endorser"],
            ),
        )  # fmt: skip
    if done:
        messages.success(request, f"已签注 {len(done)} 项。")
        return redirect("cycle", cycle.pk)
    hint = "只列出还没有签注的申报；本人的由别的同志签注。" if rows else "没有等着签注的申报。"
    return _show(request, cycle, Act.ENDORSE, form, hint)


@login_required
@require_http_methods(["GET", "POST"])
def give(request: Request, cycle_id: UUID) -> HttpResponse:
    """Enter the first opinion on facts."""
    cycle = _cycle(request, cycle_id, Act.ACCEPT_FIRST)
    CYCLE.find(Act.CONCLUDE_REVIEW, cycle.state)
    rows = _others(request, cycle, _THOUGHT_OF)
    form, done = OpinionForm(rows, request.POST or None), None
    if request.method == "POST":
        done = attempt(
            form,
            lambda: actions.give_opinions(
                actor=request.actor, at=request.at, cycle_id=cycle.pk, opinions=form.opinions()
            ),
        )
    if done:
        messages.success(request, f"已登记 {len(done)} 项初评意见；都有了意见，再完成初评。")
        return redirect("cycle", cycle.pk)
    sources = queries.list_sources(cycle, rows)
    context = {
        "cycle": cycle,
        "form": form,
        "rows": [
            (row, sources.get(row.pk, []), form[f"said_{row.pk}"], form[f"text_{row.pk}"]) for row in rows
        ],
    }
    return render(request, "cycles/opinions.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def conclude(request: Request, cycle_id: UUID) -> HttpResponse:
    """Close the first opinion."""
    cycle = _cycle(request, cycle_id, Act.CONCLUDE_REVIEW)
    CYCLE.find(Act.CONCLUDE_REVIEW, cycle.state)
    known = {"version": cycle.version, "basis_kind": "MEETING", "basis_label": "支委会会议"}
    form, done = ConcludeForm(request.POST or None, initial=known), None
    if request.method == "POST":
        done = attempt(
            form,
            lambda: actions.conclude_review(
                actor=request.actor, at=request.at, cycle_id=cycle.pk, version=form.cleaned_data["version"],
                basis=form.basis(),
            ),
        )  # fmt: skip
    if done:
        messages.success(request, "初评完成，等会议评定。")
        return redirect("cycle", cycle.pk)
    return _show(
        request, cycle, Act.CONCLUDE_REVIEW, form, "每一项都有了初评意见，才能完成；完成以后不再改。"
    )


@login_required
@require_http_methods(["GET", "POST"])
def look(request: Request, declaration_id: UUID) -> HttpResponse:
    """Say why what looks like one fact twice is two."""
    row = queries.get_declaration_for(request.actor, declaration_id)
    cycle = row.cycle
    may(request.actor, Act.LOOK_AT_CONFLICT, row.place, subject_id=str(row.person_id)).require()
    form, done = LookForm(request.POST or None, initial={"version": row.version}), None
    if request.method == "POST":
        done = attempt(
            form,
            lambda: actions.look_at_conflict(
                actor=request.actor, at=request.at, declaration_id=row.pk, **form.cleaned_data
            ),
        )
    if done:
        messages.success(request, "已核对。")
        return redirect("cycle", cycle.pk)
    return _show(request, cycle, Act.LOOK_AT_CONFLICT, form, f"{row}")


def list_more_acts(cycle: Cycle) -> list[tuple[Act, str]]:
    """Return the pages of this module that a period of its 办法 has now."""
    procedure, found = queries.procedure_of(cycle), []
    if any(row.source is cycle.state for row in CYCLE.rows if row.act is Act.CONCLUDE_REVIEW):
        if procedure.gives_opinion:
            found += [(Act.ACCEPT_FIRST, "give_opinions"), (Act.CONCLUDE_REVIEW, "conclude_review")]
    elif cycle.state.value in ("OPEN", "COLLECTING"):
        if procedure.hands_out:
            found.append((Act.TAKE_PLAN_MONTHS, "take_plan_months"))
        if procedure.endorses:
            found.append((Act.ENDORSE, "endorse_declarations"))
    return found


def _cycle(request: Request, cycle_id: UUID, act: Act) -> Cycle:
    cycle = queries.get_cycle_for(request.actor, cycle_id)
    may(request.actor, act, cycle.place).require()
    return cycle


def _others(request: Request, cycle: Cycle, states: frozenset[DeclarationState]) -> list[Declaration]:
    """Return the rows in these states that are not the actor's own."""
    return [
        row
        for row in queries.list_declarations_of(cycle)
        if row.state in states and not request.actor.is_person(str(row.person_id))
    ]


def _show(request: Request, cycle: Cycle, act: Act, form: Any, hint: str, title: str = "") -> HttpResponse:
    said = title or act.label
    context = {"cycle": cycle, "title": said, "hint": hint, "form": form, "button": said}
    return render(request, "cycles/form.html", context)
