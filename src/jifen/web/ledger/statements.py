"""The statement of one member, and the table of a branch: figures with what they are made of."""

from __future__ import annotations

from fractions import Fraction
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from jifen.common.refusals import Blocked
from jifen.engine.explain import amount
from jifen.ledger.permissions import may
from jifen.ledger.queries import (
    Derived,
    derive,
    get_book_for,
    get_statement_book_for,
    list_entries_of,
    list_seals_of,
)
from jifen.ledger.states.acts import Act
from jifen.orgs.queries import get_person_for
from jifen.web.requests import Request


@login_required
@require_safe
def statement(request: Request, book_id: UUID, person_id: UUID) -> HttpResponse:
    """Show a member's account: the figure, its parts, why it is this number, and every line."""
    book = get_statement_book_for(request.actor, book_id, person_id)
    person = get_person_for(request.actor, person_id)
    context = {
        "book": book,
        "person": person,
        "entries": list_entries_of(request.actor, book, person.pk),
        "seal": list_seals_of(book).last(),
        "may_see_book": bool(may(request.actor, Act.VIEW_BOOK, book.branch.place)),
    }
    try:
        derived = derive(book, timezone.localdate(request.at))
    except Blocked as refusal:
        return render(request, "ledger/statement.html", {**context, "refusal": refusal})
    kept = person.same_as_id or person.pk
    if kept not in derived.accounts:
        out = Blocked(f"{person}不在本年度参加积分的名单上，没有积分。")
        return render(request, "ledger/statement.html", {**context, "refusal": out})
    return render(request, "ledger/statement.html", {**context, **_told(derived, kept)})


def _told(derived: Derived, person_id: UUID) -> dict[str, object]:
    account = derived.accounts[person_id]
    parts = derived.teller.statute.scheme.parts
    return {
        "version": derived.version,
        "as_of": derived.as_of,
        "score": _text(derived.score_of(person_id)),
        "state": derived.teller.state(account),
        "parts": [(part.title, _text(account.parts.get(part.part))) for part in parts],
        "taken_over": derived.taken_over.get(person_id, 0),
        "sections": derived.teller.tell(account, for_meeting=False),
    }


@login_required
@require_safe
def table(request: Request, book_id: UUID) -> HttpResponse:
    """Show the figures of everybody in a book, by name: parts as columns, each figure leading to its statement."""
    book = get_book_for(request.actor, book_id)
    try:
        derived = derive(book, timezone.localdate(request.at))
    except Blocked as refusal:
        return render(request, "ledger/table.html", {"book": book, "refusal": refusal})
    parts = derived.teller.statute.scheme.parts
    rows = [
        {
            "person": person,
            "parts": [(part.title, _text(derived.accounts[key].parts.get(part.part))) for part in parts],
            "score": _text(derived.score_of(key)),
            "state": derived.teller.state(derived.accounts[key]),
        }
        for key, person in sorted(derived.people.items(), key=lambda pair: (pair[1].pinyin, str(pair[0])))
    ]
    context = {
        "book": book,
        "version": derived.version,
        "as_of": derived.as_of,
        "headings": [part.title for part in parts],
        "rows": rows,
        "differences": derived.differences,
    }
    return render(request, "ledger/table.html", context)


def _text(value: Fraction | None) -> str:
    return "—" if value is None else amount(value)
