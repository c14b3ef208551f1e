"""Checking a book from its first line to its last, and taking it out as a file."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from jifen.ledger import queries
from jifen.ledger.actions import export_book
from jifen.ledger.permissions import may
from jifen.ledger.states.acts import Act
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


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def export(request: Request, book_id: UUID) -> HttpResponse:
    """Say what the file holds; then hand it out. That it was taken out is recorded."""
    book = queries.get_book_for(request.actor, book_id)
    may(request.actor, Act.EXPORT_BOOK, book.branch.place).require()
    if request.method != "POST":
        return render(request, "ledger/export.html", {"book": book})
    with TemporaryDirectory() as folder:
        file = Path(folder) / "book.jsonl"
        export_book(actor=request.actor, at=request.at, book_id=book.pk, path=file)
        content = file.read_bytes()
    answer = HttpResponse(content, content_type="application/jsonl")
    # Two names (RFC 6266): what old browsers understand, and the real one as RFC 5987 writes it.
    name = quote(f"{book}.jsonl", safe="")
    answer["Content-Disposition"] = f"attachment; filename=\"book.jsonl\"; filename*=UTF-8''{name}"
    return answer
