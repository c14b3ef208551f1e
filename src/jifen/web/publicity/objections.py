"""Objections to a notice: the list, one of them with its steps, and the forms of the steps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jifen.common.actor import Actor
from jifen.common.decision import Decision, allowed_if
from jifen.publicity import actions, queries
from jifen.publicity.models import Objection, PublicNotice
from jifen.publicity.permissions import may, may_read
from jifen.publicity.states.acts import Act
from jifen.publicity.states.objections import (
    OBJECTION,
    OPEN_TO_OBJECTIONS,
    STATEMENT_LENGTH,
    ObjectionChannel,
    ObjectionOutcome,
)
from jifen.web.forms import CodeChoiceField, DatedBasisFields, DayField, Form, attempt
from jifen.web.requests import Request

_ROWS = {"rows": 4}


class ReceiveForm(Form):
    """An objection as it came in."""

    received_on = DayField(label="收到日期")
    channel = CodeChoiceField(ObjectionChannel, label="方式")
    line_id = forms.ChoiceField(label="涉及谁", required=False)
    statement = forms.CharField(
        label="异议内容", max_length=1_000, widget=forms.Textarea(attrs=_ROWS),
        help_text=f"对什么有异议、依据什么事实，至少 {STATEMENT_LENGTH} 个字",
    )  # fmt: skip
    objector = forms.CharField(
        label="提出人", max_length=200, required=False, help_text="姓名和联系方式；不署名的不填，一样办理"
    )

    def __init__(self, notice: PublicNotice, *args: Any, **options: Any) -> None:
        """Offer the people of the notice."""
        super().__init__(*args, **options)
        lines = notice.lines.select_related("person").order_by("number")
        self.fields["line_id"].choices = [  # type: ignore[attr-defined]
            ("", "整份公示"),
            *((str(one.pk), str(one.person)) for one in lines),
        ]


class StepForm(Form):
    """A step of an objection as it was when the page was opened."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, objection: Objection, request: Request, *args: Any, **options: Any) -> None:
        """Take what the step is about."""
        super().__init__(*args, **options)

    def values(self) -> dict[str, Any]:
        """Return what the act takes."""
        return self.cleaned_data


class RefuseForm(StepForm):
    """Why it is not taken up."""

    refusal = forms.CharField(label="不予受理的原因", max_length=200, help_text="例如：没有写可以核查的事实")


class AssignForm(StepForm):
    """Who looks into it."""

    reviewer_id = forms.ChoiceField(label="核查人", help_text="当事人和登记这些积分的同志不在名单里")

    def __init__(self, objection: Objection, request: Request, *args: Any, **options: Any) -> None:
        """Offer those who are not concerned."""
        super().__init__(objection, request, *args, **options)
        able = queries.list_reviewers(objection, timezone.localdate(request.at))
        self.fields["reviewer_id"].choices = [(str(one.pk), str(one)) for one in able]  # type: ignore[attr-defined]


class DecideForm(StepForm, DatedBasisFields):
    """What was found and decided."""

    basis_file = None  # type: ignore[assignment]  # the paper of the meeting is kept with the meeting
    outcome = CodeChoiceField(ObjectionOutcome, label="处理决定")
    findings = forms.CharField(
        label="核查情况",
        max_length=1_000,
        widget=forms.Textarea(attrs=_ROWS),
        help_text="只有书记和核查人看得到",
    )
    reasons = forms.CharField(label="处理的理由", max_length=300, help_text="告知本人、向大会报告用的")
    decided_on = DayField(label="决定日期")
    field_order = ("version", "outcome", "decided_on", "reasons", "findings")

    def values(self) -> dict[str, Any]:
        """Return what the act takes."""
        names = ("version", "outcome", "findings", "reasons", "decided_on")
        return {name: self.cleaned_data[name] for name in names} | {"basis": self.basis()}


class TellForm(StepForm):
    """When the member and the objector were told."""

    member_on = DayField(label="哪天告知本人")
    objector_on = DayField(label="哪天告知提出人", required=False, help_text="没有署名的不填")

    def __init__(self, objection: Objection, request: Request, *args: Any, **options: Any) -> None:
        """Say who is told of the whole notice: everybody."""
        super().__init__(objection, request, *args, **options)
        if objection.line is None:
            self.fields["member_on"].label = "哪天告知党员"


class AppealForm(StepForm):
    """Why the superior is asked."""

    appealed_on = DayField(label="申诉日期")
    appeal = forms.CharField(
        label="申诉的理由",
        max_length=1_000,
        widget=forms.Textarea(attrs=_ROWS),
        help_text="只有书记和核查人看得到",
    )


class SettleForm(StepForm, DatedBasisFields):
    """What the superior decided."""

    basis_file = None  # type: ignore[assignment]  # the superior keeps its own papers
    outcome = CodeChoiceField(ObjectionOutcome, label="上级的决定")
    decided_on = DayField(label="决定日期")
    reasons = forms.CharField(label="处理的理由", max_length=300, help_text="告知本人、向大会报告用的")
    field_order = ("version", "outcome", "decided_on", "reasons")

    def values(self) -> dict[str, Any]:
        """Return what the act takes."""
        names = ("version", "outcome", "reasons", "decided_on")
        return {name: self.cleaned_data[name] for name in names} | {"basis": self.basis()}


class ReportForm(StepForm, DatedBasisFields):
    """The assembly it was reported to."""

    basis_file = None  # type: ignore[assignment]  # the paper of the meeting is kept with the meeting

    def values(self) -> dict[str, Any]:
        """Return what the act takes."""
        return {"version": self.cleaned_data["version"], "reported": self.basis()}


@login_required
@require_safe
def index(request: Request, notice_id: UUID) -> HttpResponse:
    """Show the objections to a notice."""
    notice = queries.get_notice_for(request.actor, notice_id)
    context = {
        "notice": notice,
        "objections": list(queries.list_objections_of(notice)),
        "may_receive": _may_receive(request.actor, notice),
    }
    return render(request, "publicity/objections.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def receive(request: Request, notice_id: UUID) -> HttpResponse:
    """Enter an objection."""
    notice = queries.get_notice_for(request.actor, notice_id)
    may(request.actor, Act.RECEIVE_OBJECTION, notice.place).require()
    known = {"received_on": timezone.localdate(request.at)}
    form = ReceiveForm(notice, request.POST or None, initial=known)
    made = None
    if request.method == "POST":
        made = attempt(
            form,
            lambda: actions.receive_objection(
                actor=request.actor, at=request.at, notice_id=notice.pk, **form.cleaned_data
            ),
        )
    if made:
        messages.success(request, f"已登记，回执号：{made}。")
        return redirect("objection", made.pk)
    context = {"title": Act.RECEIVE_OBJECTION.label, "organization": notice.branch, "notice": notice}
    return render(request, "publicity/form.html", context | {"form": form, "button": "登记"})


@login_required
@require_safe
def show(request: Request, objection_id: UUID) -> HttpResponse:
    """Show one objection: how far it is; who objected and what he said stays closed."""
    objection = queries.get_objection_for(request.actor, objection_id)
    today = timezone.localdate(request.at)
    by = objection.due_on
    reviewer = str(objection.reviewer_id or "")
    context = {
        "objection": objection,
        "corrects": (objection.superior_outcome or objection.outcome) not in ("", ObjectionOutcome.DISMISSED),
        "late": by is not None and by < today,
        "may": {name: _right(request.actor, objection, act) for name, act in _acts(objection).items()},
        "may_read": may_read(request.actor, objection.place, reviewer, objection.concerned),
    }
    return render(request, "publicity/objection.html", context)


@login_required
@require_POST
def read(request: Request, objection_id: UUID) -> HttpResponse:
    """Show who objected and what he said; that it was read is recorded."""
    found = actions.read_objection(actor=request.actor, at=request.at, objection_id=objection_id)
    names = ("objection", "objector", "statement", "findings", "appeal")
    return render(request, "publicity/objection_words.html", dict(zip(names, found, strict=True)))


def _step(
    act: Act, form_class: type[StepForm], do: Callable[..., Objection], done: str, **initial: str
) -> Callable[..., HttpResponse]:
    """Return the view of one step: its form, its act, what is said when it is done."""

    @login_required
    @require_http_methods(["GET", "POST"])
    def view(request: Request, objection_id: UUID) -> HttpResponse:
        objection = queries.get_objection_for(request.actor, objection_id)
        _right(request.actor, objection, act).require()
        OBJECTION.find(act, objection.state)
        known = {"version": objection.version, **initial}
        form = form_class(objection, request, request.POST or None, initial=known)
        saved = None
        if request.method == "POST":
            saved = attempt(
                form,
                lambda: do(actor=request.actor, at=request.at, objection_id=objection.pk, **form.values()),
            )
        if saved:
            messages.success(request, done)
            return redirect("objection", objection.pk)
        notice = objection.notice
        context = {
            "title": act.label,
            "organization": notice.branch,
            "notice": notice,
            "objection": objection,
        }
        return render(request, "publicity/form.html", context | {"form": form, "button": act.label})

    return view


def _may_receive(actor: Actor, notice: PublicNotice) -> Decision:
    said = f"这份公示现在是“{notice.state.label}”，张贴以后才收异议。"
    return may(actor, Act.RECEIVE_OBJECTION, notice.place) & allowed_if(
        notice.state in OPEN_TO_OBJECTIONS, said
    )


def _acts(objection: Objection) -> dict[str, Act]:
    return {row.act.value.split("_")[0].lower(): Act(row.act) for row in OBJECTION.list_from(objection.state)}


def _right(actor: Actor, objection: Objection, act: Act) -> Decision:
    return may(actor, act, objection.place)


admit = _step(Act.ADMIT_OBJECTION, StepForm, actions.admit_objection, "已受理，下一步交办核查。")
refuse = _step(Act.REFUSE_OBJECTION, RefuseForm, actions.refuse_objection, "已登记，不予受理。")
assign = _step(Act.ASSIGN_OBJECTION, AssignForm, actions.assign_objection, "已交办，核查以后登记处理决定。")
decide = _step(
    Act.DECIDE_OBJECTION, DecideForm, actions.decide_objection, "已登记，下一步告知。",
    basis_kind="MEETING", basis_label="支委会会议",
)  # fmt: skip
tell = _step(Act.TELL_OBJECTION, TellForm, actions.tell_objection, "已登记，下一次党员大会报告以后办结。")
appeal = _step(Act.APPEAL_OBJECTION, AppealForm, actions.appeal_objection, "已登记，等上级的答复。")
settle = _step(
    Act.SETTLE_OBJECTION, SettleForm, actions.settle_objection, "已登记，下一步告知。",
    basis_kind="REPLY", basis_label="上级党委的答复",
)  # fmt: skip
report = _step(
    Act.REPORT_OBJECTION, ReportForm, actions.report_objection, "这件异议办结了。",
    basis_kind="MEETING", basis_label="支部党员大会",
)  # fmt: skip
