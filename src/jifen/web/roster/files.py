"""Workbooks to take away: the roster, the empty sheet, the list of faults."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from uuid import UUID

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from jifen.orgs import actions, queries
from jifen.orgs.permissions import may
from jifen.orgs.states.acts import Act
from jifen.orgs.states.roster import ExportPurpose
from jifen.web.forms import CodeChoiceField, Form, attempt
from jifen.web.requests import Request

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ExportForm(Form):
    """Whether numbers go out, and what for."""

    purpose = CodeChoiceField(
        ExportPurpose,
        label="身份证号、电话、住址",
        blank="不导出",
        required=False,
        help_text="选了用途才会导出。每位党员在自己的页面上能看到：谁在什么时候、为什么导出过。",
    )
    reason = forms.CharField(
        label="用途说明",
        max_length=60,
        required=False,
        help_text="报给哪里、办什么事。导出号码时必须填写，会印在文件上面。",
    )


@login_required
@require_http_methods(["GET", "POST"])
def export(request: Request, organization_id: UUID) -> HttpResponseBase:
    """Hand the roster out, without numbers or with them for a purpose."""
    actor = request.actor
    organization = queries.get_organization_for(actor, organization_id)
    may(actor, Act.EXPORT_ROSTER, organization.place).require()
    form = ExportForm(request.POST or None)
    may_reveal = may(actor, Act.REVEAL, organization.place)
    if request.method == "POST":
        answer = _workbook(
            f"{organization.full_name}党员名册.xlsx",
            lambda path: (
                attempt(
                    form,
                    lambda: actions.export_roster(
                        actor=actor,
                        at=request.at,
                        organization_id=organization.pk,
                        path=path,
                        purpose=form.cleaned_data["purpose"] or None,
                        reason=form.cleaned_data["reason"],
                    ),
                )
                is not None
            ),
        )
        if answer:
            return answer
    context = {"form": form, "organization": organization, "may_reveal": may_reveal}
    return render(request, "roster/export.html", context)


@login_required
@require_safe
def blank(request: Request, organization_id: UUID) -> HttpResponseBase:
    """Hand the empty sheet out."""

    def write(path: Path) -> bool:
        actions.write_roster_template(actor=request.actor, organization_id=organization_id, path=path)
        return True

    return _workbook("党员名册（空表）.xlsx", write) or HttpResponse(status=404)


@login_required
@require_safe
def faults(request: Request, roster_id: UUID) -> HttpResponseBase:
    """Hand out what is to be mended."""

    def write(path: Path) -> bool:
        actions.write_faults(actor=request.actor, roster_id=roster_id, path=path)
        return True

    return _workbook("名册里要改的地方.xlsx", write) or HttpResponse(status=404)


def _workbook(name: str, write: Callable[[Path], bool]) -> FileResponse | None:
    """Return a written workbook as an attachment, or None where nothing was written; no file stays behind."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "roster.xlsx"
        if not write(path):
            return None
        content = path.read_bytes()
    return FileResponse(BytesIO(content), content_type=XLSX, as_attachment=True, filename=name)
