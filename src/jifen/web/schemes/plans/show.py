"""One plan: what it says beside what the 办法 says, and the acts on it alone."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jifen.common.refusals import Blocked
from jifen.schemes import actions, queries
from jifen.schemes.models import TaskPlan
from jifen.schemes.permissions import may
from jifen.schemes.states.acts import Act
from jifen.schemes.states.allotments import list_month_hints, say_month, say_points
from jifen.schemes.states.plans import UNDER_WAY
from jifen.schemes.states.promises import Promise, list_promise_hints
from jifen.web.forms import Form, attempt
from jifen.web.requests import Request
from jifen.web.schemes.plans.deciding import list_buttons, list_steps, require
from jifen.web.schemes.plans.forms import ChangeForm, PlanForm, ReasonForm, leader_choices
from jifen.web.schemes.plans.lists import say_allotment


@login_required
@require_safe
def show(request: Request, plan_id: UUID) -> HttpResponse:
    """Show a plan."""
    return _show(request, queries.get_plan_for(request.actor, plan_id))


@login_required
@require_POST
def draft(request: Request, enrolment_id: UUID) -> HttpResponse:
    """Begin the plan of a member, and go on to write it."""
    try:
        plan = actions.draft_plan(actor=request.actor, at=request.at, enrolment_id=enrolment_id)
    except Blocked as refusal:
        for said in refusal.reasons:
            messages.error(request, said)
        row = queries.get_enrolment_to_plan_for(request.actor, enrolment_id)
        known = row.plans.order_by("-number").first()
        return redirect("task_plan", known.pk) if known else redirect("my")
    messages.success(request, f"已起草{plan}，各月的分照办法分好；请写目标任务。")
    return redirect("save_plan", plan.pk)


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: Request, plan_id: UUID) -> HttpResponse:
    """Write what a plan says."""
    plan = queries.get_plan_for(request.actor, plan_id)
    require(request.actor, Act.SAVE_PLAN, plan)
    frame = queries.get_frame(plan.enrolment)
    months = tuple(month for month in frame.months if month >= plan.from_on)
    more = 3 if "more" in request.POST else 0
    form = PlanForm(plan, months, request.POST or None, more=more)
    today = timezone.localdate(request.at)
    form.fields["supervisor"].choices = leader_choices(plan.enrolment.branch, today, plan)  # type: ignore[attr-defined]
    done = None
    if request.method == "POST" and not more:
        done = attempt(form, lambda: form.at_its_lines(lambda: _save(request, plan, form)))
    if done:
        messages.success(request, f"已保存{done}。")
        return redirect("task_plan", done.pk)
    kept = queries.find_kept(plan)
    context = {
        **_path(request, plan),
        "plan": plan,
        "form": form,
        "frame": frame,
        **say_allotment(frame.allotment),
        "kept_total": say_points(sum(kept.values())) if kept else "",
        "typing": bool(more),
    }
    return render(request, "schemes/plans/edit.html", context)


@login_required
@require_POST
def offer(request: Request, plan_id: UUID) -> HttpResponse:
    """Offer one plan today: the button of the member himself."""
    plan = queries.get_plan_for(request.actor, plan_id)
    try:
        actions.offer_plans(
            actor=request.actor,
            at=request.at,
            branch_id=plan.enrolment.branch_id,
            plan_ids=[plan.pk],
            on=timezone.localdate(request.at),
        )
    except Blocked as refusal:
        return _show(request, plan, refusal.reasons)
    messages.success(request, f"{plan}：已提诺，等支委会审定。")
    return redirect("task_plan", plan.pk)


@login_required
@require_http_methods(["GET", "POST"])
def send_back(request: Request, plan_id: UUID) -> HttpResponse:
    """Send a plan back, with what is to be mended."""
    plan = _opened(request, plan_id, Act.RETURN_PLAN)
    form = ReasonForm(request.POST or None)
    form.fields["reason"].label = "哪里要改"
    form.fields["reason"].help_text = "例如：太笼统，请写明数量和时限；和岗位对不上"
    done = None
    if request.method == "POST":
        done = attempt(
            form,
            lambda: actions.return_plan(
                actor=request.actor, at=request.at, plan_id=plan.pk, reason=form.cleaned_data["reason"]
            ),
        )
    hint = "本人在计划的页面上看得到；改好以后重新提诺。"
    return _answer(request, plan, form, Act.RETURN_PLAN, done, hint)


@login_required
@require_http_methods(["GET", "POST"])
def change(request: Request, plan_id: UUID) -> HttpResponse:
    """Begin the plan that is to follow one that holds, from a month on."""
    plan = _opened(request, plan_id, Act.CHANGE_PLAN)
    first = timezone.localdate(request.at).replace(day=1)
    months = [
        month for month in queries.get_frame(plan.enrolment).months if month >= max(first, plan.from_on)
    ]
    form = ChangeForm(request.POST or None)
    form.fields["from_on"].choices = [(month.isoformat(), say_month(month)) for month in months]  # type: ignore[attr-defined]
    form.fields["from_on"].widget.attrs["class"] = "form-select"
    done = None
    if request.method == "POST":
        done = attempt(
            form,
            lambda: actions.change_plan(
                actor=request.actor,
                at=request.at,
                plan_id=plan.pk,
                from_on=form.cleaned_data["from_on"],
                reason=form.cleaned_data["reason"],
            ),
        )
    if done:
        messages.success(request, f"已起草{done}，没有到期的任务和各月的分照原来的带过来；请修改。")
        return redirect("save_plan", done.pk)
    hint = "变更以前的月份照原来的计划。新计划同样要提诺、审定；审定以前，原来的计划继续有效。"
    return _answer(request, plan, form, Act.CHANGE_PLAN, None, hint)


@login_required
@require_http_methods(["GET", "POST"])
def withdraw(request: Request, plan_id: UUID) -> HttpResponse:
    """Give a plan up before it was accepted."""
    plan = _opened(request, plan_id, Act.WITHDRAW_PLAN)
    form = ReasonForm(request.POST or None)
    form.fields["reason"].help_text = "例如：不再变更、组织关系已经转走"
    done = None
    if request.method == "POST":
        done = attempt(
            form,
            lambda: actions.withdraw_plan(
                actor=request.actor, at=request.at, plan_id=plan.pk, reason=form.cleaned_data["reason"]
            ),
        )
    hint = "作罢的计划留着备查，不能再用；这个年度还要的，另起草一份。"
    return _answer(request, plan, form, Act.WITHDRAW_PLAN, done, hint)


def _save(request: Request, plan: TaskPlan, form: PlanForm) -> TaskPlan:
    return actions.save_plan(
        actor=request.actor,
        at=request.at,
        plan_id=plan.pk,
        seen=form.cleaned_data["seen"],
        promises=form.promises(),
        months=form.allotted(),
        supervisor_id=form.cleaned_data["supervisor"] or None,
    )


def _opened(request: Request, plan_id: UUID, act: Act) -> TaskPlan:
    """Return a plan whose page of an act may be opened."""
    plan = queries.get_plan_for(request.actor, plan_id)
    require(request.actor, act, plan)
    return plan


def _answer(
    request: Request, plan: TaskPlan, form: Form, act: Act, done: TaskPlan | None, hint: str
) -> HttpResponse:
    if done:
        messages.success(request, f"{done}：已{act.label}。")
        return redirect("task_plan", done.pk)
    context = {
        **_path(request, plan),
        "plan": plan,
        "form": form,
        "title": f"{act.label}：{plan}",
        "hint": hint,
    }
    return render(request, "schemes/plans/act.html", context)


def _show(request: Request, plan: TaskPlan, refusals: tuple[str, ...] = ()) -> HttpResponse:
    frame = queries.find_frame(plan.enrolment)
    lines = list(plan.lines.all())
    months = {row.month: row.allotted for row in plan.months.all()}
    kept = queries.find_kept(plan)
    hints = list_promise_hints([Promise(line.text, line.done, line.kind, line.month) for line in lines])
    usual: dict[date, int] = {}
    if frame is not None:
        hints += list_month_hints(frame.allotment, frame.whole, months)
        usual = frame.usual
    others = plan.enrolment.plans.exclude(pk=plan.pk).order_by("number", "pk")
    context = {
        **_path(request, plan),
        "plan": plan,
        "lines": lines,
        "frame": frame,
        **say_allotment(frame.allotment if frame else None),
        "rows": [
            (
                month,
                say_points(points),
                say_points(usual[month]) if month in usual else "",
                [line for line in lines if line.month == month],
            )
            for month, points in sorted(months.items())
        ],
        "total": say_points(sum(months.values())),
        "kept": say_points(sum(kept.values())) if kept else "",
        "whole": say_points(sum(months.values()) + sum(kept.values())),
        "hints": hints if plan.state in UNDER_WAY else [],
        "refusals": refusals,
        "steps": list_steps(plan),
        "buttons": list_buttons(request.actor, plan),
        "others": list(others.select_related("enrolment__person")),
    }
    return render(request, "schemes/plans/show.html", context)


def _path(request: Request, plan: TaskPlan) -> dict[str, Any]:
    """Return what the path above a page of a plan needs: whoever sees no list has no link to one."""
    branch = plan.enrolment.branch
    return {
        "branch": branch,
        "year": plan.enrolment.year,
        "may_list": may(request.actor, Act.VIEW_PLANS, branch.place),
        "own": request.actor.is_person(str(plan.enrolment.person_id)),
    }
