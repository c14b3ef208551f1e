"""Posting decided facts: first what they would give, then the line itself."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jifen.common.refusals import Blocked, Invalid
from jifen.engine.intake import Sheets
from jifen.ledger.actions import Line, post_entries
from jifen.ledger.permissions import may
from jifen.ledger.queries import Proposed, Weighed, derive, get_book_for, weigh
from jifen.ledger.states.acts import Act
from jifen.schemes.queries import bound_of, tables_of
from jifen.web.forms import attempt
from jifen.web.ledger.clock import asking
from jifen.web.ledger.posting_form import PostingForm
from jifen.web.requests import Request

if TYPE_CHECKING:
    from jifen.ledger.models import Book


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def post(request: Request, book_id: UUID) -> HttpResponse:
    """Show the form; weigh what it says; post it when that was seen."""
    book = get_book_for(request.actor, book_id)
    may(request.actor, Act.POST, book.branch.place).require()
    today = timezone.localdate(request.at)
    context = {"book": book, "back": reverse("book", args=[book.pk]), "title": f"在{book}记一笔"}
    try:
        derived = derive(book, today)
    except Blocked as refusal:
        return render(request, "ledger/post.html", {**context, "refusal": refusal})
    sheets = Sheets(bound_of(derived.version), tables_of(derived.version))
    people = {key: str(person) for key, person in derived.people.items()}
    form = PostingForm(
        sheets, people, request.POST or None, initial={"key": uuid4().hex, "occurred_on": today}
    )
    if request.method != "POST":
        return render(request, "ledger/post.html", {**context, "form": form})
    told_first = bound_of(derived.version).scheme.cycle is not None
    weighed = attempt(form, lambda: _weigh(book, today, form.proposed(), told_first=told_first))
    if weighed and request.POST.get("step") == "post":
        facts = form.proposed()
        posted = attempt(
            form,
            lambda: asking(
                form,
                lambda: post_entries(
                    actor=request.actor,
                    at=request.at,
                    book_id=book.pk,
                    key=form.cleaned_data["key"],
                    lines=[Line.of(fact, one) for fact, one in zip(facts, weighed, strict=True)],
                    basis=form.basis(),
                    clock_confirmed=form.cleaned_data["clock_confirmed"],
                ),
            ),
        )
        if posted:
            done = f"{len(posted.entries)} 条"
            said = f"这一次以前已经入账（{done}），没有重复记。" if posted.again else f"已入账 {done}。"
            messages.success(request, said)
            return redirect("book", book.pk)
    shown = zip(form.proposed(), weighed, strict=True) if weighed else ()
    rows = [(people[fact.person_id], one) for fact, one in shown]
    return render(request, "ledger/post.html", {**context, "form": form, "rows": rows})


def _weigh(book: Book, today: date, facts: list[Proposed], *, told_first: bool) -> list[Weighed]:
    """Weigh facts; raise `Invalid` for a loss where the 办法 has a procedure: there the member is told first (J1)."""
    weighed = weigh(book, today, facts)
    lost = next((one for one in weighed if one.points < 0), None) if told_first else None
    if lost is not None:
        raise Invalid(
            kind=f"“{lost.title}”照办法是扣分，不在这里记：请在“积分周期”里提出扣分，先告知本人、听他申辩，"
            "会议评定以后随本期入账。"
        )
    return weighed
