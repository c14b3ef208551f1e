"""What an assembly or a superior decided about a version, entered with its paper."""

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
from django.views.decorators.http import require_http_methods

from jifen.common.basis import BasisKind
from jifen.common.refusals import NotAllowed
from jifen.meetings.queries import Resolution, list_resolutions_for
from jifen.meetings.states.motions import MotionKind
from jifen.rules.findings import SchemeRefused
from jifen.schemes import actions, queries
from jifen.schemes.models import SchemeVersion
from jifen.schemes.states.acts import Act
from jifen.web.forms import BasisFields, DatedBasisFields, Form, attempt
from jifen.web.papers.keeping import attempt_with_paper
from jifen.web.papers.owners import owner_of
from jifen.web.requests import Request
from jifen.web.schemes.deciding import require


class AdoptForm(DatedBasisFields):
    """The resolution."""

    motion = forms.ChoiceField(label="会上通过的议题", required=False)
    basis_document_no = forms.CharField(label="会议记录编号或文号", max_length=60)
    seen = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ("motion",)

    def offer(self, resolutions: list[Resolution]) -> None:
        """Offer the motions that passed; whoever chooses one need not describe the meeting again."""
        choices = [(str(one.motion_id), one.label) for one in resolutions]
        self.fields["motion"].choices = [("", "（会议没有在这里登记）"), *choices]  # type: ignore[attr-defined]
        self.fields["motion"].widget.attrs["class"] = "form-select"
        self.fields["motion"].help_text = "选了议题，下面的依据不用再填"
        if not choices:
            del self.fields["motion"]
        elif self.data.get("motion"):
            for name in ("basis_kind", "basis_label", "basis_on", "basis_document_no"):
                self.fields[name].required = False

    def given(self) -> dict[str, Any]:
        """Return the motion, or the paper."""
        motion = self.cleaned_data.get("motion")
        return {"motion_id": motion} if motion else {"basis": self.basis()}


class PeriodForm(Form):
    """From which span on."""

    from_period = forms.CharField(label="从哪一期起施行", max_length=20)


class EndForm(DatedBasisFields):
    """The last span, and the decision."""

    last_period = forms.CharField(label="施行到哪一期", max_length=20)
    field_order = ("last_period",)


class WithdrawForm(Form):
    """Why."""

    reason = forms.CharField(
        label="为什么撤回", max_length=200, help_text="例如：表决没有通过、上级没有批准、另有考虑"
    )


@login_required
@require_http_methods(["GET", "POST"])
def adopt(request: Request, version_id: UUID) -> HttpResponse:
    """Enter that a version was passed."""
    version = _opened(request, version_id, Act.ADOPT_VERSION)
    known = {"seen": version.version, "basis_kind": BasisKind.MEETING.value, "basis_label": "支部党员大会"}
    form = AdoptForm(request.POST or None, request.FILES or None, initial=known)
    form.offer(_resolutions(request, version))
    return _answer(
        request,
        version,
        form,
        Act.ADOPT_VERSION,
        lambda: actions.adopt_version(
            actor=request.actor,
            at=request.at,
            version_id=version.pk,
            seen=form.cleaned_data["seen"],
            **form.given(),
        ),
        "通过以后，这一版的文本一个字也不能再改；要改的起草新版本。",
    )


def _resolutions(request: Request, version: SchemeVersion) -> list[Resolution]:
    """Return the motions to choose from; none where the actor does not see the meetings."""
    try:
        return list_resolutions_for(request.actor, version.scheme.organization, [MotionKind.ADOPT_SCHEME])
    except NotAllowed:
        return []


@login_required
@require_http_methods(["GET", "POST"])
def approve(request: Request, version_id: UUID) -> HttpResponse:
    """Enter that the superior approved."""
    version = _opened(request, version_id, Act.APPROVE_VERSION)
    known = {"basis_kind": BasisKind.DOCUMENT.value}
    form = DatedBasisFields(request.POST or None, request.FILES or None, initial=known)
    return _answer(
        request,
        version,
        form,
        Act.APPROVE_VERSION,
        lambda: actions.approve_version(
            actor=request.actor, at=request.at, version_id=version.pk, basis=form.basis()
        ),
    )


@login_required
@require_http_methods(["GET", "POST"])
def put_in_force(request: Request, version_id: UUID) -> HttpResponse:
    """Settle from when a version holds."""
    version = _opened(request, version_id, Act.PUT_IN_FORCE)
    proposed = _proposed(version, request)
    form = PeriodForm(request.POST or None, initial={"from_period": proposed})
    form.fields["from_period"].help_text = f"最早 {proposed}；以后的也可以，写法一样"
    return _answer(
        request,
        version,
        form,
        Act.PUT_IN_FORCE,
        lambda: actions.put_in_force(
            actor=request.actor,
            at=request.at,
            version_id=version.pk,
            from_period=form.cleaned_data["from_period"],
        ),
        "施行日期定了不能再改：以前的分按以前的办法算，不受影响。",
    )


@login_required
@require_http_methods(["GET", "POST"])
def end(request: Request, version_id: UUID) -> HttpResponse:
    """End a version without another in its place."""
    version = _opened(request, version_id, Act.SUPERSEDE_VERSION)
    known = {"basis_kind": BasisKind.MEETING.value, "last_period": _current(version, request)}
    form = EndForm(request.POST or None, request.FILES or None, initial=known)
    form.fields["last_period"].help_text = f"最早 {known['last_period']}"
    return _answer(
        request,
        version,
        form,
        Act.SUPERSEDE_VERSION,
        lambda: actions.supersede_version(
            actor=request.actor,
            at=request.at,
            version_id=version.pk,
            last_period=form.cleaned_data["last_period"],
            basis=form.basis(),
        ),
        "有新办法接替的不用办这一步：新办法定了施行日期，原来的自动施行到前一天。",
    )


@login_required
@require_http_methods(["GET", "POST"])
def withdraw(request: Request, version_id: UUID) -> HttpResponse:
    """Give a version up."""
    version = _opened(request, version_id, Act.WITHDRAW_VERSION)
    form = WithdrawForm(request.POST or None)
    return _answer(
        request,
        version,
        form,
        Act.WITHDRAW_VERSION,
        lambda: actions.withdraw_version(
            actor=request.actor, at=request.at, version_id=version.pk, reason=form.cleaned_data["reason"]
        ),
        "撤回的版本留着备查，不能再用；可以照它起草新版本。",
    )


def _opened(request: Request, version_id: UUID, act: Act) -> SchemeVersion:
    """Return a version whose page of an act may be opened."""
    version = queries.get_version_for(request.actor, version_id)
    require(request.actor, act, version)
    return version


def _proposed(version: SchemeVersion, request: Request) -> str:
    try:
        return queries.propose_period(version, timezone.localdate(request.at))
    except SchemeRefused:
        return ""


def _current(version: SchemeVersion, request: Request) -> str:
    try:
        return queries.name_of_current_span(version, timezone.localdate(request.at))
    except SchemeRefused:
        return ""


def _answer(
    request: Request,
    version: SchemeVersion,
    form: Form,
    act: Act,
    do: Callable[[], SchemeVersion],
    hint: str = "",
) -> HttpResponse:
    done = None
    if request.method == "POST" and isinstance(form, BasisFields):
        done = attempt_with_paper(request, form, owner_of(version.scheme.organization), do)
    elif request.method == "POST":
        done = attempt(form, do)
    if done:
        messages.success(request, f"{done}：已{act.label}。")
        return redirect("scheme_version", done.pk)
    context = {"form": form, "version": version, "title": f"{act.label}：{version}", "hint": hint}
    return render(request, "schemes/act.html", context)
