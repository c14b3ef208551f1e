"""The list of a points year, and the recorder who keeps its book."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jifen.common.actor import Actor
from jifen.common.basis import BasisKind
from jifen.common.decision import Decision, allowed_if
from jifen.common.refusals import Blocked
from jifen.ledger.queries import Carried, list_carried
from jifen.ledger.states.taken import say_figures
from jifen.orgs.models import Organization
from jifen.orgs.queries import get_organization_for
from jifen.orgs.states.people import Standing
from jifen.rules.findings import SchemeRefused
from jifen.rules.points import format_points
from jifen.schemes import actions, queries
from jifen.schemes.models import Enrolment
from jifen.schemes.permissions import may
from jifen.schemes.states.acts import Act
from jifen.schemes.states.enrolments import BaseSource
from jifen.web.orgs.choosing import BLANK, people_for
from jifen.web.papers.keeping import attempt_with_paper
from jifen.web.papers.owners import owner_of
from jifen.web.requests import Request
from jifen.web.schemes.enrolment_forms import ChangeForm, EndForm, MakeForm, RecorderForm


@login_required
@require_safe
def index(request: Request, organization_id: UUID) -> HttpResponse:
    """Show the list of a year."""
    actor, today = request.actor, timezone.localdate(request.at)
    branch = get_organization_for(actor, organization_id)
    may(actor, Act.VIEW_ENROLMENTS, branch.place).require()
    years = queries.list_years(branch)
    holding = queries.find_version(branch, today)
    year = request.GET.get("year") or (years[0] if years else "")
    rows = list(queries.list_enrolments_for(actor, branch, year))
    carried = _carried_in(branch, rows)
    context = {
        "organization": branch,
        "years": years,
        "year": year,
        "holding": holding,
        "rows": [(row, _points(row), _decide(actor, row), _source(row, carried)) for row in rows],
        "may_enrol": may(actor, Act.ENROL_YEAR, branch.place)
        & allowed_if(branch.is_branch, f"{branch}不是党支部：参加名单由各支部编制。")
        & allowed_if(holding is not None, "现在没有施行的积分办法，先通过办法、确定施行日期。"),
        "may_choose": may(actor, Act.CHOOSE_RECORDER, branch.place)
        & allowed_if(branch.is_branch, f"{branch}不是党支部，没有记录员。"),
        "may_see_exemptions": may(actor, Act.VIEW_EXEMPTIONS, branch.place),
        "may_change": may(actor, Act.CHANGE_ENROLMENT, branch.place),
        "has_plans": bool(rows) and queries.find_allotment(rows[0].scheme_version) is not None,
    }
    return render(request, "schemes/enrolments.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def make(request: Request, organization_id: UUID) -> HttpResponse:
    """Make the list of a year, or add who came since."""
    actor, today = request.actor, timezone.localdate(request.at)
    branch = get_organization_for(actor, organization_id)
    may(actor, Act.ENROL_YEAR, branch.place).require()
    known = {"on": today, "basis_kind": BasisKind.MEETING.value, "basis_label": "支部委员会会议"}
    form = MakeForm(request.POST or None, request.FILES or None, initial=known)
    rows: list[Enrolment] | None = None
    if request.method == "POST":
        rows = attempt_with_paper(
            request,
            form,
            owner_of(branch),
            lambda: actions.enrol_year(
                actor=actor,
                at=request.at,
                branch_id=branch.pk,
                on=form.cleaned_data["on"],
                basis=form.basis(),
                carried={key: one.points for key, one in _carried(branch, form.cleaned_data["on"]).items()},
            ),
        )
    if rows:
        messages.success(request, f"已列入 {len(rows)} 人；请核对层次和基础分。")
        return redirect("enrolments", branch.pk)
    return _form(request, f"编制{branch}的参加名单", form, branch, _say_carried(_carried(branch, today)))


@login_required
@require_http_methods(["GET", "POST"])
def change(request: Request, enrolment_id: UUID) -> HttpResponse:
    """Correct one row."""
    actor = request.actor
    row = queries.get_enrolment_for(actor, enrolment_id)
    _decide(actor, row).require()
    known = {
        "participates": row.participates, "reason": row.reason, "out_from": row.out_from, "tier": row.tier,
        "base": _points(row), "note": row.note, "seen": row.version, "basis_kind": BasisKind.MEETING.value,
    }  # fmt: skip
    form = ChangeForm(request.POST or None, request.FILES or None, initial=known)
    form.fields["tier"].choices = [("", "（没有）"), *_tiers(row)]  # type: ignore[attr-defined]
    done = None
    if request.method == "POST":
        done = attempt_with_paper(
            request,
            form,
            owner_of(row.branch),
            lambda: actions.change_enrolment(
                actor=actor,
                at=request.at,
                enrolment_id=row.pk,
                basis=form.basis(),
                **{name: form.cleaned_data[name] for name in _CHANGED},
            ),
        )
    if done:
        messages.success(request, f"已更正{done.person}的参加情况。")
        return redirect("enrolments", row.branch.pk)
    return _form(request, f"更正{row.person}{row.year}年度的参加情况", form, row.branch)


_CHANGED = ("seen", "participates", "reason", "out_from", "tier", "tier_from", "base", "note")


@login_required
@require_http_methods(["GET", "POST"])
def end(request: Request, enrolment_id: UUID) -> HttpResponse:
    """End one row."""
    actor = request.actor
    row = queries.get_enrolment_for(actor, enrolment_id)
    _decide(actor, row, Act.END_ENROLMENT).require()
    form = EndForm(request.POST or None, request.FILES or None)
    done = None
    if request.method == "POST":
        done = attempt_with_paper(
            request,
            form,
            owner_of(row.branch),
            lambda: actions.end_enrolment(
                actor=actor,
                at=request.at,
                enrolment_id=row.pk,
                to_on=form.cleaned_data["to_on"],
                basis=form.basis(),
                reason=form.cleaned_data["reason"],
            ),
        )
    if done:
        messages.success(request, f"{done.person}参加到{done.to_on}，已登记。")
        return redirect("enrolments", row.branch.pk)
    return _form(request, f"{row.person}不再参加{row.year}年度积分", form, row.branch)


@login_required
@require_http_methods(["GET", "POST"])
def choose_recorder(request: Request, organization_id: UUID) -> HttpResponse:
    """Enter the recorder, found as the 办法 says."""
    actor, today = request.actor, timezone.localdate(request.at)
    branch = get_organization_for(actor, organization_id)
    may(actor, Act.CHOOSE_RECORDER, branch.place).require()
    if not branch.is_branch:
        raise Blocked(f"{branch}不是党支部，没有记录员。")
    rule = queries.get_recorder_rule(branch, today)
    people = people_for(request, branch, Standing.FORMAL)
    kind = BasisKind.MEETING if rule.rule == "elected" else BasisKind.DOCUMENT
    form = RecorderForm(
        request.POST or None, request.FILES or None, initial={"from_on": today, "basis_kind": kind.value}
    )
    form.fields["person"].choices = [BLANK, *people.choices]  # type: ignore[attr-defined]
    done = None
    if request.method == "POST":
        done = attempt_with_paper(
            request,
            form,
            owner_of(branch),
            lambda: actions.appoint_recorder(
                actor=actor,
                at=request.at,
                branch_id=branch.pk,
                person_id=form.cleaned_data["person"],
                from_on=form.cleaned_data["from_on"],
                basis=form.basis(),
                reason=form.cleaned_data["reason"],
            ),
        )
    if done:
        messages.success(request, f"{done.person}任{branch}记录员，已登记。")
        return redirect("enrolments", branch.pk)
    clause = f"（{rule.clause}）" if rule.clause else ""
    needs = "，没有正当原因不更换" if rule.change_needs_reason else ""
    hint = f"办法规定：记录员{queries.RECORDER_WORDS[rule.rule]}{needs}{clause}。"
    return _form(request, f"确定{branch}的记录员", form, branch, hint)


def _carried(branch: Organization, on: date) -> dict[str, Carried]:
    """Return what people bring into their base from last year's result, where a 办法 holds on the day."""
    version = queries.find_version(branch, on)
    return {} if version is None else list_carried(branch, version, on)


def _carried_in(branch: Organization, rows: list[Enrolment]) -> dict[str, Carried]:
    """Return the results that the carried bases of a list rest on."""
    row = next((one for one in rows if one.base_source is BaseSource.CARRIED), None)
    return {} if row is None else list_carried(branch, row.scheme_version, row.from_on)


def _source(row: Enrolment, carried: dict[str, Carried]) -> str:
    """Return where a carried base comes from: year, figures, line of which book, paper."""
    found = carried.get(str(row.person_id)) if row.base_source is BaseSource.CARRIED else None
    if found is None:
        return ""
    entry = found.source.entry
    figures = say_figures(found.source.figures)
    return f"{found.source.year}年度：{figures}（{entry.book}第 {entry.sequence} 条，依据{entry.basis}）"


def _say_carried(carried: dict[str, Carried]) -> str:
    if not carried:
        return ""
    named = [
        f"{one.source.entry.person} {format_points(one.points, trim=True)} 分"
        for one in list(carried.values())[:_MOST_NAMED]
    ]
    more = f"等 {len(carried)} 人" if len(carried) > _MOST_NAMED else ""
    return f"照账上承接的上年结果，办法规定结转的带入基础分：{'、'.join(named)}{more}；没有上年结果的，照办法另给。"


_MOST_NAMED = 5


def _decide(actor: Actor, row: Enrolment, act: Act = Act.CHANGE_ENROLMENT) -> Decision:
    himself = allowed_if(not actor.is_person(str(row.person.pk)), "不能由本人办理，请由其他有权的同志办理。")
    return may(actor, act, row.place) & himself


def _points(row: Enrolment) -> str:
    return "" if row.base is None else format_points(row.base, trim=True)


def _tiers(row: Enrolment) -> list[tuple[str, str]]:
    try:
        return [(code, f"{code}：{title}") for code, title, _ in queries.tables_of(row.scheme_version).tiers]
    except SchemeRefused:
        return []


def _form(
    request: Request, title: str, form: forms.Form, branch: Organization, hint: str = ""
) -> HttpResponse:
    context: dict[str, Any] = {"title": title, "form": form, "organization": branch, "hint": hint}
    return render(request, "schemes/enrolment_form.html", context)
