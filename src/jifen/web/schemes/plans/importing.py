"""A table of promises for the whole branch: pasted or uploaded, every fault told at its cell, then taken in."""

from __future__ import annotations

import tempfile
from datetime import date
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from jifen.orgs.models import Organization
from jifen.orgs.queries import get_organization_for
from jifen.schemes import actions
from jifen.schemes.actions.plans import CheckedPromises, PromiseRow
from jifen.schemes.permissions import may
from jifen.schemes.states.acts import Act
from jifen.schemes.states.promises import Promise, TaskKind
from jifen.web.forms import Form, attempt
from jifen.web.requests import Request
from jifen.web.roster.files import XLSX
from jifen.web.schemes.plans.lists import redirect_to, show_form, year_of_request
from jifen.web.uploads import SheetField

_SALT = "promises"
_OLD = "核对过的内容已经失效，请重新粘贴或者上传。"
_HINT = (
    "第一行是标题：姓名、目标任务、怎样算完成，可以再加同名区分、完成月份、类别（承诺事项、岗位职责）。"
    "一项一行，一个人有几项就写几行。先核对，没有问题再导入；没有写在表里的人不受影响。"
)


class TableForm(Form):
    """The table: pasted from Excel, or a file."""

    year = forms.CharField(max_length=10, widget=forms.HiddenInput)
    table = forms.CharField(
        label="从 Excel 复制过来的表",
        required=False,
        max_length=400_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="在 Excel 里连标题一起选中、复制，粘贴到这里；或者在下面上传文件，两样选一样",
    )
    file = SheetField(label="或者上传文件", required=False, help_text="Excel（.xlsx）或 CSV 文件")

    def clean(self) -> dict[str, Any]:
        """Ask for exactly one source."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if bool(data.get("table")) is bool(data.get("file")) and not self.errors:
            self.add_error(None, "请粘贴表格，或者上传文件，两样选一样。")
        return data

    def content(self) -> bytes:
        """Return the bytes of the table."""
        file = self.cleaned_data.get("file")
        content: bytes = file.read() if file else self.cleaned_data["table"].encode()
        return content


class RowsForm(Form):
    """The rows that were checked; they go along, signed, so that what was seen is what is written."""

    year = forms.CharField(max_length=10, widget=forms.HiddenInput)
    rows = forms.CharField(widget=forms.HiddenInput)

    def promises(self, branch: Organization) -> list[PromiseRow]:
        """Return the rows; none for what was not given out here, for this branch and year."""
        try:
            told = signing.loads(self.cleaned_data["rows"], salt=_SALT, max_age=86_400)
        except signing.BadSignature:
            return []
        if told["branch"] != str(branch.pk) or told["year"] != self.cleaned_data["year"]:
            return []
        return [
            PromiseRow(key, Promise(text, done, TaskKind(kind), date.fromisoformat(month) if month else None))
            for key, text, done, kind, month in told["rows"]
        ]


@login_required
@require_http_methods(["GET", "POST"])
def take_in(request: Request, organization_id: UUID) -> HttpResponse:
    """Check a table, show what it comes to, and write it when that was seen."""
    branch = get_organization_for(request.actor, organization_id)
    may(request.actor, Act.IMPORT_PROMISES, branch.place).require()
    year = year_of_request(request, branch)
    if request.method == "POST" and "rows" in request.POST:
        return _write(request, branch, year)
    form = TableForm(request.POST or None, request.FILES or None, initial={"year": year})
    if request.method == "POST":
        checked = attempt(form, lambda: _check(request, branch, form))
        if checked is not None:
            return _show_checked(request, branch, year, form, checked)
    return _ask(request, branch, year, form)


@login_required
@require_safe
def template(request: Request, organization_id: UUID) -> HttpResponseBase:
    """Hand out the table with the members of the year in it."""
    branch = get_organization_for(request.actor, organization_id)
    year = year_of_request(request, branch)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.xlsx"
        actions.write_promise_template(
            actor=request.actor, at=request.at, branch_id=branch.pk, year=year, path=path
        )
        content = path.read_bytes()
    name = f"{branch.full_name}{year}年度目标任务.xlsx"
    return FileResponse(BytesIO(content), content_type=XLSX, as_attachment=True, filename=name)


def _check(request: Request, branch: Organization, form: TableForm) -> CheckedPromises:
    return actions.check_promises(
        actor=request.actor,
        at=request.at,
        branch_id=branch.pk,
        year=form.cleaned_data["year"],
        content=form.content(),
    )


def _write(request: Request, branch: Organization, year: str) -> HttpResponse:
    form = RowsForm(request.POST)
    rows = form.promises(branch) if form.is_valid() else []
    if not rows:
        messages.error(request, _OLD)
        return _ask(request, branch, year, TableForm(initial={"year": year}))
    done = attempt(
        form,
        lambda: actions.import_promises(
            actor=request.actor, at=request.at, branch_id=branch.pk, year=year, rows=rows
        ),
    )
    if done:
        messages.success(request, f"已导入 {len(done)} 人的目标任务，共 {len(rows)} 项。")
        return redirect_to(branch, year)
    for said in form.non_field_errors():
        messages.error(request, str(said))
    return _ask(request, branch, year, TableForm(initial={"year": year}))


def _ask(request: Request, branch: Organization, year: str, form: Form) -> HttpResponse:
    title = f"导入{branch}{year}年度目标任务"
    return show_form(request, branch, year, title, form, _HINT, button="核对", template=True)


def _show_checked(
    request: Request, branch: Organization, year: str, form: TableForm, checked: CheckedPromises
) -> HttpResponse:
    context: dict[str, Any] = {
        "branch": branch,
        "year": year,
        "faults": checked.faults,
        "right": len(checked.rows),
        "count": len(checked.rows),
        "absent": checked.absent,
    }
    if checked.faults:
        known = {"year": year, "table": form.cleaned_data.get("table", "")}
        context["form"] = TableForm(initial=known)
        return render(request, "schemes/plans/check.html", context)
    rows = [
        [row.enrolment_id, one.text, one.done, one.kind.value, one.month.isoformat() if one.month else ""]
        for _, row in checked.rows
        for one in [row.promise]
    ]
    sealed = signing.dumps({"branch": str(branch.pk), "year": year, "rows": rows}, salt=_SALT, compress=True)
    context["form"] = RowsForm(initial={"year": year, "rows": sealed})
    ordered = sorted(checked.rows, key=lambda pair: (pair[0].pinyin, pair[0].name, pair[1].enrolment_id))
    context["people"] = [
        (person, [row.promise for _, row in pairs])
        for person, pairs in groupby(ordered, key=lambda pair: pair[0])
    ]
    return render(request, "schemes/plans/check.html", context)
