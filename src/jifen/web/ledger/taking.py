"""Taking a running year over: the sheet to fill, what it would come to, and the act."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jifen.common.refusals import Blocked
from jifen.ledger.actions import (
    Checked,
    Line,
    Posted,
    check_take_over,
    take_over,
    write_take_over_template,
)
from jifen.ledger.permissions import may
from jifen.ledger.queries import (
    Trial,
    get_book_for,
    list_entries_for,
    list_misfit_bases,
    list_standing,
    try_take_over,
)
from jifen.ledger.states.acts import Act
from jifen.ledger.states.books import BOOK
from jifen.web.forms import Form, attempt
from jifen.web.ledger.clock import ClockAsked, asking
from jifen.web.ledger.lines import show_lines
from jifen.web.orgs.people.forms import DecidedFields
from jifen.web.requests import Request
from jifen.web.roster.files import XLSX
from jifen.web.uploads import SheetField

if TYPE_CHECKING:
    from jifen.ledger.models import Book

_SALT = "take-over"
_OLD = "核对过的内容已经失效，请重新上传。"


class UploadForm(Form):
    """The filled sheet."""

    file = SheetField(
        label="填好的承接表", help_text="Excel（.xlsx）或 CSV 文件。上传后先核对、试算，确认以后才入账。"
    )


class TakeOverForm(ClockAsked, DecidedFields):
    """On what ground the checked lines are taken over.

    They go along, signed, so that what was seen is what is posted.
    """

    key = forms.CharField(max_length=64, widget=forms.HiddenInput)
    lines = forms.CharField(widget=forms.HiddenInput)
    basis_file = None  # type: ignore[assignment]
    field_order = (
        "basis_kind", "basis_label", "basis_on", "basis_document_no", "decided_by", "clock_confirmed",
    )  # fmt: skip

    def clean_lines(self) -> list[Line]:
        """Return the lines that were checked; raise `ValidationError` for what was not given out here."""
        try:
            told = signing.loads(self.cleaned_data["lines"], salt=_SALT, max_age=86_400)
        except signing.BadSignature as bad:
            raise forms.ValidationError(_OLD) from bad
        self.book_id = told["book"]
        return [
            Line(person, item, date.fromisoformat(on), points, fields=fields)
            for person, item, on, points, fields in told["lines"]
        ]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def take(request: Request, book_id: UUID) -> HttpResponse:
    """Show what can be taken over and what is; check a sheet; write it when that was seen."""
    book = get_book_for(request.actor, book_id)
    may(request.actor, Act.TAKE_OVER, book.branch.place).require()
    BOOK.find(Act.TAKE_OVER, book.state)
    if request.method == "POST" and "lines" in request.POST:
        return _post(request, book)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and (checked := attempt(form, lambda: _check(request, book, form))):
        return _show_checked(request, book, checked)
    standing = [one for rows in list_standing(book).values() for one in rows]
    numbers = [one.sequence for one in standing]
    context = {
        "book": book,
        "form": form,
        "rows": show_lines(
            request.actor, book, list_entries_for(request.actor, book).filter(sequence__in=numbers)
        ),
        "misfits": list_misfit_bases(book),
    }
    return render(request, "ledger/take_over.html", context)


@login_required
@require_safe
def template(request: Request, book_id: UUID) -> HttpResponseBase:
    """Hand out the sheet with the members of the branch in it."""
    book = get_book_for(request.actor, book_id)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sheet.xlsx"
        write_take_over_template(actor=request.actor, at=request.at, book_id=book.pk, path=path)
        content = path.read_bytes()
    name = f"{book.branch.full_name}{book.year}年度承接表.xlsx"
    return FileResponse(BytesIO(content), content_type=XLSX, as_attachment=True, filename=name)


def _check(request: Request, book: Book, form: UploadForm) -> Checked:
    content = form.cleaned_data["file"].read()
    return check_take_over(actor=request.actor, at=request.at, book_id=book.pk, content=content)


def _show_checked(request: Request, book: Book, checked: Checked) -> HttpResponse:
    if checked.faults:
        context = {"book": book, "faults": checked.faults, "right": len(checked.rows), "form": UploadForm()}
        return render(request, "ledger/take_over_faults.html", context)
    sealed = signing.dumps(
        {
            "book": str(book.pk),
            "lines": [
                [one.person_id, one.item, one.occurred_on.isoformat(), one.points, dict(one.fields)]
                for one in checked.lines
            ],
        },
        salt=_SALT,
        compress=True,
    )
    form = TakeOverForm(initial={"key": uuid4().hex, "lines": sealed})
    return _show_trial(request, book, checked.lines, form, checked)


def _post(request: Request, book: Book) -> HttpResponse:
    form = TakeOverForm(request.POST)
    posted = attempt(form, lambda: _take_over(request, book, form))
    if posted:
        messages.success(request, _say(posted))
        return redirect("take_over", book.pk)
    lines = form.cleaned_data.get("lines") or []
    if not lines:
        messages.error(request, _OLD)
        return redirect("take_over", book.pk)
    return _show_trial(request, book, lines, form, None)


def _take_over(request: Request, book: Book, form: TakeOverForm) -> Posted:
    if form.book_id != str(book.pk):
        raise Blocked(_OLD)
    return asking(
        form,
        lambda: take_over(
            actor=request.actor,
            at=request.at,
            book_id=book.pk,
            key=form.cleaned_data["key"],
            lines=form.cleaned_data["lines"],
            basis=form.basis(),
            decider=form.decider(),
            clock_confirmed=form.cleaned_data["clock_confirmed"],
        ),
    )


def _show_trial(
    request: Request, book: Book, lines: Sequence[Line], form: TakeOverForm, checked: Checked | None
) -> HttpResponse:
    trial: list[Trial] = try_take_over(book, timezone.localdate(request.at), lines)
    context: dict[str, Any] = {
        "book": book,
        "form": form,
        "rows": trial,
        "count": len(lines),
        "again": [row.person for row in checked.rows if row.again] if checked else [],
        "absent": checked.absent if checked else [],
    }
    return render(request, "ledger/take_over_check.html", context)


def _say(posted: Posted) -> str:
    first, last = posted.entries[0].sequence, posted.entries[-1].sequence
    where = f"第 {first} 条" if first == last else f"第 {first} 条至第 {last} 条"
    if posted.again:
        return f"这些以前已经承接过，内容一样（{where}），没有重复记。"
    return f"已承接，记在账上{where}，标明“承接”。"
