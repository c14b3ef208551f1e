"""Figures reckoned from a book: one member's with what it is made of, and the table of a branch."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from jifen.common.refusals import Blocked
from jifen.engine.explain import amount
from jifen.ledger.queries import derive_once, get_book_for
from jifen.orgs.models import Person
from jifen.web.requests import Request

if TYPE_CHECKING:
    from jifen.ledger.models import Book


def tell_account(book: Book, person: Person, on: date) -> dict[str, Any]:
    """Return a member's figure, its parts, and how it came about; or why there is none (`refusal`)."""
    try:
        derived = derive_once(book, on)
    except Blocked as refusal:
        return {"refusal": refusal}
    key = person.same_as_id or person.pk
    if key not in derived.accounts:
        return {"refusal": Blocked(f"{person}不在本年度参加积分的名单上，没有积分。")}
    account = derived.accounts[key]
    return {
        "version": derived.version,
        "as_of": derived.as_of,
        "score": _text(derived.score_of(key)),
        "state": derived.teller.state(account),
        "parts": [(part.title, _text(account.parts.get(part.part))) for part in derived.parts],
        "taken_over": derived.taken_over.get(key, 0),
        "sections": derived.teller.tell(account, for_meeting=False)[
            1:
        ],  # the first says what stands above already
    }


@login_required
@require_safe
def table(request: Request, book_id: UUID) -> HttpResponse:
    """Show the figures of everybody in a book, by name: parts as columns, each name leading to its lines."""
    book = get_book_for(request.actor, book_id)
    try:
        derived = derive_once(book, timezone.localdate(request.at))
    except Blocked as refusal:
        return render(request, "ledger/table.html", {"book": book, "refusal": refusal})
    people = sorted(derived.people.items(), key=lambda pair: (pair[1].pinyin, str(pair[0])))
    rows = [
        {
            "person": person,
            "parts": [
                (part.title, _text(derived.accounts[key].parts.get(part.part))) for part in derived.parts
            ],
            "score": _text(derived.score_of(key)),
            "state": derived.teller.state(derived.accounts[key]),
        }
        for key, person in people
    ]
    context = {
        "book": book,
        "version": derived.version,
        "as_of": derived.as_of,
        "headings": [part.title for part in derived.parts],
        "rows": rows,
        "differences": derived.differences,
    }
    return render(request, "ledger/table.html", context)


def _text(value: Fraction | None) -> str:
    return "—" if value is None else amount(value)
