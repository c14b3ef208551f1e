"""Drafting a notice and taking its steps: one form each, with who signed on paper."""

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

from jifen.ledger.queries import get_book_for
from jifen.publicity import actions
from jifen.publicity.models import PublicNotice
from jifen.publicity.permissions import may
from jifen.publicity.queries import get_notice_for
from jifen.publicity.states.acts import Act
from jifen.publicity.states.notices import NOTICE
from jifen.web.forms import DatedBasisFields, DayField, Form, attempt
from jifen.web.requests import Request


class DraftForm(DatedBasisFields):
    """On whose decision the points are published."""

    basis_file = None  # type: ignore[assignment]  # the paper of the meeting is kept with the meeting


class StepForm(Form):
    """A step of a notice as it was when the page was opened."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class CheckForm(StepForm):
    """Who checked."""

    checked_by = forms.CharField(
        label="审查人", max_length=60, help_text="照审批单上的签名填，一般是宣传委员或者纪检委员"
    )


class ApproveForm(StepForm):
    """Who approved."""

    approved_by = forms.CharField(
        label="批准人", max_length=60, help_text="照审批单上的签名填，一般是书记；拟定的人不能批准"
    )


class ShowForm(StepForm):
    """Where and when it was put up."""

    places = forms.CharField(label="张贴的地方", max_length=200, help_text="例如：村务公开栏、支部活动室")
    shown_on = DayField(label="张贴日期", help_text="公示从第二天起算")


class AnnounceForm(StepForm):
    """The result."""

    result = forms.CharField(
        label="公布的结果", max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="例如：公示期间没有收到异议，按公示的积分入账",
    )  # fmt: skip


class WithdrawForm(StepForm):
    """Why it is taken down."""

    reason = forms.CharField(
        label="撤下的原因", max_length=200, help_text="例如：有一个分数填错了；重新公示时天数从头算"
    )


@login_required
@require_http_methods(["GET", "POST"])
def draft(request: Request, book_id: UUID) -> HttpResponse:
    """Draft a notice of the figures of a book as they stand today."""
    book = get_book_for(request.actor, book_id)
    may(request.actor, Act.DRAFT_NOTICE, book.branch.place).require()
    form = DraftForm(request.POST or None, initial={"basis_kind": "MEETING", "basis_label": "支委会会议"})
    done = None
    if request.method == "POST":
        done = attempt(
            form,
            lambda: actions.draft_from_book(
                actor=request.actor, at=request.at, book_id=book.pk, basis=form.basis()
            ),
        )
    if done:
        messages.success(request, "已经拟定，下一步登记保密审查。")
        return redirect("notice", done.pk)
    hint = "照办法写明的栏目，把今天的积分固定成一份公示；扣分的原因、证件号、电话都不会上公示。"
    context = {"title": "拟定公示", "organization": book.branch, "form": form, "hint": hint, "button": "拟定"}
    return render(request, "publicity/form.html", context)


def _step(
    act: Act,
    form_class: type[StepForm],
    do: Callable[..., PublicNotice],
    done: str,
    initial: Callable[[Request], dict[str, Any]] = lambda _: {},
    hint: Callable[[PublicNotice], str] = lambda _: "",
) -> Callable[..., HttpResponse]:
    """Return the view of one step: its form, its act, what is said when it is done."""

    @login_required
    @require_http_methods(["GET", "POST"])
    def view(request: Request, notice_id: UUID) -> HttpResponse:
        notice = get_notice_for(request.actor, notice_id)
        may(request.actor, act, notice.place).require()
        NOTICE.find(act, notice.state)
        form = form_class(request.POST or None, initial={"version": notice.version, **initial(request)})
        saved = None
        if request.method == "POST":
            saved = attempt(
                form,
                lambda: do(actor=request.actor, at=request.at, notice_id=notice.pk, **form.cleaned_data),
            )
        if saved:
            messages.success(request, done)
            return redirect("notice", notice.pk)
        context = {"title": act.label, "organization": notice.branch, "notice": notice, "form": form}
        return render(request, "publicity/form.html", context | {"button": "保存", "hint": hint(notice)})

    return view


def _count_objections(notice: PublicNotice) -> str:
    found = notice.cases.count()
    said = f"登记的异议有 {found} 件" if found else "没有登记过异议"
    return f"{said}。口头、电话、书面收到的还没有登记的，先返回，在“异议”里登记，再登记期满。"


check = _step(Act.CHECK_SECRECY, CheckForm, actions.check_secrecy, "已登记，下一步登记批准。")
approve = _step(Act.APPROVE_NOTICE, ApproveForm, actions.approve_notice, "已登记，可以打印、张贴了。")
put_up = _step(
    Act.SHOW_NOTICE, ShowForm, actions.show_notice, "已登记，公示到哪天见下面。",
    lambda request: {"shown_on": timezone.localdate(request.at)},
)  # fmt: skip
close = _step(
    Act.CLOSE_NOTICE, StepForm, actions.close_notice, "已登记，下一步公布结果。", hint=_count_objections
)
announce = _step(Act.ANNOUNCE_RESULT, AnnounceForm, actions.announce_result, "这次公示办完了。")
withdraw = _step(
    Act.WITHDRAW_NOTICE, WithdrawForm, actions.withdraw_notice, "已撤下；重新公示的，天数从头算。"
)
