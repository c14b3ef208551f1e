"""One application: how far it is, the acts on it, its form on paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jifen.common.basis import BasisKind
from jifen.common.refusals import NotAllowed, NotNow
from jifen.meetings.queries import Resolution, list_resolutions_for
from jifen.meetings.states.motions import MotionKind
from jifen.rules.findings import SchemeRefused
from jifen.schemes import actions, queries
from jifen.schemes.models import Exemption
from jifen.schemes.permissions import may
from jifen.schemes.states.acts import Act
from jifen.schemes.states.exemptions import ExemptionStep, after
from jifen.web.forms import BasisFields, attempt
from jifen.web.papers.keeping import attempt_with_paper
from jifen.web.papers.owners import owner_of
from jifen.web.requests import Request
from jifen.web.schemes.exemptions.deciding import (
    decide_opinion,
    list_buttons,
    list_steps,
    opinion_label,
    require,
)
from jifen.web.schemes.exemptions.forms import EndForm, OpinionForm, PaperForm, RenewForm, SeenForm


@login_required
@require_safe
def show(request: Request, exemption_id: UUID) -> HttpResponse:
    """Show an application: its steps with their papers; words of health stand on the form only."""
    actor, today = request.actor, timezone.localdate(request.at)
    row = queries.get_exemption_for(actor, exemption_id)
    said = queries.list_opinions(row)
    context = {
        **_path(request, row),
        "row": row,
        "said": said,
        "steps": list_steps(row, said),
        "buttons": list_buttons(actor, row, today),
        "waits": ExemptionStep(row.awaits).label if row.awaits else "",
        "others": _others(row),
    }
    return render(request, "schemes/exemptions/show.html", context)


@login_required
@require_safe
def paper(request: Request, exemption_id: UUID) -> HttpResponse:
    """Show the form as far as it is filled in, for printing and for reading; the reading is recorded."""
    row = actions.read_exemption_form(actor=request.actor, at=request.at, exemption_id=exemption_id)
    said = {one.step: one for one in queries.list_opinions(row)}
    last = row.asked[-1]
    context = {
        **_path(request, row),
        "row": row,
        "title": _title(row),
        "grounds": [(row.ground, True)],
        "signs": [(step.label, "审批" if step is last else "意见", said.get(step)) for step in row.asked],
    }
    return render(request, "schemes/exemptions/paper.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def fill(request: Request, exemption_id: UUID) -> HttpResponse:
    """Enter that the form is filled in."""
    row = _opened(request, exemption_id, Act.FILL_EXEMPTION_FORM)
    known = {"seen": row.version, "basis_kind": BasisKind.FORM.value, "basis_label": _title(row)}
    form = PaperForm(request.POST or None, request.FILES or None, initial=known)
    hint = f"先打印审批表，本人签字（按手印）；登记以后请{row.asked[0].label}签意见。"
    return _answer(
        request,
        row,
        form,
        Act.FILL_EXEMPTION_FORM.label,
        lambda: actions.fill_exemption_form(
            actor=request.actor, at=request.at, exemption_id=row.pk, seen=form.cleaned_data["seen"], form=form.basis()
        ),
        hint,
    )  # fmt: skip


@login_required
@require_http_methods(["GET", "POST"])
def give_opinion(request: Request, exemption_id: UUID) -> HttpResponse:
    """Enter the word of the step that is asked now."""
    row = queries.get_exemption_for(request.actor, exemption_id)
    if not row.awaits:
        raise NotNow(f"{row}现在是“{row.state.label}”，没有在等谁签意见。")
    decide_opinion(request.actor, row).require()
    step = ExemptionStep(row.awaits)
    branch = step is ExemptionStep.BRANCH
    known = {
        "seen": row.version,
        "basis_kind": (BasisKind.MEETING if branch else BasisKind.REPLY).value,
        "basis_label": "支部委员会会议" if branch else "",
    }
    form = OpinionForm(request.POST or None, request.FILES or None, initial=known)
    form.offer(_resolutions(request, row) if branch else [])
    for name in ("agrees", "motion"):
        if name in form.fields:
            form.fields[name].widget.attrs["class"] = "form-select"
    last = after(row.asked, step) is None
    hint = (
        "同意的，从依据的日期起不再积分，已记的分保留，不定等次、不排名；不同意的，他照常参加积分。"
        if last
        else "不同意的也送上一级，由最后一级决定。"
    )
    return _answer(
        request,
        row,
        form,
        opinion_label(row),
        lambda: actions.give_opinion(
            actor=request.actor,
            at=request.at,
            exemption_id=row.pk,
            seen=form.cleaned_data["seen"],
            agrees=form.cleaned_data["agrees"] == "yes",
            words=form.cleaned_data["words"],
            **form.given(),
        ),
        hint,
    )


@login_required
@require_http_methods(["GET", "POST"])
def withdraw(request: Request, exemption_id: UUID) -> HttpResponse:
    """Take the wish back: he himself by a button, the branch from his paper."""
    row = _opened(request, exemption_id, Act.WITHDRAW_WISH)
    own = request.actor.is_person(str(row.person_id))
    known = {"seen": row.version, "basis_kind": BasisKind.STATEMENT.value, "basis_label": "本人说明"}
    form: Any = (
        SeenForm(request.POST or None, initial=known)
        if own
        else PaperForm(request.POST or None, request.FILES or None, initial=known)
    )
    return _answer(
        request,
        row,
        form,
        Act.WITHDRAW_WISH.label,
        lambda: actions.withdraw_wish(
            actor=request.actor,
            at=request.at,
            exemption_id=row.pk,
            seen=form.cleaned_data["seen"],
            wish=None if own else form.basis(),
        ),
        "撤回以后照常参加积分；已经批准的，从撤回那天起恢复，不参加的那段时间不补记。",
    )


@login_required
@require_http_methods(["GET", "POST"])
def end(request: Request, exemption_id: UUID) -> HttpResponse:
    """Enter that it ended."""
    row = _opened(request, exemption_id, Act.END_EXEMPTION)
    today = timezone.localdate(request.at)
    known = {"seen": row.version, "on": today, "basis_kind": BasisKind.MEETING.value}
    form = EndForm(request.POST or None, request.FILES or None, initial=known)
    return _answer(
        request,
        row,
        form,
        Act.END_EXEMPTION.label,
        lambda: actions.end_exemption(
            actor=request.actor,
            at=request.at,
            exemption_id=row.pk,
            seen=form.cleaned_data["seen"],
            ending=form.cleaned_data["ending"],
            on=form.cleaned_data["on"],
            basis=form.basis(),
        ),
        "从写的那天起照常参加积分，不参加的那段时间不补记。本人撤回意愿的，请办“撤回意愿”。",
    )


@login_required
@require_http_methods(["GET", "POST"])
def renew(request: Request, exemption_id: UUID) -> HttpResponse:
    """Renew it for the next year."""
    row = _opened(request, exemption_id, Act.RENEW_EXEMPTION)
    known = {"seen": row.version, "basis_kind": BasisKind.MEETING.value}
    form = RenewForm(request.POST or None, request.FILES or None, initial=known)
    return _answer(
        request,
        row,
        form,
        Act.RENEW_EXEMPTION.label,
        lambda: actions.renew_exemption(
            actor=request.actor,
            at=request.at,
            exemption_id=row.pk,
            seen=form.cleaned_data["seen"],
            willing=form.cleaned_data["willing"],
            basis=form.basis(),
        ),
        "一年一续。在新年度开始以前办好的，新年度全年不参加；开始以后办的，从依据的日期起不参加。",
    )


def _opened(request: Request, exemption_id: UUID, act: Act) -> Exemption:
    row = queries.get_exemption_for(request.actor, exemption_id)
    require(request.actor, act, row)
    return row


def _resolutions(request: Request, row: Exemption) -> list[Resolution]:
    """Return the motions to choose from; none where the actor does not see the meetings."""
    kinds = [MotionKind.APPROVE_EXEMPTION]
    try:
        return list_resolutions_for(request.actor, row.branch, kinds, subject_id=row.person_id)
    except NotAllowed:
        return []


def _title(row: Exemption) -> str:
    """Return what the 办法 calls the form."""
    try:
        rule = queries.find_exemption_rule(row.scheme_version)
    except SchemeRefused:
        rule = None
    return (rule.form if rule else "") or "不参加积分审批表"


def _others(row: Exemption) -> list[Exemption]:
    rows = queries.list_exemptions_of(row.person)
    return [one for one in rows if one.pk != row.pk and one.branch_id == row.branch_id]


def _path(request: Request, row: Exemption) -> dict[str, Any]:
    """Return what the path above a page needs: whoever sees no list has no link to one."""
    return {
        "organization": row.branch,
        "may_list": may(request.actor, Act.VIEW_EXEMPTIONS, row.place),
        "own": request.actor.is_person(str(row.person_id)),
    }


def _answer(
    request: Request, row: Exemption, form: Any, label: str, do: Callable[[], Exemption], hint: str
) -> HttpResponse:
    done = None
    if request.method == "POST" and isinstance(form, BasisFields):
        done = attempt_with_paper(request, form, owner_of(row.person), do)
    elif request.method == "POST":
        done = attempt(form, do)
    if done:
        messages.success(request, f"{done}：{label}，已登记。现在是“{done.state.label}”。")
        return redirect("exemption", done.pk)
    context = {**_path(request, row), "form": form, "row": row, "title": label, "hint": hint}
    return render(request, "schemes/exemptions/act.html", context)
