"""Erasing personal texts whose time is over: what goes, what stays, then the act."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from jifen.common.refusals import Blocked
from jifen.ledger import queries
from jifen.ledger.actions import erase_texts
from jifen.ledger.permissions import may
from jifen.ledger.states.acts import Act
from jifen.ledger.states.books import BookState
from jifen.web.forms import BasisFields, DayField, Form, attempt
from jifen.web.requests import Request

STILL_OPEN = "年度还没有结账，文字还要用，不能清除；请先结账。"


class DayForm(Form):
    """Texts about days before which one are looked at."""

    before = DayField(label="清除哪一天以前的", help_text="按事情发生的日期算，这一天的不清除")


class EraseForm(BasisFields):
    """The rule or decision by which the texts end."""

    before = DayField(label="清除哪一天以前的")
    basis_file = None  # type: ignore[assignment]
    field_order = ("before", "basis_kind", "basis_label", "basis_on", "basis_document_no")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: Request, book_id: UUID) -> HttpResponse:
    """Say what would go and what stays; erase when that was seen, and show that the book still holds."""
    actor = request.actor
    book = queries.get_book_for(actor, book_id)
    may(actor, Act.ERASE_TEXTS, book.branch.place).require()
    if book.state is not BookState.CLOSED:
        raise Blocked(STILL_OPEN)
    if request.method == "POST":
        form = EraseForm(request.POST)
        count = attempt(
            form,
            lambda: erase_texts(
                actor=actor,
                at=request.at,
                book_id=book.pk,
                before=form.cleaned_data["before"],
                basis=form.basis(),
            ),
        )
        if count is not None:
            messages.success(request, f"已清除 {count} 条事由。下面是清除以后的核对。")
            return redirect("check_book", book.pk)
        before = form.cleaned_data.get("before")
        return _show(request, book_id, form, queries.count_texts(actor, book, before) if before else None)
    asked = DayForm(request.GET or None)
    if not (request.GET and asked.is_valid()):
        return render(request, "ledger/erase.html", {"book": book, "asked": asked})
    before = asked.cleaned_data["before"]
    return _show(
        request, book_id, EraseForm(initial={"before": before}), queries.count_texts(actor, book, before)
    )


def _show(request: Request, book_id: UUID, form: EraseForm, count: int | None) -> HttpResponse:
    book = queries.get_book_for(request.actor, book_id)
    return render(request, "ledger/erase.html", {"book": book, "form": form, "count": count})
