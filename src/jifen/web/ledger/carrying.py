"""Checking a book from its first line to its last, and taking it out as a file."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from jifen.ledger import queries
from jifen.ledger.actions import export_book
from jifen.ledger.permissions import may
from jifen.ledger.states.acts import Act
from jifen.rules.periodname import say_period
from jifen.web.forms import Form
from jifen.web.requests import Request


@login_required
@require_safe
def check(request: Request, book_id: UUID) -> HttpResponse:
    """Verify a book now and name everything that does not hold; nothing is written."""
    actor = request.actor
    book = queries.get_book_for(actor, book_id)
    context = {
        "book": book,
        "alarms": [str(alarm) for alarm in queries.verify_with_kept(book)],
        "seals": queries.list_seals_for(actor, book).count(),
        "erased": queries.count_erased(actor, book),
        "at": request.at,
    }
    return render(request, "ledger/check.html", context)


WHOLE = "whole"


class ExportForm(Form):
    """The whole book, or what one seal covers."""

    period = forms.ChoiceField(
        label="导出什么",
        help_text="每封一期存一份这一期的，放在电脑以外：电脑坏了，各期的文件合在一起就是整本账",
        error_messages={"invalid_choice": "这本账没有封过这一期，请重新选择。"},
        widget=forms.Select(attrs={"class": "form-select"}),
    )

    def __init__(self, periods: list[str], *args: Any, **options: Any) -> None:
        """Offer the sealed periods, the last one first."""
        super().__init__(*args, **options)
        choices = [(WHOLE, "整本账"), *((period, f"只要{say_period(period)}这一期") for period in periods)]
        self.fields["period"].choices = choices  # type: ignore[attr-defined]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def export(request: Request, book_id: UUID) -> HttpResponse:
    """Say what the file holds; then hand it out. That it was taken out is recorded."""
    book = queries.get_book_for(request.actor, book_id)
    may(request.actor, Act.EXPORT_BOOK, book.branch.place).require()
    periods = {str(seal.number): seal.period for seal in queries.list_seals_for(request.actor, book)}
    data = request.POST if request.method == "POST" else None
    chosen = periods.get(request.GET.get("seal", ""), WHOLE)
    form = ExportForm(list(periods.values())[::-1], data, initial={"period": chosen})
    if not form.is_valid():
        return render(request, "ledger/export.html", {"book": book, "form": form})
    period = "" if form.cleaned_data["period"] == WHOLE else form.cleaned_data["period"]
    with TemporaryDirectory() as folder:
        file = Path(folder) / "book.jsonl"
        export_book(actor=request.actor, at=request.at, book_id=book.pk, path=file, period=period or None)
        content = file.read_bytes()
    answer = HttpResponse(content, content_type="application/jsonl")
    # Two names (RFC 6266): what old browsers understand, and the real one as RFC 5987 writes it.
    name = quote(f"{book}{period}.jsonl", safe="")
    answer["Content-Disposition"] = f"attachment; filename=\"book.jsonl\"; filename*=UTF-8''{name}"
    return answer
