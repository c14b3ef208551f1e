"""Sealing a period, closing a year."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jifen.ledger import queries
from jifen.ledger.actions import close_year, seal_period
from jifen.ledger.permissions import may
from jifen.ledger.states.acts import Act
from jifen.ledger.states.books import BOOK
from jifen.rules.periodname import say_period
from jifen.web.forms import BasisFields, Form, attempt
from jifen.web.ledger.lines import last_sealed
from jifen.web.papers.keeping import attempt_with_paper
from jifen.web.papers.owners import owner_of
from jifen.web.requests import Request

if TYPE_CHECKING:
    from jifen.ledger.models import Book, Seal


class SealForm(Form):
    """Which period is sealed."""

    period = forms.CharField(
        label="封哪一期", max_length=20, help_text="按月的写成 2026-03；按季、按年的照办法里的叫法写"
    )


class CloseForm(BasisFields):
    """The decision that closes the year."""


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def seal(request: Request, book_id: UUID) -> HttpResponse:
    """Seal what was posted since the last seal, and show the seal."""
    actor = request.actor
    book = queries.get_book_for(actor, book_id)
    may(actor, Act.SEAL_PERIOD, book.branch.place).require()
    seals = list(queries.list_seals_for(actor, book))
    due = queries.find_due_period(book, timezone.localdate(request.at))
    form = SealForm(request.POST or None, initial={"period": due or propose_period(book, seals)})
    made = None
    if request.method == "POST":
        made = attempt(
            form,
            lambda: seal_period(
                actor=actor, at=request.at, book_id=book.pk, period=form.cleaned_data["period"]
            ),
        )
    if made:
        messages.success(
            request, f"已封账：{say_period(made.period)}，封号见下面。请打印，随本期的表上墙、上报。"
        )
        return redirect("seal", made.pk)
    context = {
        "book": book,
        "form": form,
        "first": last_sealed(seals) + 1,
        "count": book.length - last_sealed(seals),
        "last_seal": seals[-1] if seals else None,
    }
    return render(request, "ledger/seal_form.html", context)


def propose_period(book: Book, seals: list[Seal]) -> str:
    """Return, where no 办法 says, the month of the last posting, or the first one after it that has no seal yet."""
    last = timezone.localdate(book.last_posted_at) if book.last_posted_at else book.starts_on
    year, month = last.year, last.month
    taken = {seal.period for seal in seals}
    while (said := f"{year}-{month:02}") in taken:
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return said


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: Request, book_id: UUID) -> HttpResponse:
    """Close the points year by a decision."""
    actor = request.actor
    book = queries.get_book_for(actor, book_id)
    may(actor, Act.CLOSE_YEAR, book.branch.place).require()
    BOOK.find(Act.CLOSE_YEAR, book.state)
    form = CloseForm(request.POST or None, request.FILES or None)
    closed = None
    if request.method == "POST":
        closed = attempt_with_paper(
            request,
            form,
            owner_of(book.branch),
            lambda: close_year(actor=actor, at=request.at, book_id=book.pk, basis=form.basis()),
        )
    if closed:
        messages.success(request, f"{closed}已结账。以后只能凭决定冲销、更正。")
        return redirect("book", closed.pk)
    seals = list(queries.list_seals_for(actor, book))
    context = {"book": book, "form": form, "seals": seals, "unsealed": book.length - last_sealed(seals)}
    return render(request, "ledger/close.html", context)
