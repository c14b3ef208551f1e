"""One book: its figures, its seals, its lines; on the screen and on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jifen.common.actor import Actor
from jifen.common.decision import Decision, allowed_if
from jifen.ledger import queries
from jifen.ledger.permissions import may
from jifen.ledger.states.acts import Act
from jifen.ledger.states.books import BOOK
from jifen.web.ledger.lines import Filter, last_sealed, show_lines
from jifen.web.paging import page_of
from jifen.web.requests import Request

if TYPE_CHECKING:
    from jifen.ledger.models import Book, Seal

ON_PAPER = 1_000


@login_required
@require_safe
def show(request: Request, book_id: UUID) -> HttpResponse:
    """Show one book, a page of lines at a time."""
    actor = request.actor
    book = queries.get_book_for(actor, book_id)
    form = Filter(request.GET, actor=actor, book=book)
    page = page_of(request, form.find(queries.list_entries_for(actor, book)))
    rights = list_rights(actor, book, form.seals)
    context = {
        "book": book,
        "form": form,
        "page": page,
        "rows": show_lines(actor, book, page.object_list),
        "seals": form.seals[::-1],
        "unsealed": book.length - last_sealed(form.seals),
        "may": rights,
        "choosing": bool(rights["reverse"]),
        "narrowed": form.say(),
        "print_address": _print_address(request, book, form),
    }
    return render(request, "ledger/book.html", context)


@login_required
@require_safe
def paper(request: Request, book_id: UUID) -> HttpResponse:
    """Show the book, or what was looked for in it, as it is printed on A4."""
    actor = request.actor
    book = queries.get_book_for(actor, book_id)
    form = Filter(request.GET, actor=actor, book=book)
    entries = form.find(queries.list_entries_for(actor, book))
    total = entries.order_by().count()
    context = {
        "book": book,
        "rows": show_lines(actor, book, entries[:ON_PAPER]),
        "seal": form.seals[-1] if form.seals else None,
        "narrowed": form.say(),
        "total": total,
        "left_out": max(total - ON_PAPER, 0),
        "today": timezone.localdate(request.at),
    }
    return render(request, "ledger/book_print.html", context)


def list_rights(actor: Actor, book: Book, seals: list[Seal]) -> dict[str, Decision]:
    """Return whether the acts of the page may be done, by a short name."""
    place = book.branch.place
    acts = {
        "post": Act.POST, "take_over": Act.TAKE_OVER, "reverse": Act.REVERSE, "seal": Act.SEAL_PERIOD,
        "correct": Act.CORRECT, "statements": Act.PRINT_STATEMENTS, "erase": Act.ERASE_TEXTS, "export": Act.EXPORT_BOOK,
    }  # fmt: skip
    rights = {name: may(actor, act, place) for name, act in acts.items()}
    open_ = any(row.act is Act.CLOSE_YEAR for row in BOOK.list_from(book.state))
    unsealed = book.length - last_sealed(seals)
    rights["close"] = (
        may(actor, Act.CLOSE_YEAR, place)
        & allowed_if(open_, "这一年度已经结账。")
        & allowed_if(not open_ or bool(seals), "这本账还没有封过，请先封账。")
        & allowed_if(not seals or not unsealed, f"还有 {unsealed} 条账目没有封，请先封账。")
    )
    rights["post"] &= allowed_if(open_, "这一年度已经结账，错了的用冲销、更正。")
    rights["take_over"] &= allowed_if(open_, "这一年度已经结账，不能再承接。")
    rights["correct"] &= allowed_if(book.length > 0, "这本账还没有账目，没有可更正的。")
    rights["reverse"] &= allowed_if(book.length > 0, "这本账还没有账目，没有可冲销的。")
    return rights


def _print_address(request: Request, book: Book, form: Filter) -> str:
    wanted: dict[str, Any] = {name: request.GET[name] for name in form.fields if request.GET.get(name)}
    address = reverse("print_book", args=[book.pk])
    return f"{address}?{urlencode(wanted)}" if wanted and form.is_valid() else address
