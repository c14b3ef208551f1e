"""The period as a whole moves on: opened, collecting, register closed, posted and sealed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from jifen.common.decision import allowed_if
from jifen.cycles import actions, queries
from jifen.cycles.models import Cycle
from jifen.cycles.permissions import may
from jifen.cycles.states.acts import Act
from jifen.cycles.states.cycles import CYCLE
from jifen.orgs.queries import get_organization_for
from jifen.web.cycles.forms import CycleForm, OpenForm, ReasonForm
from jifen.web.forms import attempt
from jifen.web.requests import Request


@login_required
@require_http_methods(["GET", "POST"])
def begin(request: Request, organization_id: UUID) -> HttpResponse:
    """Open the next period of a branch."""
    branch = get_organization_for(request.actor, organization_id)
    is_branch = allowed_if(branch.is_branch, "积分按党支部办理，请打开支部的页面。")
    (may(request.actor, Act.OPEN_CYCLE, branch.place) & is_branch).require()
    form = OpenForm(request.POST or None)
    made = None
    if request.method == "POST":
        made = attempt(
            form,
            lambda: actions.open_cycle(
                actor=request.actor, at=request.at, branch_id=branch.pk, reason=form.cleaned_data["reason"]
            ),
        )
    if made:
        messages.success(request, f"{made.said}已经开始。")
        return redirect("cycle", made.pk)
    context = {
        "organization": branch,
        "title": "开始下一期",
        "hint": "接着上一期；第一期是今天所在的一期。上期转来的事项自动带过来。",
        "form": form,
        "button": Act.OPEN_CYCLE.label,
    }
    return render(request, "cycles/form.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def collect(request: Request, cycle_id: UUID) -> HttpResponse:
    """Begin to collect declarations."""
    cycle = queries.get_cycle_for(request.actor, cycle_id)
    form = ReasonForm(cycle, request.POST or None)
    hint = "开始以后，没有申报的同志要代填，或者登记未申报。"
    return _move(request, cycle, Act.START_COLLECTING, form, actions.start_collecting, hint, "已开始收申报。")


@login_required
@require_http_methods(["GET", "POST"])
def close(request: Request, cycle_id: UUID) -> HttpResponse:
    """Close the register."""
    cycle = queries.get_cycle_for(request.actor, cycle_id)
    hint = "完成以后不再收申报；以后的事报到下一期，发生日期照写。"
    form = CycleForm(cycle, request.POST or None)
    return _move(
        request, cycle, Act.CLOSE_REGISTER, form, actions.close_register, hint, "登记完成，等会议评定。"
    )


@login_required
@require_http_methods(["GET", "POST"])
def publish(request: Request, cycle_id: UUID) -> HttpResponse:
    """Draft the notice of a decided period."""
    cycle = queries.get_cycle_for(request.actor, cycle_id)
    hint = "照评定表和办法写明的栏目拟定一份公示；接着在“公示”里登记审查、批准、张贴。"
    form = CycleForm(cycle, request.POST or None)
    said = "公示已经拟定，下一步登记保密审查。"
    return _move(request, cycle, Act.PUBLISH_CYCLE, form, actions.publish_cycle, hint, said)


@login_required
@require_http_methods(["GET", "POST"])
def resolve(request: Request, cycle_id: UUID) -> HttpResponse:
    """Take the period back to its register after an objection was upheld."""
    cycle = queries.get_cycle_for(request.actor, cycle_id)
    hint = (
        "公示撤下，评定过的事项回到“已登记”：不对的在评定时不通过，写明理由；漏了的、要改的再申报一项；"
        "然后完成登记、开会评定，重新公示。"
    )
    form = CycleForm(cycle, request.POST or None)
    said = "公示已经撤下，请照处理决定补齐要改的，再完成登记、开会评定。"
    return _move(request, cycle, Act.RESOLVE_OBJECTION, form, actions.resolve_objection, hint, said)


@login_required
@require_http_methods(["GET", "POST"])
def post(request: Request, cycle_id: UUID) -> HttpResponse:
    """Post what was decided, and seal the period."""
    cycle = queries.get_cycle_for(request.actor, cycle_id)
    hint = "评定通过的事项一次记入积分账并封账；入了账就不能改，错了用冲销、更正。"
    form = CycleForm(cycle, request.POST or None)
    return _move(request, cycle, Act.POST_CYCLE, form, actions.post_cycle, hint, "已入账并封账。")


def _move(
    request: Request,
    cycle: Cycle,
    act: Act,
    form: CycleForm,
    action: Callable[..., Any],
    hint: str,
    done: str,
) -> HttpResponse:
    """Show a form with nothing but a reason, and do its act."""
    may(request.actor, act, cycle.place).require()
    CYCLE.find(act, cycle.state)
    if request.method == "POST" and attempt(
        form,
        lambda: action(actor=request.actor, at=request.at, cycle_id=cycle.pk, **form.cleaned_data),
    ):
        messages.success(request, done)
        return redirect("cycle", cycle.pk)
    context = {"cycle": cycle, "title": act.label, "hint": hint, "form": form, "button": act.label}
    return render(request, "cycles/form.html", context)
