"""Correcting one line: what it should say, what that would change, then reversal and correction in one act."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jifen.common.refusals import Blocked
from jifen.engine.intake import Sheets
from jifen.ledger import queries
from jifen.ledger.actions import Correction, Line, Posted, correct_entries
from jifen.ledger.permissions import may
from jifen.ledger.queries import Tried
from jifen.ledger.states.acts import Act
from jifen.ledger.states.books import EntryKind
from jifen.schemes.queries import bound_of, tables_of
from jifen.web.forms import attempt
from jifen.web.ledger.clock import asking
from jifen.web.ledger.lines import Shown, show_lines
from jifen.web.ledger.posting_form import PREFIX, PostingForm
from jifen.web.ledger.reversing import read_numbers
from jifen.web.requests import Request

if TYPE_CHECKING:
    from jifen.ledger.models import Book, Entry

ONE = "一次更正一条，请只勾选一条，或者写一个序号。"


class CorrectionForm(PostingForm):
    """What the line should have said, and why it is corrected."""

    people = forms.ChoiceField(label="应当记给谁", widget=forms.RadioSelect)  # type: ignore[assignment]
    why = forms.CharField(
        label="更正的原因",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="本人看得到；写清楚原来错在哪里",
    )
    order = ("why", "people", "kind", "occurred_on", "reason")

    def clean_people(self) -> list[str]:
        """Return the one person, as the facts are made of several."""
        return [self.cleaned_data["people"]]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: Request, book_id: UUID) -> HttpResponse:
    """Show a line and the form of what it should say; try it; write it when that was seen."""
    actor = request.actor
    book = queries.get_book_for(actor, book_id)
    may(actor, Act.CORRECT, book.branch.place).require()
    numbers = read_numbers(request.POST if request.method == "POST" else request.GET)
    found = show_lines(actor, book, queries.list_entries_for(actor, book).filter(sequence__in=numbers[:2]))
    refused = _refuse(numbers, found)
    context: dict[str, Any] = {"book": book, "refused": refused}
    if refused or not found:
        return render(request, "ledger/correct.html", context)
    line, today = found[0], timezone.localdate(request.at)
    context["line"] = line
    try:
        derived = queries.derive(book, today)
    except Blocked as refusal:
        return render(request, "ledger/correct.html", {**context, "refused": list(refusal.reasons)})
    sheets = Sheets(bound_of(derived.version), tables_of(derived.version))
    people = {key: str(person) for key, person in derived.people.items()}
    form = CorrectionForm(sheets, people, request.POST or None, initial=_initial(line.entry, sheets))
    context["form"] = form
    if request.method != "POST":
        return render(request, "ledger/correct.html", context)
    tried = attempt(form, lambda: _try(book, today, line.entry, form))
    if tried and request.POST.get("step") == "correct":
        posted = attempt(form, lambda: _correct(request, book, line.entry, form, tried))
        if posted:
            messages.success(request, _say(posted, line.entry))
            return redirect("book", book.pk)
    return render(request, "ledger/correct.html", {**context, "tried": tried})


def _refuse(numbers: list[int], found: list[Shown]) -> list[str]:
    if not numbers:
        return []
    if len(numbers) > 1:
        return [ONE]
    if not found:
        return [f"这本账里没有第 {numbers[0]} 条。"]
    line = found[0]
    if line.entry.kind is EntryKind.REVERSAL:
        return [f"第 {line.entry.sequence} 条是冲销，不能更正；冲销错了的，把它再冲销一次。"]
    if line.entry.kind is EntryKind.TAKEN_OVER:
        return [f"第 {line.entry.sequence} 条是承接的，不能单独更正；请先冲销，再重新承接。"]
    if not line.choosable:
        why = line.note if "已由" in line.note else "记的是您本人，请由别的同志办理"
        return [f"第 {line.entry.sequence} 条：{why}，不能在这里更正。"]
    return []


def _initial(entry: Entry, sheets: Sheets) -> dict[str, Any]:
    """Return what the line says now, as the form would have it."""
    kind = queries.kind_of(entry)
    told: dict[str, Any] = {f"{PREFIX}{name}": _as_field(value) for name, value in entry.fields.items()}
    text = getattr(entry, "text", None)
    return {
        **told,
        "key": uuid4().hex,
        "people": str(entry.person_id),
        "kind": kind if kind in sheets.menu.live else "",
        "occurred_on": entry.occurred_on,
        "reason": text.reason if text is not None else "",
    }


def _as_field(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.split("、") if isinstance(value, str) and "、" in value else value


def _try(book: Book, today: Any, entry: Entry, form: CorrectionForm) -> Tried:
    (fact,) = form.proposed()
    return queries.try_correction(book, today, entry, fact)


def _correct(request: Request, book: Book, entry: Entry, form: CorrectionForm, tried: Tried) -> Posted:
    (fact,) = form.proposed()
    return asking(
        form,
        lambda: correct_entries(
            actor=request.actor,
            at=request.at,
            book_id=book.pk,
            key=form.cleaned_data["key"],
            corrections=[Correction(entry.sequence, Line.of(fact, tried.weighed))],
            reason=form.cleaned_data["why"],
            basis=form.basis(),
            clock_confirmed=form.cleaned_data["clock_confirmed"],
        ),
    )


def _say(posted: Posted, entry: Entry) -> str:
    reversal, correction = posted.entries[0].sequence, posted.entries[-1].sequence
    if posted.again:
        return f"这一次更正刚才已经记好了（第 {reversal} 条、第 {correction} 条），没有重复记。"
    return f"已更正第 {entry.sequence} 条：第 {reversal} 条冲销，第 {correction} 条更正。"
