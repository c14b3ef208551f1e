"""Reversing lines: choose them, read what will be written, say why and on what ground; pressed twice, done once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from jifen.ledger import queries
from jifen.ledger.actions import Posted, reverse_entries
from jifen.ledger.permissions import may
from jifen.ledger.states.acts import Act
from jifen.web.forms import attempt
from jifen.web.ledger.clock import ClockAsked, asking
from jifen.web.ledger.lines import show_lines
from jifen.web.orgs.people.forms import DecidedFields
from jifen.web.requests import Request

if TYPE_CHECKING:
    from jifen.ledger.models import Book

MOST = 100
"""How many lines are reversed at once: as many as one reads before one presses the button."""


class ReverseForm(ClockAsked, DecidedFields):
    """Why lines are reversed, and who decided so; `key` makes pressing twice the same as pressing once."""

    key = forms.CharField(max_length=64, widget=forms.HiddenInput)
    reason = forms.CharField(
        label="冲销的原因",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="本人看得到；写清楚哪里不对，例如“核对会议记录，当天没有参加”",
    )
    # The papers of a branch are seen by all who see the branch: one about a member is not kept there.
    basis_file = None  # type: ignore[assignment]
    field_order = (
        "reason", "basis_kind", "basis_label", "basis_on", "basis_document_no", "decided_by", "clock_confirmed",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Say of a form without its number what to do; nobody sees the field."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if "key" in self.errors:
            self.add_error(None, "这张表单不完整，没有冲销；请回到账页重新选择。")
        return data


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def reverse(request: Request, book_id: UUID) -> HttpResponse:
    """Show what a reversal of the chosen lines will write, and write it."""
    actor = request.actor
    book = queries.get_book_for(actor, book_id)
    may(actor, Act.REVERSE, book.branch.place).require()
    numbers = read_numbers(request.POST if request.method == "POST" else request.GET)
    form = ReverseForm(request.POST or None, initial={"key": uuid4().hex})
    if request.method == "POST" and (posted := attempt(form, lambda: _reverse(request, book, numbers, form))):
        messages.success(request, _say(posted))
        return redirect("book", book.pk)
    found = show_lines(actor, book, queries.list_entries_for(actor, book).filter(sequence__in=numbers[:MOST]))
    refused = [*_list_missing(numbers, [line.entry.sequence for line in found]), *_refuse(found)]
    context = {
        "book": book,
        "rows": [(line, -line.entry.points) for line in found if line.choosable],
        "refused": [] if form.non_field_errors() else refused,
        "form": form,
    }
    return render(request, "ledger/reverse.html", context)


def read_numbers(asked: QueryDict) -> list[int]:
    """Return the numbers that were ticked or typed, each once, in order; what is too long to be one becomes 0."""
    said = " ".join([*asked.getlist("entry"), asked.get("numbers", "")])
    found = re.findall(r"[0-9]+", said)
    return sorted({int(number) if len(number) < 9 else 0 for number in found})


def _reverse(request: Request, book: Book, numbers: Sequence[int], form: ReverseForm) -> Posted:
    """Do the act; where the room asks about the clock, show the tick."""
    data = form.cleaned_data
    return asking(
        form,
        lambda: reverse_entries(
            actor=request.actor,
            at=request.at,
            book_id=book.pk,
            key=data["key"],
            sequences=numbers[:MOST],
            reason=data["reason"],
            basis=form.basis(),
            decider=form.decider(),
            clock_confirmed=data["clock_confirmed"],
        ),
    )


def _say(posted: Posted) -> str:
    first, last = posted.entries[0].sequence, posted.entries[-1].sequence
    where = f"第 {first} 条" if first == last else f"第 {first} 条至第 {last} 条"
    if posted.again:
        return f"这一次冲销刚才已经记好了（{where}），没有重复记。"
    return f"已冲销，记在账上{where}。"


def _list_missing(numbers: Sequence[int], found: Sequence[int]) -> list[str]:
    said = [f"这本账里没有第 {number} 条。" for number in numbers[:MOST] if number not in found]
    if len(numbers) > MOST:
        said.append(f"一次最多冲销 {MOST} 条，后面的请下一次再办。")
    return said


def _refuse(found: Sequence[Any]) -> list[str]:
    said = []
    for line in found:
        if not line.choosable:
            why = line.note if "已由" in line.note else "记的是您本人，请由别的同志办理"
            said.append(f"第 {line.entry.sequence} 条：{why}，不能在这里冲销。")
    return said
