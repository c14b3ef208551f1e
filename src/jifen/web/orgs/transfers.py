"""Transfers: the letters of a branch or of a whole tree, writing one, answering one, printing one."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jifen.common.basis import Basis, BasisKind
from jifen.orgs import actions, queries
from jifen.orgs.permissions import may, may_act_on
from jifen.orgs.states.acts import Act
from jifen.orgs.states.people import MEMBERS
from jifen.orgs.states.transfers import TRANSFER, VALID_DAYS
from jifen.web.forms import DayField, Form, attempt
from jifen.web.orgs.choosing import BLANK, PersonField, people_for
from jifen.web.paging import page_of
from jifen.web.requests import Request


class SendForm(Form):
    """A letter."""

    person = PersonField(label="转出的同志")
    to = forms.CharField(
        label="接收党支部", max_length=120, help_text="填写全称或组织代码，要和对方的一字不差"
    )
    outside = forms.BooleanField(
        label="系统外的党支部",
        required=False,
        help_text="对方不在本系统里的才勾选；收到纸质回执以后，由本支部登记接收",
    )
    letter_no = forms.CharField(label="介绍信编号", max_length=40)
    sent_on = DayField(label="开出日期")
    valid_days = forms.IntegerField(label="有效期（天）", initial=VALID_DAYS, min_value=1, max_value=365)


class AcceptForm(Form):
    """The acceptance of a person."""

    on = DayField(label="接收日期", help_text="组织关系从这一天起转到接收支部")
    answer = forms.CharField(
        label="接收情况", max_length=200, required=False, help_text="纸质回执的编号、经办人等"
    )


class AnswerForm(Form):
    """The return or withdrawal of a letter."""

    on = DayField(label="办理日期")
    reason = forms.CharField(label="原因", max_length=200)


class TakeBackForm(Form):
    """Somebody who comes back from outside with a letter."""

    name = forms.CharField(label="姓名", max_length=60)
    id_no = forms.CharField(
        label="公民身份号码",
        max_length=18,
        help_text="姓名和号码都对得上才能接收",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    letter_from = forms.CharField(label="开出介绍信的组织", max_length=110)
    letter_no = forms.CharField(label="介绍信编号", max_length=40)
    on = DayField(label="接收日期")


@login_required
@require_safe
def index(request: Request, organization_id: UUID) -> HttpResponse:
    """Show the letters from and to an organisation and all below it."""
    actor = request.actor
    organization = queries.get_organization_for(actor, organization_id)
    incoming = request.GET.get("way") != "out"
    rows = queries.list_transfers_for(
        actor, organization, incoming=incoming, open_only=request.GET.get("state") != "all"
    )
    context = {
        "organization": organization,
        "incoming": incoming,
        "everything": request.GET.get("state") == "all",
        "letters": page_of(request, rows),
        "today": timezone.localdate(request.at),
        "may_send": may(actor, Act.SEND_TRANSFER, organization.place),
        "may_accept": may(actor, Act.ACCEPT_TRANSFER, organization.place),
    }
    return render(request, "orgs/transfers.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def send(request: Request, organization_id: UUID) -> HttpResponse:
    """Write a letter for somebody of a branch."""
    actor = request.actor
    organization = queries.get_organization_for(actor, organization_id)
    may(actor, Act.SEND_TRANSFER, organization.place).require()
    people = people_for(request, organization, *MEMBERS)
    form = SendForm(request.POST or None, initial={"person": request.GET.get("person", "")})
    form.fields["person"].choices = [BLANK, *people.choices]  # type: ignore[attr-defined]
    done = None
    if request.method == "POST":
        done = attempt(
            form,
            lambda: actions.send_transfer(
                actor=actor,
                at=request.at,
                **{
                    "person_id" if name == "person" else name: value
                    for name, value in form.cleaned_data.items()
                },
            ),
        )
    if done:
        messages.success(request, f"已为{done.person}开出介绍信；对方接收以前，仍是本支部的党员。")
        return redirect("transfer", done.pk)
    context = {"title": f"从{organization}转出组织关系", "form": form, "back": organization, "people": people}
    return render(request, "orgs/transfer_form.html", context)


@login_required
@require_safe
def show(request: Request, transfer_id: UUID) -> HttpResponse:
    """Show one letter with what may be done with it."""
    actor = request.actor
    letter = queries.get_transfer_for(actor, transfer_id)
    key, place = str(letter.person_id), letter.answering_place
    acts = {row.act for row in TRANSFER.list_from(letter.state)}
    ends = [branch for branch in (letter.from_branch, letter.to_branch) if branch]
    context = {
        "letter": letter,
        "here": next((end for end in ends if may(actor, Act.VIEW_PEOPLE, end.place)), None),
        "open": bool(acts),
        "over": letter.valid_until < timezone.localdate(request.at),
        "may_accept": may_act_on(actor, Act.ACCEPT_TRANSFER, place, subject_id=key),
        "may_return": may_act_on(actor, Act.RETURN_TRANSFER, place, subject_id=key),
        "may_cancel": may_act_on(actor, Act.CANCEL_TRANSFER, letter.from_branch.place, subject_id=key),
        "may_print": may(actor, Act.SEND_TRANSFER, letter.from_branch.place),
    }
    return render(request, "orgs/transfer.html", context)


@login_required
@require_safe
def print_letter(request: Request, transfer_id: UUID) -> HttpResponse:
    """Show the letter with stub and receipt, for A4 paper."""
    letter = queries.get_transfer_for(request.actor, transfer_id)
    may(request.actor, Act.SEND_TRANSFER, letter.from_branch.place).require()
    return render(request, "orgs/transfer_letter.html", {"letter": letter})


@login_required
@require_http_methods(["GET", "POST"])
def accept(request: Request, transfer_id: UUID) -> HttpResponse:
    """Accept a person."""
    letter = queries.get_transfer_for(request.actor, transfer_id)
    key = str(letter.person_id)
    may_act_on(request.actor, Act.ACCEPT_TRANSFER, letter.answering_place, subject_id=key).require()
    TRANSFER.find(Act.ACCEPT_TRANSFER, letter.state)
    form = AcceptForm(request.POST or None, initial={"on": timezone.localdate(request.at)})
    form.fields["answer"].required = letter.to_branch is None
    done = None
    if request.method == "POST":
        done = attempt(
            form,
            lambda: actions.accept_transfer(
                actor=request.actor, at=request.at, transfer_id=letter.pk, **form.cleaned_data
            ),
        )
    if done:
        messages.success(request, f"已接收{done.person}，组织关系转到{done.to_name}。")
        return redirect("transfer", done.pk)
    title = f"{letter.to_name}接收{letter.person}" if letter.to_branch else f"登记{letter.person}的纸质回执"
    return _answer_page(request, title, form, transfer_id)


@login_required
@require_http_methods(["GET", "POST"])
def give_back(request: Request, transfer_id: UUID) -> HttpResponse:
    """Return a letter unaccepted."""
    letter = queries.get_transfer_for(request.actor, transfer_id)
    key = str(letter.person_id)
    may_act_on(request.actor, Act.RETURN_TRANSFER, letter.answering_place, subject_id=key).require()
    TRANSFER.find(Act.RETURN_TRANSFER, letter.state)
    form = AnswerForm(request.POST or None, initial={"on": timezone.localdate(request.at)})
    done = None
    if request.method == "POST":
        done = attempt(
            form,
            lambda: actions.return_transfer(
                actor=request.actor, at=request.at, transfer_id=letter.pk, **form.cleaned_data
            ),
        )
    if done:
        messages.success(request, f"已退回，{done.person}仍是{done.from_branch}的党员。")
        return redirect("transfer", done.pk)
    return _answer_page(request, f"退回{letter.person}的介绍信", form, transfer_id)


@login_required
@require_http_methods(["GET", "POST"])
def cancel(request: Request, transfer_id: UUID) -> HttpResponse:
    """Withdraw one's own letter."""
    letter = queries.get_transfer_for(request.actor, transfer_id)
    key = str(letter.person_id)
    may_act_on(request.actor, Act.CANCEL_TRANSFER, letter.from_branch.place, subject_id=key).require()
    TRANSFER.find(Act.CANCEL_TRANSFER, letter.state)
    form = AnswerForm(request.POST or None, initial={"on": timezone.localdate(request.at)})
    done = None
    if request.method == "POST":
        done = attempt(
            form,
            lambda: actions.cancel_transfer(
                actor=request.actor, at=request.at, transfer_id=letter.pk, **form.cleaned_data
            ),
        )
    if done:
        messages.success(request, f"已撤回，{done.person}仍是{done.from_branch}的党员。")
        return redirect("transfer", done.pk)
    return _answer_page(request, f"撤回{letter.person}的介绍信", form, transfer_id)


@login_required
@require_http_methods(["GET", "POST"])
def take_back(request: Request, organization_id: UUID) -> HttpResponse:
    """Accept somebody known here who comes back from outside."""
    organization = queries.get_organization_for(request.actor, organization_id)
    may(request.actor, Act.ACCEPT_TRANSFER, organization.place).require()
    form = TakeBackForm(request.POST or None, initial={"on": timezone.localdate(request.at)})
    done = None
    if request.method == "POST":
        done = attempt(
            form,
            lambda: actions.take_back(
                actor=request.actor,
                at=request.at,
                branch_id=organization.pk,
                name=form.cleaned_data["name"],
                id_no=form.cleaned_data["id_no"],
                on=form.cleaned_data["on"],
                basis=Basis(
                    BasisKind.LETTER,
                    f"{form.cleaned_data['letter_from']}介绍信",
                    None,
                    form.cleaned_data["letter_no"],
                ),
            ),
        )
    if done:
        messages.success(request, f"已接收{done}，组织关系转到{organization}。")
        return redirect("transfers", organization.pk)
    title = f"{organization}接收从外面转回的同志"
    return render(request, "orgs/transfer_form.html", {"title": title, "form": form, "back": organization})


def _answer_page(request: Request, title: str, form: forms.Form, transfer_id: UUID) -> HttpResponse:
    context = {"title": title, "form": form, "transfer_id": transfer_id}
    return render(request, "orgs/transfer_answer.html", context)
