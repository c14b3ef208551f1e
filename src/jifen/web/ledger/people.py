"""One member's lines in a book, with their reasons: for himself, and for whoever prints them for him."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from jifen.ledger import queries
from jifen.ledger.actions import read_statement, read_statements
from jifen.ledger.permissions import may
from jifen.ledger.states.acts import Act
from jifen.publicity.queries import list_contested
from jifen.reports.statements import Statement, build_statements
from jifen.web.ledger.figures import tell_account
from jifen.web.ledger.lines import show_lines
from jifen.web.ledger.seals import draw_code
from jifen.web.requests import Request

if TYPE_CHECKING:
    from jifen.ledger.models import Book
    from jifen.orgs.models import Person


@login_required
@require_GET
def statement(request: Request, book_id: UUID, person_id: UUID) -> HttpResponse:
    """Show the lines of one member in a book, by the day they are about; the reading is recorded."""
    actor = request.actor
    today = timezone.localdate(request.at)
    # Asked before the reading is recorded: whoever looks for the first time need not be told of himself.
    book, person = queries.get_statement_for(actor, book_id, person_id)
    readings = queries.list_readings_in(book, person)
    read_statement(actor=actor, at=request.at, book_id=book.pk, person_id=person.pk)
    context = {
        "book": book,
        "person": person,
        "own": actor.is_person(str(person.pk)),
        "may_view_book": may(actor, Act.VIEW_BOOK, book.branch.place),
        "rows": show_lines(actor, book, queries.list_entries_of(actor, book, person.pk)),
        "today": today,
        "contested": person.pk in list_contested(book.branch),
        "readings": readings,
        "sendings": queries.list_sendings_of(book, person),
        "answers": queries.list_answers_in(book, person),
        **tell_account(book, person, today),
    }
    return render(request, "ledger/person.html", context)


@login_required
@require_GET
def paper(request: Request, book_id: UUID, person_id: UUID) -> HttpResponse:
    """Show one member's statement as it is handed to him: one sheet, with seal and places to sign."""
    book, person = read_statement(actor=request.actor, at=request.at, book_id=book_id, person_id=person_id)
    return _print(request, book, [person], back=("statement", book.pk, person.pk))


@login_required
@require_GET
def papers(request: Request, book_id: UUID) -> HttpResponse:
    """Show the statements of the whole branch, a sheet for each member, to be printed in one go."""
    book = read_statements(actor=request.actor, at=request.at, book_id=book_id)
    people = queries.list_account_holders(request.actor, book)
    return _print(request, book, people, back=("book", book.pk))


def _print(request: Request, book: Book, people: list[Person], *, back: tuple[Any, ...]) -> HttpResponse:
    today = timezone.localdate(request.at)
    seal = queries.find_last_seal(book)
    sheets: list[Statement] = build_statements(book, people, seal, today)
    context = {
        "book": book,
        "sheets": sheets,
        "image": draw_code(seal.code) if seal else "",
        "today": today,
        "back": back,
        "single": sheets[0].name if len(back) == 3 else "",
    }
    return render(request, "ledger/statements.html", context)
