"""Looking after the accounts of others: whom there is, opening, slips, closing, lost phones.

A first password stands in one answer and nowhere else: the page of slips is the answer to the form, not another page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jifen.common.decision import Decision
from jifen.common.refusals import Invalid, NotFound, Refused
from jifen.orgs import actions, queries
from jifen.orgs.models import Person, User
from jifen.orgs.permissions import may, may_manage_account
from jifen.orgs.states.acts import Act
from jifen.web.accounts.forms import CloseForm, DutyForm
from jifen.web.forms import Form, attempt
from jifen.web.paging import page_of
from jifen.web.requests import Request, require_ids

GET_POST = ["GET", "POST"]


@login_required
@require_safe
def index(request: Request) -> HttpResponse:
    """Show duty accounts and the way to all others, or go to the accounts of one's own organisation."""
    actor = request.actor
    if not may(actor, Act.VIEW_ACCOUNTS, None):
        if actor.hat is None or not actor.hat.organization_id:
            raise NotFound
        return redirect("organization_accounts", actor.hat.organization_id)
    context = {"accounts": queries.list_duty_accounts_for(actor), "roots": queries.list_roots_for(actor)}
    return render(request, "accounts/index.html", context)


@login_required
@require_safe
def of_organization(request: Request, organization_id: UUID) -> HttpResponse:
    """Show who has an account in an organisation and below it."""
    actor = request.actor
    organization = queries.get_organization_for(actor, organization_id)
    words = request.GET.get("words", "").strip()
    accounts = queries.list_accounts_for(actor, organization, words=words)
    context = {
        "organization": organization,
        "accounts": page_of(request, accounts),
        "words": words,
        "children": [] if organization.is_branch else queries.list_children_for(actor, organization),
        "superiors": [
            above
            for above in queries.list_superiors(organization)
            if may(actor, Act.VIEW_ACCOUNTS, above.place)
        ],
        "may_open": may(actor, Act.OPEN_ACCOUNT, organization.place),
    }
    return render(request, "accounts/organization.html", context)


@login_required
@require_http_methods(GET_POST)
def open_many(request: Request, organization_id: UUID) -> HttpResponse:
    """Choose people of a branch, see the sign-in names proposed, open the accounts, print the slips."""
    actor = request.actor
    organization = queries.get_organization_for(actor, organization_id)
    holders = list(queries.list_holders_for(actor, organization))
    reasons: Sequence[str] = ()
    faults: dict[str, str] = {}
    if request.method == "POST":
        require_ids(request.POST.getlist("person"))
        chosen = {key: request.POST.get(f"login-{key}", "") for key in request.POST.getlist("person")}
        try:
            opened = actions.open_accounts(
                actor=actor, at=request.at, organization_id=organization.pk, logins=chosen
            )
            return _slips(request, opened)
        except Invalid as refusal:
            faults = refusal.fields
        except Refused as refusal:
            reasons = refusal.reasons
    context = {
        "organization": organization,
        "rows": _rows(request, holders, faults),
        "reasons": reasons,
        "faults": faults,
    }
    return render(request, "accounts/open.html", context)


@login_required
@require_http_methods(GET_POST)
def open_duty(request: Request) -> HttpResponse:
    """Open an account of an administrator or an auditor."""
    actor = request.actor
    may(actor, Act.OPEN_ACCOUNT, None).require()
    form = DutyForm(request.POST or None)
    done = None
    if request.method == "POST":
        done = attempt(form, lambda: actions.open_account(actor=actor, at=request.at, **form.cleaned_data))
    if done:
        return _slips(request, [done])
    return render(request, "accounts/duty.html", {"form": form})


@login_required
@require_safe
def show(request: Request, user_id: UUID) -> HttpResponse:
    """Show one account and what may be done to it."""
    actor = request.actor
    user = queries.get_account_for(actor, user_id)
    context = {
        "account": user,
        "second_factor": queries.has_second_factor(user.pk),
        "slip_is_over": user.slip_is_over(request.at),
        "may_issue": _may(request, Act.ISSUE_SLIP, user),
        "may_close": _may(request, Act.CLOSE_ACCOUNT, user),
        "may_reopen": _may(request, Act.REOPEN_ACCOUNT, user),
        "may_reset": _may(request, Act.RESET_SECOND_FACTOR, user),
    }
    return render(request, "accounts/show.html", context)


@login_required
@require_http_methods(GET_POST)
def issue_slip(request: Request, user_id: UUID) -> HttpResponse:
    """Give an account a new first password."""
    said = "原来的密码马上作废，正在用这个账号的会退出。新密码只显示这一次，请当场打印或者抄下来，交给本人。"
    return _act(request, user_id, Act.ISSUE_SLIP, actions.issue_slip, said)


@login_required
@require_http_methods(GET_POST)
def reopen(request: Request, user_id: UUID) -> HttpResponse:
    """Open a closed account again, with a slip."""
    said = "恢复以后要用新的密码条登录，原来的密码不再有效。"
    return _act(request, user_id, Act.REOPEN_ACCOUNT, actions.reopen_account, said)


@login_required
@require_http_methods(GET_POST)
def close(request: Request, user_id: UUID) -> HttpResponse:
    """Close an account."""
    said = "停用以后不能登录，正在用的马上退出；积分和登记的内容都不受影响。以后可以恢复。"
    return _act(request, user_id, Act.CLOSE_ACCOUNT, actions.close_account, said, CloseForm)


@login_required
@require_http_methods(GET_POST)
def reset_factor(request: Request, user_id: UUID) -> HttpResponse:
    """Take the second factor off an account whose phone is lost."""
    said = (
        "手机和备用码都丢了才用这个办法。请当面或者打电话确认是本人要求的；重设以后，本人下次登录重新设置。"
    )
    return _act(request, user_id, Act.RESET_SECOND_FACTOR, actions.reset_second_factor, said)


def _act(
    request: Request,
    user_id: UUID,
    act: Act,
    do: Callable[..., User | tuple[User, str]],
    said: str,
    kind: type[Form] = Form,
) -> HttpResponse:
    """Ask, do one act to one account, and show its slip or go back to it."""
    user = queries.get_account_for(request.actor, user_id)
    _may(request, act, user).require()
    form = kind(request.POST or None)
    if request.method == "POST":
        form = kind(request.POST)
        done = attempt(
            form,
            lambda: do(actor=request.actor, at=request.at, user_id=user.pk, **form.cleaned_data),
        )
        if isinstance(done, tuple):
            return _slips(request, [done])
        if done:
            messages.success(request, f"已办理：{act.label}，{user}。")
            return redirect("account", user.pk)
    return render(request, "accounts/act.html", {"account": user, "act": act, "said": said, "form": form})


def _may(request: Request, act: Act, user: User) -> Decision:
    """Say whether the actor may do an act to an account."""
    return may_manage_account(
        request.actor,
        act,
        user.place,
        person_id=str(user.person_id or ""),
        user_id=str(user.pk),
        office_paths=queries.list_office_paths(user.person, timezone.localdate(request.at)),
    )


def _slips(request: Request, opened: Sequence[tuple[User, str]]) -> HttpResponse:
    """Return the sheet of slips: shown once, kept nowhere."""
    context = {"slips": opened, "site": request.build_absolute_uri("/")}
    return render(request, "accounts/slips.html", context)


def _rows(request: Request, holders: list[Person], faults: dict[str, str]) -> list[dict[str, Any]]:
    """Return the people with the names proposed, or with what was filled in."""
    proposed = queries.propose_logins(holders)
    chosen = request.POST.getlist("person")
    return [
        {
            "person": person,
            "login": request.POST.get(f"login-{person.pk}", proposed[person.pk]),
            "chosen": str(person.pk) in chosen,
            "said": faults.get(str(person.pk), ""),
        }
        for person in holders
    ]
