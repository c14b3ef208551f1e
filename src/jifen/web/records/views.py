"""The memory for those who look after others: what was done, by whom, in which office, on what ground."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jifen.audit import actions, queries
from jifen.audit.permissions import may_export
from jifen.audit.states import RecordKind
from jifen.common.decision import allowed_if
from jifen.common.refusals import NotFound
from jifen.orgs.models import Organization
from jifen.orgs.queries import get_organization_for, get_placed_at, list_ids_of
from jifen.orgs.states.roles import Role
from jifen.web.forms import CodeChoiceField, DayField, Form, attempt
from jifen.web.requests import Request
from jifen.web.templatetags.words import day

ROWS = 50


DAYS = 90
"""How far back words are looked for where nobody says from when: further back the page would take its time."""


class Filter(Form):
    """What is looked for."""

    kind = CodeChoiceField(RecordKind, label="种类", blank="全部", required=False)
    words = forms.CharField(label="事项、姓名或对象", max_length=60, required=False)
    since = DayField(label="从", required=False)
    until = DayField(label="到", required=False)
    before = forms.IntegerField(required=False, widget=forms.HiddenInput)
    organization = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def fill_span(self, today: date) -> dict[str, Any]:
        """Return what is looked for; words without a first day get one, and the page shows it."""
        wanted: dict[str, Any] = self.cleaned_data
        if wanted["words"] and not wanted["since"]:
            wanted["since"] = (wanted["until"] or today) - timedelta(days=DAYS)
            self.data = {**dict(self.data.items()), "since": wanted["since"]}
        return wanted


class ExportForm(Form):
    """Up to which day old records are taken out."""

    before = DayField(label="导出这一天以前的记录")


@login_required
@require_http_methods(["GET", "POST"])
def index(request: Request) -> HttpResponse:
    """Show the records of the hat's organisation or of one below; an auditor first says that he looks."""
    actor = request.actor
    inspects = actor.role == Role.AUDITOR
    if request.method == "POST":
        allowed_if(inspects, "只有审计员查看前要先登记；您可以直接查看本组织的操作记录。").require()
        actions.begin_inspection(actor=actor, at=request.at)
        request.session["inspects"] = True
        return redirect("records")
    if inspects and not request.session.get("inspects"):
        return render(request, "records/begin.html")
    form = Filter(request.GET)
    wanted = form.fill_span(timezone.localdate(request.at)) if form.is_valid() else {}
    organization = _organization_of(request, wanted)
    rows = list(_records(request, organization, wanted)[: ROWS + 1])
    context = {
        "form": form,
        "organization": organization,
        "rows": rows[:ROWS],
        "older": rows[ROWS - 1].number if len(rows) > ROWS else None,
        "newest": not wanted.get("before"),
        "since": wanted.get("since") if wanted.get("words") else None,
        "may_export": may_export(actor),
    }
    return render(request, "records/index.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def export(request: Request) -> HttpResponse:
    """Take old records out into a sealed file; the files taken out are listed."""
    may_export(request.actor).require()
    # Access logs are kept a year (trust §6.5).
    latest = timezone.localdate(request.at) - timedelta(days=settings.JIFEN_RECORDS_LEAST_DAYS)
    form = ExportForm(request.POST or None, initial={"before": latest})
    segment = None
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["before"] > latest:
            days = settings.JIFEN_RECORDS_LEAST_DAYS
            form.add_error("before", f"没有满{days}天的记录不能导出清理，请填{day(latest)}或者更早的日期。")
        segment = attempt(
            form,
            lambda: actions.export_segment_into(
                actor=request.actor,
                at=request.at,
                before=_start_of(form.cleaned_data["before"]),
                folder=Path(settings.JIFEN_RECORDS),
            ),
        )
    if segment:
        messages.success(request, f"已导出 {segment.rows} 条记录，请下载保存。")
        return redirect("export_records")
    context = {"form": form, "segments": queries.list_segments()}
    return render(request, "records/export.html", context)


@login_required
@require_safe
def download(request: Request, last_number: int) -> HttpResponseBase:
    """Hand out the file of a segment."""
    may_export(request.actor).require()
    segment = queries.list_segments().filter(last_number=last_number).first()
    if segment is None:
        raise NotFound
    file = Path(settings.JIFEN_RECORDS) / actions.segment_name(segment)
    if not file.is_file():
        raise NotFound
    return FileResponse(
        file.open("rb"), as_attachment=True, filename=file.name, content_type="application/jsonl"
    )


def _organization_of(request: Request, wanted: dict[str, Any]) -> Organization | None:
    """Return the organisation asked for, or the one of the hat; none for an auditor who asks for none."""
    actor = request.actor
    key = wanted.get("organization") or (actor.hat.organization_id if actor.hat else "")
    if key:
        return get_organization_for(actor, key)
    return None


def _records(request: Request, organization: Organization | None, wanted: dict[str, Any]) -> Any:
    placed_at, moved = get_placed_at(organization) if organization else (None, False)
    rows = queries.list_records_for(
        request.actor,
        organization.place if organization else None,
        placed_at=placed_at,
        also=list_ids_of(organization) if organization and moved else (),
        wide=organization is not None and organization.depth == 1,
        kind=wanted.get("kind") or "",
        words=(wanted.get("words") or "").strip(),
        since=_start_of(wanted["since"]) if wanted.get("since") else None,
        until=_start_of(wanted["until"] + timedelta(days=1)) if wanted.get("until") else None,
    )
    return rows.filter(number__lt=wanted["before"]) if wanted.get("before") else rows


def _start_of(day: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
