"""One member's lines in a book, with their reasons: for himself, and for whoever prints them for him."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from jifen.ledger import queries
from jifen.ledger.permissions import may
from jifen.ledger.states.acts import Act
from jifen.web.ledger.figures import tell_account
from jifen.web.ledger.lines import show_lines
from jifen.web.requests import Request


@login_required
@require_safe
def statement(request: Request, book_id: UUID, person_id: UUID) -> HttpResponse:
    """Show the lines of one member in a book, by the day they are about."""
    actor = request.actor
    today = timezone.localdate(request.at)
    book, person = queries.get_statement_for(actor, book_id, person_id)
    context = {
        "book": book,
        "person": person,
        "own": actor.is_person(str(person.pk)),
        "may_view_book": may(actor, Act.VIEW_BOOK, book.branch.place),
        "rows": show_lines(actor, book, queries.list_entries_of(actor, book, person.pk)),
        "today": today,
        **tell_account(book, person, today),
    }
    return render(request, "ledger/person.html", context)
