"""Who of a branch asked not to take part in a year, and how far it is; asking."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jifen.common.basis import BasisKind
from jifen.common.decision import ALLOWED, Decision, allowed_if
from jifen.common.refusals import Blocked
from jifen.orgs.models import Organization
from jifen.orgs.queries import get_organization_for, get_person_for
from jifen.rules.findings import SchemeRefused
from jifen.rules.model.people import Exemption as ExemptionRule
from jifen.schemes import actions, queries
from jifen.schemes.models import Exemption, SchemeVersion
from jifen.schemes.permissions import may
from jifen.schemes.states.acts import Act
from jifen.schemes.states.periods import year_name
from jifen.web.forms import attempt
from jifen.web.orgs.choosing import BLANK, people_for
from jifen.web.papers.keeping import attempt_with_paper
from jifen.web.papers.owners import owner_of
from jifen.web.requests import Request
from jifen.web.schemes.exemptions.forms import OwnWishForm, WishForm

NO_BRANCH = "不是党支部：不参加积分由各支部办理。"
NO_RULE = (
    "现在施行的办法没有写“经批准不参与积分”（哪些情形可以、由谁批准），照它不能批准任何人不参加；"
    "要增加的，先修订办法，通过、施行以后再办。"
)


@login_required
@require_safe
def index(request: Request, organization_id: UUID) -> HttpResponse:
    """Show the applications of a year; what is said of anybody's health stands on no list."""
    actor, today = request.actor, timezone.localdate(request.at)
    branch = get_organization_for(actor, organization_id)
    may(actor, Act.VIEW_EXEMPTIONS, branch.place).require()
    version = queries.find_version(branch, today)
    rule = _rule_of(version)
    steps = [step.label for step in queries.steps_of(rule)] if rule else []
    current = _year_of(version, today) if version else str(today.year)
    years = sorted({current, *queries.list_exemption_years(branch)}, reverse=True)
    year = request.GET.get("year") or current
    context = {
        "organization": branch,
        "year": year,
        "years": years,
        "version": version,
        "rule": rule,
        "steps": steps,
        "no_rule": NO_RULE,
        "rows": list(queries.list_exemptions_for(actor, branch, year)),
        "may_wish": _may_wish(branch, rule) & may(actor, Act.EXPRESS_WISH, branch.place),
    }
    return render(request, "schemes/exemptions/index.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def wish(request: Request, organization_id: UUID) -> HttpResponse:
    """Enter the wish of somebody from his paper."""
    actor, today = request.actor, timezone.localdate(request.at)
    branch = get_organization_for(actor, organization_id)
    may(actor, Act.EXPRESS_WISH, branch.place).require()
    rule = _require_rule(branch, today)
    known = {"basis_kind": BasisKind.STATEMENT.value, "basis_label": "本人申请书"}
    form = WishForm(request.POST or None, request.FILES or None, initial=known)
    form.fields["person"].choices = [BLANK, *people_for(request, branch).choices]  # type: ignore[attr-defined]
    _offer(form, branch, rule, today)
    done: Exemption | None = None
    if request.method == "POST":
        done = attempt_with_paper(
            request,
            form,
            owner_of(branch),
            lambda: actions.express_wish(
                actor=actor,
                at=request.at,
                branch_id=branch.pk,
                person_id=form.cleaned_data["person"],
                on=date.fromisoformat(form.cleaned_data["year_day"]),
                ground=form.cleaned_data["ground"],
                way=form.cleaned_data["way"],
                words=form.cleaned_data["words"],
                wish=form.basis(),
            ),
        )
    if done:
        messages.success(request, f"已登记{done.person}提出不参加积分；批准以前照常积分。")
        return redirect("exemption", done.pk)
    hint = "要本人愿意，别人不能替他决定。写明他在哪份书面材料上提出的。"
    return _form(request, f"登记{branch}党员提出不参加积分", form, branch, hint)


@login_required
@require_http_methods(["GET", "POST"])
def own_wish(request: Request, person_id: UUID) -> HttpResponse:
    """Let a member ask for himself."""
    actor, today = request.actor, timezone.localdate(request.at)
    person = get_person_for(actor, person_id)
    himself = actor.is_person(str(person.pk))
    allowed_if(himself, "这一页由本人办理；替别人登记的，请在“不参加积分的申请”里办。").require()
    branch = person.branch
    if branch is None:
        raise Blocked("您现在不在哪个党支部，不能提出。")
    rule = _require_rule(branch, today)
    form = OwnWishForm(request.POST or None)
    _offer(form, branch, rule, today)
    done: Exemption | None = None
    if request.method == "POST":
        done = attempt(
            form,
            lambda: actions.express_wish(
                actor=actor,
                at=request.at,
                branch_id=branch.pk,
                person_id=person.pk,
                on=date.fromisoformat(form.cleaned_data["year_day"]),
                ground=form.cleaned_data["ground"],
                words=form.cleaned_data["words"],
            ),
        )
    if done:
        messages.success(request, "已经提出；批准以前照常积分。您随时可以撤回。")
        return redirect("exemption", done.pk)
    hint = "不参加积分的不定等次、不排名，其他党员权利不受影响。批准以前照常积分，随时可以撤回。"
    return _form(request, "提出不参加积分", form, branch, hint, own=True)


@login_required
@require_safe
def blank(request: Request, organization_id: UUID) -> HttpResponse:
    """Show the empty form, to be filled in by hand."""
    actor, today = request.actor, timezone.localdate(request.at)
    branch = get_organization_for(actor, organization_id)
    may(actor, Act.VIEW_EXEMPTIONS, branch.place).require()
    rule = _require_rule(branch, today)
    steps = queries.steps_of(rule)
    context = {
        "organization": branch,
        "title": rule.form or "不参加积分审批表",
        "grounds": [(ground, False) for ground in rule.grounds],
        "signs": [(step.label, "审批" if step is steps[-1] else "意见", None) for step in steps],
    }
    return render(request, "schemes/exemptions/paper.html", context)


def find_rule(branch: Organization, today: date) -> ExemptionRule | None:
    """Return what the 办法 that holds now says of staying out; None where it says nothing or cannot be read."""
    return _rule_of(queries.find_version(branch, today))


def _rule_of(version: SchemeVersion | None) -> ExemptionRule | None:
    try:
        return queries.find_exemption_rule(version) if version else None
    except SchemeRefused:
        return None


def _require_rule(branch: Organization, today: date) -> ExemptionRule:
    rule = find_rule(branch, today)
    if not branch.is_branch:
        raise Blocked(f"{branch}{NO_BRANCH}")
    if rule is None:
        raise Blocked(NO_RULE)
    return rule


def _may_wish(branch: Organization, rule: ExemptionRule | None) -> Decision:
    if not branch.is_branch:
        return allowed_if(False, f"{branch}{NO_BRANCH}")
    return allowed_if(rule is not None, NO_RULE) if rule is None else ALLOWED


def _year_of(version: SchemeVersion, today: date) -> str:
    try:
        return year_name(queries.year_of(version, today))
    except SchemeRefused:
        return str(today.year)


def _offer(form: Any, branch: Organization, rule: ExemptionRule, today: date) -> None:
    """Offer the years one may ask for, each by one of its days, and the grounds of the 办法."""
    version = queries.find_version(branch, today)
    assert version is not None  # there is a rule
    year = queries.year_of(version, today)
    days = [(today.isoformat(), f"{year_name(year)}年度")]
    later = year.end + timedelta(days=1)
    following = queries.find_version(branch, later)
    if following is not None:
        days.append((later.isoformat(), f"{year_name(queries.year_of(following, later))}年度"))
    form.fields["year_day"].choices = days
    form.fields["ground"].choices = [BLANK, *((ground, ground) for ground in rule.grounds)]
    for name in ("year_day", "ground"):
        form.fields[name].widget.attrs["class"] = "form-select"


def _form(
    request: Request, title: str, form: Any, branch: Organization, hint: str, *, own: bool = False
) -> HttpResponse:
    context = {"title": title, "form": form, "organization": branch, "hint": hint, "own": own}
    return render(request, "schemes/exemptions/form.html", context)
