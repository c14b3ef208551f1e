"""One version: the 办法 as a table beside its clauses, what the check says, how far it is; its file, what differs."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jifen.common.actor import Actor
from jifen.engine.explain import Statute
from jifen.engine.explain.listing import period_words, scheme_rows
from jifen.rules.binding import Bound
from jifen.rules.compiling import compile_scheme
from jifen.rules.differences import compare_schemes, count_differences, tell_differences, tell_scheme
from jifen.rules.findings import Severity, has_errors
from jifen.rules.periodname import name_at, period_named
from jifen.schemes import queries
from jifen.schemes.models import SchemeVersion
from jifen.schemes.states.acts import Act
from jifen.web.requests import Request, require_ids
from jifen.web.schemes.deciding import PAGES, WORDS, decide, list_steps, next_act, other_acts

_ANY_DAY = date(2026, 6, 1)
"""Showing a draft needs some points year; nothing shown depends on which."""


@login_required
@require_safe
def show(request: Request, version_id: UUID) -> HttpResponse:
    """Show a version."""
    version = queries.get_version_for(request.actor, version_id)
    return render(request, "schemes/version.html", page_of(request, version))


def page_of(request: Request, version: SchemeVersion, refusals: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return what the page of a version shows; `refusals`: what an act on it was answered."""
    actor, today = request.actor, timezone.localdate(request.at)
    bound, findings = queries.check_of(version, queries.years_to_try(today.year))
    faulty = bound is None or has_errors(findings)
    following = next_act(version)
    others = queries.list_versions_for(actor, version.scheme)
    holding = queries.find_version(version.scheme.organization, today)
    return {
        "version": version,
        "organization": version.scheme.organization,
        "others": [one for one in others if one.pk != version.pk],
        "holding": holding,
        "refusals": refusals,
        "steps": list_steps(version),
        "next": _button(actor, following, version) if following else None,
        "next_by_post": following is Act.VALIDATE_VERSION,
        "acts": [_button(actor, act, version) for act in other_acts(version)],
        "findings": _by_severity(findings),
        "renewed": _renewed_above(version),
        **({} if faulty or bound is None else _law(bound, version)),
    }


def _button(actor: Actor, act: Act, version: SchemeVersion) -> dict[str, Any]:
    return {
        "act": act.value,
        "label": WORDS.get(act, act.label),
        "decision": decide(actor, act, version),
        "address": reverse(PAGES[act], args=[version.pk]),
    }


def _by_severity(findings: Any) -> list[tuple[str, list[str]]]:
    """Return the findings in words, errors first."""
    found = [
        (severity.label, [str(one) for one in findings if one.severity is severity]) for severity in Severity
    ]
    return [(label, lines) for label, lines in found if lines]


def _renewed_above(version: SchemeVersion) -> SchemeVersion | None:
    """Return the version in force above where this one builds on an older one."""
    upper = version.upper
    if upper is None or version.until_on is not None:
        return None
    newer = upper.scheme.versions.filter(state="IN_FORCE", number__gt=upper.number)
    found: SchemeVersion | None = newer.select_related("scheme").first()
    return found


def _law(bound: Bound, version: SchemeVersion) -> dict[str, Any]:
    """Return the 办法 as people read it: rows with the words of their clauses, sections, readings, holes."""
    tables = compile_scheme(bound)
    day = version.from_on or _ANY_DAY
    period = period_named(tables, name_at(tables, day), day)
    clauses = queries.clauses_of(version)
    rows = list(scheme_rows(Statute(bound, tables, period, period.end)))
    return {
        "period_words": period_words(tables),
        "rows": [(row, clauses.get(row.clause, "")) for row in rows],
        "sections": tell_scheme(bound.scheme),
        "readings": bound.scheme.readings,
        "holes": tables.holes,
        "sample": bound.scheme.sample,
    }


@login_required
@require_safe
def download(request: Request, version_id: UUID) -> HttpResponse:
    """Hand the file out, byte for byte as it is kept."""
    version = queries.get_version_for(request.actor, version_id)
    answer = HttpResponse(version.text.encode(), content_type="text/yaml; charset=utf-8")
    name = quote(queries.file_name_of(version))
    answer["Content-Disposition"] = f"attachment; filename=\"scheme.yaml\"; filename*=utf-8''{name}"
    return answer


@login_required
@require_safe
def differences(request: Request, version_id: UUID) -> HttpResponse:
    """Show in words what is different from another version one sees."""
    version = queries.get_version_for(request.actor, version_id)
    choices = [
        one for one in queries.list_versions_for(request.actor, version.scheme) if one.pk != version.pk
    ]
    chosen = request.GET.get("with", "")
    other = version.made_from
    if chosen:
        require_ids([chosen])
        other = queries.get_version_for(request.actor, chosen)
    elif other is None and choices:
        other = choices[0]
    context: dict[str, Any] = {"version": version, "other": other, "choices": choices}
    if other is not None:
        context |= _compared(other, version)
    return render(request, "schemes/differences.html", context)


def _compared(before: SchemeVersion, after: SchemeVersion) -> dict[str, Any]:
    old, new = queries.read_of(before).scheme, queries.read_of(after).scheme
    if old is None or new is None:
        return {"unread": str(before if old is None else after)}
    found = compare_schemes(old, new)
    return {"sections": tell_differences(found), "count": count_differences(found)}
